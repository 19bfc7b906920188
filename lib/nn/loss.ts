// The losses of torch.nn as modules: options as there, forward(input, target).
import type { Tensor } from '../tensor/tensor.js';
import * as F from './functional.js';
import { Module } from './module.js';

type Options<Loss extends (...args: never[]) => Tensor> = NonNullable<Parameters<Loss>[2]>;

export class CrossEntropyLoss extends Module {
  constructor(private readonly options: F.CrossEntropyOptions = {}) { super(); }
  forward(logits: Tensor, target: Tensor): Tensor { return F.crossEntropy(logits, target, this.options); }
}
export class NLLLoss extends Module {
  constructor(private readonly options: Options<typeof F.nllLoss> = {}) { super(); }
  forward(logProbabilities: Tensor, target: Tensor): Tensor { return F.nllLoss(logProbabilities, target, this.options); }
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
  constructor(private readonly options: Options<typeof F.binaryCrossEntropy> = {}) { super(); }
  forward(input: Tensor, target: Tensor): Tensor { return F.binaryCrossEntropy(input, target, this.options); }
}
export class BCEWithLogitsLoss extends Module {
  constructor(private readonly options: Options<typeof F.binaryCrossEntropyWithLogits> = {}) { super(); }
  forward(input: Tensor, target: Tensor): Tensor { return F.binaryCrossEntropyWithLogits(input, target, this.options); }
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
