// The files that vectors are written to, as bytes: a header of a fixed size, then blocks of rows; or what is made of such blocks at the end.
import type { FileHandle } from 'node:fs/promises';
import { extname } from 'node:path';
import { TorchEncodersError } from '../errors.js';
import { blockBytes, writeArrow, writeParquet, type BlockPlace, type Elements } from './columns.js';
import type { EmbedOptions } from './model.js';
import { npyHeader, npyHeaderSize } from './npy.js';
import type { Row } from './rows.js';

export interface VectorFormat {
  readonly headerSize: number;
  header(rows: number): Uint8Array;
  bytes(rows: readonly Row[], vectors: ArrayBufferView): Uint8Array;
  /** Makes the file of the blocks, where it is not these one after another. */
  finish?(file: FileHandle, blocks: readonly BlockPlace[], out: string): Promise<void>;
}

export const outputFormats = ['.npy', '.jsonl', '.parquet', '.arrow'] as const;

export function checkFormat(out: string): void {
  if (!(outputFormats as readonly string[]).includes(extname(out).toLowerCase())) throw new TorchEncodersError('ERR_CONFIG', `${out} is no format that can be written; wanted ${outputFormats.join(', ')}`);
}

/** @param columns of the vectors, before they are stored in bits. */
export function formatOf(out: string, columns: number, options: EmbedOptions): VectorFormat {
  const { elements, stored } = storedAs(columns, options);
  switch (extname(out).toLowerCase()) {
    case '.npy': return npy(stored, elements);
    case '.jsonl': return jsonl;
    case '.parquet': return { headerSize: 0, header: () => new Uint8Array(), bytes: blockBytes, finish: (file, blocks, path) => writeParquet(file, blocks, path, elements) };
    default: return { headerSize: 0, header: () => new Uint8Array(), bytes: blockBytes, finish: (file, blocks, path) => writeArrow(file, blocks, path, elements, stored) };
  }
}

/** What a vector of so many dimensions is in a file. */
export function storedAs(columns: number, { precision = 'float32' }: EmbedOptions): { elements: Elements; stored: number } {
  const isBits = precision === 'binary' || precision === 'ubinary';
  return { elements: precision === 'float32' ? 'float32' : precision === 'int8' || precision === 'binary' ? 'int8' : 'uint8', stored: isBits ? Math.ceil(columns / 8) : columns };
}

const npy = (columns: number, elements: Elements): VectorFormat => ({
  headerSize: npyHeaderSize,
  header: (rows) => npyHeader(rows, columns, elements),
  bytes: (_, vectors) => new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength),
});

/** A row keeps its fields and gains `embedding`. */
const jsonl: VectorFormat = {
  headerSize: 0,
  header: () => new Uint8Array(),
  bytes: (rows, vectors) => {
    const data = vectors as Float32Array;
    const size = data.length / rows.length;
    const lines = rows.map(({ fields }, i) => JSON.stringify({ ...fields, embedding: Array.from(data.subarray(i * size, (i + 1) * size), Number) }));
    return Buffer.from(`${lines.join('\n')}\n`);
  },
};
