// Any plain value as JSON and named tensors, and back: numbers that JSON has not, big integers, typed arrays, tensors.
import { TorchEncodersError } from '../errors.js';
import type { TypedData } from '../native.generated.js';
import { Tensor, tensor } from '../tensor/tensor.js';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** The value as JSON; its tensors are put into `tensors` under names that begin with `path`. undefined and functions are left out. */
export function pack(value: unknown, path: string, tensors: Record<string, Tensor>): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0) ? value : { $number: Object.is(value, -0) ? '-0' : String(value) };
  if (typeof value === 'bigint') return { $bigint: String(value) };
  if (value instanceof Tensor) return (tensors[path] = value), { $tensor: path };
  if (ArrayBuffer.isView(value)) return (tensors[path] = tensor(value as TypedData)), { $array: path };
  if (Array.isArray(value)) return value.map((one, i) => (one === undefined ? null : pack(one, `${path}/${i}`, tensors)));
  if (value instanceof Map || value instanceof Set) throw new TorchEncodersError('ERR_CONFIG', `${path} is a ${value.constructor.name}, which a checkpoint cannot hold; give a plain object or a list`);
  const entries = Object.entries(value as object).filter(([, one]) => one !== undefined && typeof one !== 'function');
  return Object.fromEntries(entries.map(([name, one]) => [name, pack(one, `${path}/${name}`, tensors)]));
}

/** What {@link pack} was given. */
export function unpack(json: unknown, tensors: Readonly<Record<string, Tensor>>): unknown {
  if (typeof json !== 'object' || json === null) return json;
  if (Array.isArray(json)) return json.map((one) => unpack(one, tensors));
  const { $number, $bigint, $tensor, $array } = json as Record<string, string>;
  if ($number !== undefined) return Number($number);
  if ($bigint !== undefined) return BigInt($bigint);
  if ($tensor !== undefined) return named($tensor, tensors);
  if ($array !== undefined) return named($array, tensors).dataSync();
  return Object.fromEntries(Object.entries(json).map(([name, one]) => [name, unpack(one, tensors)]));
}

function named(name: string, tensors: Readonly<Record<string, Tensor>>): Tensor {
  const found = tensors[name];
  if (!found) throw new TorchEncodersError('ERR_FILE', `the checkpoint speaks of the tensor ${name}, which it does not hold`);
  return found;
}
