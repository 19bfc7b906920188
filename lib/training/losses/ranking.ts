import { TorchEncodersError } from '../../errors.js';
import type { Similarity, SimilarityFunction } from '../../sentence/similarity.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tidy } from '../../tensor/scope.js';
import type { Tensor } from '../../tensor/tensor.js';
import { checkColumns, SentenceLoss, similarityOf } from './loss.js';

/** Which similarities stand beside the positive's: of queries with documents, with each other, and so on. */
export type Direction = 'query_to_doc' | 'query_to_query' | 'doc_to_query' | 'doc_to_doc';
const directionNames: readonly Direction[] = ['query_to_doc', 'query_to_query', 'doc_to_query', 'doc_to_doc'];

export interface RankingOptions {
  /** What similarities are multiplied by: 1 / temperature. Default: 20. */
  scale?: number;
  /** Default: 'cosine'. */
  similarityFct?: SimilarityFunction | Similarity;
  /** Default: ['query_to_doc']. All four, joint, are GTE's improved contrastive loss (Li et al., 2023). */
  directions?: readonly Direction[];
  /** 'joint': one softmax over all directions; 'per_direction': the mean of one for each. Default: 'joint'. */
  partitionMode?: 'joint' | 'per_direction';
  /** Which negatives count more, the more alike they are to the query. Default: none. */
  hardnessMode?: 'in_batch_negatives' | 'hard_negatives' | 'all_negatives';
  /** How much of the detached similarity is added to such a negative's logit. Default: 0. */
  hardnessStrength?: number;
}

/** Rows from `begin` to before `end`. */
export type Rows = readonly [begin: number, end: number];

/**
 * In-batch negatives (van den Oord et al., 2018): each query's own document among all documents of the batch, given ones of the further columns included.
 * Columns: queries, documents, and any number of negatives. loss = −mean(scale · s⁺ − logsumexp(scale · s)).
 */
export class MultipleNegativesRankingLoss extends SentenceLoss {
  readonly options: Required<Omit<RankingOptions, 'hardnessMode'>> & Pick<RankingOptions, 'hardnessMode'>;
  readonly #similarity: Similarity;

  /** @throws ERR_RANGE, ERR_CONFIG for options that cannot be. */
  constructor({ scale = 20, similarityFct = 'cosine', directions = ['query_to_doc'], partitionMode = 'joint', hardnessMode, hardnessStrength = 0 }: RankingOptions = {}) {
    super();
    if (!(scale > 0)) throw new TorchEncodersError('ERR_RANGE', `scale is ${scale}; wanted a number above 0`);
    if (!(hardnessStrength >= 0)) throw new TorchEncodersError('ERR_RANGE', `hardnessStrength is ${hardnessStrength}; wanted 0 or more`);
    const unknown = directions.find((one) => !directionNames.includes(one));
    if (unknown !== undefined) throw new TorchEncodersError('ERR_CONFIG', `the direction '${unknown}' is not known; known are ${directionNames.join(', ')}`);
    if (!directions.includes('query_to_doc')) throw new TorchEncodersError('ERR_CONFIG', `directions are ${directions.join(', ') || 'none'}; wanted query_to_doc among them, which has the positives`);
    if (partitionMode === 'per_direction' && directions.some((one) => one === 'query_to_query' || one === 'doc_to_doc')) {
      throw new TorchEncodersError('ERR_CONFIG', "partitionMode 'per_direction' wants the positive in every direction, which query_to_query and doc_to_doc have not; use 'joint'");
    }
    this.#similarity = similarityOf(similarityFct);
    this.options = { scale, similarityFct, directions, partitionMode, hardnessMode, hardnessStrength };
  }

  async forward(embeddings: readonly Tensor[]): Promise<Tensor> {
    return this.ofRows(embeddings, [0, embeddings[0]?.shape[0] ?? 0]);
  }

  /** @internal The part of the loss that some rows of the queries have: the parts of all rows sum to the loss. */
  ofRows(embeddings: readonly Tensor[], [begin, end]: Rows): Tensor {
    checkColumns(this, embeddings, 2, Infinity);
    return tidy(() => {
      const [queries, positives] = embeddings as [Tensor, Tensor];
      const N = queries.shape[0]!;
      const own = F.eye(N, { dtype: 'bool', device: queries.device }).slice(0, begin, end);
      const candidates = this.#candidates(queries, positives, embeddings.slice(1), own, begin, end);
      const { partitionMode } = this.options;
      const sums = partitionMode === 'joint' ? F.cat(candidates, 1).logsumexp(1) : F.stack(candidates.map((one) => one.logsumexp(1))).mean(0);
      const positive = candidates[0]!.slice(1, 0, N).diagonal(begin);
      return sums.sub(positive).sum().div(N);
    });
  }

  /** The logits of each direction: query_to_doc first. */
  #candidates(queries: Tensor, positives: Tensor, documents: readonly Tensor[], own: Tensor, begin: number, end: number): Tensor[] {
    const { scale, directions } = this.options;
    const [someQueries, somePositives] = [queries.slice(0, begin, end), positives.slice(0, begin, end)];
    const all = documents.length === 1 ? positives : F.cat(documents);
    const ownOfAll = own.repeat([1, documents.length]);
    const logits: Record<Direction, () => Tensor> = {
      query_to_doc: () => {
        const scores = this.#similarity(someQueries, all);
        const penalty = this.#penalty(scores, ownOfAll, queries.shape[0]!);
        return penalty ? scores.mul(scale).add(penalty) : scores.mul(scale);
      },
      query_to_query: () => this.#similarity(someQueries, queries).mul(scale).maskedFill(own, -Infinity),
      doc_to_query: () => this.#similarity(queries, somePositives).t().mul(scale),
      doc_to_doc: () => this.#similarity(all, somePositives).t().mul(scale).maskedFill(ownOfAll, -Infinity),
    };
    return directionNames.filter((one) => directions.includes(one)).map((one) => logits[one]());
  }

  /** What is added to the negatives that the mode names. */
  #penalty(scores: Tensor, own: Tensor, N: number): Tensor | undefined {
    const { hardnessMode, hardnessStrength } = this.options;
    if (hardnessMode === undefined || hardnessStrength === 0) return undefined;
    const inBatch = own.logicalNot();
    const given = own.clone(); // a query's own given negatives
    given.slice(1, 0, N).fill_(false);
    const counted = { in_batch_negatives: inBatch, hard_negatives: given, all_negatives: inBatch.logicalOr(given) }[hardnessMode];
    if (counted === undefined) throw new TorchEncodersError('ERR_CONFIG', `hardnessMode is '${String(hardnessMode)}'; wanted in_batch_negatives, hard_negatives or all_negatives`);
    return scores.detach().mul(hardnessStrength).mul(counted);
  }
}

/** As {@link MultipleNegativesRankingLoss} from queries to documents and back, each with its own softmax. */
export class MultipleNegativesSymmetricRankingLoss extends MultipleNegativesRankingLoss {
  constructor(options: Pick<RankingOptions, 'scale' | 'similarityFct'> = {}) {
    super({ ...options, directions: ['query_to_doc', 'doc_to_query'], partitionMode: 'per_direction' });
  }
}

/** As {@link MultipleNegativesRankingLoss} with the dot product and a scale of 1: what a {@link SpladeLoss} is put over. */
export class SparseMultipleNegativesRankingLoss extends MultipleNegativesRankingLoss {
  constructor({ scale = 1, similarityFct = 'dot', ...options }: RankingOptions = {}) {
    super({ scale, similarityFct, ...options });
  }
}
