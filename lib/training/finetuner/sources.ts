import { Dataset, IterableDataset } from '../../data/dataset.js';
import { TorchEncodersError } from '../../errors.js';
import { describe } from '../../config.js';
import type { Row } from './records.js';

/** Rows: a list, a Dataset, anything to iterate over, or the path or hub id of a data set. */
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

/** All rows, in memory. */
export async function splitOf(data: TextData | SplitTextData, name: string): Promise<Split> {
  if (typeof data === 'object' && data !== null && 'train' in data) {
    const part = async (rows: TextData | undefined, what: string): Promise<readonly Row[] | undefined> => (rows === undefined ? undefined : rowsOf(rows, `${name}, ${what}`));
    return { train: await rowsOf(data.train, name), validation: await part(data.validation ?? data.dev ?? data.val, 'validation'), test: await part(data.test, 'test') };
  }
  return { train: await rowsOf(data, name), validation: undefined, test: undefined };
}

async function rowsOf(data: TextData, name: string): Promise<readonly Row[]> {
  if (data instanceof Dataset) return Promise.all(Array.from({ length: data.length }, (_, i) => data.get(i)));
  if (data instanceof IterableDataset || (typeof data === 'object' && data !== null && (Symbol.asyncIterator in data || Symbol.iterator in data))) {
    const rows: Row[] = [];
    for await (const row of data as AsyncIterable<Row>) {
      if (typeof row !== 'object' || row === null) throw new TorchEncodersError('ERR_DTYPE', `${name}, row ${rows.length} is ${describe(row)}; wanted an object with fields`);
      rows.push(row);
    }
    return rows;
  }
  throw new TorchEncodersError('ERR_CONFIG', `${name} is ${describe(data)}; wanted rows, a Dataset, something to iterate over, or { train, validation } of these`);
}
