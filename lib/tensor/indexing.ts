import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import type { Scalar } from './types.js';
import { Tensor, tensor } from './tensor.js';

/** From `start` up to, not including, `end`, in steps: Python's slice. */
export class Slice {
  constructor(readonly start: number | undefined, readonly end: number | undefined, readonly step: number) {}
}

/**
 * A slice for {@link Tensor.index}.
 * @example
 * x.index(slice(1, 3), slice(undefined, undefined, 2)); // x[1:3, ::2]
 */
export function slice(start?: number | null, end?: number | null, step = 1): Slice {
  return new Slice(start ?? undefined, end ?? undefined, step);
}

/**
 * One place of an index, as PyTorch takes it: a number; a slice, also written '1:3' or ':'; '...' for all dimensions that are not named; null for a new
 * dimension of size 1; a tensor or a list of whole numbers, or a mask of booleans.
 */
export type Index = number | string | Slice | null | Tensor | readonly number[] | readonly boolean[];

/** What an index names: a view, and on it the lists and masks that pick elements. */
interface Place {
  readonly view: Tensor;
  /** One for each dimension of the view up to the last list; none means no list. */
  readonly lists: readonly (Tensor | null)[];
}

/** x[…]: a view, where no list or mask is among the indices, else a copy. */
export function getIndex(x: Tensor, indices: readonly Index[]): Tensor {
  const { view, lists } = resolve(x, indices);
  if (lists.length === 0) return view;
  using base = view;
  return base.index_(lists);
}

/** x[…] = value. */
export function setIndex(x: Tensor, indices: readonly Index[], value: Tensor | Scalar): void {
  const { view: base, lists } = resolve(x, indices);
  using view = base;
  const isTensor = value instanceof Tensor;
  if (lists.length > 0) view.indexPut_(lists, isTensor ? value.to(x.dtype) : tensor(value, { dtype: x.dtype }));
  else if (isTensor) view.copy_(value);
  else view.fill_(value);
}

function resolve(x: Tensor, indices: readonly Index[]): Place {
  let view = x.alias();
  let dim = 0;
  const step = (next: Tensor): void => {
    view.dispose();
    view = next;
  };
  const lists: (Tensor | null)[] = [];
  for (const index of expanded(indices, x.ndim)) {
    if (index === null) {
      step(view.unsqueeze(dim++));
    } else if (typeof index === 'number') {
      step(view.select(dim, index));
    } else if (index instanceof Slice) {
      if (index.step <= 0) throw new TorchEncodersError('ERR_RANGE', `a slice wants a step of at least 1, found ${index.step}; use flip() to turn a tensor around`);
      step(view.slice(dim++, index.start ?? null, index.end ?? null, index.step));
    } else {
      const list = index instanceof Tensor ? index : listOf(index);
      while (lists.length < dim) lists.push(null);
      lists.push(list);
      dim += list.dtype === 'bool' ? list.ndim : 1;
    }
  }
  return { view, lists };
}

function listOf(index: readonly number[] | readonly boolean[]): Tensor {
  return tensor([...index] as number[], { dtype: typeof index[0] === 'boolean' ? 'bool' : 'int64' });
}

/** Strings as slices, '...' as so many ':' as are missing. */
function expanded(indices: readonly Index[], ndim: number): readonly Exclude<Index, string>[] {
  const used = indices.reduce<number>((sum, index) => sum + (index === null || index === '...' ? 0 : index instanceof Tensor && index.dtype === 'bool' ? index.ndim : 1), 0);
  const dots = indices.filter((index) => index === '...').length;
  if (dots > 1) throw new TorchEncodersError('ERR_CONFIG', "an index can have one '...', found more");
  if (used > ndim) throw new TorchEncodersError('ERR_RANGE', `too many indices for a tensor of ${ndim} dimensions: found ${used}`);
  return indices.flatMap((index): Exclude<Index, string>[] => {
    if (index === '...') return Array.from({ length: ndim - used }, () => slice());
    return [typeof index === 'string' ? parse(index) : index];
  });
}

/** '1:3', ':', '::2', '-1:'. */
function parse(text: string): Slice {
  const match = /^\s*(-?\d+)?\s*:\s*(-?\d+)?\s*(?::\s*(-?\d+)?\s*)?$/.exec(text);
  if (!match) throw new TorchEncodersError('ERR_CONFIG', `an index is a number, a slice such as '1:3', '...', null, a tensor or a list; found ${describe(text)}`);
  const [start, end, step] = match.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  return slice(start, end, step);
}
