import { mkdir, open, readFile, rm, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Config } from '../config.js';
import { IterableDataset } from '../data/dataset.js';
import { mixSeeds } from '../data/random.js';
import { TorchEncodersError } from '../errors.js';
import { fileError, readJson } from '../files.js';
import type { ClientFeature, EventRecord } from './features.js';
import type { EventDataPreprocessor, Rows } from './preprocessor.js';
import { randomOf, shuffledPlaces } from './random.js';
import { EventTable, type Columns, type EventRow } from './table.js';

const FORMAT = 'torch-encoders event store 1';
const BUFFER = 1 << 16;

export interface StoreOptions {
  /** How many files the clients are shared out to; one of them is in memory at a time. Default: 64. */
  buckets?: number;
  /** Called now and then with the number of rows that are done. */
  onProgress?: (rows: number) => void;
}
export interface ReadOptions {
  /** Another order of clients each time they are read. Default: false. */
  shuffle?: boolean;
  /** Default: 0. */
  seed?: number;
  /** Which records are given out. Default: all. */
  filter?: (record: EventRecord) => boolean;
}

/**
 * Coded events in a folder, to be read client by client any number of times with a small part of them in memory: for tables that are larger than it.
 * The rows may come in any order.
 *
 * @example
 * const preprocessor = await new EventDataPreprocessor(options).fit(readRows());
 * const store = await EventStore.write('cache', preprocessor, readRows());
 * const loader = new DataLoader(colesDataset(store.records({ shuffle: true }), { splitter }), { batchSize: 64, shuffle: true, collate: colesCollate });
 */
export class EventStore {
  private constructor(readonly folder: string, private readonly columns: Columns, private readonly buckets: number, readonly clients: number, readonly events: number) {}

  /** Writes the folder anew. @throws ERR_FILE, and what {@link EventDataPreprocessor.transform} throws. */
  static async write(folder: string, preprocessor: EventDataPreprocessor, rows: Rows, { buckets = 64, onProgress }: StoreOptions = {}): Promise<EventStore> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true }).catch((error: unknown) => {
      throw fileError(folder, error);
    });
    const { columns } = preprocessor;
    const files = await Promise.all(Array.from({ length: buckets }, (_, i) => BucketWriter.create(folder, i, columns)));
    let events = 0;
    try {
      for await (const [row, first] of preprocessor.events(rows)) {
        await files[bucketOf(row.id, buckets)]!.add(row, first);
        if (++events % 10000 === 0) onProgress?.(events);
      }
      for (const file of files) await file.end();
    } finally {
      for (const file of files) await file.close();
    }
    const clients = files.reduce((sum, file) => sum + file.clients, 0);
    await writeFile(join(folder, 'store.json'), `${JSON.stringify({ format: FORMAT, columns, buckets, clients, events })}\n`);
    return new EventStore(folder, columns, buckets, clients, events);
  }

  /** A folder that {@link write} wrote. */
  static async open(folder: string): Promise<EventStore> {
    const path = join(folder, 'store.json');
    const config = Config.from(await readJson(path), path);
    if (config.string('format', '') !== FORMAT) throw new TorchEncodersError('ERR_FILE', `${path} was not written by EventStore.write`);
    return new EventStore(folder, config.json.columns as Columns, config.integer('buckets'), config.integer('clients', undefined, 0), config.integer('events', undefined, 0, 2 ** 52));
  }

  /** All clients, one after another. */
  records(options: ReadOptions = {}): IterableDataset<EventRecord> {
    return new StoreRecords((bucket) => this.#bucket(bucket), this.buckets, options);
  }

  async #bucket(bucket: number): Promise<Generator<EventRecord>> {
    const { data, index } = bucketFiles(this.folder, bucket);
    const { ids, firsts } = (await readJson(index)) as { ids: string[]; firsts: Record<string, ClientFeature>[] };
    const bytes = await readFile(data).catch((error: unknown) => {
      throw fileError(data, error);
    });
    const { categories, numbers } = this.columns;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const table = new EventTable(this.columns);
    const size = rowSize(this.columns);
    if (bytes.byteLength % size !== 0) throw new TorchEncodersError('ERR_FILE', `${data} has ${bytes.byteLength} bytes, no whole number of rows of ${size}; is it cut off?`);
    for (let at = 0; at + size <= bytes.byteLength; at += size) {
      const client = view.getInt32(at, true);
      const codes = categories.map((_, i) => view.getInt32(at + 12 + 4 * i, true));
      const values = numbers.map((_, i) => view.getFloat32(at + 12 + 4 * (categories.length + i), true));
      table.add({ id: ids[client]!, time: view.getFloat64(at + 4, true), codes, numbers: values }, () => firsts[client]!);
    }
    return table.records();
  }
}

class StoreRecords extends IterableDataset<EventRecord> {
  #turn = 0;
  constructor(private readonly read: (bucket: number) => Promise<Generator<EventRecord>>, private readonly buckets: number, private readonly options: ReadOptions) { super(); }
  async *[Symbol.asyncIterator](): AsyncGenerator<EventRecord> {
    const { shuffle = false, seed = 0, filter = () => true } = this.options;
    const random = randomOf(mixSeeds(seed, this.#turn++));
    const order = shuffle ? shuffledPlaces(random, this.buckets) : Int32Array.from({ length: this.buckets }, (_, i) => i);
    for (const bucket of order) {
      const records = [...(await this.read(bucket))].filter(filter);
      for (const place of shuffle ? shuffledPlaces(random, records.length) : records.keys()) yield records[place]!;
    }
  }
}

/** One file of rows of one size, and one of the clients that they number. */
class BucketWriter {
  readonly #ids = new Map<string, number>();
  readonly #firsts: Readonly<Record<string, ClientFeature>>[] = [];
  readonly #buffer: DataView;
  #filled = 0;

  private constructor(private readonly file: FileHandle, private readonly index: string, private readonly size: number) {
    this.#buffer = new DataView(new ArrayBuffer(Math.ceil(BUFFER / size) * size));
  }
  static async create(folder: string, bucket: number, columns: Columns): Promise<BucketWriter> {
    const { data, index } = bucketFiles(folder, bucket);
    return new BucketWriter(await open(data, 'w'), index, rowSize(columns));
  }
  get clients(): number {
    return this.#ids.size;
  }

  async add({ id, time, codes, numbers }: EventRow, first: () => Readonly<Record<string, ClientFeature>>): Promise<void> {
    let client = this.#ids.get(id);
    if (client === undefined) {
      this.#ids.set(id, (client = this.#ids.size));
      this.#firsts.push(first());
    }
    const [view, at] = [this.#buffer, this.#filled];
    view.setInt32(at, client, true);
    view.setFloat64(at + 4, time, true);
    codes.forEach((code, i) => view.setInt32(at + 12 + 4 * i, code, true));
    numbers.forEach((value, i) => view.setFloat32(at + 12 + 4 * (codes.length + i), value, true));
    this.#filled += this.size;
    if (this.#filled === view.byteLength) await this.#flush();
  }
  async #flush(): Promise<void> {
    await this.file.write(new Uint8Array(this.#buffer.buffer, 0, this.#filled));
    this.#filled = 0;
  }
  async end(): Promise<void> {
    await this.#flush();
    await writeFile(this.index, JSON.stringify({ ids: [...this.#ids.keys()], firsts: this.#firsts }, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)));
  }
  close(): Promise<void> {
    return this.file.close();
  }
}

/** The number of the client, the time, the codes, the numbers. */
const rowSize = ({ categories, numbers }: Columns): number => 12 + 4 * (categories.length + numbers.length);
/** By the hash of Fowler, Noll and Vo. */
function bucketOf(id: string, buckets: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % buckets;
}
const bucketFiles = (folder: string, bucket: number): { data: string; index: string } => {
  const name = join(folder, `bucket-${String(bucket).padStart(4, '0')}`);
  return { data: `${name}.bin`, index: `${name}.json` };
};
