import { TorchEncodersError } from '../../errors.js';
import { Linear } from '../../nn/layers.js';
import type { PairwiseSimilarity } from '../../sentence/pairwise.js';
import type { SimilarityFunction } from '../../sentence/similarity.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tidy } from '../../tensor/scope.js';
import type { Tensor } from '../../tensor/tensor.js';
import { checkColumns, pairwiseOf, SentenceLoss } from './loss.js';

const metrics = {
  mse: (student: Tensor, teacher: Tensor) => F.mseLoss(student, teacher),
  l2: (student: Tensor, teacher: Tensor) => student.sub(teacher).norm(2, [-1]).mean(),
  cosine: (student: Tensor, teacher: Tensor) => F.cosineSimilarity(student, teacher, -1).rsub(1).mean(),
} as const;

export interface EmbedDistillOptions {
  /** Default: 'cosine'. */
  distanceMetric?: keyof typeof metrics;
  /** A learned linear map of the student's vectors to the teacher's size, from one to the other. Default: none. */
  projection?: { readonly from: number; readonly to: number };
}

/**
 * The student's vectors as the teacher's. Any number of columns; labels: the teacher's vectors, [N, D] for all columns, or [N, columns, D].
 * The mean over the columns.
 */
export class EmbedDistillLoss extends SentenceLoss {
  readonly #metric: keyof typeof metrics;
  readonly projection: Linear | undefined;
  constructor({ distanceMetric = 'cosine', projection }: EmbedDistillOptions = {}) {
    super();
    if (!Object.hasOwn(metrics, distanceMetric)) throw new TorchEncodersError('ERR_CONFIG', `distanceMetric is '${String(distanceMetric)}'; wanted mse, l2 or cosine`);
    this.#metric = distanceMetric;
    this.projection = projection && new Linear(projection.from, projection.to);
  }
  async forward(embeddings: readonly Tensor[], labels?: Tensor): Promise<Tensor> {
    checkColumns(this, embeddings, 1, Infinity);
    if (!labels || (labels.ndim !== 2 && labels.shape[1] !== embeddings.length)) {
      throw new TorchEncodersError('ERR_SHAPE', `${this.constructor.name} wants the teacher's vectors as labels, [N, D] or [N, ${embeddings.length}, D], found ${labels ? `the shape [${labels.shape.join(', ')}]` : 'none'}`);
    }
    return tidy(() => F.stack(embeddings.map((one, column) => {
      const teacher = (labels.ndim === 2 ? labels : labels.select(1, column)).detach().to(one.dtype);
      return metrics[this.#metric](this.projection ? this.projection.forward(one) : one, teacher);
    })).mean());
  }
}

/** {@link EmbedDistillLoss} by the mean squared error. */
export class MSELoss extends EmbedDistillLoss {
  constructor({ projection }: Pick<EmbedDistillOptions, 'projection'> = {}) {
    super({ distanceMetric: 'mse', projection });
  }
}

/** The similarity of the first column with each other one: [N, columns − 1]. */
const scoresOf = ([query, ...others]: readonly Tensor[], similarity: PairwiseSimilarity): Tensor => F.stack(others.map((one) => similarity(query!, one)), 1);

/**
 * The margins between the positive's score and the negatives' as a teacher has them (Hofstätter et al., 2020). Columns: queries, positives, negatives …;
 * labels: the teacher's margins, [N] or [N, negatives], or its scores, [N, 1 + negatives].
 */
export class MarginMSELoss extends SentenceLoss {
  readonly #similarity: PairwiseSimilarity;
  /** @param options.similarityFct default: 'dot'. */
  constructor({ similarityFct = 'dot' }: { similarityFct?: SimilarityFunction | PairwiseSimilarity } = {}) {
    super();
    this.#similarity = pairwiseOf(similarityFct);
  }
  async forward(embeddings: readonly Tensor[], labels?: Tensor): Promise<Tensor> {
    checkColumns(this, embeddings, 3, Infinity);
    return tidy(() => {
      const margins = marginsOf(scoresOf(embeddings, this.#similarity));
      return F.mseLoss(margins, teacherMargins(this, labels, margins));
    });
  }
}

/** [N, 1 + negatives] → how much the first is above each other: [N, negatives]. */
export const marginsOf = (scores: Tensor): Tensor => scores.slice(1, 0, 1).sub(scores.slice(1, 1));

/** Labels as margins of the shape wanted. */
export function teacherMargins(loss: object, labels: Tensor | undefined, margins: Tensor): Tensor {
  const [N, negatives] = margins.shape as [number, number];
  const shape = `${labels?.shape}`;
  const given = labels?.detach().to(margins.dtype);
  if (given && shape === `${[N, negatives + 1]}`) return marginsOf(given);
  if (given && (shape === `${[N, negatives]}` || (shape === `${[N]}` && negatives === 1))) return given.reshape([N, negatives]);
  throw new TorchEncodersError('ERR_SHAPE', `${loss.constructor.name} wants the teacher's margins [${N}, ${negatives}] or scores [${N}, ${negatives + 1}] as labels, found ${labels ? `the shape [${labels.shape.join(', ')}]` : 'none'}`);
}

export interface DistillKLDivOptions {
  /** Default: 'dot'. */
  similarityFct?: SimilarityFunction | PairwiseSimilarity;
  /** Of both; each can have its own. Default: 1. */
  temperature?: number;
  studentTemperature?: number;
  teacherTemperature?: number;
}

/**
 * The divergence of the student's distribution over the candidates from the teacher's, times the student's temperature squared.
 * Columns: queries, positives, negatives …; labels: the teacher's scores, [N, columns − 1].
 */
export class DistillKLDivLoss extends SentenceLoss {
  readonly #similarity: PairwiseSimilarity;
  readonly #student: number;
  readonly #teacher: number;
  constructor({ similarityFct = 'dot', temperature = 1, studentTemperature = temperature, teacherTemperature = temperature }: DistillKLDivOptions = {}) {
    super();
    for (const value of [studentTemperature, teacherTemperature]) {
      if (!(value > 0 && value < Infinity)) throw new TorchEncodersError('ERR_RANGE', `a temperature is ${value}; wanted a finite number above 0`);
    }
    this.#similarity = pairwiseOf(similarityFct);
    this.#student = studentTemperature;
    this.#teacher = teacherTemperature;
  }
  async forward(embeddings: readonly Tensor[], labels?: Tensor): Promise<Tensor> {
    checkColumns(this, embeddings, 3, Infinity);
    const wanted = [embeddings[0]!.shape[0]!, embeddings.length - 1];
    if (`${labels?.shape}` !== `${wanted}`) throw new TorchEncodersError('ERR_SHAPE', `DistillKLDivLoss wants the teacher's scores [${wanted.join(', ')}] as labels, found ${labels ? `the shape [${labels.shape.join(', ')}]` : 'none'}`);
    return tidy(() => {
      const student = scoresOf(embeddings, this.#similarity).div(this.#student).logSoftmax(1);
      const teacher = labels!.detach().to(student.dtype).div(this.#teacher).softmax(1);
      return F.klDiv(student, teacher, 2).div(wanted[0]!).mul(this.#student ** 2);
    });
  }
}
