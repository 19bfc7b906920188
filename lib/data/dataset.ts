import { TorchEncodersError } from '../errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { permutation } from './random.js';

/** The batch for which an item is fetched: what is drawn at random from its seed is the same however often, and by whom, it is fetched. */
export interface BatchContext {
  readonly epoch: number;
  /** The place of the batch in its epoch, from 0. */
  readonly batch: number;
  /** Of this batch alone; made from the loader's seed, the epoch and the place. */
  readonly seed: number;
}

/** How a worker makes a data set anew: it imports the module and calls its export with the arguments, which are copied (a SharedArrayBuffer is shared). */
export interface WorkerSource {
  /** The URL of a module: `import.meta.url` of the file that makes it. */
  readonly module: string;
  /** The name of an exported function that gives the data set, or a promise of it. */
  readonly export: string;
  readonly args: readonly unknown[];
}

/**
 * Items by number.
 *
 * @example
 * class Squares extends Dataset<number> {
 *   readonly length = 10;
 *   get(i: number) { return i * i; }
 * }
 */
export abstract class Dataset<Item = unknown> {
  abstract readonly length: number;
  abstract get(index: number, context?: BatchContext): Item | Promise<Item>;
  /** The tokens of an item, for a loader with `maxTokens` or `lengthBuckets`. */
  lengthOf?(index: number): number;
  /** How a worker makes it anew: needed for a loader's `numWorkers`. */
  workerSource?(): WorkerSource | undefined;
}

/** Items one after another, of which the number need not be known. Each iteration begins anew. */
export abstract class IterableDataset<Item = unknown> {
  abstract [Symbol.asyncIterator](): AsyncIterator<Item>;
}

/**
 * Item i is the i-th row of each tensor.
 * @throws ERR_SHAPE where the first sizes differ.
 *
 * @example
 * const dataset = new TensorDataset(torch.rand([100, 4]), torch.zeros([100]));
 * dataset.get(0); // [Tensor [4], Tensor []]
 */
export class TensorDataset extends Dataset<Tensor[]> {
  readonly tensors: readonly Tensor[];
  readonly length: number;

  constructor(...tensors: Tensor[]) {
    super();
    const sizes = tensors.map(({ shape }) => shape[0]);
    if (sizes.length === 0 || sizes.some((size) => size === undefined || size !== sizes[0])) {
      throw new TorchEncodersError('ERR_SHAPE', `TensorDataset wants tensors of one first size, found the shapes ${tensors.map(({ shape }) => `[${shape.join(', ')}]`).join(' ') || 'of none'}`);
    }
    this.tensors = tensors;
    this.length = sizes[0]!;
  }
  get(index: number): Tensor[] {
    return this.tensors.map((tensor) => tensor.select(0, index));
  }
}

/** Some items of a data set, by their numbers. @throws ERR_RANGE for a number that the data set does not have. */
export class Subset<Item> extends Dataset<Item> {
  readonly dataset: Dataset<Item>;
  readonly indices: readonly number[];

  constructor(dataset: Dataset<Item>, indices: readonly number[]) {
    super();
    const wrong = indices.find((index) => !Number.isInteger(index) || index < 0 || index >= dataset.length);
    if (wrong !== undefined) throw new TorchEncodersError('ERR_RANGE', `Subset: there is no item ${wrong} in a data set of ${dataset.length}`);
    this.dataset = dataset;
    this.indices = indices;
    if (dataset.lengthOf) this.lengthOf = (index) => dataset.lengthOf!(indices[index]!);
  }
  declare lengthOf?: (index: number) => number;
  get length(): number {
    return this.indices.length;
  }
  get(index: number, context?: BatchContext): Item | Promise<Item> {
    return this.dataset.get(this.indices[index]!, context);
  }
  override workerSource(): WorkerSource | undefined {
    const source = this.dataset.workerSource?.();
    return source && { module: import.meta.url, export: 'subsetOf', args: [source, this.indices] };
  }
}

/** What a source gives, made anew. */
export async function fromSource({ module, export: name, args }: WorkerSource): Promise<Dataset> {
  const made = ((await import(module)) as Record<string, unknown>)[name];
  if (typeof made !== 'function') throw new TorchEncodersError('ERR_CONFIG', `workerSource: ${module} exports no function '${name}'`);
  return (await (made as (...args: readonly unknown[]) => Dataset | Promise<Dataset>)(...args)) as Dataset;
}

/** @internal What a worker calls for a {@link Subset}. */
export const subsetOf = async (source: WorkerSource, indices: readonly number[]): Promise<Dataset> => new Subset(await fromSource(source), indices);

/**
 * Shares the items out at random.
 * @param lengths how many each part gets; or fractions that add up to 1, of which the parts that are rounded down get the rest in turn.
 * @param options.seed the same seed gives the same parts. Default: drawn from the default generator.
 * @throws ERR_RANGE where the lengths do not add up.
 *
 * @example
 * const [train, val] = randomSplit(dataset, [0.9, 0.1], { seed: 42 });
 */
export function randomSplit<Item>(dataset: Dataset<Item>, lengths: readonly number[], { seed }: { seed?: number } = {}): Subset<Item>[] {
  const counts = countsOf(lengths, dataset.length);
  const order = permutation(dataset.length, seed);
  let begin = 0;
  return counts.map((count) => new Subset(dataset, order.slice(begin, (begin += count))));
}

function countsOf(lengths: readonly number[], total: number): number[] {
  const sum = lengths.reduce((all, length) => all + length, 0);
  if (lengths.every((length) => length >= 0) && Math.abs(sum - 1) < 1e-9 && !(sum === 1 && total === 1)) {
    const counts = lengths.map((fraction) => Math.floor(fraction * total));
    for (let left = total - counts.reduce((all, count) => all + count, 0), i = 0; left > 0; left--, i = (i + 1) % counts.length) counts[i]!++;
    return counts;
  }
  if (sum === total && lengths.every((length) => Number.isInteger(length) && length >= 0)) return [...lengths];
  throw new TorchEncodersError('ERR_RANGE', `randomSplit: the lengths ${lengths.join(', ')} add up to ${sum}; wanted ${total}, or fractions that add up to 1`);
}
