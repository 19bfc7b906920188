import { AsyncLocalStorage } from 'node:async_hooks';
import { native } from '../native.js';

const grad = new AsyncLocalStorage<boolean>();
let applied = true;

/**
 * Runs `fn` with no gradients recorded, and gives what it gives; in an async `fn`, to its end.
 *
 * @example
 * const y = noGrad(() => torch.tensor([1, 2]));
 * const vectors = await noGrad(async () => encoder.encode(inputIds));
 */
export function noGrad<Result>(fn: () => Result): Result {
  return grad.run(false, fn);
}

/** @internal Whether gradients are recorded here; told to the addon before each call that could record one. */
export function applyModes(): void {
  const wanted = grad.getStore() ?? true;
  if (wanted !== applied) native.setGradMode((applied = wanted));
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
