// The order in which texts are computed: by priority, within one priority in turns between callers, and in batches of about one length.
import type { CancelHandle } from '../native.generated.js';
import type { TextBatch } from '../sentence/batches.js';
import type { Work } from './work.js';

/** A text as ids. */
export interface Sequence {
  readonly ids: Int32Array;
  readonly tokenTypeIds?: Int32Array;
}

/** What computes texts of one model for one purpose: they can share a batch. An Error in the place of a value is of that text alone. */
export type Compute<Value> = (batch: TextBatch, cancel: CancelHandle) => Promise<readonly (Value | Error)[]>;

/** A text that waits. */
export interface Entry<Value = unknown> {
  readonly sequence: Sequence;
  readonly work: Work<Value>;
  /** Which text of the work it is. */
  readonly index: number;
  readonly priority: number;
  /** When it is its caller's turn, in tokens that others were given. */
  readonly turn: number;
}

/** The texts that wait for one computation. */
export class Lane<Value = unknown> {
  entries: Entry<Value>[] = [];
  /** What the last batches took, each counting less than the next; before there were any a guess. */
  #seconds = 0.1;
  #tokens = 500;

  constructor(
    /** Of the model, for the log. */
    readonly model: string,
    readonly compute: Compute<Value>,
  ) {}

  /** How long a token takes one core, in seconds. */
  get secondsPerToken(): number {
    return this.#seconds / this.#tokens;
  }
  took(seconds: number, tokens: number): void {
    this.#seconds = 0.9 * this.#seconds + seconds;
    this.#tokens = 0.9 * this.#tokens + tokens;
  }

  /** Keeps the order. */
  insert(entry: Entry<Value>): void {
    let [low, high] = [0, this.entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(entry, this.entries[middle]!)) high = middle;
      else low = middle + 1;
    }
    this.entries.splice(low, 0, entry);
  }

  /** The first that somebody still waits for. */
  head(): Entry<Value> | undefined {
    if (this.entries[0]?.work.settled) this.entries = this.entries.filter(({ work }) => !work.settled);
    return this.entries[0];
  }

  /** The first text, and those after it that fit: the ones of its length first, then shorter ones; longer ones would keep it waiting. */
  take(maxTokens: number, maxTexts: number): Entry<Value>[] {
    const first = this.head();
    if (!first) return [];
    const bucket = bucketOf(first);
    const taken = new Set([first]);
    let tokens = first.sequence.ids.length;
    const fill = (fits: (bucket: number) => boolean): void => {
      for (const entry of this.entries) {
        if (taken.size >= maxTexts || tokens >= maxTokens) return;
        if (entry.work.settled || taken.has(entry) || !fits(bucketOf(entry)) || tokens + entry.sequence.ids.length > maxTokens) continue;
        taken.add(entry);
        tokens += entry.sequence.ids.length;
      }
    };
    fill((other) => other === bucket);
    fill((other) => other < bucket);
    this.entries = this.entries.filter((entry) => !taken.has(entry));
    return [...taken];
  }
}

export const before = (a: Pick<Entry, 'priority' | 'turn'>, b: Pick<Entry, 'priority' | 'turn'>): boolean => a.priority < b.priority || (a.priority === b.priority && a.turn < b.turn);

/** Lengths up to 16, 32, 64, … tokens. */
const bucketOf = ({ sequence }: Entry): number => Math.max(4, 32 - Math.clz32(Math.max(0, sequence.ids.length - 1)));

/**
 * Whose turn it is: start-time fair queueing (Goyal, Vin and Cheng, 1996). A caller's next text comes when its earlier ones have had their tokens,
 * but never before the text that is computed now: who was idle has saved nothing up.
 */
export class Turns {
  #now = 0;
  readonly #next = new Map<string, number>();

  next(key: string, tokens: number): number {
    const turn = Math.max(this.#now, this.#next.get(key) ?? 0);
    this.#next.set(key, turn + tokens);
    return turn;
  }
  /** Told of what is computed. */
  reached(turn: number): void {
    this.#now = Math.max(this.#now, turn);
    if (this.#next.size > 1000) for (const [key, next] of this.#next) if (next <= this.#now) this.#next.delete(key);
  }
}
