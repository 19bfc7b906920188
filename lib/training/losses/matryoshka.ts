import { ofAllParts } from '../../distributed/parts.js';
import { TorchEncodersError } from '../../errors.js';
import type { SentenceEncoder } from '../../sentence/encoder.js';
import { within } from '../../sentence/limits.js';
import { unit } from '../../sentence/vectors.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tidy } from '../../tensor/scope.js';
import type { Tensor } from '../../tensor/tensor.js';
import { CachedMultipleNegativesRankingLoss, gradCache } from './cached.js';
import { SentenceLoss, type TextColumns, type TextModel } from './loss.js';

export interface MatryoshkaOptions {
  /** The loss of the vectors that were cut. */
  loss: SentenceLoss;
  /** The sizes that vectors are to be of use at, the whole among them. */
  matryoshkaDims: readonly number[];
  /** How much each counts. Default: 1 each. */
  matryoshkaWeights?: readonly number[];
  /** How many of them, drawn at random, a step takes. Default: -1, all. */
  nDimsPerStep?: number;
}

/** A loss at several sizes (Kusupati et al., 2022): the vectors cut and normalised, and the losses summed, each with its weight. Columns and labels: as the loss within. */
export class MatryoshkaLoss extends SentenceLoss {
  readonly loss: SentenceLoss;
  readonly #sizes: readonly { readonly dim: number; readonly weight: number }[];
  readonly #perStep: number;

  constructor({ loss, matryoshkaDims, matryoshkaWeights, nDimsPerStep = -1 }: MatryoshkaOptions) {
    super();
    if (matryoshkaDims.length === 0) throw new TorchEncodersError('ERR_CONFIG', 'matryoshkaDims is empty; wanted at least one size');
    for (const dim of matryoshkaDims) within('a size of matryoshkaDims', dim, 1);
    if (matryoshkaWeights && matryoshkaWeights.length !== matryoshkaDims.length) throw new TorchEncodersError('ERR_CONFIG', `matryoshkaWeights has ${matryoshkaWeights.length} numbers; wanted ${matryoshkaDims.length}, one for each size`);
    this.loss = loss;
    this.#sizes = matryoshkaDims.map((dim, i) => ({ dim, weight: matryoshkaWeights?.[i] ?? 1 })).sort((a, b) => b.dim - a.dim);
    this.#perStep = nDimsPerStep;
  }

  async forward(embeddings: readonly Tensor[], labels?: Tensor): Promise<Tensor> {
    const size = embeddings[0]!.shape[1]!;
    const parts: Tensor[] = [];
    for (const { dim, weight } of drawn(this.#sizes, this.#perStep)) {
      if (dim > size) throw new TorchEncodersError('ERR_RANGE', `matryoshkaDims has ${dim}, and the vectors have ${size} dimensions`);
      const cut = embeddings.map((one) => tidy(() => unit(one.slice(1, 0, dim))));
      // A teacher's vectors are cut with the student's.
      using cutLabels = labels && labels.ndim > 1 && labels.shape.at(-1) === size ? labels.slice(-1, 0, dim) : undefined;
      using loss = await this.loss.forward(cut, cutLabels ?? labels);
      for (const one of cut) one.dispose();
      parts.push(loss.mul(weight));
    }
    return summed(parts);
  }

  override async ofTexts(model: TextModel, columns: TextColumns, labels?: Tensor): Promise<Tensor> {
    const { loss } = this;
    if (!(loss instanceof CachedMultipleNegativesRankingLoss)) return super.ofTexts(model, columns, labels);
    return gradCache(model, columns, loss.miniBatchSize, async (embeddings) => {
      const whole = await this.forward(embeddings, labels && (await ofAllParts(labels)));
      if (whole.requiresGrad) await whole.backward();
      return whole;
    });
  }
}

export interface AdaptiveLayerOptions {
  loss: SentenceLoss;
  /** How many layers before the last, drawn at random, a step takes; -1: all. Default: 1. */
  nLayersPerStep?: number;
  /** Default: 1. */
  lastLayerWeight?: number;
  /** Of the mean of the layers before. Default: 1. */
  priorLayersWeight?: number;
  /** Of the divergence of a layer's vectors from the last's. Default: 1. */
  klDivWeight?: number;
  /** 0: without that divergence. Default: 0.3. */
  klTemperature?: number;
  /** How much a layer counts by its number: 1, 1 / (1 + ln(1 + n)), 1 / (1 + n), or as you say. Default: 'uniform'. */
  layerWeighting?: 'uniform' | 'log' | 'linear' | ((layer: number) => number);
}

const layerWeightings = { uniform: () => 1, log: (layer: number) => 1 / (1 + Math.log(1 + layer)), linear: (layer: number) => 1 / (1 + layer) } as const;

/** A loss at the last layer and at layers before it, which are drawn to the last, so that layers can be left out (Li et al., 2024). Of vectors alone it is the loss within. */
export class AdaptiveLayerLoss extends SentenceLoss {
  readonly loss: SentenceLoss;
  readonly #options: Required<Omit<AdaptiveLayerOptions, 'loss' | 'layerWeighting'>>;
  readonly #weightOf: (layer: number) => number;

  constructor({ loss, nLayersPerStep = 1, lastLayerWeight = 1, priorLayersWeight = 1, klDivWeight = 1, klTemperature = 0.3, layerWeighting = 'uniform' }: AdaptiveLayerOptions) {
    super();
    const weightOf = typeof layerWeighting === 'function' ? layerWeighting : layerWeightings[layerWeighting];
    if (!weightOf) throw new TorchEncodersError('ERR_CONFIG', `layerWeighting is '${String(layerWeighting)}'; wanted uniform, log, linear or a function`);
    this.loss = loss;
    this.#options = { nLayersPerStep, lastLayerWeight, priorLayersWeight, klDivWeight, klTemperature };
    this.#weightOf = weightOf;
  }

  forward(embeddings: readonly Tensor[], labels?: Tensor): Promise<Tensor> {
    return this.loss.forward(embeddings, labels);
  }

  override async ofTexts(model: TextModel, columns: TextColumns, labels?: Tensor): Promise<Tensor> {
    if (!('embedLayers' in model)) throw new TorchEncodersError('ERR_UNSUPPORTED', `${this.constructor.name} wants a SentenceEncoder with a Transformer`);
    const layers = await Promise.all((await (model as Pick<SentenceEncoder, 'embedLayers'>).embedLayers(columns)).map((layer) => Promise.all(layer.map(ofAllParts))));
    try {
      return await this.#ofLayers(layers, labels && (await ofAllParts(labels)));
    } finally {
      for (const one of layers.flat()) one.dispose();
    }
  }

  async #ofLayers(layers: readonly (readonly Tensor[])[], labels: Tensor | undefined): Promise<Tensor> {
    const { nLayersPerStep, lastLayerWeight, priorLayersWeight, klDivWeight, klTemperature } = this.#options;
    const last = layers.at(-1)!;
    using atLast = await this.loss.forward(last, labels);
    const parts = [atLast.mul(lastLayerWeight)];
    using target = tidy(() => F.cat(last).detach().div(klTemperature || 1).softmax(-1));
    const chosen = drawn(layers.slice(0, -1).map((vectors, layer) => ({ vectors, layer })), nLayersPerStep);
    for (const { vectors, layer } of chosen) {
      using loss = await this.loss.forward(vectors, labels);
      parts.push(loss.mul((this.#weightOf(layer) * priorLayersWeight) / chosen.length));
      if (klTemperature > 0) parts.push(tidy(() => F.klDiv(F.cat(vectors).div(klTemperature).logSoftmax(-1), target, 2).div(target.shape[0]!).mul(klTemperature * klDivWeight)));
    }
    return summed(parts);
  }
}

/** {@link AdaptiveLayerLoss} over {@link MatryoshkaLoss}: fewer layers and fewer dimensions (Li et al., 2024). One of either is drawn for a step by default. */
export class Matryoshka2dLoss extends AdaptiveLayerLoss {
  constructor({ loss, matryoshkaDims, matryoshkaWeights, nDimsPerStep = 1, ...options }: MatryoshkaOptions & AdaptiveLayerOptions) {
    super({ ...options, loss: new MatryoshkaLoss({ loss, matryoshkaDims, matryoshkaWeights, nDimsPerStep }) });
  }
}

/** Some of a list, drawn without replacement, in its order; all where fewer are not asked for. */
function drawn<Value>(list: readonly Value[], count: number): readonly Value[] {
  if (count <= 0 || count >= list.length) return list;
  using order = F.randperm(list.length);
  return (order.toArray() as number[]).slice(0, count).sort((a, b) => a - b).map((i) => list[i]!);
}

/** The sum of numbers, which are freed. */
function summed(parts: readonly Tensor[]): Tensor {
  const sum = tidy(() => F.stack(parts).sum());
  for (const part of parts) part.dispose();
  return sum;
}
