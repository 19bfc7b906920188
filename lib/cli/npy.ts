import { open, type FileHandle } from 'node:fs/promises';
import { TorchEncodersError } from '../errors.js';
import type { DType } from '../tensor/tensor.js';
import { fileError } from '../files.js';

/** NumPy's names: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html */
const descriptors: Partial<Record<DType, string>> = { float32: '<f4', int8: '|i1', uint8: '|u1' };
export const npyHeaderSize = 128; // fixed, so that the number of rows can be written when it is known

/** Writes a matrix row by row to an npy file of version 1.0. */
export class NpyWriter {
  #rows = 0;
  private constructor(readonly file: FileHandle, readonly columns: number, readonly dtype: DType) {}

  static async create(file: FileHandle, columns: number, dtype: DType): Promise<NpyWriter> {
    const writer = new NpyWriter(file, columns, dtype);
    await file.write(npyHeader(0, columns, dtype), 0, npyHeaderSize, 0);
    return writer;
  }

  async write(data: ArrayBufferView, rows: number): Promise<void> {
    const size = data.byteLength / Math.max(rows, 1);
    await this.file.write(data as Uint8Array, 0, data.byteLength, npyHeaderSize + this.#rows * size);
    this.#rows += rows;
  }

  async end(): Promise<void> {
    await this.file.write(npyHeader(this.#rows, this.columns, this.dtype), 0, npyHeaderSize, 0);
  }
}

export function npyHeader(rows: number, columns: number, dtype: DType): Buffer {
  const text = `{'descr': '${descriptors[dtype]}', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const header = Buffer.alloc(npyHeaderSize, ' ');
  header.write('\x93NUMPY\x01\x00', 'latin1');
  header.writeUInt16LE(npyHeaderSize - 10, 8);
  header.write(text, 10, 'latin1');
  header.write('\n', npyHeaderSize - 1);
  return header;
}

/** A float32 matrix from an npy file. */
export async function readNpy(path: string): Promise<{ data: Float32Array; shape: [number, number] }> {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const start = Buffer.alloc(10);
    await file.read(start, 0, 10, 0);
    if (start.toString('latin1', 0, 6) !== '\x93NUMPY' || start[6] !== 1) throw new TorchEncodersError('ERR_FILE', `${path} is no npy file of version 1`);
    const length = start.readUInt16LE(8);
    const header = Buffer.alloc(length);
    await file.read(header, 0, length, 10);
    const [, dtype, order, rows, columns] = /'descr': '([^']+)'.*'fortran_order': (\w+).*'shape': \((\d+), (\d+)\)/.exec(header.toString('latin1')) ?? [];
    if (dtype !== '<f4' || order !== 'False') throw new TorchEncodersError('ERR_FILE', `${path} holds ${dtype ? `elements of type ${dtype}, fortran_order ${order}` : 'no matrix'}; wanted a float32 matrix in rows ('<f4')`);
    const shape: [number, number] = [Number(rows), Number(columns)];
    const size = shape[0] * shape[1] * 4;
    const { size: found } = await file.stat();
    if (found !== 10 + length + size) throw new TorchEncodersError('ERR_FILE', `${path} has ${found} bytes; its header wants ${10 + length + size}: is it cut off?`);
    const data = new Float32Array(shape[0] * shape[1]);
    const bytes = new Uint8Array(data.buffer);
    for (let at = 0; at < size;) {
      const { bytesRead } = await file.read(bytes, at, Math.min(size - at, 1 << 28), 10 + length + at);
      if (bytesRead === 0) throw new TorchEncodersError('ERR_FILE', `${path} was cut off while it was read`);
      at += bytesRead;
    }
    return { data, shape };
  } catch (error) {
    throw fileError(path, error);
  } finally {
    await file?.close();
  }
}
