import { describe } from '../../config.js';
import { TorchEncodersError } from '../../errors.js';
import type { Trainer } from '../trainer.js';
import type { Callback } from './callback.js';

/** Options of {@link EarlyStopping}. */
export interface EarlyStoppingOptions {
  /** The logged value. */
  monitor: string;
  /** Default: 'min'. */
  mode?: 'min' | 'max';
  /** How many checks without a better value end training. Default: 3. */
  patience?: number;
  /** By how much better a value must be to count. Default: 0. */
  minDelta?: number;
  /** Whether a value that was not logged is an error. Default: true. */
  strict?: boolean;
  /** End at once when the value is NaN or infinite. Default: true. */
  checkFinite?: boolean;
  /** End at once when the value is as good as this, or worse than that. */
  stoppingThreshold?: number;
  divergenceThreshold?: number;
  /** Check when an epoch's training ends rather than after validation. Default: where there is no validation. */
  checkOnTrainEpochEnd?: boolean;
}

interface State { waitCount: number; stoppedEpoch: number; bestScore: number; stoppingReason: string }

/**
 * Ends training when a logged value gets no better.
 * @example
 * new EarlyStopping({ monitor: 'val_loss', patience: 5 });
 */
export class EarlyStopping implements Callback {
  readonly #options: Required<Pick<EarlyStoppingOptions, 'mode' | 'patience' | 'minDelta' | 'strict' | 'checkFinite'>> & EarlyStoppingOptions;
  #state: State;

  /** @throws ERR_CONFIG for options that do not fit. */
  constructor(options: EarlyStoppingOptions) {
    const { mode = 'min', patience = 3, minDelta = 0, strict = true, checkFinite = true } = options;
    if (mode !== 'min' && mode !== 'max') throw new TorchEncodersError('ERR_CONFIG', `EarlyStopping: mode is ${describe(mode)}; wanted min or max`);
    if (!Number.isInteger(patience) || patience < 0) throw new TorchEncodersError('ERR_CONFIG', `EarlyStopping: patience is ${describe(patience)}; wanted a whole number of at least 0`);
    this.#options = { ...options, mode, patience, minDelta: Math.abs(minDelta), strict, checkFinite };
    this.#state = { waitCount: 0, stoppedEpoch: 0, bestScore: mode === 'min' ? Infinity : -Infinity, stoppingReason: '' };
  }

  get bestScore(): number {
    return this.#state.bestScore;
  }
  /** How many checks in a row were no better. */
  get waitCount(): number {
    return this.#state.waitCount;
  }
  /** The epoch in which it ended training, and why; 0 and '' if it did not. */
  get stoppedEpoch(): number {
    return this.#state.stoppedEpoch;
  }
  get stoppingReason(): string {
    return this.#state.stoppingReason;
  }
  get stateKey(): string {
    return `EarlyStopping${JSON.stringify({ monitor: this.#options.monitor, mode: this.#options.mode })}`;
  }
  stateDict(): State {
    return this.#state;
  }
  loadStateDict(state: State): void {
    this.#state = state;
  }

  onValidationEnd(trainer: Trainer): void {
    if (!trainer.isSanityChecking && trainer.isFitting && !this.#options.checkOnTrainEpochEnd) this.#check(trainer);
  }
  onTrainEpochEnd(trainer: Trainer): void {
    if (this.#options.checkOnTrainEpochEnd ?? !trainer.hasValidation) this.#check(trainer);
  }

  #check(trainer: Trainer): void {
    const { monitor, strict } = this.#options;
    const value = trainer.callbackMetrics[monitor];
    if (value === undefined) {
      if (!strict) return;
      throw new TorchEncodersError('ERR_CONFIG', `EarlyStopping monitors '${monitor}', which was not logged; logged are ${Object.keys(trainer.callbackMetrics).join(', ') || 'no values'}`);
    }
    const reason = this.#reason(value);
    if (!reason) return;
    Object.assign(this.#state, { stoppedEpoch: trainer.currentEpoch, stoppingReason: reason });
    trainer.shouldStop = true;
  }

  /** Why training ends at this value, if it does. */
  #reason(value: number): string | undefined {
    const { monitor, mode, patience, minDelta, checkFinite, stoppingThreshold, divergenceThreshold } = this.#options;
    const isBetter = (a: number, b: number): boolean => (mode === 'min' ? a < b : a > b);
    if (checkFinite && !Number.isFinite(value)) return `${monitor} is ${value}`;
    if (stoppingThreshold !== undefined && isBetter(value, stoppingThreshold)) return `${monitor} is ${value}, better than ${stoppingThreshold}`;
    if (divergenceThreshold !== undefined && isBetter(-value, -divergenceThreshold)) return `${monitor} is ${value}, worse than ${divergenceThreshold}`;
    if (isBetter(mode === 'min' ? value + minDelta : value - minDelta, this.#state.bestScore)) {
      Object.assign(this.#state, { bestScore: value, waitCount: 0 });
      return undefined;
    }
    this.#state.waitCount++;
    return this.#state.waitCount >= patience ? `${monitor} was no better than ${this.#state.bestScore} in ${this.#state.waitCount} checks` : undefined;
  }
}
