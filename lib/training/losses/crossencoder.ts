// Losses of cross-encoders. They have the names of losses of vectors, and stand under `losses.crossEncoder`.
import { TorchEncodersError } from '../../errors.js';
import { Module } from '../../nn/module.js';
import type { CrossEncoder, Pair } from '../../sentence/crossencoder.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tidy } from '../../tensor/scope.js';
import { tensor, type Tensor } from '../../tensor/tensor.js';
import { marginsOf, teacherMargins } from './distillation.js';
import type { TextColumns } from './loss.js';

/** What logits go through before the loss. Default: nothing. */
export type Activation = (logits: Tensor) => Tensor;
const identity: Activation = (logits) => logits;

/** A loss of the logits of pairs, [N, labels]. */
abstract class PairLoss extends Module {
  protected readonly activation: Activation;
  constructor({ activationFn = identity }: { activationFn?: Activation } = {}) {
    super();
    this.activation = activationFn;
  }
  abstract override forward(logits: Tensor, labels: Tensor): Promise<Tensor>;

  /** Columns: two texts. */
  async ofTexts(model: CrossEncoder, columns: TextColumns, labels: Tensor): Promise<Tensor> {
    using logits = await model.logits(pairsOf(this, columns));
    return await this.forward(logits, labels);
  }

  /** Logits of one label and one target for each pair: [N] both. */
  protected single(logits: Tensor, labels: Tensor): [Tensor, Tensor] {
    const N = logits.shape[0]!;
    if (logits.numel !== N || labels.numel !== N) throw new TorchEncodersError('ERR_SHAPE', `${this.constructor.name} wants one logit and one label for each of ${N} pairs, found the shapes [${logits.shape.join(', ')}] and [${labels.shape.join(', ')}]`);
    return [this.activation(logits.reshape([N])), labels.reshape([N]).to(logits.dtype)];
  }
}

function pairsOf(loss: Module, columns: TextColumns): Pair[] {
  if (columns.length !== 2) throw new TorchEncodersError('ERR_SHAPE', `${loss.constructor.name} wants 2 columns, found ${columns.length}`);
  return columns[0]!.map((text, i): Pair => [text, columns[1]![i]!]);
}

export interface BinaryCrossEntropyOptions {
  activationFn?: Activation;
  /** How much positives count. Default: 1. */
  posWeight?: Tensor;
}

/** Binary cross entropy of one logit with a label from 0 to 1. */
export class BinaryCrossEntropyLoss extends PairLoss {
  readonly #posWeight: Tensor | undefined;
  constructor({ activationFn, posWeight }: BinaryCrossEntropyOptions = {}) {
    super({ activationFn });
    this.#posWeight = posWeight;
  }
  async forward(logits: Tensor, labels: Tensor): Promise<Tensor> {
    return tidy(() => F.binaryCrossEntropyWithLogits(...this.single(logits, labels), null, this.#posWeight ?? null));
  }
}

/** Cross entropy of several logits with the number of a class. */
export class CrossEntropyLoss extends PairLoss {
  async forward(logits: Tensor, labels: Tensor): Promise<Tensor> {
    return tidy(() => F.crossEntropyLoss(this.activation(logits), labels.ndim === 2 && labels.shape[1] === 1 ? labels.reshape([-1]) : labels));
  }
}

/** The mean squared error of one logit, as of a teacher's. */
export class MSELoss extends PairLoss {
  async forward(logits: Tensor, labels: Tensor): Promise<Tensor> {
    return tidy(() => F.mseLoss(...this.single(logits, labels)));
  }
}

/** A loss of the scores of one query's candidates, [N, candidates]: columns are queries, positives, negatives …. */
abstract class CandidateLoss extends Module {
  abstract override forward(scores: Tensor, labels?: Tensor): Promise<Tensor>;

  async ofTexts(model: CrossEncoder, columns: TextColumns, labels?: Tensor): Promise<Tensor> {
    const [queries, ...candidates] = this.candidates(columns);
    using logits = await model.logits(queries!.flatMap((query, i) => candidates.map((column): Pair => [query, column[i]!])));
    using scores = oneLabel(this, logits).reshape([queries!.length, candidates.length]);
    return await this.forward(scores, labels);
  }
  /** Queries, and what they are compared with. */
  protected candidates(columns: TextColumns): TextColumns {
    return columns;
  }
}

function oneLabel(loss: Module, logits: Tensor): Tensor {
  if (logits.shape[1] === 1) return logits;
  throw new TorchEncodersError('ERR_CONFIG', `${loss.constructor.name} wants a model of one label, and this one has ${logits.shape[1]}`);
}

/** The margins between a positive's logit and the negatives', as a teacher has them. Labels: as {@link MarginMSELoss} of vectors. */
export class MarginMSELoss extends CandidateLoss {
  readonly #activation: Activation;
  constructor({ activationFn = identity }: { activationFn?: Activation } = {}) {
    super();
    this.#activation = activationFn;
  }
  async forward(scores: Tensor, labels?: Tensor): Promise<Tensor> {
    return tidy(() => {
      const margins = marginsOf(this.#activation(scores));
      return F.mseLoss(margins, teacherMargins(this, labels, margins));
    });
  }
}

export interface CrossRankingOptions {
  /** How many documents of the batch stand beside each query's own, drawn at random; null: all. Default: 4. */
  numNegatives?: number | null;
  /** Default: 10. */
  scale?: number;
  /** Default: sigmoid. */
  activationFn?: Activation;
}

/** Cross entropy of each query's own document among others of the batch and its given negatives. Columns: queries, documents, negatives …. */
export class MultipleNegativesRankingLoss extends CandidateLoss {
  readonly #options: Required<CrossRankingOptions>;
  constructor({ numNegatives = 4, scale = 10, activationFn = (logits) => logits.sigmoid() }: CrossRankingOptions = {}) {
    super();
    this.#options = { numNegatives, scale, activationFn };
  }
  async forward(scores: Tensor): Promise<Tensor> {
    const { activationFn, scale } = this.#options;
    return tidy(() => F.crossEntropyLoss(activationFn(scores).mul(scale), F.zeros([scores.shape[0]!], { dtype: 'int64' })));
  }
  protected override candidates([queries, positives, ...negatives]: TextColumns): TextColumns {
    const N = queries!.length;
    const pool = [positives!, ...negatives].flat(); // the k-th column's i-th text at k · N + i
    const others = queries!.map((_, i) => pool.filter((__, place) => place % N !== i));
    const count = Math.min(this.#options.numNegatives ?? Infinity, others[0]!.length);
    const drawn = others.map((texts) => {
      using order = F.randperm(texts.length);
      return count === texts.length ? texts : (order.toArray() as number[]).slice(0, count).map((place) => texts[place]!);
    });
    return [queries!, positives!, ...Array.from({ length: count }, (_, k) => drawn.map((texts) => texts[k]!)), ...negatives];
  }
}

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
