import { mixSeeds, permutation } from './random.js';

/** What an order is made from. */
export interface EpochContext {
  readonly epoch: number;
  /** Of this epoch alone. */
  readonly seed: number;
}

export interface Limits {
  readonly batchSize: number;
  readonly maxTokens: number;
  readonly dropLast: boolean;
  readonly lengthBuckets: boolean;
}

interface Plan extends Limits, EpochContext {
  readonly count: number;
  /** A sampler's; else 0, 1, 2, … or shuffled. */
  readonly order: readonly number[] | undefined;
  readonly shuffle: boolean;
  lengthOf(index: number): number;
}

const windowBatches = 50; // as many as Transformers' group_by_length sorts together
const bufferItems = 1000;

/** The numbers of the items of each batch. */
export function planBatches(plan: Plan): number[][] {
  const { count, shuffle, seed, lengthBuckets, lengthOf, dropLast, batchSize } = plan;
  const order = plan.order ?? (shuffle ? permutation(count, seed) : Array.from({ length: count }, (_, i) => i));
  const batches = cut(lengthBuckets ? sortedInWindows(order, plan) : order, plan);
  if (dropLast && (batches.at(-1)?.length ?? batchSize) < batchSize) batches.pop();
  return lengthBuckets ? permutation(batches.length, mixSeeds(seed, 1)).map((i) => batches[i]!) : batches;

  function sortedInWindows(all: readonly number[], { maxTokens }: Limits): number[] {
    const mean = all.reduce((sum, index) => sum + lengthOf(index), 0) / Math.max(all.length, 1);
    const window = Math.max(1, Math.floor(windowBatches * Math.min(batchSize, maxTokens / Math.max(mean, 1))));
    const sorted: number[] = [];
    for (let begin = 0; begin < all.length; begin += window) sorted.push(...all.slice(begin, begin + window).sort((a, b) => lengthOf(b) - lengthOf(a)));
    return sorted;
  }
}

/** Batches in order, each within both limits. */
function cut(order: readonly number[], { batchSize, maxTokens, lengthOf }: Plan): number[][] {
  const batches: number[][] = [];
  let tokens = Infinity;
  for (const index of order) {
    const length = maxTokens === Infinity ? 0 : lengthOf(index);
    const last = batches.at(-1);
    if (last && last.length < batchSize && tokens + length <= maxTokens) {
      last.push(index);
      tokens += length;
    } else {
      batches.push([index]);
      tokens = length;
    }
  }
  return batches;
}

/** The items of a stream in an order that a seed gives: each that comes takes the place of a random one of a buffer, as TensorFlow's and Hugging Face's do it. */
export async function* shuffled<Item>(source: AsyncIterable<Item>, seed: number): AsyncGenerator<Item> {
  const buffer: Item[] = [];
  let places: number[] = [];
  let turn = 0;
  for await (const item of source) {
    if (buffer.length < bufferItems) {
      buffer.push(item);
      continue;
    }
    if (places.length === 0) places = draws(mixSeeds(seed, ++turn));
    const place = places.pop()!;
    yield buffer[place]!;
    buffer[place] = item;
  }
  for (const place of permutation(buffer.length, mixSeeds(seed, 0))) yield buffer[place]!;
}

/** Places of the buffer. */
function draws(seed: number): number[] {
  return Array.from({ length: bufferItems }, (_, i) => mixSeeds(seed, i) % bufferItems);
}
