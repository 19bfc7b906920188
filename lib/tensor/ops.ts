import { call, callQueued, operatorNumber } from './call.js';
import type { Tensor } from './tensor.js';

/** What an operator takes: tensors, numbers, strings, lists of them; undefined for an argument left to its default; last, an object of arguments by name. */
export type Argument = Tensor | number | bigint | boolean | string | null | undefined | readonly Argument[] | { readonly [name: string]: Argument };

/** Calls an ATen operator by its full name, at once: for those that have no method, or where one overload is meant. */
export function op<Result = Tensor>(name: string, ...values: Argument[]): Result {
  return call(operatorNumber(name), values) as Result;
}

/** The same operator on the compute thread, after what is queued already. */
export async function queued<Result = Tensor>(name: string, ...values: Argument[]): Promise<Result> {
  return (await callQueued(operatorNumber(name), values)) as Result;
}
