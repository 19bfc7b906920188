// What stands under the name `evaluators`.
export { Evaluator, type EmbeddingModel, type EvaluateOptions, type EvaluatorOptions, type Metrics } from './evaluator.js';
export { BinaryClassificationEvaluator, type BinaryClassificationOptions } from './binary.js';
export { LabelAccuracyEvaluator, SequentialEvaluator, type LabelAccuracyOptions } from './others.js';
export { ParaphraseMiningEvaluator, type ParaphraseMiningEvaluatorOptions } from './paraphrase.js';
export { RerankingEvaluator, type RerankingOptions, type RerankingSample } from './reranking.js';
export { InformationRetrievalEvaluator, type InformationRetrievalOptions } from './retrieval.js';
export { EmbeddingSimilarityEvaluator, type EmbeddingSimilarityOptions } from './similarity.js';
export { TripletEvaluator, type TripletEvaluatorOptions } from './triplet.js';
