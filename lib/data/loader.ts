import { describe } from '../config.js';
import { TorchEncodersError, warnOnce } from '../errors.js';
import { native } from '../native.js';
import { Tensor } from '../tensor/tensor.js';
import { defaultCollate } from './collate.js';
import { Dataset, IterableDataset, type BatchContext } from './dataset.js';
import { planBatches, shuffled, type EpochContext, type Limits } from './order.js';
import { drawSeed, mixSeeds } from './random.js';
import { Workers } from './workers.js';

/** Options of {@link DataLoader}. */
export interface DataLoaderOptions<Item, Batch> {
  /** How many items a batch has at most. Default: 1; without a limit where `maxTokens` is given. */
  batchSize?: number;
  /** How many tokens a batch has at most, counted without padding, by the data set's `lengthOf`. An item that is longer alone is a batch of its own. */
  maxTokens?: number;
  /** Whether each epoch has an order of its own. Of an iterable data set, a buffer of 1,000 items is shuffled. Default: false. */
  shuffle?: boolean;
  /** Whether items of similar length share a batch: sorted in windows of 50 batches, and the batches are then in random order. With `shuffle` alone. Default: false. */
  lengthBuckets?: boolean;
  /** The numbers of the items in the order of an epoch, in place of `shuffle`. */
  sampler?: Iterable<number> | ((epoch: EpochContext) => Iterable<number>);
  /** The numbers of the items of each batch, in place of `sampler`, `batchSize`, `maxTokens` and `dropLast`. */
  batchSampler?: Iterable<readonly number[]> | ((epoch: EpochContext) => Iterable<readonly number[]>);
  /** Makes a batch of items. Default: {@link defaultCollate}. */
  collate?: (items: Item[], context: BatchContext) => Batch | Promise<Batch>;
  /** Whether a last batch with fewer than `batchSize` items is left out. Default: false. */
  dropLast?: boolean;
  /** Threads that fetch items ahead; the data set needs a `workerSource`. Default: 0, which fetches each batch when it is asked for. */
  numWorkers?: number;
  /** Whether the tensors of a batch are put where a GPU copies from fastest. Without a GPU it does nothing and says so. Default: false. */
  pinMemory?: boolean;
  /** Orders, and the seeds of batches, follow from it. Default: one is drawn from the default generator for each epoch. */
  seed?: number;
}

/** Where a loader stands: plain data, a part of a checkpoint. */
export interface DataLoaderState {
  readonly epoch: number;
  /** How many batches of the epoch have been given. */
  readonly batch: number;
  /** What the epoch's order is made from. */
  readonly seed: number;
}

/**
 * The items of a data set in batches. Each `for await` is an epoch; `loadStateDict` makes the next one go on where `stateDict` was taken.
 *
 * @example
 * const loader = new DataLoader(new TensorDataset(x, y), { batchSize: 32, shuffle: true, seed: 42 });
 * for await (const [inputs, labels] of loader) …
 */
export class DataLoader<Item = unknown, Batch = unknown> implements AsyncIterable<Batch> {
  readonly dataset: Dataset<Item> | IterableDataset<Item> | readonly Item[];
  readonly #options: DataLoaderOptions<Item, Batch>;
  readonly #limits: Limits;
  #epoch = 0;
  #batch = 0;
  #seed: number | undefined;
  #isBegun = false;
  #run = Symbol();
  #plan: readonly (readonly number[])[] | undefined;

  /** @throws ERR_CONFIG, ERR_RANGE for options that do not fit each other or the data set. */
  constructor(dataset: Dataset<Item> | IterableDataset<Item> | readonly Item[], options: DataLoaderOptions<Item, Batch> = {}) {
    const { batchSize, maxTokens, numWorkers = 0, dropLast = false, lengthBuckets = false, shuffle = false, seed } = options;
    for (const [name, value, least] of [['batchSize', batchSize, 1], ['maxTokens', maxTokens, 1], ['numWorkers', numWorkers, 0], ['seed', seed, 0]] as const) {
      if (value !== undefined && (!Number.isSafeInteger(value) || value < least)) throw new TorchEncodersError('ERR_RANGE', `DataLoader: ${name} is ${describe(value)}; wanted a whole number of at least ${least}`);
    }
    const refuse = (isWrong: boolean, what: string): void => {
      if (isWrong) throw new TorchEncodersError('ERR_CONFIG', `DataLoader: ${what}`);
    };
    refuse(shuffle && options.sampler !== undefined, 'shuffle and sampler exclude each other');
    refuse(options.batchSampler !== undefined && [batchSize, maxTokens, options.sampler].some((option) => option !== undefined), 'batchSampler takes the place of batchSize, maxTokens and sampler');
    refuse(options.batchSampler !== undefined && (shuffle || dropLast || lengthBuckets), 'batchSampler takes the place of shuffle, dropLast and lengthBuckets');
    refuse(lengthBuckets && !shuffle, 'lengthBuckets wants shuffle: true, since it changes the order');
    refuse(dropLast && maxTokens !== undefined, 'dropLast wants batches of a size, and maxTokens gives none');
    if (dataset instanceof IterableDataset) {
      refuse([options.sampler, options.batchSampler, maxTokens].some((option) => option !== undefined) || lengthBuckets, 'an IterableDataset is taken in its own order, so it has no sampler, batchSampler, maxTokens or lengthBuckets');
      refuse(numWorkers > 0, 'an IterableDataset is read by this thread; numWorkers must be 0');
    } else {
      const lengthOf = dataset instanceof Dataset ? dataset.lengthOf : undefined;
      refuse((maxTokens !== undefined || lengthBuckets) && !lengthOf, 'maxTokens and lengthBuckets want a data set with lengthOf(index)');
      refuse(numWorkers > 0 && !(dataset instanceof Dataset && dataset.workerSource?.()), 'numWorkers wants a data set with a workerSource, by which a thread can make it anew');
    }
    this.dataset = dataset;
    this.#options = options;
    this.#limits = { batchSize: batchSize ?? (maxTokens === undefined ? 1 : Infinity), maxTokens: maxTokens ?? Infinity, dropLast, lengthBuckets };
  }

  /** How many batches the epoch has that is under way, or else the next one; undefined for an iterable data set. */
  get length(): number | undefined {
    return this.dataset instanceof IterableDataset ? undefined : this.#batches().length;
  }
  /** The epoch that is under way, or else the next one, from 0. */
  get epoch(): number {
    return this.#epoch;
  }

  /** The next iteration is this epoch, from its beginning. */
  setEpoch(epoch: number): void {
    this.#goTo({ epoch, batch: 0, seed: undefined });
  }

  stateDict(): DataLoaderState {
    return { epoch: this.#epoch, batch: this.#batch, seed: this.#seedOfEpoch() };
  }
  /** The next iteration goes on from there. @throws ERR_CONFIG for what is no state. */
  loadStateDict(state: DataLoaderState): void {
    const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
    if (!isCount(state?.epoch) || !isCount(state.batch) || !isCount(state.seed)) throw new TorchEncodersError('ERR_CONFIG', `${describe(state)} is no state of a DataLoader; wanted { epoch, batch, seed }`);
    this.#goTo(state);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Batch, void, undefined> {
    if (this.#isBegun) this.#goTo({ epoch: this.#epoch + 1, batch: 0, seed: undefined }); // the one before was left early
    this.#isBegun = true;
    const { collate = defaultCollate as NonNullable<DataLoaderOptions<Item, Batch>['collate']>, pinMemory = false } = this.#options;
    const run = this.#run;
    for await (const items of this.#items()) {
      const batch = await collate(items, this.#context(this.#batch));
      if (this.#run !== run) return; // sent elsewhere meanwhile
      this.#batch++;
      yield pinMemory ? (pinned(batch) as Batch) : batch;
      if (this.#run !== run) return;
    }
    this.#goTo({ epoch: this.#epoch + 1, batch: 0, seed: undefined });
  }

  #goTo({ epoch, batch, seed }: { epoch: number; batch: number; seed: number | undefined }): void {
    [this.#epoch, this.#batch, this.#seed] = [epoch, batch, seed];
    this.#isBegun = false;
    this.#run = Symbol();
    this.#plan = undefined;
  }

  #seedOfEpoch(): number {
    return (this.#seed ??= this.#options.seed ?? drawSeed());
  }
  #context(batch: number): BatchContext {
    return { epoch: this.#epoch, batch, seed: mixSeeds(this.#seedOfEpoch(), this.#epoch, batch) };
  }

  /** The items of each batch that is left of the epoch. */
  async *#items(): AsyncGenerator<Item[]> {
    const { dataset } = this;
    if (dataset instanceof IterableDataset) return yield* this.#stream(dataset);
    const left = this.#batches().slice(this.#batch).map((indices, i) => ({ indices, context: this.#context(this.#batch + i) }));
    const { numWorkers = 0 } = this.#options;
    if (numWorkers === 0 || left.length === 0) {
      for (const { indices, context } of left) {
        const items: Item[] = [];
        for (const index of indices) items.push(dataset instanceof Dataset ? await dataset.get(index, context) : dataset[index]!);
        yield items;
      }
      return;
    }
    const workers = new Workers((dataset as Dataset<Item>).workerSource!()!, Math.min(numWorkers, left.length));
    try {
      yield* workers.fetch(left) as AsyncGenerator<Item[]>;
    } finally {
      await workers.end();
    }
  }

  async *#stream(dataset: IterableDataset<Item>): AsyncGenerator<Item[]> {
    const { batchSize, dropLast } = this.#limits;
    const source = this.#options.shuffle ? shuffled(dataset, mixSeeds(this.#seedOfEpoch(), this.#epoch)) : dataset;
    let skip = this.#batch * batchSize;
    let items: Item[] = [];
    for await (const item of source) {
      if (skip-- > 0) continue;
      items.push(item);
      if (items.length < batchSize) continue;
      yield items;
      items = [];
    }
    if (items.length > 0 && !dropLast) yield items;
  }

  /** The numbers of the items of every batch of the epoch. */
  #batches(): readonly (readonly number[])[] {
    if (this.#plan) return this.#plan;
    const dataset = this.dataset as Dataset<Item> | readonly Item[];
    const { sampler, batchSampler, shuffle = false } = this.#options;
    const context = { epoch: this.#epoch, seed: mixSeeds(this.#seedOfEpoch(), this.#epoch) };
    const lengthOf = dataset instanceof Dataset ? (index: number) => dataset.lengthOf?.(index) ?? 1 : () => 1;
    const sampled = batchSampler && Array.from(typeof batchSampler === 'function' ? batchSampler(context) : batchSampler);
    const order = sampler && Array.from(typeof sampler === 'function' ? sampler(context) : sampler);
    const plan = sampled ?? planBatches({ count: dataset.length, order, shuffle, lengthOf, ...this.#limits, ...context });
    for (const index of sampler || batchSampler ? plan.flat() : []) {
      if (!Number.isInteger(index) || index < 0 || index >= dataset.length) throw new TorchEncodersError('ERR_RANGE', `DataLoader: the sampler gave ${describe(index)}, and the data set has the items 0 to ${dataset.length - 1}`);
    }
    return (this.#plan = plan);
  }
}

function pinned(value: unknown): unknown {
  if (!native.buildInfo().cuda) {
    warnOnce('pinMemory: there is no GPU here, so batches stay where they are');
    return value;
  }
  if (value instanceof Tensor) {
    using unpinned = value;
    return unpinned.pinMemory();
  }
  if (Array.isArray(value)) return value.map(pinned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, pinned(one)]));
}
