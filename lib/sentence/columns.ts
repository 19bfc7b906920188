import { op } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';
import type { PackedIds } from '../text/tokenizer.js';

/** The texts of a batch, the shortest first, so that attention sees neighbours of one length together; and where each text went. */
export function byTokens({ ids, cuSeqlens }: PackedIds): { ids: Int32Array; cuSeqlens: number[]; places: BigInt64Array } {
  const count = cuSeqlens.length - 1;
  const lengthOf = (text: number): number => cuSeqlens[text + 1]! - cuSeqlens[text]!;
  const order = Array.from({ length: count }, (_, text) => text).sort((a, b) => lengthOf(a) - lengthOf(b) || a - b);
  const sorted = new Int32Array(ids.length);
  const offsets = [0];
  const places = new BigInt64Array(count);
  order.forEach((text, place) => {
    sorted.set(ids.subarray(cuSeqlens[text], cuSeqlens[text + 1]), offsets[place]);
    offsets.push(offsets[place]! + lengthOf(text));
    places[text] = BigInt(place);
  });
  return { ids: sorted, cuSeqlens: offsets, places };
}

/** The rows of each column; `rows` is freed. */
export function inColumns(columns: readonly (readonly unknown[])[], rows: Tensor): Tensor[] {
  using all = rows;
  let next = 0;
  return columns.map(({ length }) => op('aten::slice.Tensor', all, 0, next, (next += length)));
}
