import type { TypedData } from '../native.generated.js';
import { tensor, Tensor, type DType } from '../tensor/tensor.js';

/** A tensor on its way between threads, which cannot share one. */
interface Sent {
  readonly sentTensor: DType;
  readonly shape: readonly number[];
  readonly data: TypedData;
}

/** The value with its tensors as plain data. */
export function toSend(value: unknown): unknown {
  if (value instanceof Tensor) return { sentTensor: value.dtype, shape: value.shape, data: value.dataSync() } satisfies Sent;
  return mapped(value, toSend);
}

/** The inverse of {@link toSend}. */
export function received(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && 'sentTensor' in value) {
    const { sentTensor, shape, data } = value as Sent;
    return tensor(data, { dtype: sentTensor, shape });
  }
  return mapped(value, received);
}

function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, change(one)]));
}
