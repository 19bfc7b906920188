import { native } from '../native.js';

/**
 * Runs `fn` with no gradients recorded, and gives what it gives. A queued call keeps the mode in which it was made, so inside an async
 * `fn` the mode covers what is called before its first `await`.
 *
 * @example
 * const y = noGrad(() => torch.tensor([1, 2]));
 */
export function noGrad<Result>(fn: () => Result): Result {
  const before = native.setGradMode(false);
  try {
    return fn();
  } finally {
    native.setGradMode(before);
  }
}

/** How many tensors JavaScript holds here, and the bytes of their storages, each counted once. */
export function memory(): { tensors: number; bytes: number } {
  return native.memory();
}

/** How many cores a computation may use. Default: OMP_NUM_THREADS, else all. */
export function setNumThreads(count: number): void {
  native.setThreads(count);
}

export function getNumThreads(): number {
  return native.threads();
}
