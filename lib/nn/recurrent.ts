// GRU and LSTM of torch.nn: several layers, both directions, dropout between layers.
import { torchFunctions as F } from '../tensor/functions.js';
import type { Tensor } from '../tensor/tensor.js';
import { uniform_ } from './init.js';
import { Module, Parameter } from './module.js';

export interface RecurrentOptions {
  numLayers?: number;
  bias?: boolean;
  /** [B, L, F] instead of [L, B, F]. Default: false. */
  batchFirst?: boolean;
  dropout?: number;
  bidirectional?: boolean;
}

abstract class Recurrent extends Module {
  protected readonly settings: Required<RecurrentOptions>;
  /** As PyTorch orders them: for each layer and direction weight_ih, weight_hh, bias_ih, bias_hh. */
  private readonly weights: readonly (readonly [name: string, weight: Parameter])[];

  constructor(gates: number, inputSize: number, protected readonly hiddenSize: number, options: RecurrentOptions) {
    super();
    this.settings = { numLayers: 1, bias: true, batchFirst: false, dropout: 0, bidirectional: false, ...options };
    const { numLayers, bias, bidirectional } = this.settings;
    const directions = bidirectional ? ['', '_reverse'] : [''];
    const shapes = Array.from({ length: numLayers }, (_, layer) => directions.flatMap((direction): [string, number[]][] => {
      const into = layer === 0 ? inputSize : hiddenSize * directions.length;
      const own: [string, number[]][] = [[`weight_ih_l${layer}${direction}`, [gates * hiddenSize, into]], [`weight_hh_l${layer}${direction}`, [gates * hiddenSize, hiddenSize]]];
      return bias ? [...own, [`bias_ih_l${layer}${direction}`, [gates * hiddenSize]], [`bias_hh_l${layer}${direction}`, [gates * hiddenSize]]] : own;
    })).flat();
    const bound = 1 / Math.sqrt(hiddenSize);
    this.weights = shapes.map(([name, shape]) => [name, uniform_(new Parameter(F.empty(shape)), -bound, bound) as Parameter]);
  }

  protected override ownParameters(): Iterable<[string, Tensor]> {
    return this.weights.map(([name, weight]): [string, Tensor] => [name, weight]);
  }
  protected get flat(): Parameter[] {
    return this.weights.map(([, weight]) => weight);
  }
  /** Zeros [layers · directions, B, H], or for one sequence [layers · directions, H]. */
  protected zeroState(x: Tensor): Tensor {
    const { numLayers, bidirectional, batchFirst } = this.settings;
    const layers = numLayers * (bidirectional ? 2 : 1);
    return F.zeros(x.ndim === 2 ? [layers, this.hiddenSize] : [layers, x.shape[batchFirst ? 0 : 1]!, this.hiddenSize], { dtype: x.dtype, device: x.device });
  }
}

/** forward(x, h₀?) → [output [L, B, H · directions], hₙ [layers · directions, B, H]]. */
export class GRU extends Recurrent {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions = {}) {
    super(3, inputSize, hiddenSize, options);
  }
  forward(x: Tensor, h0: Tensor = this.zeroState(x)): [Tensor, Tensor] {
    const { bias, numLayers, dropout, bidirectional, batchFirst } = this.settings;
    if (x.ndim === 3) return F.gru(x, h0, this.flat, bias, numLayers, dropout, this.training, bidirectional, batchFirst);
    const [out, h] = F.gru(x.unsqueeze(1), h0.unsqueeze(1), this.flat, bias, numLayers, dropout, this.training, bidirectional, false);
    return [out.squeeze(1), h.squeeze(1)];
  }
}

/** forward(x, [h₀, c₀]?) → [output, [hₙ, cₙ]]. */
export class LSTM extends Recurrent {
  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions = {}) {
    super(4, inputSize, hiddenSize, options);
  }
  forward(x: Tensor, state: readonly [Tensor, Tensor] = [this.zeroState(x), this.zeroState(x)]): [Tensor, [Tensor, Tensor]] {
    const { bias, numLayers, dropout, bidirectional, batchFirst } = this.settings;
    if (x.ndim === 3) {
      const [out, h, c] = F.lstm(x, state, this.flat, bias, numLayers, dropout, this.training, bidirectional, batchFirst);
      return [out, [h, c]];
    }
    const [out, h, c] = F.lstm(x.unsqueeze(1), state.map((one) => one.unsqueeze(1)), this.flat, bias, numLayers, dropout, this.training, bidirectional, false);
    return [out.squeeze(1), [h.squeeze(1), c.squeeze(1)]];
  }
}
