// When memory runs out: whether it did, and a batch in parts.
import { TorchEncodersError } from '../errors.js';
import { Tensor } from '../tensor/tensor.js';
import { mapTensors, sizeOf, tensorsOf } from './batches.js';

/** Whether an error says that memory ran out: of a GPU, or an allocation that the system refused. */
export const isOutOfMemory = (error: unknown): boolean => error instanceof TorchEncodersError && error.code === 'ERR_MEMORY';

/** Rows `begin` to before `end` of every tensor of a batch that has all its rows. */
export function rowsOfBatch(batch: unknown, begin: number, end: number): unknown {
  const size = sizeOf(batch);
  return mapTensors(batch, (tensor) => (tensor.ndim > 0 && tensor.shape[0] === size ? tensor.slice(0, begin, end) : tensor));
}

/** Whether a batch can be taken in so many parts: it has the rows, and every tensor in it has them as its first dimension. */
export function canSplit(batch: unknown, parts: number): boolean {
  const size = sizeOf(batch);
  return size >= parts && [...tensorsOf(batch)].every((tensor) => tensor.shape[0] === size) && isPlain(batch);
}
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null || value instanceof Tensor || ((Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype) && Object.values(value).every(isPlain));
