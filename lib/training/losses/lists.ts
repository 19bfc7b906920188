// Losses of cross-encoders over a query's whole list of documents. They stand under `losses.crossEncoder` too.
import { TorchEncodersError } from '../../errors.js';
import { Module } from '../../nn/module.js';
import type { CrossEncoder, Pair } from '../../sentence/crossencoder.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tidy } from '../../tensor/scope.js';
import { tensor, type Tensor } from '../../tensor/tensor.js';
import { identity, oneLabel, type Activation } from './crossencoder.js';

/** The documents of each query, with how good each is. Lists may differ in length. */
export interface RankedLists {
  readonly queries: readonly string[];
  readonly documents: readonly (readonly string[])[];
  readonly labels: readonly (readonly number[])[];
}

/** A loss over each query's list of documents: scores and labels [queries, longest list], labels −∞ where a list has ended. */
abstract class ListLoss extends Module {
  protected readonly activation: Activation;
  constructor({ activationFn = identity }: { activationFn?: Activation } = {}) {
    super();
    this.activation = activationFn;
  }
  abstract override forward(scores: Tensor, labels: Tensor): Promise<Tensor>;

  async ofLists(model: CrossEncoder, { queries, documents, labels }: RankedLists): Promise<Tensor> {
    const wrong = queries.findIndex((_, i) => documents[i]?.length !== labels[i]?.length);
    if (wrong >= 0) throw new TorchEncodersError('ERR_SHAPE', `query ${wrong} has ${documents[wrong]?.length ?? 0} documents and ${labels[wrong]?.length ?? 0} labels; wanted as many`);
    const most = Math.max(...documents.map(({ length }) => length));
    using logits = await model.logits(queries.flatMap((query, i) => documents[i]!.map((document): Pair => [query, document])));
    const places = documents.flatMap((list, i) => list.map((_, j) => i * most + j));
    using scores = tidy(() => F.full([queries.length * most], missing).indexCopy(0, tensor(places, { dtype: 'int64' }), this.activation(oneLabel(this, logits).reshape([-1]))).reshape([queries.length, most]));
    using targets = tensor(labels.map((list) => Array.from({ length: most }, (_, j) => list[j] ?? -Infinity)));
    return await this.forward(scores, targets);
  }
}
const missing = -1e16; // the score of what is not there

/** Cross entropy between the two softmaxes over a list (Cao et al., 2007). */
export class ListNetLoss extends ListLoss {
  async forward(scores: Tensor, labels: Tensor): Promise<Tensor> {
    return tidy(() => F.crossEntropyLoss(scores, labels.softmax(1)));
  }
}

/** How much a pair of places counts: [queries, places, places], of gains [queries, places] and discounts [1, places]. */
export type WeightingScheme = 'none' | 'ndcgLoss1' | 'ndcgLoss2' | 'lambdaRank' | 'ndcgLoss2PP';

export interface LambdaOptions {
  /** Default: 'ndcgLoss2PP'. */
  weightingScheme?: WeightingScheme;
  /** Pairs beyond this place do not count. Default: all do. */
  k?: number;
  /** Default: 1. */
  sigma?: number;
  /** The least that a list's best gain counts as. Default: 1e-10. */
  eps?: number;
  /** Default: 'binary'. */
  reductionLog?: 'natural' | 'binary';
  /** Of ndcgLoss2 in ndcgLoss2PP. Default: 10. */
  mu?: number;
  activationFn?: Activation;
}

/** LambdaLoss (Wang et al., 2018): the logistic loss of each pair of documents, by how much its order is worth in ndcg. */
export class LambdaLoss extends ListLoss {
  readonly #options: Required<Omit<LambdaOptions, 'activationFn' | 'k'>> & { readonly k: number | undefined };
  constructor({ weightingScheme = 'ndcgLoss2PP', k, sigma = 1, eps = 1e-10, reductionLog = 'binary', mu = 10, activationFn }: LambdaOptions = {}) {
    super({ activationFn });
    if (!Object.hasOwn(schemes, weightingScheme)) throw new TorchEncodersError('ERR_CONFIG', `weightingScheme is '${String(weightingScheme)}'; wanted ${Object.keys(schemes).join(', ')}`);
    this.#options = { weightingScheme, k, sigma, eps, reductionLog, mu };
  }
  async forward(scores: Tensor, labels: Tensor): Promise<Tensor> {
    const { weightingScheme, sigma, eps, reductionLog, mu } = this.#options;
    return tidy(() => {
      const L = scores.shape[1]!;
      const k = Math.min(this.#options.k ?? L, L);
      const { values, indices } = scores.sort({ dim: -1, descending: true });
      const best = labels.sort({ dim: -1, descending: true }).values.clampMin(0);
      const byScore = labels.gather(1, indices);
      const differences = byScore.unsqueeze(2).sub(byScore.unsqueeze(1));
      const isCounted = weightingScheme === 'ndcgLoss1' ? differences.isfinite() : differences.isfinite().logicalAnd(differences.gt(0));
      const place = F.arange(L);
      const isNear = place.unsqueeze(1).lt(k).logicalOr(place.unsqueeze(0).lt(k));
      const discount = F.arange(2, L + 2, { dtype: scores.dtype }).log2().unsqueeze(0);
      const gains = (of: Tensor): Tensor => of.exp2().sub(1);
      const ideal = gains(best).div(discount).slice(1, 0, k).sum(-1).clampMin(eps);
      const gain = gains(byScore.clampMin(0)).div(ideal.unsqueeze(1));
      const margins = values.unsqueeze(2).sub(values.unsqueeze(1)).clamp(-1e8, 1e8).nanToNum(0);
      const weighted = F.logSigmoid(margins.mul(sigma)).mul(schemes[weightingScheme](gain, discount, mu)).div(reductionLog === 'binary' ? Math.LN2 : 1);
      const counted = weighted.maskedSelect(isCounted.logicalAnd(isNear));
      return counted.sum().div(-Math.max(counted.numel, 1));
    });
  }
}

const gainDifferences = (gain: Tensor): Tensor => gain.unsqueeze(2).sub(gain.unsqueeze(1)).abs();
const schemes: Readonly<Record<WeightingScheme, (gain: Tensor, discount: Tensor, mu: number) => Tensor>> = {
  none: (gain) => F.onesLike(gain).unsqueeze(2),
  ndcgLoss1: (gain, discount) => gain.div(discount).unsqueeze(2),
  ndcgLoss2: (gain) => {
    const place = F.arange(gain.shape[1]!);
    const apart = place.unsqueeze(1).sub(place.unsqueeze(0)).abs().to(gain.dtype); // |i − j|, whose discounts are 1 / log₂(1 + d) and 1 / log₂(2 + d)
    const deltas = apart.add(1).log2().reciprocal().sub(apart.add(2).log2().reciprocal()).abs().fillDiagonal_(0);
    return deltas.unsqueeze(0).mul(gainDifferences(gain));
  },
  lambdaRank: (gain, discount) => {
    const inverse = discount.reciprocal();
    return inverse.unsqueeze(2).sub(inverse.unsqueeze(1)).abs().mul(gainDifferences(gain));
  },
  ndcgLoss2PP: (gain, discount, mu) => schemes.ndcgLoss2(gain, discount, mu).mul(mu).add(schemes.lambdaRank(gain, discount, mu)),
};

/** {@link LambdaLoss} in which each pair counts the same (Burges et al., 2005). */
export class RankNetLoss extends LambdaLoss {
  constructor(options: Omit<LambdaOptions, 'weightingScheme' | 'mu'> = {}) {
    super({ ...options, weightingScheme: 'none' });
  }
}
