import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { Linear } from '../nn/layers.js';
import { normal_ } from '../nn/init.js';
import { Module, Parameter } from '../nn/module.js';
import { torchFunctions as F } from '../tensor/functions.js';
import type { Tensor } from '../tensor/tensor.js';

/** Makes a vector of a number: float32 [T] → [T, outputSize]. */
export abstract class Scaler extends Module {
  readonly outputSize: number = 1;
  abstract override forward(x: Tensor): Tensor;
}

export class IdentityScaler extends Scaler {
  forward(x: Tensor): Tensor { return x.unsqueeze(1); }
}
/** sign(x) · log(1 + |x|): for amounts. */
export class LogScaler extends Scaler {
  forward(x: Tensor): Tensor { return x.abs().log1p().mul(x.sign()).unsqueeze(1); }
}
/** x / 365: for times in days. */
export class YearScaler extends Scaler {
  forward(x: Tensor): Tensor { return x.div(365).unsqueeze(1); }
}
export class SigmoidScaler extends Scaler {
  forward(x: Tensor): Tensor { return x.sigmoid().unsqueeze(1); }
}

export interface PeriodicOptions {
  /** Default: 8. */
  numPeriods?: number;
  /** Of the frequencies when they are made. Default: 1. */
  paramDistSigma?: number;
}
/** sin(cx), cos(cx) with learnt frequencies c (Gorishniy et al., "On embeddings for numerical features in tabular deep learning", 2022). */
export class PeriodicScaler extends Scaler {
  readonly c: Parameter;
  override readonly outputSize: number;
  constructor({ numPeriods = 8, paramDistSigma = 1 }: PeriodicOptions = {}) {
    super();
    this.c = new Parameter(normal_(F.empty([1, 1, numPeriods]), 0, paramDistSigma));
    this.outputSize = 2 * numPeriods;
  }
  forward(x: Tensor): Tensor {
    const turned = x.unsqueeze(1).mul(this.c.flatten());
    return F.cat([turned.sin(), turned.cos()], 1);
  }
}
/** The same behind a linear layer and ReLU. `mlpOutputSize` default: 2 · numPeriods. */
export class PeriodicMLPScaler extends PeriodicScaler {
  readonly mlp: Linear;
  override readonly outputSize: number;
  constructor({ mlpOutputSize, ...periodic }: PeriodicOptions & { mlpOutputSize?: number } = {}) {
    super(periodic);
    const periods = this.c.numel * 2;
    this.outputSize = mlpOutputSize ?? periods;
    this.mlp = new Linear(periods, this.outputSize);
  }
  override forward(x: Tensor): Tensor {
    return this.mlp.forward(super.forward(x)).relu();
  }
}

const scalers = { identity: IdentityScaler, log: LogScaler, year: YearScaler, sigmoid: SigmoidScaler, periodic: PeriodicScaler, periodic_mlp: PeriodicMLPScaler } as const;
export type ScalerName = keyof typeof scalers;

export function scalerOf(column: string, scaler: ScalerName | Scaler): Scaler {
  if (scaler instanceof Scaler) return scaler;
  const found = scalers[scaler];
  if (!found) throw new TorchEncodersError('ERR_CONFIG', `numericValues.${column} is ${describe(scaler)}; wanted one of ${Object.keys(scalers).join(', ')}, or a Scaler`);
  return new found();
}
