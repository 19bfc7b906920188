// One call of the trainer: the module that it runs, and what every loop needs.
import { abortError } from '../errors.js';
import type { Device } from '../tensor/tensor.js';
import type { Callback } from './callbacks/callback.js';
import type { Logs } from './logs.js';
import type { TrainerModule } from './module.js';
import type { Parallel } from './parallel.js';
import type { Precision } from './precision.js';
import type { Trainer } from './trainer.js';

type HookName = { [Name in keyof Callback]-?: Name extends `on${string}` ? Name : never }[keyof Callback];
type More<Name extends HookName> = NonNullable<Callback[Name]> extends (trainer: Trainer, module: TrainerModule, ...more: infer Rest) => unknown ? Rest : never;

export class Run {
  /** Set by a signal or an abort: why training is to stop after the step that runs. */
  interruption: Error | undefined;

  constructor(
    readonly trainer: Trainer,
    readonly module: TrainerModule,
    readonly callbacks: readonly Callback[],
    readonly logs: Logs,
    readonly precision: Precision,
    readonly device: Device,
    readonly signal: AbortSignal | undefined,
    /** Where several processes train together. */
    readonly parallel: Parallel | undefined,
  ) {}

  /** A hook of every callback, then the module's own. */
  async call<Name extends HookName>(name: Name, ...more: More<Name>): Promise<void> {
    for (const callback of this.callbacks) await (callback[name] as ((...given: unknown[]) => unknown) | undefined)?.(this.trainer, this.module, ...more);
    await (this.module as unknown as Record<string, ((...given: unknown[]) => unknown) | undefined>)[name]?.(...more);
  }

  stopIfAborted(): void {
    if (this.signal?.aborted) throw abortError(this.signal);
  }
}
