// The losses of torch.nn as modules: options as there, forward(input, target).
import type { Tensor } from '../tensor/tensor.js';
import * as F from './functional.js';
import { Buffer, Module } from './module.js';

type Options<Loss extends (...args: never[]) => Tensor> = NonNullable<Parameters<Loss>[2]>;

const bufferOf = (tensor: Tensor | undefined): Buffer | undefined => tensor && new Buffer(tensor);

/** Weights are buffers: they move with the module, and stand in its state dict. */
export class CrossEntropyLoss extends Module {
  readonly weight: Buffer | undefined;
  constructor(private readonly options: F.CrossEntropyOptions = {}) {
    super();
    this.weight = bufferOf(options.weight);
  }
  forward(logits: Tensor, target: Tensor): Tensor { return F.crossEntropy(logits, target, { ...this.options, weight: this.weight }); }
}
export class NLLLoss extends Module {
  readonly weight: Buffer | undefined;
  constructor(private readonly options: Options<typeof F.nllLoss> = {}) {
    super();
    this.weight = bufferOf(options.weight);
  }
  forward(logProbabilities: Tensor, target: Tensor): Tensor { return F.nllLoss(logProbabilities, target, { ...this.options, weight: this.weight }); }
}
export class MSELoss extends Module {
  constructor(private readonly options: Options<typeof F.mseLoss> = {}) { super(); }
  forward(input: Tensor, target: Tensor): Tensor { return F.mseLoss(input, target, this.options); }
}
export class L1Loss extends Module {
  constructor(private readonly options: Options<typeof F.l1Loss> = {}) { super(); }
  forward(input: Tensor, target: Tensor): Tensor { return F.l1Loss(input, target, this.options); }
}
export class SmoothL1Loss extends Module {
  constructor(private readonly options: Options<typeof F.smoothL1Loss> = {}) { super(); }
  forward(input: Tensor, target: Tensor): Tensor { return F.smoothL1Loss(input, target, this.options); }
}
export class HuberLoss extends Module {
  constructor(private readonly options: Options<typeof F.huberLoss> = {}) { super(); }
  forward(input: Tensor, target: Tensor): Tensor { return F.huberLoss(input, target, this.options); }
}
export class BCELoss extends Module {
  readonly weight: Buffer | undefined;
  constructor(private readonly options: Options<typeof F.binaryCrossEntropy> = {}) {
    super();
    this.weight = bufferOf(options.weight);
  }
  forward(input: Tensor, target: Tensor): Tensor { return F.binaryCrossEntropy(input, target, { ...this.options, weight: this.weight }); }
}
export class BCEWithLogitsLoss extends Module {
  readonly weight: Buffer | undefined;
  readonly posWeight: Buffer | undefined;
  constructor(private readonly options: Options<typeof F.binaryCrossEntropyWithLogits> = {}) {
    super();
    this.weight = bufferOf(options.weight);
    this.posWeight = bufferOf(options.posWeight);
  }
  forward(input: Tensor, target: Tensor): Tensor { return F.binaryCrossEntropyWithLogits(input, target, { ...this.options, weight: this.weight, posWeight: this.posWeight }); }
}
export class KLDivLoss extends Module {
  constructor(private readonly options: Options<typeof F.klDiv> = {}) { super(); }
  forward(input: Tensor, target: Tensor): Tensor { return F.klDiv(input, target, this.options); }
}
export class CosineEmbeddingLoss extends Module {
  constructor(private readonly options: { margin?: number; reduction?: F.Reduction } = {}) { super(); }
  forward(a: Tensor, b: Tensor, target: Tensor): Tensor { return F.cosineEmbeddingLoss(a, b, target, this.options); }
}
export class MarginRankingLoss extends Module {
  constructor(private readonly options: { margin?: number; reduction?: F.Reduction } = {}) { super(); }
  forward(a: Tensor, b: Tensor, target: Tensor): Tensor { return F.marginRankingLoss(a, b, target, this.options); }
}
export class TripletMarginLoss extends Module {
  constructor(private readonly options: { margin?: number; p?: number; eps?: number; swap?: boolean; reduction?: F.Reduction } = {}) { super(); }
  forward(anchor: Tensor, positive: Tensor, negative: Tensor): Tensor { return F.tripletMarginLoss(anchor, positive, negative, this.options); }
}
export class CTCLoss extends Module {
  constructor(private readonly options: { blank?: number; reduction?: F.Reduction; zeroInfinity?: boolean } = {}) { super(); }
  forward(logProbabilities: Tensor, targets: Tensor, inputLengths: Tensor | readonly number[], targetLengths: Tensor | readonly number[]): Tensor {
    return F.ctcLoss(logProbabilities, targets, inputLengths, targetLengths, this.options);
  }
}
