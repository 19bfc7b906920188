import { tensor, type Tensor } from '../tensor/tensor.js';
import { keptOf, sequenceOf, type Sequence } from '../text/sequence.js';
import type { Template } from '../text/pair.js';
import type { Side } from '../text/tokenizer.js';
import { Dataset, type WorkerSource } from './dataset.js';

/** A row as it goes into a batch. */
export interface EncodedItem extends Sequence {
  /** The class, the number, or the numbers. */
  readonly labels?: number | Float32Array;
}

/** What every batch of a data set of texts is. */
export interface TextBatch {
  /** int64 [B, L], the pad id on the right. */
  inputIds: Tensor;
  /** int64 [B, L], 1 where there is a token. */
  attentionMask: Tensor;
  /** int64 [B, L]; of pairs alone. */
  tokenTypeIds?: Tensor;
  /** Regression: float32 [B]; several targets or labels: float32 [B, T], NaN where one is missing; classes: int64 [B]. Not for 'mlm'. */
  labels?: Tensor;
}

/** Rows of tokens in a few arrays, which threads share. */
export interface EncodedRows {
  /** Without special tokens, all rows' texts end to end. */
  readonly ids: Int32Array;
  /** Where each text begins, and the end. */
  readonly offsets: Int32Array;
  /** 1, or 2 for pairs. */
  readonly texts: number;
  /** `width` of a row. */
  readonly labels: Float32Array;
  readonly width: number;
  readonly template: Template;
  readonly side: Side;
}

/** Some rows, cut to a length, as items. */
export class EncodedDataset extends Dataset<EncodedItem> {
  readonly #rows: EncodedRows;
  readonly #indices: readonly number[];
  readonly #maxLength: number;

  constructor(rows: EncodedRows, indices: readonly number[], maxLength: number) {
    super();
    this.#rows = rows;
    this.#indices = indices;
    this.#maxLength = maxLength;
  }
  get length(): number {
    return this.#indices.length;
  }
  get(index: number): EncodedItem {
    const { ids, offsets, texts, labels, width, template, side } = this.#rows;
    const row = this.#indices[index]!;
    const parts = Array.from({ length: texts }, (_, part) => ids.subarray(offsets[row * texts + part]!, offsets[row * texts + part + 1]!));
    const sequence = sequenceOf(parts, template, keptOf(parts.map((part) => part.length), template, this.#maxLength), side);
    if (width === 0) return sequence;
    return { ...sequence, labels: width === 1 ? labels[row]! : labels.slice(row * width, (row + 1) * width) };
  }
  /** In tokens, special ones included. */
  override lengthOf(index: number): number {
    return Math.min(this.fullLengthOf(index), this.#maxLength);
  }
  /** As it would be if nothing were cut. */
  fullLengthOf(index: number): number {
    const { offsets, texts, template } = this.#rows;
    const row = this.#indices[index]!;
    return offsets[(row + 1) * texts]! - offsets[row * texts]! + template.filter((piece) => 'specialId' in piece).length;
  }
  override workerSource(): WorkerSource {
    return { module: import.meta.url, export: 'encodedDataset', args: [this.#rows, this.#indices, this.#maxLength] };
  }
}

/** @internal What a worker calls for an {@link EncodedDataset}. */
export const encodedDataset = (rows: EncodedRows, indices: readonly number[], maxLength: number): EncodedDataset => new EncodedDataset(rows, indices, maxLength);

/** Items as a batch, padded on the right to the longest. @param labels 'classes' are int64. */
export const padCollate = (padId: number, labels: 'classes' | 'numbers') => (items: readonly EncodedItem[]): TextBatch => {
  const [B, L] = [items.length, Math.max(...items.map(({ inputIds }) => inputIds.length))];
  const shape = [B, L];
  const padded = (fill: number, valuesOf: (item: EncodedItem) => ArrayLike<number>): Tensor => {
    const values = new BigInt64Array(B * L).fill(BigInt(fill));
    items.forEach((item, row) => {
      const own = valuesOf(item);
      for (let i = 0; i < own.length; i++) values[row * L + i] = BigInt(own[i]!);
    });
    return tensor(values, { shape });
  };
  const batch: TextBatch = {
    inputIds: padded(padId, ({ inputIds }) => inputIds),
    attentionMask: padded(0, ({ inputIds }) => new Uint8Array(inputIds.length).fill(1)),
  };
  const [first] = items;
  if (first?.tokenTypeIds) batch.tokenTypeIds = padded(0, ({ tokenTypeIds }) => tokenTypeIds!);
  if (typeof first?.labels === 'number') {
    const values = items.map(({ labels: label }) => label as number);
    batch.labels = labels === 'classes' ? tensor(BigInt64Array.from(values, BigInt)) : tensor(Float32Array.from(values));
  } else if (first?.labels) {
    const width = first.labels.length;
    const flat = new Float32Array(B * width);
    items.forEach(({ labels: row }, i) => flat.set(row as Float32Array, i * width));
    batch.labels = tensor(flat, { shape: [B, width] });
  }
  return batch;
};
