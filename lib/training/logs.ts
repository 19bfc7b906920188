// What a module logs: values of this step, sums over this epoch, and what of them callbacks and loggers see.
import { TorchEncodersError } from '../errors.js';
import { allGatherObject } from '../distributed/group.js';
import { Tensor } from '../tensor/tensor.js';
import type { LogOptions, LogSink } from './module.js';

interface Running {
  value: number;
  weight: number;
  reduce: NonNullable<LogOptions['reduce']>;
  /** Under which it is logged at the end of the epoch. */
  name: string;
  progBar: boolean;
  logger: boolean;
}

/** Where `log` is called from, which decides its defaults. */
export type LogPlace = 'train step' | 'evaluation step' | 'epoch';

export class Logs implements LogSink {
  /** The last value of everything, by every name that it has. */
  readonly callbackMetrics: Record<string, number> = {};
  /** What the progress bar shows. */
  readonly progressMetrics: Record<string, number> = {};
  place: LogPlace = 'epoch';
  /** Of the batch that runs. */
  batchSize = 1;
  #step: Record<string, number> = {};
  #running = new Map<string, Running>();

  log(name: string, value: Tensor | number, options: LogOptions): void {
    const number = value instanceof Tensor ? value.item() : value;
    if (typeof number !== 'number') throw new TorchEncodersError('ERR_DTYPE', `log('${name}', …) wants a number or a tensor with one element, found ${typeof value}`);
    const inTraining = this.place === 'train step';
    const { onStep = inTraining, onEpoch = !inTraining, reduce = 'mean', progBar = false, logger = true, batchSize = this.place === 'epoch' ? 1 : this.batchSize } = options;
    const both = onStep && onEpoch;
    if (onStep) {
      const stepName = both ? `${name}_step` : name;
      this.#see(stepName, number, progBar);
      if (both) this.callbackMetrics[name] = number;
      if (logger) this.#step[stepName] = number;
    }
    if (onEpoch) this.#running.set(name, added(this.#running.get(name), { value: number, weight: batchSize, reduce, name: both ? `${name}_epoch` : name, progBar, logger }));
  }

  /** The values of this step, for the loggers; they are forgotten here. */
  takeStep(): Record<string, number> {
    const step = this.#step;
    this.#step = {};
    return step;
  }

  /** The values of the epoch that ends, over all processes that train together, seen by callbacks from now on, for the loggers. */
  async takeEpoch(): Promise<Record<string, number>> {
    const logged: Record<string, number> = {};
    for (const [name, running] of await overProcesses(this.#running)) {
      const value = running.reduce === 'mean' ? running.value / running.weight : running.value;
      this.#see(running.name, value, running.progBar);
      this.callbackMetrics[name] = value;
      if (running.logger) logged[running.name] = value;
    }
    this.#running.clear();
    return logged;
  }

  /** Gives what takes back everything that is logged from here on. */
  mark(): () => void {
    const [step, running] = [{ ...this.#step }, new Map(this.#running)];
    return () => void ([this.#step, this.#running] = [step, running]);
  }

  /** The running sums of another epoch, put aside while one inside it is run. */
  aside<Result>(run: () => Promise<Result>): Promise<Result> {
    const [step, running, place, batchSize] = [this.#step, this.#running, this.place, this.batchSize];
    [this.#step, this.#running] = [{}, new Map()];
    return run().finally(() => {
      [this.#step, this.#running, this.place, this.batchSize] = [step, running, place, batchSize];
    });
  }

  stateDict(): unknown {
    return { callbackMetrics: this.callbackMetrics, progressMetrics: this.progressMetrics, running: Object.fromEntries(this.#running) };
  }
  loadStateDict(state: unknown): void {
    const { callbackMetrics, progressMetrics, running } = state as { callbackMetrics: Record<string, number>; progressMetrics: Record<string, number>; running: Record<string, Running> };
    Object.assign(this.callbackMetrics, callbackMetrics);
    Object.assign(this.progressMetrics, progressMetrics);
    this.#running = new Map(Object.entries(running));
  }
  clear(): void {
    for (const metrics of [this.callbackMetrics, this.progressMetrics]) for (const name of Object.keys(metrics)) delete metrics[name];
    this.#step = {};
    this.#running.clear();
  }

  #see(name: string, value: number, progBar: boolean): void {
    this.callbackMetrics[name] = value;
    if (progBar) this.progressMetrics[name] = value;
  }
}

/** Each process has logged its part. */
async function overProcesses(own: ReadonlyMap<string, Running>): Promise<ReadonlyMap<string, Running>> {
  const [first, ...others] = (await allGatherObject([...own].map(([name, running]) => [name, { ...running, value: String(running.value) }] as const))).map((of) => of.map(([name, running]) => [name, { ...running, value: Number(running.value) }] as const));
  const all = new Map<string, Running>(first);
  for (const [name, running] of others.flat()) all.set(name, joined(all.get(name), running));
  return others.length === 0 ? own : all;
}

function added(before: Running | undefined, now: Running): Running {
  return joined(before, now.reduce === 'mean' ? { ...now, value: now.value * now.weight } : now);
}

/** Of two that are sums already. */
function joined(before: Running | undefined, now: Running): Running {
  if (!before) return now;
  const value = now.reduce === 'min' ? Math.min(before.value, now.value) : now.reduce === 'max' ? Math.max(before.value, now.value) : before.value + now.value;
  return { ...now, value, weight: before.weight + now.weight };
}
