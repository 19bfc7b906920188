import { abortError } from '../errors.js';
import { ServeError } from './errors.js';

/** Who asks, and how urgently. */
export interface Caller {
  /** Callers of different keys take turns. Known once the request was looked at. */
  key: string;
  /** 0 is the most urgent, 7 the least, as in RFC 9218. */
  readonly priority: number;
  /** On the clock of `performance.now()`: what has not begun by then is not computed any more. */
  readonly deadline: number;
  /** The caller has gone. */
  readonly signal: AbortSignal;
}

/** The values of a request's texts, as they come; the first failure is the failure of all. */
export class Work<Value> {
  readonly values: Value[];
  readonly done: Promise<void>;
  settled = false;
  /** Of the texts together, in milliseconds. */
  readonly times = { queue: 0, compute: 0 };
  readonly queuedAt = performance.now();
  #missing: number;
  #resolve!: () => void;
  #reject!: (error: unknown) => void;
  readonly #unwatch: () => void;

  /** @param onFailed told when it fails or is given up, so that it costs nothing more. */
  constructor(count: number, readonly caller: Caller, onFailed: () => void) {
    this.values = new Array<Value>(count);
    this.#missing = count;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    const give = (error: Error): void => {
      this.fail(error);
      onFailed();
    };
    const { signal, deadline } = caller;
    const onAbort = (): void => give(abortError(signal));
    const timer = Number.isFinite(deadline) ? setTimeout(() => give(new ServeError('expired', 'the request was not computed before its deadline')), deadline - performance.now()) : undefined;
    this.#unwatch = () => {
      signal.removeEventListener('abort', onAbort);
      clearTimeout(timer);
    };
    if (signal.aborted) give(abortError(signal));
    else if (count === 0) this.#settle(this.#resolve);
    else signal.addEventListener('abort', onAbort, { once: true });
  }

  give(index: number, value: Value): void {
    if (this.settled) return;
    this.values[index] = value;
    if (--this.#missing === 0) this.#settle(this.#resolve);
  }
  fail(error: unknown): void {
    if (!this.settled) this.#settle(() => this.#reject(error));
  }
  #settle(how: () => void): void {
    this.settled = true;
    this.#unwatch();
    how();
  }
}

/** The server itself, or anybody of whom nothing is known. */
export const newCaller = (known: Partial<Caller> = {}): Caller => ({ key: '', priority: 3, deadline: Infinity, signal: new AbortController().signal, ...known });
