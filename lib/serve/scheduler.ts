import { native } from '../native.js';
import type { CancelHandle } from '../native.generated.js';
import { TorchEncodersError } from '../errors.js';
import type { TextBatch } from '../sentence/batches.js';
import { ServeError } from './errors.js';
import { before, Turns, type Entry, type Lane, type Sequence } from './queue.js';
import { Work, type Caller } from './work.js';

export interface SchedulerLimits {
  /** Tokens that are computed together; a longer text is alone. */
  readonly maxBatchTokens: number;
  /** Texts that are computed together. */
  readonly maxBatchRequests: number;
  /** Batches side by side. Default: a core each. */
  readonly slots?: number;
}

/** Told of each batch that was computed. */
export type BatchObserver = (batch: { readonly model: string; readonly texts: number; readonly tokens: number; readonly seconds: number }) => void;

export interface Scheduled<Value> {
  readonly values: readonly Value[];
  /** Milliseconds, the mean over the texts. */
  readonly queueTime: number;
  readonly computeTime: number;
}

interface Running {
  readonly entries: readonly Entry[];
  readonly cancel: CancelHandle;
  /** When it will have taken so long that something is wrong. */
  readonly overdueAt: number;
}

const worthACore = 128; // tokens: fewer are sooner done together
const patience = { seconds: 1, factor: 6 }; // a batch may take this and so many times what it should before the engine counts as stuck

/** Texts of all requests and models → batches, a core each, side by side. */
export class Scheduler {
  readonly #limits: SchedulerLimits;
  readonly #observe: BatchObserver;
  readonly #lanes = new Set<Lane>();
  readonly #running = new Set<Running>();
  readonly #turns = new Turns();
  #isAwake = false;

  constructor(limits: SchedulerLimits, observe: BatchObserver = () => undefined) {
    this.#limits = limits;
    this.#observe = observe;
  }

  /** Texts that wait. */
  get waiting(): number {
    let count = 0;
    for (const { entries } of this.#lanes) for (const { work } of entries) if (!work.settled) count++;
    return count;
  }
  /** Texts that are computed now. */
  get computing(): number {
    let count = 0;
    for (const { entries } of this.#running) count += entries.length;
    return count;
  }
  /** Whether a batch takes far longer than it should. */
  get stuck(): boolean {
    const now = performance.now();
    for (const { overdueAt } of this.#running) if (now > overdueAt) return true;
    return false;
  }
  get slots(): number {
    return this.#limits.slots ?? native.threads();
  }

  /** The values of texts, in their order. @throws AbortError if the caller goes, ServeError 'expired' after its deadline. */
  async run<Value>(lane: Lane<Value>, sequences: readonly Sequence[], caller: Caller): Promise<Scheduled<Value>> {
    const work = new Work<Value>(sequences.length, caller, () => this.#stopWhatNobodyWantsAnyMore());
    if (!work.settled) {
      sequences.forEach((sequence, index) => lane.insert({ sequence, work, index, priority: caller.priority, turn: this.#turns.next(caller.key, sequence.ids.length) }));
      this.#lanes.add(lane as Lane);
      this.#wake();
    }
    await work.done;
    const count = Math.max(1, sequences.length);
    return { values: work.values, queueTime: work.times.queue / count, computeTime: work.times.compute / count };
  }

  /** Once a turn of the event loop, so that texts that come together are computed together. */
  #wake(): void {
    if (this.#isAwake) return;
    this.#isAwake = true;
    setImmediate(() => {
      this.#isAwake = false;
      this.#dispatch();
    });
  }

  #dispatch(): void {
    while (this.#running.size < this.slots) {
      const lane = this.#next();
      if (!lane) return;
      const entries = lane.take(this.#budget(lane), this.#limits.maxBatchRequests);
      void this.#start(lane, entries, this.#running.size > 0 || lane.head() !== undefined);
    }
  }

  /** The lane of the text that comes first. */
  #next(): Lane | undefined {
    let [best, first]: [Lane | undefined, Entry | undefined] = [undefined, undefined];
    for (const lane of this.#lanes) {
      const head = lane.head();
      if (!head) this.#lanes.delete(lane);
      else if (!first || before(head, first)) [best, first] = [lane, head];
    }
    return best;
  }

  /** What waits is shared out evenly among the cores that are free. */
  #budget({ entries }: Lane): number {
    const { maxBatchTokens } = this.#limits;
    let tokens = 0;
    for (const { sequence } of entries) if ((tokens += sequence.ids.length) >= maxBatchTokens * this.slots) return maxBatchTokens;
    return Math.min(maxBatchTokens, Math.max(worthACore, Math.ceil(tokens / (this.slots - this.#running.size))));
  }

  async #start(lane: Lane, entries: readonly Entry[], beside: boolean): Promise<void> {
    const batch = pack(entries, beside);
    const tokens = batch.ids.length;
    const began = performance.now();
    const longest = Math.max(...entries.map(({ sequence }) => sequence.ids.length));
    const expected = tokens * lane.secondsPerToken * (1 + longest / 2048); // attention grows with the length
    const running: Running = { entries, cancel: native.cancelCreate(), overdueAt: began + 1000 * (patience.seconds + patience.factor * expected) };
    this.#running.add(running);
    for (const { work } of entries) work.times.queue += began - work.queuedAt;
    this.#turns.reached(entries[0]!.turn);
    try {
      const values = await lane.compute(batch, running.cancel);
      const seconds = (performance.now() - began) / 1000;
      entries.forEach(({ work, index }, i) => {
        work.times.compute += 1000 * seconds;
        const value = values[i]!;
        if (value instanceof Error) work.fail(value);
        else work.give(index, value);
      });
      lane.took(seconds * (beside ? 1 : this.slots), tokens);
      this.#observe({ model: lane.model, texts: entries.length, tokens, seconds });
    } catch (error) {
      await this.#afterFailure(lane, entries, error);
    } finally {
      native.dispose(running.cancel);
      this.#running.delete(running);
      this.#dispatch();
    }
  }

  /** One text that cannot be computed is no reason for its neighbours to fail: each is tried alone. */
  async #afterFailure(lane: Lane, entries: readonly Entry[], error: unknown): Promise<void> {
    const wanted = entries.filter(({ work }) => !work.settled);
    if (entries.length === 1) return wanted.forEach(({ work }) => work.fail(failure(error)));
    for (const entry of wanted) {
      if (entry.work.settled) continue;
      const cancel = native.cancelCreate();
      try {
        const [value] = await lane.compute(pack([entry], true), cancel);
        if (value instanceof Error) entry.work.fail(value);
        else entry.work.give(entry.index, value);
      } catch (own) {
        entry.work.fail(failure(own));
      } finally {
        native.dispose(cancel);
      }
    }
  }

  #stopWhatNobodyWantsAnyMore(): void {
    for (const { entries, cancel } of this.#running) if (entries.every(({ work }) => work.settled)) native.cancelSet(cancel);
  }
}

const failure = (error: unknown): unknown => (error instanceof TorchEncodersError ? new ServeError('backend', error.message, { cause: error }) : error);

function pack(entries: readonly Entry[], beside: boolean): TextBatch {
  const cuSeqlens = [0];
  for (const { sequence } of entries) cuSeqlens.push(cuSeqlens.at(-1)! + sequence.ids.length);
  const laid = (part: (sequence: Sequence) => Int32Array): Int32Array => {
    const all = new Int32Array(cuSeqlens.at(-1)!);
    entries.forEach(({ sequence }, i) => all.set(part(sequence), cuSeqlens[i]));
    return all;
  };
  return {
    indices: entries.map((_, i) => i),
    ids: laid(({ ids }) => ids),
    ...(entries[0]!.sequence.tokenTypeIds && { tokenTypeIds: laid(({ tokenTypeIds }) => tokenTypeIds!) }),
    cuSeqlens,
    beside,
  };
}
