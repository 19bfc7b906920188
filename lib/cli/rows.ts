import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'csv-parse';
import { describe } from '../config.js';
import { parquet } from '../data/sources/parquet.js';
import { TorchEncodersError } from '../errors.js';
import { fileError } from '../files.js';

/** A text of a file, with the row that it came from. */
export interface Row {
  readonly text: string;
  /** The fields of a csv, jsonl or Parquet row; of a txt line, its text. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** How far into the file this row ends, in bytes; a little ahead, since the file is read in blocks. Of a Parquet file, 0. */
  readonly bytes: number;
}

export const inputFormats = ['.txt', '.csv', '.jsonl', '.parquet'] as const;

/** The fields of a row. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * The rows of a txt (a line a text), csv (with a header), jsonl or Parquet file, one by one: a file may be larger than the memory. Of a Parquet, a row group is in memory at a time.
 * @param name of the file in messages, where it is a copy.
 */
export async function* readRows(path: string, field: string, name = path): AsyncGenerator<Row> {
  let where = 0;
  for await (const { fields, bytes } of rowsOf(path)) {
    where++;
    yield { text: textOf(fields, field, `${name}, row ${where}`), fields, bytes };
  }
}

/** The same, with all fields. @param columns their names in a csv file without a header. */
export async function* readFields(path: string, columns?: readonly string[]): AsyncGenerator<Fields> {
  for await (const { fields } of rowsOf(path, columns)) yield fields;
}

/** The same, with how far into the file each row ends. */
export async function* rowsOf(path: string, columns?: readonly string[]): AsyncGenerator<Omit<Row, 'text'>> {
  const format = extname(path).toLowerCase();
  if (format === '.parquet') {
    for await (const { fields } of parquet(path)) yield { fields, bytes: 0 };
    return;
  }
  const read = { '.txt': txt, '.csv': csv, '.jsonl': jsonl }[format];
  if (!read) throw new TorchEncodersError('ERR_CONFIG', `${path} is no format that can be read; wanted ${inputFormats.join(', ')}`);
  const stream = createReadStream(path);
  let where = 0;
  try {
    for await (const fields of read(stream, columns)) {
      where++;
      yield { fields, bytes: stream.bytesRead };
    }
  } catch (error) {
    if (error instanceof SyntaxError) throw new TorchEncodersError('ERR_FILE', `${path}, row ${where + 1} is not JSON: ${error.message}`, { cause: error });
    if ((error as { code?: string }).code?.startsWith('CSV_')) throw new TorchEncodersError('ERR_FILE', `${path}: ${(error as Error).message}`, { cause: error });
    throw error instanceof TorchEncodersError ? error : fileError(path, error);
  } finally {
    stream.destroy();
  }
}

/** The size of the input, for the progress bar; ERR_FILE if there is none. */
export async function sizeOf(path: string): Promise<number> {
  return stat(path).then(({ size }) => size, (error: unknown) => {
    throw fileError(path, error);
  });
}

type Source = ReturnType<typeof createReadStream>;

async function* txt(stream: Source): AsyncGenerator<Record<string, unknown>> {
  for await (const text of lines(stream)) yield { text };
}

async function* jsonl(stream: Source): AsyncGenerator<Record<string, unknown>> {
  for await (const line of lines(stream)) {
    if (line.trim() !== '') yield JSON.parse(line) as Record<string, unknown>;
  }
}

async function* csv(stream: Source, columns: readonly string[] | undefined): AsyncGenerator<Record<string, unknown>> {
  const parser = parse({ columns: columns ? [...columns] : true, bom: true, skip_empty_lines: true });
  stream.on('error', (error) => parser.destroy(error));
  for await (const record of stream.pipe(parser)) yield record as Record<string, unknown>;
}

async function* lines(stream: Source): AsyncGenerator<string> {
  let failure: unknown;
  stream.on('error', (error) => (failure = error)); // readline ends quietly then
  let first = true;
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    yield first ? line.replace(/^\ufeff/, '') : line;
    first = false;
  }
  if (failure) throw failure;
}

function textOf(fields: unknown, field: string, where: string): string {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw new TorchEncodersError('ERR_FILE', `${where} is ${describe(fields)}; wanted an object`);
  const text = Object.hasOwn(fields, field) ? (fields as Record<string, unknown>)[field] : undefined;
  if (typeof text === 'string') return text;
  const found = text === undefined ? `has no field '${field}', only ${Object.keys(fields).join(', ') || 'none'}` : `has ${describe(text)} as '${field}'`;
  throw new TorchEncodersError('ERR_CONFIG', `${where} ${found}; name the field of the texts with --field`);
}
