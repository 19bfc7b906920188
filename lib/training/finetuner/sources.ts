import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { loadCard, type Card } from '../../data/card.js';
import { Dataset, IterableDataset } from '../../data/dataset.js';
import { readFiles } from '../../data/sources/index.js';
import { TorchEncodersError } from '../../errors.js';
import { describe } from '../../config.js';
import { exists } from '../../files.js';
import type { Row } from './records.js';

/** Rows: a list, a Dataset, anything to iterate over; the path of a csv, tsv, jsonl or parquet file, or of a folder with one for each part; or the name or path of a card. */
export type TextData = string | Iterable<Row> | AsyncIterable<Row> | Dataset<Row>;

/** Data with parts to measure on: one by which the best is chosen (`dev`, `val` and `validation` mean the same), and one of which the metrics are told. */
export interface SplitTextData {
  readonly train: TextData;
  readonly validation?: TextData;
  readonly dev?: TextData;
  readonly val?: TextData;
  /** Default: the validation's. */
  readonly test?: TextData;
}

export interface Split {
  readonly train: readonly Row[];
  readonly validation: readonly Row[] | undefined;
  readonly test: readonly Row[] | undefined;
}

/** All rows, in memory. @param dataRoot where the files of a card lie. */
export async function splitOf(data: TextData | SplitTextData, name: string, dataRoot: string | undefined): Promise<Split> {
  const given = typeof data === 'string' ? await named(data, dataRoot) : data;
  if (typeof given === 'object' && given !== null && 'train' in given) {
    const part = async (rows: TextData | undefined, what: string): Promise<readonly Row[] | undefined> => (rows === undefined ? undefined : rowsOf(rows, `${name}, ${what}`));
    return { train: await rowsOf(given.train, name), validation: await part(given.validation ?? given.dev ?? given.val, 'validation'), test: await part(given.test, 'test') };
  }
  return { train: await rowsOf(given, name), validation: undefined, test: undefined };
}

async function rowsOf(data: TextData, name: string): Promise<readonly Row[]> {
  if (typeof data === 'string') return fileRows(data);
  if (data instanceof Dataset) return Promise.all(Array.from({ length: data.length }, (_, i) => data.get(i)));
  if (data instanceof IterableDataset || (typeof data === 'object' && data !== null && (Symbol.asyncIterator in data || Symbol.iterator in data))) {
    const rows: Row[] = [];
    for await (const row of data as AsyncIterable<Row>) {
      if (typeof row !== 'object' || row === null) throw new TorchEncodersError('ERR_DTYPE', `${name}, row ${rows.length} is ${describe(row)}; wanted an object with fields`);
      rows.push(row);
    }
    return rows;
  }
  throw new TorchEncodersError('ERR_CONFIG', `${name} is ${describe(data)}; wanted rows, a Dataset, something to iterate over, a file, a folder, a card, or { train, validation, test } of these`);
}

const isFile = (path: string): boolean => /\.(csv|tsv|jsonl|parquet)$/i.test(path);
const parts = { train: /^train/, validation: /^(validation|valid|val|dev)/, test: /^test/ } as const;

/** A file; a folder with a file for each part; or a data set by its card. */
async function named(data: string, dataRoot: string | undefined): Promise<readonly Row[] | SplitTextData> {
  if (isFile(data)) return fileRows(data);
  if (await exists(data).then((there) => there && !/\.ya?ml$/.test(data))) {
    const names = (await readdir(data)).filter(isFile).sort();
    const found = Object.fromEntries(Object.entries(parts).flatMap(([part, pattern]) => names.filter((name) => pattern.test(name)).slice(0, 1).map((name) => [part, join(data, name)])));
    if (found.train !== undefined) return found as unknown as SplitTextData;
    throw new TorchEncodersError('ERR_FILE', `${data} has no file of the rows to train on, such as train.jsonl; it has ${names.join(', ') || 'no csv, tsv, jsonl or parquet file'}`);
  }
  const { rows } = await readFiles(await loadCard(data), dataRoot);
  const of = (part: string): Row[] => rows.filter((one) => one.part === part).map(({ row }) => row.fields);
  const [train, validation, test] = [[...of('train'), ...of('all')], of('val'), of('test')];
  return { train, ...(validation.length > 0 && { validation }), ...(test.length > 0 && { test }) };
}

/** The rows of a csv (with a header), tsv, jsonl or parquet file. */
async function fileRows(path: string): Promise<readonly Row[]> {
  const card = { name: basename(path), licence: '', task: 'mlm', files: basename(path), header: true, missing: [], normalize: false, path } as unknown as Card;
  return (await readFiles(card, dirname(path))).rows.map(({ row }) => row.fields);
}
