import { AsyncLocalStorage } from 'node:async_hooks';
import { native } from '../native.js';

/** How calls are made here: recorded for gradients or not, in which precision. */
interface Modes {
  readonly grad: boolean;
  readonly inference: boolean;
  readonly autocast?: 'bfloat16' | 'float16';
  /** An operator without a gradient in the way of one is an error, where LibTorch only warns. */
  readonly strict?: boolean;
}

const plain: Modes = { grad: true, inference: false };
const modes = new AsyncLocalStorage<Modes>();
let applied = plain;

const current = (): Modes => modes.getStore() ?? plain;

/**
 * Runs `fn` with no gradients recorded, and gives what it gives; in an async `fn`, to its end.
 *
 * @example
 * const y = noGrad(() => x.mul(2));
 * const vectors = await noGrad(async () => encoder.encode(inputIds));
 */
export function noGrad<Result>(fn: () => Result): Result {
  return modes.run({ ...current(), grad: false }, fn);
}

/** Records gradients again, inside {@link noGrad}. */
export function enableGrad<Result>(fn: () => Result): Result {
  return modes.run({ ...current(), grad: true }, fn);
}

/** As {@link noGrad}, and cheaper: what is made inside can never be part of a computation with gradients. */
export function inferenceMode<Result>(fn: () => Result): Result {
  return modes.run({ ...current(), grad: false, inference: true }, fn);
}

/** Runs `fn` with the operators that gain from it in a lower precision. See `amp.autocast`. */
export function autocast<Result>(dtype: 'bfloat16' | 'float16' | undefined, fn: () => Result): Result {
  return modes.run({ ...current(), autocast: dtype }, fn);
}

/** @internal Runs `fn` so that a backward through an operator that has no gradient rejects with ERR_UNSUPPORTED; LibTorch warns and goes on without it. */
export function strictGradients<Result>(fn: () => Result): Result {
  return modes.run({ ...current(), strict: true }, fn);
}

/** Whether gradients are recorded here. */
export function isGradEnabled(): boolean {
  return current().grad;
}

/** @internal Tells the addon of the modes, before each call that they are for, where they are others than before. */
export function applyModes(): void {
  const wanted = modes.getStore() ?? plain;
  if (wanted !== applied) native.setModes((applied = wanted));
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
