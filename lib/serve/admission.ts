import { ServeError } from './errors.js';

export interface AdmissionLimits {
  /** Requests that are answered at one time; more are refused. */
  readonly maxConcurrentRequests: number;
  /** Seconds that a request may have to wait, by what waits before it; more are refused. */
  readonly maxQueueTime: number;
}

/** A request that was let in. */
export interface Admitted {
  /** Says better what it costs: seconds of one core. */
  costs(seconds: number): void;
  /** It was answered. */
  release(): void;
}

/** Who is let in: a queue that grows without bound serves nobody. A request is refused whole, before anything was done for it. */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #cores: () => number;
  #requests = 0;
  #seconds = 0;

  constructor(limits: AdmissionLimits, cores: () => number) {
    this.#limits = limits;
    this.#cores = cores;
  }

  get requests(): number {
    return this.#requests;
  }
  /** How long one that came now would wait, in seconds. */
  get wait(): number {
    return this.#seconds / this.#cores();
  }

  /** @throws ServeError 'overloaded', with the seconds after which it is worth while to ask again. */
  enter(seconds: number): Admitted {
    if (this.#requests >= this.#limits.maxConcurrentRequests || (this.#requests > 0 && this.wait > this.#limits.maxQueueTime)) {
      throw new ServeError('overloaded', 'Model is overloaded', { retryAfter: Math.max(1, Math.ceil(this.wait)), code: 'rate_limit_exceeded' });
    }
    let cost = 0;
    const costs = (wanted: number): void => {
      this.#seconds += wanted - cost;
      cost = wanted;
    };
    costs(seconds);
    this.#requests++;
    return {
      costs,
      release: () => {
        costs(0);
        this.#requests--;
      },
    };
  }
}
