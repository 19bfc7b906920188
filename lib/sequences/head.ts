import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { Sequential, type Layer } from '../nn/containers.js';
import { BatchNorm1d, Dropout, ELU, Flatten, GELU, LeakyReLU, Linear, ReLU, SiLU, Sigmoid, Tanh } from '../nn/layers.js';
import { Module } from '../nn/module.js';
import type { Tensor } from '../tensor/tensor.js';

/** x / (‖x‖ + 1e-9). */
export class L2NormEncoder extends Module {
  forward(x: Tensor): Tensor {
    return x.div(x.norm(2, [-1], true).add(1e-9));
  }
}
class LogSoftmax extends Module {
  forward(x: Tensor): Tensor { return x.logSoftmax(1); }
}
class Softplus extends Module {
  forward(x: Tensor): Tensor { return x.softplus(); }
}

export interface HeadOptions {
  /** Needed for all but `useNormEncoder` alone. */
  inputSize?: number;
  /** Vectors of length 1. Default: false. */
  useNormEncoder?: boolean;
  /** Default: false. */
  useBatchNorm?: boolean;
  /** Linear layers with ReLU. Default: none. */
  hiddenLayersSizes?: readonly number[];
  /** Dropout behind each of them. Default: none. */
  dropProbs?: readonly number[];
  /** 'classification' gives log-probabilities, or for numClasses 1 the probability. Default: no last layer. */
  objective?: 'classification' | 'regression' | 'softplus';
  /** Default: 1. */
  numClasses?: number;
}

/** pytorch-lifestream's head, with its names of weights. `new Head({ useNormEncoder: true })` is that of CoLES. */
export class Head extends Module {
  readonly model: Sequential;
  constructor({ inputSize, useNormEncoder = false, useBatchNorm = false, hiddenLayersSizes = [], dropProbs, objective, numClasses = 1 }: HeadOptions = {}) {
    super();
    if (dropProbs && dropProbs.length !== hiddenLayersSizes.length) throw new TorchEncodersError('ERR_CONFIG', `dropProbs has ${dropProbs.length} values for ${hiddenLayersSizes.length} hidden layers; wanted as many`);
    if (inputSize === undefined && (useBatchNorm || objective || hiddenLayersSizes.length > 0)) throw new TorchEncodersError('ERR_CONFIG', 'Head wants inputSize: the size of the vectors that it gets, an encoder\'s embeddingSize');
    const layers: Layer[] = useBatchNorm ? [new BatchNorm1d(inputSize!)] : [];
    let size = inputSize!;
    for (const [i, next] of hiddenLayersSizes.entries()) {
      layers.push(new Linear(size, next), ...(useBatchNorm ? [new BatchNorm1d(next)] : []), new ReLU(), ...(dropProbs ? [new Dropout(dropProbs[i])] : []));
      size = next;
    }
    if (objective) layers.push(lastLayer(objective, size, numClasses));
    if (useNormEncoder) layers.push(new L2NormEncoder());
    this.model = new Sequential(...layers);
  }
  forward(x: Tensor): Tensor {
    return this.model.forward(x) as Tensor;
  }
}

function lastLayer(objective: NonNullable<HeadOptions['objective']>, size: number, numClasses: number): Layer {
  const linear = new Linear(size, numClasses);
  const flat = numClasses === 1 ? [new Flatten(0)] : [];
  if (objective === 'classification') return new Sequential(linear, ...(numClasses === 1 ? [new Sigmoid(), ...flat] : [new LogSoftmax()]));
  if (objective === 'softplus') return new Sequential(linear, new Softplus(), ...flat);
  if (objective === 'regression') return numClasses === 1 ? new Sequential(linear, ...flat) : linear;
  throw new TorchEncodersError('ERR_CONFIG', `objective is ${describe(objective)}; wanted 'classification', 'regression' or 'softplus'`);
}

const activations = { relu: ReLU, gelu: GELU, tanh: Tanh, silu: SiLU, leaky_relu: LeakyReLU, elu: ELU } as const;

export interface MLPHeadOptions {
  /** The size of the vectors that it gets: an encoder's `embeddingSize`. */
  inputDim: number;
  /** Sizes of hidden layers. Default: none, one linear layer. */
  hiddenDims?: readonly number[] | null;
  /** Default: 2. */
  nClasses?: number;
  /** In front of the last layer, and behind each hidden one. Default: 0.2. */
  dropout?: number;
  /** Default: 'relu'. */
  activation?: keyof typeof activations;
}

/**
 * Vectors [B, inputDim] → logits [B, nClasses].
 *
 * @example
 * const head = new MLPHead({ inputDim: 64, hiddenDims: [32], nClasses: 4 });
 */
export class MLPHead extends Module {
  readonly layers: Sequential;
  readonly inputDim: number;
  readonly nClasses: number;
  constructor({ inputDim, hiddenDims = null, nClasses = 2, dropout = 0.2, activation = 'relu' }: MLPHeadOptions) {
    super();
    if (!(activation in activations)) throw new TorchEncodersError('ERR_CONFIG', `activation is ${describe(activation)}; wanted one of ${Object.keys(activations).join(', ')}`);
    for (const [name, value] of Object.entries({ inputDim, nClasses })) if (!Number.isSafeInteger(value) || value < 1) throw new TorchEncodersError('ERR_CONFIG', `${name} is ${describe(value)}; wanted a whole number of at least 1`);
    if (!(dropout >= 0 && dropout < 1)) throw new TorchEncodersError('ERR_CONFIG', `dropout is ${describe(dropout)}; wanted a number from 0 to below 1`);
    const sizes = [inputDim, ...(hiddenDims ?? [])];
    const hidden = sizes.slice(1).flatMap((size, i): Layer[] => [new Linear(sizes[i]!, size), new activations[activation](), new Dropout(dropout)]);
    this.layers = new Sequential(...(hidden.length > 0 ? hidden : [new Dropout(dropout)]), new Linear(sizes.at(-1)!, nClasses));
    this.inputDim = inputDim;
    this.nClasses = nClasses;
  }
  forward(x: Tensor): Tensor {
    if (x.shape.at(-1) !== this.inputDim) throw new TorchEncodersError('ERR_SHAPE', `the head wants vectors of ${this.inputDim} numbers, the encoder gives ${x.shape.at(-1)}; set inputDim to the encoder's embeddingSize`);
    return this.layers.forward(x) as Tensor;
  }
}
