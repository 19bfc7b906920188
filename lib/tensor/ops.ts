import { native } from '../native.js';
import type { Handle, TensorHandle } from '../native.generated.js';
import { applyModes } from './modes.js';
import { handleOf, Tensor } from './tensor.js';

/** What an operator takes: tensors, numbers, strings, lists of them; undefined for an argument left to its default. */
export type Argument = Tensor | number | bigint | boolean | string | null | undefined | readonly Argument[];

const numbers = new Map<string, number>();

/** LibTorch's number for 'aten::add.Tensor', looked up once. */
function number(name: string): number {
  let found = numbers.get(name);
  if (found === undefined) numbers.set(name, (found = native.findOp(name)));
  return found;
}

const lower = (value: Argument): unknown => (value instanceof Tensor ? handleOf(value) : Array.isArray(value) ? value.map(lower) : value);
const lift = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (Array.isArray(value) ? value.map(lift) : new Tensor(value as Handle as TensorHandle)) : value;

/** Calls an ATen operator at once. */
export function op<Result = Tensor>(name: string, ...values: Argument[]): Result {
  applyModes();
  return lift(native.op(number(name), ...values.map(lower))) as Result;
}

/** The same operator on the compute thread, after what is queued already. */
export async function queued<Result = Tensor>(name: string, ...values: Argument[]): Promise<Result> {
  applyModes();
  return lift(await native.opQueued(number(name), ...values.map(lower))) as Result;
}
