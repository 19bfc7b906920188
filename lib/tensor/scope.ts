import { TorchEncodersError } from '../errors.js';
import type { Tensor } from './tensor.js';

let scope: Set<Tensor> | undefined;

/** @internal Every tensor tells of itself when it is made. */
export function made(tensor: Tensor): void {
  scope?.add(tensor);
}

/**
 * Runs `fn` and frees every tensor that was made in it, except those that it gives back (also inside arrays and objects).
 *
 * @example
 * const norm = tidy(() => x.mul(x).sum().sqrt());
 */
export function tidy<Result>(fn: () => Result): Result {
  const outer = scope;
  const own = new Set<Tensor>();
  scope = own;
  let result: Result;
  try {
    result = fn();
    if (result instanceof Promise) throw new TorchEncodersError('ERR_CONFIG', 'tidy wants a function that ends at once, found an async one; use `using` there');
  } catch (error) {
    scope = outer;
    for (const tensor of own) tensor.dispose();
    throw error;
  }
  scope = outer;
  const kept = new Set<unknown>();
  keep(result, kept, own);
  for (const tensor of own) {
    if (!kept.has(tensor)) tensor.dispose();
    else outer?.add(tensor);
  }
  return result;
}

function keep(value: unknown, kept: Set<unknown>, own: ReadonlySet<unknown>): void {
  if (typeof value !== 'object' || value === null || kept.has(value)) return;
  kept.add(value);
  if (own.has(value)) return;
  for (const one of Object.values(value)) keep(one, kept, own);
}
