import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import type { TypedData } from '../native.generated.js';
import { torchFunctions } from '../tensor/functions.js';
import { tensor, Tensor } from '../tensor/tensor.js';

/**
 * A batch of items, as PyTorch's default_collate makes it: tensors and typed arrays are stacked; numbers become float32 [B], bigints int64, booleans bool;
 * strings stay a list; objects and lists are collated part by part.
 * @throws ERR_SHAPE for parts of different shapes, ERR_DTYPE for what is none of these.
 */
export function defaultCollate(items: readonly unknown[]): unknown {
  const [first] = items;
  if (first instanceof Tensor) return stack(items as Tensor[]);
  if (typeof first === 'number' || typeof first === 'bigint' || typeof first === 'boolean') return tensor(items as number[]);
  if (typeof first === 'string') return items;
  if (ArrayBuffer.isView(first)) {
    const rows = (items as TypedData[]).map((row) => tensor(row));
    try {
      return stack(rows);
    } finally {
      for (const row of rows) row.dispose();
    }
  }
  if (Array.isArray(first)) return first.map((_, i) => defaultCollate(items.map((item) => (item as unknown[])[i])));
  if (typeof first === 'object' && first !== null) return Object.fromEntries(Object.keys(first).map((key) => [key, defaultCollate(items.map((item) => (item as Record<string, unknown>)[key]))]));
  throw new TorchEncodersError('ERR_DTYPE', `items of the kind ${describe(first)} cannot be made a batch of; give a collate`);
}

function stack(rows: readonly Tensor[]): Tensor {
  const other = rows.find(({ shape }) => `${shape}` !== `${rows[0]!.shape}`);
  if (!other) return torchFunctions.stack(rows);
  throw new TorchEncodersError('ERR_SHAPE', `items of the shapes [${rows[0]!.shape.join(', ')}] and [${other.shape.join(', ')}] cannot be made a batch of; give a collate that pads`);
}
