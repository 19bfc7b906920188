import type { TrainerModule } from '../module.js';
import type { Trainer } from '../trainer.js';
import type { Callback } from './callback.js';

/**
 * Logs the learning rate of each group: `lr-AdamW`, or with several groups `lr-AdamW/pg1` …
 * @example
 * new LearningRateMonitor({ loggingInterval: 'step' });
 */
export class LearningRateMonitor implements Callback {
  readonly #interval: 'step' | 'epoch';
  constructor({ loggingInterval = 'step' }: { loggingInterval?: 'step' | 'epoch' } = {}) {
    this.#interval = loggingInterval;
  }
  onTrainBatchStart(trainer: Trainer, module: TrainerModule): void {
    if (this.#interval === 'step') this.#log(trainer, module, { onStep: true, onEpoch: false });
  }
  onTrainEpochEnd(trainer: Trainer, module: TrainerModule): void {
    if (this.#interval === 'epoch') this.#log(trainer, module, { onEpoch: true });
  }
  #log({ optimizer, schedulers }: Trainer, module: TrainerModule, options: Parameters<TrainerModule['log']>[2]): void {
    const name = schedulers[0]?.name ?? `lr-${optimizer!.constructor.name}`;
    const groups = optimizer!.paramGroups;
    groups.forEach(({ lr }, i) => module.log(groups.length === 1 ? name : `${name}/pg${i + 1}`, lr, options));
  }
}
