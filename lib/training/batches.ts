// Batches as the trainer sees them: where they come from, how many there are, how large one is, where its tensors are.
import { TorchEncodersError } from '../errors.js';
import { Tensor, type Device } from '../tensor/tensor.js';

/** What batches come from: anything that can be iterated over, again for each epoch. */
export interface Loader<Batch = unknown> {
  [Symbol.asyncIterator]?(): AsyncIterator<Batch>;
  [Symbol.iterator]?(): Iterator<Batch>;
  /** How many batches an epoch has, where it is known. */
  readonly length?: number;
  /** Where it stands, so that the next iteration after `loadStateDict` goes on behind the last batch that was given out. Without it, batches are passed over to get there. */
  stateDict?(): unknown;
  loadStateDict?(state: unknown): void;
  /** Told before each epoch, for those that shuffle by it. */
  setEpoch?(epoch: number): void;
}

export function iterate(loader: Loader): AsyncIterator<unknown> | Iterator<unknown> {
  const iterator = loader[Symbol.asyncIterator]?.() ?? loader[Symbol.iterator]?.();
  if (!iterator) throw new TorchEncodersError('ERR_CONFIG', 'a loader is something to iterate over: an array of batches, a DataLoader, an object with [Symbol.asyncIterator]');
  return iterator;
}

/** How many batches of a loader are taken: `limit` below 1 is a share. Infinity where the loader does not say how many it has. */
export function countOf(loader: Loader, limit: number): number {
  const { length = Infinity } = loader;
  if (limit >= 1 || limit === 0) return Math.min(limit, length);
  return Number.isFinite(length) ? Math.max(1, Math.floor(length * limit)) : Infinity;
}

/** The first dimension of the first tensor in it. */
export function sizeOf(batch: unknown): number {
  const [first] = tensorsOf(batch);
  return first?.shape[0] ?? 1;
}

/** The tensors inside a batch. */
export function* tensorsOf(value: unknown): Generator<Tensor> {
  if (value instanceof Tensor) yield value;
  else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) for (const one of Object.values(value)) yield* tensorsOf(one);
}

/** The batch with each tensor changed by `change`, in new lists and objects. */
export function mapTensors(value: unknown, change: (tensor: Tensor) => Tensor): unknown {
  if (value instanceof Tensor) return change(value);
  if (Array.isArray(value)) return value.map((one) => mapTensors(one, change));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapTensors(one, change)]));
}

/** The batch on the model's device; a class of one's own brings a method `to`. */
export function batchTo(batch: unknown, device: Device): unknown {
  if (device === 'cpu') return batch;
  if (typeof batch === 'object' && batch !== null && 'to' in batch && typeof batch.to === 'function') return (batch.to as (device: Device) => unknown)(device);
  return mapTensors(batch, (tensor) => tensor.to(device));
}
