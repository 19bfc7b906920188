import type { Trainer } from '../trainer.js';
import type { Callback } from './callback.js';

/** Where progress goes: process.stderr, or anything like it. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * How far training is: on a terminal a bar with rate, remaining time and the values that are logged with `progBar`, elsewhere a plain line for each epoch and
 * each minute.
 */
export class ProgressBar implements Callback {
  readonly #output: ProgressOutput;
  readonly #interval: number;
  #bar: import('cli-progress').SingleBar | undefined;
  #begun = 0;
  #batches = 0;
  #said = 0;

  /** @param options.interval seconds between plain lines. Default: 60. */
  constructor({ output = process.stderr, interval = 60 }: { output?: ProgressOutput; interval?: number } = {}) {
    this.#output = output;
    this.#interval = interval;
  }

  async onTrainBatchStart(trainer: Trainer): Promise<void> {
    if (this.#begun > 0) return;
    [this.#begun, this.#batches, this.#said] = [Date.now(), trainer.batchIdx, Date.now()];
    if (this.#output.isTTY !== true || this.#output !== process.stderr) return;
    const { SingleBar } = (await import('cli-progress')).default;
    this.#bar = new SingleBar({ format: '{epoch} {bar} {value}/{total} | {rate} | {eta_formatted} {metrics}', barsize: 24, hideCursor: true, stopOnComplete: false, gracefulExit: false });
    const { numTrainingBatches: total, batchIdx } = trainer;
    this.#bar.start(Number.isFinite(total) ? total : 0, batchIdx, this.#payload(trainer));
  }
  onTrainBatchEnd(trainer: Trainer): void {
    const done = trainer.batchIdx + 1;
    if (this.#bar) return this.#bar.update(done, this.#payload(trainer));
    if (Date.now() - this.#said < 1000 * this.#interval) return;
    this.#said = Date.now();
    this.#line(trainer, done);
  }
  onTrainEpochEnd(trainer: Trainer): void {
    if (this.#bar) this.#bar.update(trainer.batchIdx, this.#payload(trainer));
    else this.#line(trainer, trainer.batchIdx);
    this.#end();
  }
  onException(): void {
    this.#end();
  }

  #end(): void {
    this.#bar?.stop();
    this.#bar = undefined;
    this.#begun = 0;
  }
  #payload(trainer: Trainer): { epoch: string; rate: string; metrics: string } {
    const { maxEpochs } = trainer.settings;
    return { epoch: `Epoch ${trainer.currentEpoch + 1}${maxEpochs !== undefined && maxEpochs !== -1 ? `/${maxEpochs}` : ''}`, rate: `${this.#rate(trainer).toPrecision(3)} batches/s`, metrics: metricsOf(trainer) };
  }
  #rate(trainer: Trainer): number {
    return (trainer.batchIdx + 1 - this.#batches) / Math.max(1e-3, (Date.now() - this.#begun) / 1000);
  }
  #line(trainer: Trainer, done: number): void {
    const { numTrainingBatches: total } = trainer;
    const { epoch, rate, metrics } = this.#payload(trainer);
    const left = Number.isFinite(total) && done < total ? `, ${duration((total - done) / this.#rate(trainer))} left` : '';
    this.#output.write(`${epoch}: ${done}${Number.isFinite(total) ? `/${total}` : ''} batches, ${rate}${left}${metrics && `, ${metrics}`}\n`);
  }
}

const metricsOf = ({ progressMetrics }: Trainer): string => Object.entries(progressMetrics).map(([name, value]) => `${name}=${value.toPrecision(4)}`).join(' ');
function duration(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  return minutes === 0 ? `${rest} s` : `${minutes} min ${rest} s`;
}
