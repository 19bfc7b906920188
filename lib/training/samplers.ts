// Which rows share a batch. Each function gives a `batchSampler` of a DataLoader: epoch → the rows of each batch, the same for the same seed.
import { TorchEncodersError } from '../errors.js';
import type { EpochContext } from '../data/order.js';
import { mixSeeds, permutation } from '../data/random.js';

export type BatchSampler = (epoch: EpochContext) => number[][];

export interface BatchSize {
  batchSize: number;
  /** Leave out a last batch that is not full. Default: false. */
  dropLast?: boolean;
}

/** Rows in random order. */
export function randomBatches(count: number, { batchSize, dropLast = false }: BatchSize): BatchSampler {
  return ({ seed }) => full(cut(permutation(count, seed), batchSize), batchSize, dropLast);
}

/**
 * No batch has a text twice: with in-batch negatives a second one would be a wrong negative. A row that does not fit waits for the next batch.
 * @param texts those of each row. As sentence-transformers' NoDuplicatesBatchSampler.
 */
export function noDuplicateBatches(texts: readonly (readonly string[])[], { batchSize, dropLast = false }: BatchSize): BatchSampler {
  return ({ seed }) => {
    const batches: number[][] = [];
    for (let waiting = permutation(texts.length, seed); waiting.length > 0;) {
      const [batch, seen, rest]: [number[], Set<string>, number[]] = [[], new Set(), []];
      let next = 0;
      for (; next < waiting.length && batch.length < batchSize; next++) {
        const row = waiting[next]!;
        if (texts[row]!.some((text) => seen.has(text))) rest.push(row);
        else {
          batch.push(row);
          for (const text of texts[row]!) seen.add(text);
        }
      }
      batches.push(batch);
      waiting = [...rest, ...waiting.slice(next)];
    }
    return full(batches, batchSize, dropLast);
  };
}

/**
 * Two rows of a label stand together, and a batch has several labels: what losses over triplets of a batch need. Rows of labels that occur once are left out.
 * As sentence-transformers' GroupByLabelBatchSampler. @throws ERR_RANGE for an odd or small batch size, ERR_CONFIG for fewer than two labels with two rows.
 */
export function groupByLabelBatches(labels: readonly unknown[], { batchSize, dropLast = false }: BatchSize): BatchSampler {
  if (batchSize < 4 || batchSize % 2 === 1) throw new TorchEncodersError('ERR_RANGE', `batchSize is ${batchSize}; batches by label want an even number of at least 4`);
  const groups = [...grouped(labels).values()].filter(({ length }) => length >= 2);
  if (groups.length < 2) throw new TorchEncodersError('ERR_CONFIG', `batches by label want at least 2 labels with 2 rows each, found ${groups.length}`);
  return ({ seed }) => {
    let draw = 0;
    const order = (count: number): number[] => permutation(count, mixSeeds(seed, ++draw));
    let queues = groups.map((rows) => order(rows.length).slice(0, 2 * Math.floor(rows.length / 2)).map((i) => rows[i]!));
    const stream: number[] = [];
    for (let last: number[] | undefined; queues.length >= 2;) {
      queues = order(queues.length).map((i) => queues[i]!);
      if (queues[0] === last) queues.push(queues.shift()!); // not the same label on both sides of a round
      for (const queue of queues) stream.push(...queue.splice(0, 2));
      last = queues.at(-1);
      queues = queues.filter(({ length }) => length > 0);
    }
    return full(cut(stream, batchSize), batchSize, dropLast).filter(({ length }) => length >= 4);
  };
}

/** The rows of a batch are of one task; the batches of all tasks are in random order. */
export function taskBatches(tasks: readonly unknown[], { batchSize, dropLast = false }: BatchSize): BatchSampler {
  const groups = [...grouped(tasks).values()];
  return ({ seed }) => {
    const batches = groups.flatMap((rows, task) => full(cut(permutation(rows.length, mixSeeds(seed, task)).map((i) => rows[i]!), batchSize), batchSize, dropLast));
    return permutation(batches.length, mixSeeds(seed, groups.length)).map((i) => batches[i]!);
  };
}

/** One data set among several, whose rows are counted from `offset` on. */
export interface SampledPart {
  readonly offset: number;
  readonly sampler: BatchSampler;
}
const batchesOf = (parts: readonly SampledPart[], { epoch, seed }: EpochContext): number[][][] =>
  parts.map(({ offset, sampler }, part) => sampler({ epoch, seed: mixSeeds(seed, part) }).map((batch) => batch.map((row) => row + offset)));

/** A batch of each data set in turn, until one has no more. */
export function roundRobin(parts: readonly SampledPart[]): BatchSampler {
  return (context) => {
    const all = batchesOf(parts, context);
    const rounds = Math.min(...all.map(({ length }) => length));
    return Array.from({ length: rounds }, (_, i) => all.map((batches) => batches[i]!)).flat();
  };
}

/** All batches of all data sets, drawn at random: as many of each as it has. */
export function proportional(parts: readonly SampledPart[]): BatchSampler {
  return (context) => {
    const all = batchesOf(parts, context);
    const turns = all.flatMap((batches, part) => batches.map(() => part));
    const next = all.map(() => 0);
    return permutation(turns.length, mixSeeds(context.seed, parts.length)).map((i) => all[turns[i]!]![next[turns[i]!]!++]!);
  };
}

function cut(rows: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size));
}
const full = (batches: number[][], size: number, dropLast: boolean): number[][] => (dropLast ? batches.filter(({ length }) => length === size) : batches);

/** The rows of each value. */
function grouped(values: readonly unknown[]): Map<unknown, number[]> {
  const groups = new Map<unknown, number[]>();
  values.forEach((value, row) => {
    const rows = groups.get(value);
    if (rows) rows.push(row);
    else groups.set(value, [row]);
  });
  return groups;
}
