// Vectors with the fields of their rows, as tables: Parquet and Arrow files. Both end with a directory of what is in them, so blocks are kept as they come and the table is made at the end.
import { createWriteStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { once } from 'node:events';
import type { DataType, Data } from 'apache-arrow';
import { TorchEncodersError } from '../errors.js';
import type { Row } from './rows.js';

export type Elements = 'float32' | 'int8' | 'uint8';
/** Where a block is in a file, and of how many rows. */
export interface BlockPlace { readonly begin: number; readonly end: number; readonly rows: number }
type Fields = Row['fields'];
type Kind = 'boolean' | 'integer' | 'number' | 'text' | 'json';
type Vectors = Float32Array | Int8Array | Uint8Array;

/** A block's bytes: the length of its rows as JSON, these, the vectors. */
export function blockBytes(rows: readonly Row[], vectors: ArrayBufferView): Uint8Array {
  const json = Buffer.from(JSON.stringify(rows.map(({ fields }) => fields), (_, value: unknown) => (typeof value === 'bigint' ? { $bigint: String(value) } : value)));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  return Buffer.concat([length, json, new Uint8Array(vectors.buffer, vectors.byteOffset, vectors.byteLength)]);
}

interface Block { readonly fields: Fields[]; readonly vectors: Vectors }
async function readBlock(file: FileHandle, { begin, end }: BlockPlace, elements: Elements, withVectors = true): Promise<Block> {
  const length = (await read(file, begin, 4)).readUInt32LE();
  const json = await read(file, begin + 4, length);
  const fields = JSON.parse(json.toString(), (_, value: unknown) => {
    const wide = (value as { $bigint?: unknown } | null)?.$bigint;
    return typeof wide === 'string' ? BigInt(wide) : value;
  }) as Fields[];
  if (!withVectors) return { fields, vectors: new Float32Array() };
  const bytes = await read(file, begin + 4 + length, end - begin - 4 - length);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer; // begins where its type may
  return { fields, vectors: elements === 'float32' ? new Float32Array(buffer) : elements === 'int8' ? new Int8Array(buffer) : new Uint8Array(buffer) };
}
async function read(file: FileHandle, at: number, size: number): Promise<Buffer> {
  const bytes = Buffer.alloc(size);
  for (let done = 0; done < size;) {
    const { bytesRead } = await file.read(bytes, done, size - done, at + done);
    if (bytesRead === 0) throw new TorchEncodersError('ERR_FILE', 'the blocks were cut off while they were read');
    done += bytesRead;
  }
  return bytes;
}

/** What each field is in all rows: what all its values are, or else JSON. */
async function kindsOf(file: FileHandle, blocks: readonly BlockPlace[], elements: Elements): Promise<Map<string, Kind>> {
  const kinds = new Map<string, Kind | undefined>();
  for (const block of blocks) for (const row of (await readBlock(file, block, elements, false)).fields) for (const [name, value] of Object.entries(row)) {
    if (name === 'embedding') continue; // the new one stands in its place
    const kind = kindOf(value);
    const before = kinds.get(name);
    kinds.set(name, before === undefined || before === kind ? kind : kind === undefined ? before : new Set(['integer number', 'number integer']).has(`${before} ${kind}`) ? 'number' : 'json');
  }
  return new Map([...kinds].map(([name, kind]) => [name, kind ?? 'text']));
}
function kindOf(value: unknown): Kind | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' ? 'text' : 'json';
}
const valueOf = (kind: Kind, value: unknown): unknown => {
  if (value === null || value === undefined) return null;
  if (kind === 'integer') return BigInt(value as number);
  return kind === 'json' ? JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? Number(inner) : inner)) : value;
};
const columnOf = (fields: readonly Fields[], name: string, kind: Kind): unknown[] => fields.map((row) => valueOf(kind, Object.hasOwn(row, name) ? row[name] : null));

const rowGroup = 16_384;

/** A Parquet file; `embedding` is a list of FLOAT, or of INT32 with 8 bits. */
export async function writeParquet(file: FileHandle, blocks: readonly BlockPlace[], out: string, elements: Elements): Promise<void> {
  const { fileWriter, ParquetWriter } = await import('hyparquet-writer');
  const kinds = await kindsOf(file, blocks, elements);
  const types = { boolean: { type: 'BOOLEAN' }, integer: { type: 'INT64' }, number: { type: 'DOUBLE' }, text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' }, json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' } } as const;
  const element = elements === 'float32' ? { type: 'FLOAT' } : { type: 'INT32', converted_type: elements === 'int8' ? 'INT_8' : 'UINT_8' };
  const writer = new ParquetWriter({
    writer: fileWriter(out), createdBy: 'torch-encoders',
    schema: [
      { name: 'schema', num_children: kinds.size + 1 },
      ...[...kinds].map(([name, kind]) => ({ name, repetition_type: 'OPTIONAL' as const, ...types[kind] })),
      { name: 'embedding', repetition_type: 'REQUIRED', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', repetition_type: 'REQUIRED', ...element } as never,
    ],
  });
  let waiting: Block[] = [];
  const write = async (): Promise<void> => {
    const fields = waiting.flatMap((block) => block.fields);
    if (fields.length === 0) return;
    const rows = waiting.flatMap(({ fields: own, vectors }) => own.map((_, i) => Array.from(vectors.subarray((i * vectors.length) / own.length, ((i + 1) * vectors.length) / own.length))));
    await writer.write({ columnData: [...[...kinds].map(([name, kind]) => ({ name, data: columnOf(fields, name, kind) })), { name: 'embedding', data: rows, statistics: false, encoding: 'PLAIN' }], rowGroupSize: rowGroup });
    waiting = [];
  };
  for (const place of blocks) {
    waiting.push(await readBlock(file, place, elements));
    if (waiting.reduce((sum, { fields }) => sum + fields.length, 0) >= rowGroup) await write();
  }
  await write();
  await writer.finish();
  const written = await open(out, 'r+');
  await written.sync();
  await written.close();
}

export type Arrow = typeof import('apache-arrow');
export const arrow = (): Promise<Arrow> => import('apache-arrow').catch((error: unknown) => {
  throw new TorchEncodersError('ERR_CONFIG', 'Arrow wants the package apache-arrow: npm install apache-arrow', { cause: error });
});

/** Vectors as a column: a list of a fixed size. */
export function vectorColumn({ Field, FixedSizeList, Float32, Int8, makeData, Uint8 }: Arrow, vectors: Vectors, rows: number, columns: number, elements: Elements): Data {
  const type = elements === 'float32' ? new Float32() : elements === 'int8' ? new Int8() : new Uint8();
  const child = makeData({ type, length: vectors.length, nullCount: 0, data: vectors } as never);
  return makeData({ type: new FixedSizeList(columns, new Field('item', type as DataType, false)), length: rows, nullCount: 0, child } as never);
}

/** An Arrow file (IPC, with its directory at the end), a record batch a block; `embedding` is a list of a fixed size. */
export async function writeArrow(file: FileHandle, blocks: readonly BlockPlace[], out: string, elements: Elements, columns: number): Promise<void> {
  const lib = await arrow();
  const { Bool, Field, Float64, Int64, makeData, RecordBatch, RecordBatchFileWriter, Schema, Struct, Utf8, vectorFromArray } = lib;
  const kinds = await kindsOf(file, blocks, elements);
  const types: Record<Kind, () => DataType> = { boolean: () => new Bool(), integer: () => new Int64(), number: () => new Float64(), text: () => new Utf8(), json: () => new Utf8() };
  const embedding = vectorColumn(lib, elements === 'float32' ? new Float32Array() : elements === 'int8' ? new Int8Array() : new Uint8Array(), 0, columns, elements).type;
  const schema = new Schema([...[...kinds].map(([name, kind]) => new Field(name, types[kind](), true)), new Field('embedding', embedding, false)]);
  const sink = createWriteStream(out, { flush: true });
  const writer = new RecordBatchFileWriter();
  const drained = writer.toNodeStream().pipe(sink);
  writer.reset(undefined, schema);
  for (const place of blocks) {
    const { fields, vectors } = await readBlock(file, place, elements);
    const children = [...kinds].map(([name, kind]) => vectorFromArray(columnOf(fields, name, kind) as never[], types[kind]()).data[0]!);
    writer.write(new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: fields.length, nullCount: 0, children: [...children, vectorColumn(lib, vectors, fields.length, columns, elements)] } as never) as never));
    if (sink.writableNeedDrain) await once(sink, 'drain');
  }
  writer.finish();
  await once(drained, 'finish');
}
