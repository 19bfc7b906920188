// Averages of a model's weights along its training: torch.optim.swa_utils.
import { copyModule, Module } from '../nn/module.js';
import { noGrad } from '../tensor/modes.js';
import type { Tensor } from '../tensor/tensor.js';
import { LRScheduler, type LambdaLR } from './schedulers.js';

/** How a weight of the average moves: (average, current, how many were averaged) → the new average. */
export type AverageFunction = (average: Tensor, current: Tensor, count: number) => Tensor;
/** The mean of all (stochastic weight averaging; Izmailov et al., 2018). */
export const swaAverage: AverageFunction = (average, current, count) => average.add(current.sub(average).div(count + 1));
/** decay · average + (1 − decay) · current. */
export const getEmaAvgFn = (decay = 0.999): AverageFunction => (average, current) => average.mul(decay).add(current, { alpha: 1 - decay });

/**
 * A copy of a model whose weights are an average of those that the model had at each `updateParameters`.
 * @example
 * const ema = new optim.AveragedModel(model, { avgFn: optim.getEmaAvgFn(0.99) });
 * // after each step
 * ema.updateParameters(model);
 */
export class AveragedModel<Kind extends Module> extends Module {
  readonly module: Kind;
  nAveraged = 0;
  private readonly avgFn: AverageFunction;
  private readonly useBuffers: boolean;
  constructor(model: Kind, { avgFn = swaAverage, useBuffers = false }: { avgFn?: AverageFunction; useBuffers?: boolean } = {}) {
    super();
    this.module = copyModule(model);
    this.avgFn = avgFn;
    this.useBuffers = useBuffers;
  }
  forward(...inputs: Parameters<Kind['forward']>): ReturnType<Kind['forward']> {
    return this.module.forward(...(inputs as never[])) as ReturnType<Kind['forward']>;
  }
  updateParameters(model: Kind): void {
    noGrad(() => {
      const buffers = new Set([...model.namedBuffers()].map(([name]) => name));
      const current = model.stateDict();
      for (const [name, average] of Object.entries(this.module.stateDict())) {
        const isAveraged = this.nAveraged > 0 && (this.useBuffers || !buffers.has(name)) && /float/.test(average.dtype);
        average.copy_(isAveraged ? this.avgFn(average, current[name]!, this.nAveraged) : current[name]!);
      }
    });
    this.nAveraged++;
  }
}

/** To a constant rate `swaLr` in `annealEpochs` steps (default 10), along a cosine or a line. */
export class SWALR extends LRScheduler {
  constructor(optimizer: ConstructorParameters<typeof LambdaLR>[0], private readonly options: { swaLr: number; annealEpochs?: number; annealStrategy?: 'cos' | 'linear' }) {
    super(optimizer);
    this.start();
  }
  protected lr(group: { lr: number }): number {
    const { swaLr, annealEpochs = 10, annealStrategy = 'cos' } = this.options;
    const shape = (t: number): number => (annealStrategy === 'cos' ? (1 - Math.cos(Math.PI * t)) / 2 : t);
    const at = (step: number): number => shape(Math.max(0, Math.min(1, step / Math.max(1, annealEpochs))));
    const before = this.lastEpoch === 0 ? group.lr : at(this.lastEpoch - 1) === 1 ? swaLr : (group.lr - at(this.lastEpoch - 1) * swaLr) / (1 - at(this.lastEpoch - 1));
    return swaLr * at(this.lastEpoch) + before * (1 - at(this.lastEpoch));
  }
}
