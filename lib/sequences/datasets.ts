import { describe } from '../config.js';
import { Dataset, IterableDataset, type BatchContext } from '../data/dataset.js';
import { mixSeeds } from '../data/random.js';
import { TorchEncodersError } from '../errors.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { collateFeatureDict } from './collate.js';
import { eventCount, sliceEvents, takeEvents, type EventRecord, type SequenceFeature } from './features.js';
import type { EventPayload, PaddedBatch } from './paddedbatch.js';
import { drawInteger, randomOf, type Random } from './random.js';
import type { SplitStrategy, Times } from './splits.js';

/** A batch and what is to be learnt of it: labels of sequences [N], or of events. */
export type LabeledBatch = [batch: PaddedBatch<EventPayload>, labels: Tensor];

/** Records of clients: in memory, by number, or one after another. */
export type EventSource = readonly EventRecord[] | Dataset<EventRecord> | IterableDataset<EventRecord>;

/** The same records, each changed by `change` with random numbers of its own: those of the batch's seed, or of a seed for each time a stream is read. */
export function changed<Item>(source: EventSource, change: (record: EventRecord, random: Random) => Item, { seed = 0 }: { seed?: number } = {}): Dataset<Item> | IterableDataset<Item> {
  if (!(source instanceof IterableDataset)) return new ChangedDataset(source, change);
  return new ChangedStream(source, change, seed);
}

class ChangedDataset<Item> extends Dataset<Item> {
  constructor(private readonly source: readonly EventRecord[] | Dataset<EventRecord>, private readonly change: (record: EventRecord, random: Random) => Item) { super(); }
  get length(): number {
    return this.source.length;
  }
  async get(index: number, context?: BatchContext): Promise<Item> {
    const { source } = this;
    const record = source instanceof Dataset ? await source.get(index, context) : source[index]!;
    return this.change(record, randomOf(mixSeeds(context?.seed ?? 0, index)));
  }
}

class ChangedStream<Item> extends IterableDataset<Item> {
  #turn = 0;
  constructor(private readonly source: IterableDataset<EventRecord>, private readonly change: (record: EventRecord, random: Random) => Item, private readonly seed: number) { super(); }
  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    const turn = this.#turn++;
    let index = 0;
    for await (const record of this.source) yield this.change(record, randomOf(mixSeeds(this.seed, turn, index++)));
  }
}

export interface ColesOptions {
  splitter: SplitStrategy;
  /** The feature that the splitter looks at. Default: 'event_time'. */
  colTime?: string;
  /** Of the random numbers of a stream. Default: 0. */
  seed?: number;
}

/**
 * Each client as several subsequences of its events: what {@link CoLESModule} learns from. Batches are made by {@link colesCollate}.
 *
 * @example
 * const dataset = colesDataset(records, { splitter: new SampleSlices({ splitCount: 5, cntMin: 25, cntMax: 200 }) });
 * const loader = new DataLoader(dataset, { batchSize: 64, shuffle: true, collate: colesCollate, seed: 42 });
 */
export function colesDataset(source: EventSource, { splitter, colTime = 'event_time', seed }: ColesOptions): Dataset<EventRecord[]> | IterableDataset<EventRecord[]> {
  return changed(source, (record, random) => {
    const times = record[colTime];
    if (!ArrayBuffer.isView(times)) throw new TorchEncodersError('ERR_CONFIG', `a record has no events' feature '${colTime}', which the splitter looks at; it has ${Object.keys(record).join(', ')}`);
    return splitter.split(times as SequenceFeature as Times, random).filter((places) => places.length > 0).map((places) => takeEvents(record, places));
  }, { seed });
}

/** The subsequences of clients as a batch, and for each the number of its client in the batch: int64 [N]. */
export function colesCollate(clients: readonly (readonly EventRecord[])[]): LabeledBatch {
  return [collateFeatureDict(clients.flat()), tensor(clients.flatMap((parts, i) => parts.map(() => i)), { dtype: 'int64' })];
}

export interface SliceOptions {
  /** The fewest and the most events. */
  minLen: number;
  maxLen: number;
  /** A short sequence keeps at least this share of its events. Default: 1. */
  rateForMin?: number;
  /** Of the random numbers of a stream. Default: 0. */
  seed?: number;
}

/** One slice of each client's events, of random length and start: for CPC, RTD and masked events. */
export function sliceDataset(source: EventSource, { minLen, maxLen, rateForMin = 1, seed }: SliceOptions): Dataset<EventRecord> | IterableDataset<EventRecord> {
  return changed(source, (record, random) => {
    const count = eventCount(record);
    const most = Math.min(maxLen, count);
    const least = Math.max(1, Math.floor(Math.min(minLen, count * rateForMin)));
    const size = most < least ? count : drawInteger(random, least, most + 1);
    const start = drawInteger(random, 0, count - size + 1);
    return sliceEvents(record, start, start + size);
  }, { seed });
}

/**
 * Records with a label as a batch and its labels: int64 [N]. For {@link CoLESFinetuneModule}.
 * @param target the name of the label. Default: 'target'.
 */
export const targetCollate = (target = 'target') => (records: readonly EventRecord[]): LabeledBatch => {
  const labels = records.map((record, i) => {
    const label = record[target];
    if (typeof label !== 'number' || !Number.isSafeInteger(label) || label < 0) throw new TorchEncodersError('ERR_CONFIG', `record ${i} of the batch has '${target}' ${describe(label)}; wanted the number of a class, from 0: see joinLabels`);
    return label;
  });
  return [collateFeatureDict(records), tensor(labels, { dtype: 'int64' })];
};
