// The files that vectors are written to, as bytes: a header of a fixed size, then the rows.
import { extname } from 'node:path';
import { TorchEncodersError } from '../errors.js';
import type { Tensor } from '../tensor/tensor.js';
import type { EmbedOptions } from './model.js';
import { npyHeader, npyHeaderSize } from './npy.js';
import type { Row } from './rows.js';

export interface VectorFormat {
  readonly headerSize: number;
  header(rows: number): Uint8Array;
  bytes(rows: readonly Row[], vectors: Tensor): Promise<Uint8Array>;
}

export const outputFormats = ['.npy', '.jsonl'] as const;

export function checkFormat(out: string): void {
  if (!(outputFormats as readonly string[]).includes(extname(out).toLowerCase())) throw new TorchEncodersError('ERR_CONFIG', `${out} is no format that can be written; wanted ${outputFormats.join(', ')}`);
}

/** @param columns of the vectors, before they are stored in bits. */
export const formatOf = (out: string, columns: number, options: EmbedOptions): VectorFormat => (extname(out).toLowerCase() === '.npy' ? npy(columns, options) : jsonl);

function npy(columns: number, { precision = 'float32' }: EmbedOptions): VectorFormat {
  const isBits = precision === 'binary' || precision === 'ubinary';
  const dtype = precision === 'float32' ? 'float32' : precision === 'int8' || precision === 'binary' ? 'int8' : 'uint8';
  return {
    headerSize: npyHeaderSize,
    header: (rows) => npyHeader(rows, isBits ? Math.ceil(columns / 8) : columns, dtype),
    bytes: async (_, vectors) => {
      const data = await vectors.data();
      return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    },
  };
}

/** A row keeps its fields and gains `embedding`. */
const jsonl: VectorFormat = {
  headerSize: 0,
  header: () => new Uint8Array(),
  bytes: async (rows, vectors) => {
    const data = await vectors.data();
    const size = data.length / rows.length;
    const lines = rows.map(({ fields }, i) => JSON.stringify({ ...fields, embedding: Array.from(data.subarray(i * size, (i + 1) * size), Number) }));
    return Buffer.from(`${lines.join('\n')}\n`);
  },
};
