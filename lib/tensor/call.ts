import { native } from '../native.js';
import type { Handle, TensorHandle } from '../native.generated.js';
import { applyModes } from './modes.js';
import { Generator } from './random.js';
import { handleOf, Tensor } from './tensor.js';

const numbers = new Map<string, number>();

/** The addon's number for 'aten::add' with all its overloads, or for 'aten::add.Tensor' alone; looked up once. */
export function operatorNumber(name: string): number {
  let found = numbers.get(name);
  if (found === undefined) numbers.set(name, (found = native.findOp(name)));
  return found;
}

/** Tensors and generators as their handles, also in lists and in an options object. */
export function lower(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Tensor) return handleOf(value);
  if (value instanceof Generator) return value.handle;
  if (Array.isArray(value)) return value.some((one) => typeof one === 'object') ? value.map(lower) : value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, lower(one)]));
}

/** Handles as tensors; an array keeps the names of its elements. */
export function lift(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) return new Tensor(value as Handle as TensorHandle);
  const lifted: unknown[] & Record<string, unknown> = value.map(lift) as never;
  const keys = Object.keys(value);
  for (let i = value.length; i < keys.length; i++) lifted[keys[i]!] = lifted[value.indexOf((value as never)[keys[i]!])];
  return lifted;
}

/** Calls an operator at once; the overload is found from the arguments. */
export function call(operator: number, args: readonly unknown[]): unknown {
  applyModes();
  switch (args.length) { // spreading costs half a microsecond
    case 1: return lift(native.call(operator, lower(args[0])));
    case 2: return lift(native.call(operator, lower(args[0]), lower(args[1])));
    case 3: return lift(native.call(operator, lower(args[0]), lower(args[1]), lower(args[2])));
    default: return lift(native.call(operator, ...args.map(lower)));
  }
}

/** The same operator on the compute thread, after what is queued already. */
export async function callQueued(operator: number, args: readonly unknown[]): Promise<unknown> {
  applyModes();
  return lift(await native.callQueued(operator, ...args.map(lower)));
}

/** masked_fill_ → maskedFill_; leading underscores stay. */
export function camelCase(name: string): string { // hoisted: tensor.ts, which this file imports, calls it while it loads
  return name.includes('_', 1) ? name.replace(/(?<=[^_])_([^_])/g, (_, letter: string) => letter.toUpperCase()) : name;
}
