// What stands under the name `losses`.
export { SentenceLoss, type TextColumns, type TextModel } from './loss.js';
export * from './batchtriplet.js';
export { CachedMultipleNegativesRankingLoss, MegaBatchMarginLoss, type CachedOptions, type MegaBatchMarginOptions } from './cached.js';
export { ContrastiveLoss, OnlineContrastiveLoss, type ContrastiveOptions, type SiameseDistance } from './contrastive.js';
export { DistillKLDivLoss, EmbedDistillLoss, MarginMSELoss, MSELoss, type DistillKLDivOptions, type EmbedDistillOptions } from './distillation.js';
export * from './gist.js';
export * from './inbatch.js';
export * from './matryoshka.js';
export * from './orthogonal.js';
export { MultipleNegativesRankingLoss, MultipleNegativesSymmetricRankingLoss, SparseMultipleNegativesRankingLoss, type Direction, type RankingOptions } from './ranking.js';
export * from './scored.js';
export * from './softmax.js';
export * from './sparse.js';
export * from './triplet.js';
export * from './unsupervised.js';
export * as crossEncoder from './forcrossencoders.js';
