// Losses of cross-encoders. They have the names of losses of vectors, and stand under `losses.crossEncoder`.
import { TorchEncodersError } from '../../errors.js';
import { Module } from '../../nn/module.js';
import type { CrossEncoder, Pair } from '../../sentence/crossencoder.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tidy } from '../../tensor/scope.js';
import type { Tensor } from '../../tensor/tensor.js';
import { marginsOf, teacherMargins } from './distillation.js';
import type { TextColumns } from './loss.js';

/** What logits go through before the loss. Default: nothing. */
export type Activation = (logits: Tensor) => Tensor;
export const identity: Activation = (logits) => logits;

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

/** Logits of one label. */
export function oneLabel(loss: Module, logits: Tensor): Tensor {
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
