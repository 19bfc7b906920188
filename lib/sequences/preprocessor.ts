import { writeFile } from 'node:fs/promises';
import { Config, describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { fileError, readJson } from '../files.js';
import type { ClientFeature, EventRecord } from './features.js';
import { EventTable, type Columns, type EventRow } from './table.js';
import { timestampOf } from './time.js';

/** Rows of a table, one event each. */
export type Row = Readonly<Record<string, unknown>>;
export type Rows = Iterable<Row> | AsyncIterable<Row>;

export interface PreprocessorOptions {
  /** The column of the clients' ids: whole numbers (int64) or texts. */
  colId: string;
  /** The column of times. */
  colEventTime: string;
  /** Dates to seconds since 1970, or numbers as they are. Default: 'dt_to_timestamp'. */
  eventTimeTransformation?: 'dt_to_timestamp' | 'none';
  /** Columns of categories, any values. */
  colsCategory?: readonly string[];
  /** 'frequency': codes from 1 by falling frequency, one more for values that were not seen. 'none': the values are codes already, from 1. Default: 'frequency'. */
  categoryTransformation?: 'frequency' | 'none';
  /** Columns of numbers; what is missing becomes NaN, which the TrxEncoder counts as 0. */
  colsNumerical?: readonly string[];
  /** Columns of which a client keeps the value of its first row, such as targets. */
  colsFirstItem?: readonly string[];
}

/**
 * Rows of events → records of clients with codes and numbers, sorted by time. Fitted on some rows, it codes others the same way, also after `save` and `load`.
 *
 * @example
 * const preprocessor = new EventDataPreprocessor({ colId: 'client_id', colEventTime: 'date', colsCategory: ['mcc'], colsNumerical: ['amount'] });
 * const records = await preprocessor.fitTransform([{ client_id: 7, date: '2024-05-31', mcc: 5411, amount: 12.5 }]);
 * // [{ client_id: 7, event_time: Float64Array [1717113600], mcc: Int32Array [1], amount: Float32Array [12.5] }]
 */
export class EventDataPreprocessor {
  readonly #options: Required<PreprocessorOptions>;
  /** The codes of each categorical column, or its greatest code. */
  readonly #codes = new Map<string, Map<string, number> | number>();

  constructor(options: PreprocessorOptions) {
    const { eventTimeTransformation = 'dt_to_timestamp', categoryTransformation = 'frequency', colsCategory = [], colsNumerical = [], colsFirstItem = [] } = options;
    this.#options = { ...options, eventTimeTransformation, categoryTransformation, colsCategory, colsNumerical, colsFirstItem };
    oneOf('eventTimeTransformation', eventTimeTransformation, ['dt_to_timestamp', 'none']);
    oneOf('categoryTransformation', categoryTransformation, ['frequency', 'none']);
    const names = [options.colId, 'event_time', ...colsCategory, ...colsNumerical, ...colsFirstItem];
    const twice = names.find((name, i) => typeof name !== 'string' || names.indexOf(name) !== i);
    if (twice !== undefined) throw new TorchEncodersError('ERR_CONFIG', `the column ${describe(twice)} is named twice, or is no name`);
  }

  /** @internal */
  get columns(): Columns {
    return { id: this.#options.colId, categories: this.#options.colsCategory, numbers: this.#options.colsNumerical };
  }

  /** Learns the codes of the categorical columns. */
  async fit(rows: Rows): Promise<this> {
    const { colsCategory, categoryTransformation } = this.#options;
    const counts = new Map(colsCategory.map((name) => [name, new Map<string, number>()]));
    let count = 0;
    for await (const row of rows) {
      count++;
      for (const [name, seen] of counts) {
        const value = categoryOf(row, name, count);
        seen.set(value, (seen.get(value) ?? 0) + 1);
      }
    }
    if (count === 0) throw new TorchEncodersError('ERR_RANGE', 'the preprocessor was given no rows to learn from');
    for (const [name, seen] of counts) {
      const values = [...seen].sort((a, b) => b[1] - a[1]).map(([value]) => value); // of one frequency: in the order in which they came
      this.#codes.set(name, categoryTransformation === 'frequency' ? new Map(values.map((value, i) => [value, i + 1])) : Math.max(...values.map((value) => codeOf(value, name))));
    }
    return this;
  }

  /** One record for each client, in the order in which they came. */
  async transform(rows: Rows): Promise<EventRecord[]> {
    const table = new EventTable(this.columns);
    for await (const [row, first] of this.events(rows)) table.add(row, first);
    return [...table.records()];
  }
  async fitTransform(rows: Iterable<Row>): Promise<EventRecord[]> {
    return (await this.fit(rows)).transform(rows);
  }

  /** @internal Each row coded. */
  async *events(rows: Rows): AsyncGenerator<[EventRow, first: () => Readonly<Record<string, ClientFeature>>]> {
    const { colId, colEventTime, eventTimeTransformation, colsCategory, colsNumerical, colsFirstItem } = this.#options;
    this.#checkFitted();
    let count = 0;
    for await (const row of rows) {
      const number = ++count;
      const id = row[colId];
      if (id === undefined || id === null || id === '') throw new TorchEncodersError('ERR_FILE', `row ${number} has no ${colId}; the row has ${Object.keys(row).join(', ')}`);
      const place = (name: string) => (): string => `${name} of row ${number}`;
      const time = valueOf(row, colEventTime, number);
      yield [{
        id: String(id),
        time: eventTimeTransformation === 'none' ? numberOf(time, place(colEventTime)) : timestampOf(time, place(colEventTime)),
        codes: colsCategory.map((name) => this.#code(name, categoryOf(row, name, number))),
        numbers: colsNumerical.map((name) => {
          const value = valueOf(row, name, number);
          return value === null || value === '' ? NaN : numberOf(value, place(name), true);
        }),
      }, () => Object.fromEntries(colsFirstItem.map((name) => [name, firstOf(valueOf(row, name, number))]))];
    }
  }

  #code(name: string, value: string): number {
    const codes = this.#codes.get(name)!;
    return typeof codes === 'number' ? codeOf(value, name) : (codes.get(value) ?? codes.size + 1);
  }
  #checkFitted(): void {
    const missing = this.#options.colsCategory.find((name) => !this.#codes.has(name));
    if (missing !== undefined) throw new TorchEncodersError('ERR_CONFIG', `the preprocessor does not know the codes of '${missing}'; call fit first, or load one that was saved`);
  }

  /** How many codes each categorical column has, with padding and the one for values that were not seen: `in` of the TrxEncoder's embeddings. */
  getCategoryDictionarySizes(): Record<string, number> {
    this.#checkFitted();
    return Object.fromEntries([...this.#codes].map(([name, codes]) => [name, typeof codes === 'number' ? codes + 1 : codes.size + 2]));
  }

  /** Writes what it has learnt as JSON. */
  async save(path: string): Promise<void> {
    this.#checkFitted();
    const codes = Object.fromEntries([...this.#codes].map(([name, one]) => [name, typeof one === 'number' ? one : [...one.keys()]]));
    await writeFile(path, `${JSON.stringify({ format: 'torch-encoders event preprocessor 1', options: this.#options, codes })}\n`).catch((error: unknown) => {
      throw fileError(path, error);
    });
  }
  static async load(path: string): Promise<EventDataPreprocessor> {
    const config = Config.from(await readJson(path), path);
    if (config.string('format', '') !== 'torch-encoders event preprocessor 1') throw new TorchEncodersError('ERR_FILE', `${path} was not written by EventDataPreprocessor.save`);
    const preprocessor = new EventDataPreprocessor(config.json.options as PreprocessorOptions);
    for (const [name, codes] of Object.entries(config.json.codes as Record<string, string[] | number>)) preprocessor.#codes.set(name, typeof codes === 'number' ? codes : new Map(codes.map((value, i) => [value, i + 1])));
    return preprocessor;
  }
}

function oneOf(name: string, value: string, wanted: readonly string[]): void {
  if (!wanted.includes(value)) throw new TorchEncodersError('ERR_CONFIG', `${name} is ${describe(value)}; wanted ${wanted.join(' or ')}`);
}

function valueOf(row: Row, name: string, number: number): unknown {
  const value = row[name];
  if (value === undefined) throw new TorchEncodersError('ERR_CONFIG', `row ${number} has no column '${name}'; it has ${Object.keys(row).join(', ')}`);
  return value;
}
/** A category as a text; what is missing is one too. */
function categoryOf(row: Row, name: string, number: number): string {
  const value = valueOf(row, name, number);
  return value === null || value === '' || (typeof value === 'number' && Number.isNaN(value)) ? 'nan' : String(value);
}
function codeOf(value: string, name: string): number {
  const code = Number(value);
  if (!Number.isSafeInteger(code) || code < 1 || code >= 2 ** 31) throw new TorchEncodersError('ERR_RANGE', `${name} has the value ${describe(value)}; categoryTransformation 'none' wants codes from 1, 0 is padding`);
  return code;
}
function numberOf(value: unknown, where: () => string, mayBeNaN = false): number {
  const number = typeof value === 'bigint' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : value;
  if (typeof number === 'number' && (Number.isFinite(number) || (mayBeNaN && (Number.isNaN(value) || value === 'nan' || value === 'NaN')))) return number;
  throw new TorchEncodersError('ERR_FILE', `${where()} is ${describe(value)}; wanted a number`);
}
/** A text that is a number is one: readers of CSV give texts alone. */
function firstOf(value: unknown): ClientFeature {
  if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return value;
  return NaN;
}
