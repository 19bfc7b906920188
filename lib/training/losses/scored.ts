import { pairwiseAngleSim, type PairwiseSimilarity } from '../../sentence/pairwise.js';
import type { SimilarityFunction } from '../../sentence/similarity.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tidy } from '../../tensor/scope.js';
import type { Tensor } from '../../tensor/tensor.js';
import { checkColumns, pairwiseOf, rowLabels, SentenceLoss } from './loss.js';

export interface CoSENTOptions {
  /** Default: 20. */
  scale?: number;
  /** Default: 'cosine'. */
  similarityFct?: SimilarityFunction | PairwiseSimilarity;
}

/**
 * The order of scored pairs: log(1 + Σ exp(scale · (sᵢ − sⱼ))) over all i, j with labelᵢ < labelⱼ. Only which label is greater counts.
 * Columns: two texts; labels: [N].
 */
export class CoSENTLoss extends SentenceLoss {
  readonly #scale: number;
  readonly #similarity: PairwiseSimilarity;
  constructor({ scale = 20, similarityFct = 'cosine' }: CoSENTOptions = {}) {
    super();
    this.#scale = scale;
    this.#similarity = pairwiseOf(similarityFct);
  }
  async forward(embeddings: readonly Tensor[], labels?: Tensor): Promise<Tensor> {
    checkColumns(this, embeddings, 2);
    return tidy(() => {
      const targets = rowLabels(this, embeddings, labels);
      const scores = this.#similarity(embeddings[0]!, embeddings[1]!).mul(this.#scale);
      const isOrdered = targets.unsqueeze(1).lt(targets.unsqueeze(0));
      const differences = scores.unsqueeze(1).sub(scores.unsqueeze(0)).maskedFill(isOrdered.logicalNot(), -Infinity);
      return F.cat([scores.newZeros([1]), differences.flatten(0)]).logsumexp(0);
    });
  }
}

/**
 * {@link CoSENTLoss} over angles in the complex plane (Li and Li, 2023).
 * With further columns, the first is compared with each other one: the second has the labels (default: 1), the rest are negatives and have 1 − label.
 */
export class AnglELoss extends CoSENTLoss {
  constructor({ scale }: { scale?: number } = {}) {
    super({ scale, similarityFct: pairwiseAngleSim });
  }
  override async forward(embeddings: readonly Tensor[], labels?: Tensor): Promise<Tensor> {
    if (embeddings.length <= 2) return super.forward(embeddings, labels);
    const others = embeddings.length - 1;
    using given = labels ? rowLabels(this, embeddings, labels) : F.ones([embeddings[0]!.shape[0]!]);
    using anchors = embeddings[0]!.repeat([others, 1]);
    using rest = F.cat(embeddings.slice(1));
    using all = tidy(() => F.cat([given, given.rsub(1).repeat([others - 1])]));
    return await super.forward([anchors, rest], all);
  }
}

export interface CosineSimilarityOptions {
  /** Of scores [N] and labels [N]. Default: the mean squared error. */
  lossFct?: (scores: Tensor, labels: Tensor) => Tensor;
  /** What the cosines go through first. Default: nothing. */
  cosScoreTransformation?: (scores: Tensor) => Tensor;
}

/** The mean squared error between the cosine of a pair and its label. Columns: two texts; labels: [N], from −1 to 1. */
export class CosineSimilarityLoss extends SentenceLoss {
  readonly #options: Required<CosineSimilarityOptions>;
  constructor({ lossFct = (scores, labels) => F.mseLoss(scores, labels), cosScoreTransformation = (scores) => scores }: CosineSimilarityOptions = {}) {
    super();
    this.#options = { lossFct, cosScoreTransformation };
  }
  async forward(embeddings: readonly Tensor[], labels?: Tensor): Promise<Tensor> {
    checkColumns(this, embeddings, 2);
    return tidy(() => {
      const scores = this.#options.cosScoreTransformation(F.cosineSimilarity(embeddings[0]!, embeddings[1]!));
      return this.#options.lossFct(scores, rowLabels(this, embeddings, labels).to(scores.dtype));
    });
  }
}
