import { TorchEncodersError } from '../errors.js';
import type { TypedData } from '../native.generated.js';
import type { DType } from './tensor.js';

/** A number, or arrays of them of one shape. */
export type Nested = number | bigint | boolean | readonly Nested[];

/** Nested arrays as one typed array, its shape, and the dtype that their elements suggest. */
export function flatten(data: Nested | TypedData, dtype?: DType): { data: TypedData; shape: number[]; dtype?: DType } {
  if (ArrayBuffer.isView(data)) return { data: data as TypedData, shape: [(data as TypedData).length] };
  const shape: number[] = [];
  for (let level: Nested | undefined = data; Array.isArray(level); level = level[0]) shape.push(level.length);
  const size = shape.reduce((product, length) => product * length, 1);
  const first = firstOf(data);
  const big = typeof first === 'bigint' || dtype === 'int64';
  const flat = big ? new BigInt64Array(size) : new Float64Array(size);
  let next = 0;
  const fill = (value: Nested, depth: number): void => {
    if (Array.isArray(value)) {
      if (depth >= shape.length || value.length !== shape[depth]) {
        throw new TorchEncodersError('ERR_SHAPE', `a nested array must have one shape: found ${value.length} elements at depth ${depth}, wanted ${shape[depth] ?? 'a number'}`);
      }
      for (const element of value) fill(element, depth + 1);
      return;
    }
    if (depth !== shape.length) throw new TorchEncodersError('ERR_SHAPE', `a nested array must have one shape: found ${String(value)} at depth ${depth}, wanted an array`);
    if (typeof value !== 'number' && typeof value !== 'bigint' && typeof value !== 'boolean') {
      throw new TorchEncodersError('ERR_DTYPE', `a tensor's elements are numbers, bigints or booleans, found ${value === null ? 'null' : typeof value}`);
    }
    if (flat instanceof BigInt64Array) flat[next++] = toBigInt(value as number | bigint | boolean);
    else flat[next++] = Number(value);
  };
  fill(data, 0);
  return { data: flat, shape, dtype: typeof first === 'boolean' ? 'bool' : big ? 'int64' : 'float32' };
}

function firstOf(data: Nested): Nested | undefined {
  let value: Nested | undefined = data;
  while (Array.isArray(value)) value = value[0] as Nested | undefined;
  return value;
}

function toBigInt(value: number | bigint | boolean): bigint {
  if (typeof value === 'number' && !Number.isInteger(value)) throw new TorchEncodersError('ERR_DTYPE', `an int64 tensor wants integers, found ${value}`);
  return BigInt(value);
}

/** The inverse: row-major elements as nested arrays of numbers. */
export function nest(data: TypedData, shape: readonly number[], dtype: DType): Nested {
  const pairs = dtype === 'complex64' || dtype === 'complex128';
  const at = (i: number): Nested => {
    if (pairs) return [Number(data[2 * i]), Number(data[2 * i + 1])];
    const value = data[i]!;
    if (dtype === 'bool') return value !== 0;
    if (dtype === 'float16') return half(Number(value));
    if (dtype === 'bfloat16') return brain(Number(value));
    if (typeof value !== 'bigint') return value;
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  };
  const build = (depth: number, offset: number, size: number): Nested => {
    if (depth === shape.length) return at(offset);
    const length = shape[depth]!;
    const step = length === 0 ? 0 : size / length;
    return Array.from({ length }, (_, i) => build(depth + 1, offset + i * step, step));
  };
  return build(0, 0, shape.reduce((product, length) => product * length, 1));
}

/** IEEE 754 binary16 bits as a number. */
export function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}

const word = new DataView(new ArrayBuffer(4));
/** bfloat16 is the upper half of a float32. */
export function brain(bits: number): number {
  word.setUint32(0, bits << 16);
  return word.getFloat32(0);
}
