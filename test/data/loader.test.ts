import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { computeClassWeight, DataLoader, Dataset, defaultCollate, IterableDataset, manualSeed, randomSplit, Subset, TensorDataset, torch, TorchEncodersError, type DataLoaderOptions, type Tensor } from '../../lib/index.js';
import { close, parity, referenceTest } from '../reference.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Squares } from './squares.js';

const numbers = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
const asList = (items: number[]): number[] => items;

async function all<Batch>(loader: AsyncIterable<Batch>, most = Infinity): Promise<Batch[]> {
  const found: Batch[] = [];
  for await (const batch of loader) {
    found.push(batch);
    if (found.length >= most) break;
  }
  return found;
}
const throws = (run: () => unknown, code: string, message: RegExp): void => assert.throws(run, (error: unknown) => error instanceof TorchEncodersError && error.code === code && message.test(error.message));
async function rejects(run: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  const error = await run.then(() => undefined, (caught: unknown) => caught);
  assert.ok(error instanceof TorchEncodersError && error.code === code && message.test(error.message), String(error));
}

test('batches in order, a last one that is smaller or left out, one of one, none', async () => {
  assert.equal(await all(new DataLoader(numbers(5), { batchSize: 2, collate: asList })), [[0, 1], [2, 3], [4]]);
  assert.equal(await all(new DataLoader(numbers(5), { batchSize: 2, dropLast: true, collate: asList })), [[0, 1], [2, 3]]);
  assert.equal(await all(new DataLoader(numbers(1), { batchSize: 9, collate: asList })), [[0]]);
  assert.equal(await all(new DataLoader([], { batchSize: 2, dropLast: true })), []);
  assert.is(new DataLoader(numbers(5), { batchSize: 2 }).length, 3);
  assert.is(new DataLoader(numbers(5), { batchSize: 2, dropLast: true }).length, 2);
});

test('an epoch has an order of its own, which the seed gives', async () => {
  const loader = (seed?: number): DataLoader<number, number[]> => new DataLoader(numbers(100), { batchSize: 100, shuffle: true, seed, collate: asList });
  const one = loader(7);
  const [[first], [second]] = [await all(one), await all(one)];
  assert.equal([...first!].sort((a, b) => a - b), numbers(100));
  assert.not.equal(first, numbers(100));
  assert.not.equal(first, second);
  assert.equal((await all(loader(7)))[0], first);
  assert.not.equal((await all(loader(8)))[0], first);
  manualSeed(1);
  const [unseeded] = await all(loader());
  manualSeed(1);
  assert.equal((await all(loader()))[0], unseeded, 'drawn from the default generator');
  const again = loader(7);
  again.setEpoch(1);
  assert.equal((await all(again))[0], second);
});

test('a loader goes on in the middle of an epoch, whatever makes its order; after its end with the next', async () => {
  const variants: DataLoaderOptions<number, number[]>[] = [
    { batchSize: 3, shuffle: true, seed: 5 }, { batchSize: 3, shuffle: true }, { batchSize: 3 },
    { batchSize: 3, sampler: ({ seed }) => numbers(40).map((i) => (i * 7 + seed) % 40), seed: 5 },
  ];
  for (const options of variants) {
    manualSeed(3);
    const whole = new DataLoader(numbers(40), { ...options, collate: asList });
    const [first, second] = [await all(whole), await all(whole)];
    for (const stop of [1, 6, first.length]) {
      manualSeed(3);
      const begun = new DataLoader(numbers(40), { ...options, collate: asList });
      assert.equal(await all(begun, stop), first.slice(0, stop));
      const state = JSON.parse(JSON.stringify(begun.stateDict())) as ReturnType<typeof begun.stateDict>;
      assert.is(state.batch, stop);
      const next = new DataLoader(numbers(40), { ...options, collate: asList });
      next.loadStateDict(state);
      assert.equal(await all(next), first.slice(stop));
      if (options.seed !== undefined || !options.shuffle) assert.equal(await all(next), second);
      if (options.seed !== undefined) assert.equal(await all(begun), second, 'what was left early is an epoch that is over');
    }
  }
});

test('what a batch is made with at random is the same wherever one goes on, with threads and without', async () => {
  const seeds = async (options: DataLoaderOptions<unknown, unknown>, from?: number): Promise<unknown> => {
    const loader = new DataLoader(new Squares(20) as Dataset, { batchSize: 3, shuffle: true, seed: 1, ...options });
    if (from !== undefined) loader.loadStateDict({ epoch: 0, batch: from, seed: 1 });
    return (await all(loader)).map((batch) => {
      const { square, index, seed } = batch as Record<string, Tensor>;
      return [square!.toArray(), index!.toArray(), seed!.toArray()];
    });
  };
  const plain = (await seeds({})) as unknown[];
  assert.is(new Set(plain.map((batch) => JSON.stringify((batch as unknown[])[2]))).size, 7);
  assert.equal(await seeds({ numWorkers: 2 }), plain);
  assert.equal(await seeds({}, 4), plain.slice(4));
  assert.equal(await seeds({ numWorkers: 3 }, 4), plain.slice(4));
});

test('token budgets and buckets: every item once, no batch above its limits, less padding', async () => {
  const dataset = new Squares(3000);
  const lengths = (batch: number[]): number[] => batch.map((i) => dataset.lengthOf(i));
  const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
  const collate = (items: { square: number }[]): number[] => items.map(({ square }) => Math.round(Math.sqrt(square)));
  const plain = await all(new DataLoader(dataset, { maxTokens: 20, collate }));
  assert.ok(plain.every((batch) => sum(lengths(batch)) <= 20));
  assert.equal(plain.flat(), numbers(3000));
  const both = await all(new DataLoader(dataset, { maxTokens: 20, batchSize: 4, shuffle: true, seed: 2, collate }));
  assert.ok(both.every((batch) => sum(lengths(batch)) <= 20 && batch.length <= 4));
  const bucketed = new DataLoader(dataset, { maxTokens: 60, shuffle: true, lengthBuckets: true, seed: 2, collate });
  const length = bucketed.length;
  const found = await all(bucketed);
  assert.is(found.length, length);
  assert.equal(found.flat().sort((a, b) => a - b), numbers(3000));
  const padded = (batches: number[][]): number => sum(batches.map((batch) => batch.length * Math.max(...lengths(batch))));
  const unbucketed = await all(new DataLoader(dataset, { maxTokens: 60, shuffle: true, seed: 2, collate }));
  assert.ok(padded(found) < 1.1 * sum(lengths(found.flat())) && padded(unbucketed) > 1.3 * sum(lengths(found.flat())));
  assert.ok(found.slice(0, 50).some((batch, i) => i > 0 && Math.max(...lengths(batch)) > Math.max(...lengths(found[i - 1]!))), 'not from long to short');
  assert.equal((await all(new DataLoader(dataset, { maxTokens: 1, sampler: [6, 0, 0], collate }))), [[6], [0], [0]], 'longer than the budget: alone');
});

test('samplers: a list, a function, batches', async () => {
  assert.equal(await all(new DataLoader(numbers(9), { sampler: [8, 1, 1], batchSize: 2, collate: asList })), [[8, 1], [1]]);
  assert.equal(await all(new DataLoader(numbers(9), { batchSampler: ({ epoch }) => [[epoch, 1, 2], [3]], collate: asList })), [[0, 1, 2], [3]]);
  await rejects(all(new DataLoader(numbers(9), { sampler: [9] })), 'ERR_RANGE', /sampler gave 9, and the data set has the items 0 to 8/);
  await rejects(all(new DataLoader(numbers(9), { batchSampler: [[0.5]] })), 'ERR_RANGE', /sampler gave 0.5/);
});

class Stream extends IterableDataset<number> {
  async *[Symbol.asyncIterator](): AsyncGenerator<number> {
    yield* numbers(2500);
  }
}

test('a stream in batches: in order, or shuffled in a buffer, and taken up again', async () => {
  assert.equal((await all(new DataLoader(new Stream(), { batchSize: 1000, collate: asList }))).map((batch) => batch.length), [1000, 1000, 500]);
  const loader = (): DataLoader<number, number[]> => new DataLoader(new Stream(), { batchSize: 7, shuffle: true, seed: 4, collate: asList });
  const whole = await all(loader());
  assert.equal(whole.flat().sort((a, b) => a - b), numbers(2500));
  const moved = whole.flat().filter((value, i) => value !== i).length;
  assert.ok(moved > 2400);
  const begun = loader();
  await all(begun, 200);
  const next = loader();
  next.loadStateDict(begun.stateDict());
  assert.equal(await all(next), whole.slice(200));
  assert.is(loader().length, undefined);
  throws(() => new DataLoader(new Stream(), { sampler: [1] }), 'ERR_CONFIG', /IterableDataset/);
  throws(() => new DataLoader(new Stream(), { numWorkers: 1 }), 'ERR_CONFIG', /numWorkers must be 0/);
});

test('defaultCollate: tensors, numbers, bigints, booleans, strings, typed arrays, objects, lists', () => {
  const made = defaultCollate([{ a: torch.tensor([1, 2]), b: 1, c: 2n, d: true, e: 'x', f: new Float32Array([1]), g: [1, 'y'] }, { a: torch.tensor([3, 4]), b: 2.5, c: 3n, d: false, e: 'z', f: new Float32Array([2]), g: [2, 'w'] }]) as Record<string, Tensor>;
  assert.equal([made.a!.toArray(), made.b!.toArray(), made.c!.toArray(), made.d!.toArray(), made.e], [[[1, 2], [3, 4]], [1, 2.5], [2, 3], [true, false], ['x', 'z']]);
  assert.equal([made.b!.dtype, made.c!.dtype, made.d!.dtype, made.f!.dtype, made.f!.shape], ['float32', 'int64', 'bool', 'float32', [2, 1]]);
  const [x, y] = made.g as unknown as [Tensor, string[]];
  assert.equal([x.toArray(), y], [[1, 2], ['y', 'w']]);
  throws(() => defaultCollate([null]), 'ERR_DTYPE', /null cannot be made a batch of/);
  throws(() => defaultCollate([torch.ones(2), torch.ones(3)]), 'ERR_SHAPE', /shapes \[2\] and \[3\]/);
});

test('TensorDataset, Subset, randomSplit', async () => {
  const dataset = new TensorDataset(torch.arange(10), torch.arange(10).mul(2));
  const [[x, y]] = (await all(new DataLoader(dataset, { batchSize: 3 }))) as [Tensor[]];
  assert.equal([x!.toArray(), y!.toArray()], [[0, 1, 2], [0, 2, 4]]);
  throws(() => new TensorDataset(torch.ones(2), torch.ones(3)), 'ERR_SHAPE', /found the shapes \[2\] \[3\]/);
  const subset = new Subset(dataset, [9, 0]);
  assert.equal((await Promise.resolve(subset.get(0))).map((tensor) => tensor.item()), [9, 18]);
  throws(() => new Subset(dataset, [10]), 'ERR_RANGE', /no item 10 in a data set of 10/);
  const parts = randomSplit(dataset, [0.55, 0.45], { seed: 1 });
  assert.equal(parts.map(({ length }) => length), [6, 4]);
  assert.equal(parts.flatMap(({ indices }) => indices).sort(), numbers(10));
  assert.equal(randomSplit(dataset, [6, 4], { seed: 1 }).map(({ indices }) => indices), parts.map(({ indices }) => indices));
  throws(() => randomSplit(dataset, [6, 5]), 'ERR_RANGE', /add up to 11; wanted 10/);
  const inThreads = new Subset(new Squares(20), [3, 5, 7]);
  assert.equal((await all(new DataLoader(inThreads, { numWorkers: 1, maxTokens: 100, collate: (items) => items.map(({ square }) => square) }))), [[9, 25, 49]]);
});

test('options that exclude each other or do not fit the data set are refused', () => {
  const refused = (options: DataLoaderOptions<number, unknown>, code: string, message: RegExp): void => throws(() => new DataLoader(numbers(3), options), code, message);
  refused({ batchSize: 0 }, 'ERR_RANGE', /batchSize is 0; wanted a whole number of at least 1/);
  refused({ batchSize: 1.5 }, 'ERR_RANGE', /batchSize/);
  refused({ seed: -1 }, 'ERR_RANGE', /seed/);
  refused({ numWorkers: -1 }, 'ERR_RANGE', /numWorkers/);
  refused({ maxTokens: 8 }, 'ERR_CONFIG', /lengthOf/);
  refused({ numWorkers: 1 }, 'ERR_CONFIG', /workerSource/);
  refused({ shuffle: true, sampler: [0] }, 'ERR_CONFIG', /exclude each other/);
  refused({ batchSampler: [[0]], batchSize: 2 }, 'ERR_CONFIG', /takes the place/);
  refused({ batchSampler: [[0]], dropLast: true }, 'ERR_CONFIG', /takes the place/);
  throws(() => new DataLoader(new Squares(3), { lengthBuckets: true }), 'ERR_CONFIG', /shuffle: true/);
  throws(() => new DataLoader(numbers(3)).loadStateDict({ epoch: 0 } as never), 'ERR_CONFIG', /no state of a DataLoader/);
});

test('an item that cannot be fetched says so, here and in a thread; a thread that ends is no hang', async () => {
  const bad = (numWorkers: number): Promise<unknown> => all(new DataLoader(new Squares(30, 17) as Dataset, { batchSize: 4, numWorkers }));
  await rejects(bad(0), 'ERR_FILE', /item 17 cannot be read/);
  await rejects(bad(2), 'ERR_FILE', /item 17 cannot be read/);
  await rejects(all(new DataLoader(new Squares(13) as Dataset, { numWorkers: 2 })), 'ERR_NATIVE', /ended by itself with the code 3/);
  await rejects(all(new DataLoader(new Squares(14) as Dataset, { numWorkers: 2 })), 'ERR_CONFIG', /the file is gone/);
});

test('a loop that is left early ends its threads', async () => {
  const before = process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
  await all(new DataLoader(new Squares(100) as Dataset, { numWorkers: 2 }), 3);
  assert.is(process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length, before);
});

test('pinMemory without a GPU leaves batches where they are', async () => {
  const [batch] = (await all(new DataLoader(numbers(2), { batchSize: 2, pinMemory: true }))) as [Tensor];
  assert.equal(batch.toArray(), [0, 1]);
});

test('computeClassWeight', () => {
  assert.equal(computeClassWeight('balanced', [0, 0, 0, 1]), [4 / 6, 2]);
  assert.equal(computeClassWeight('balanced', torch.tensor([5n, 2n, 5n, 5n])), [2, 4 / 6]);
  throws(() => computeClassWeight('balanced', []), 'ERR_RANGE', /at least one label/);
});

referenceTest('computeClassWeight is scikit-learn\'s', () => {
  const { cases } = JSON.parse(readFileSync(join(parity, 'metrics/sklearn.json'), 'utf8')) as { cases: { class_weight_balanced: { y: number[]; expected: { weights: number[] } } } };
  const { y, expected } = cases.class_weight_balanced;
  close(computeClassWeight('balanced', y), expected.weights, { atol: 1e-9 }, 'weights');
});

test.run();
