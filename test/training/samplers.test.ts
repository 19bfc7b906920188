import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TorchEncodersError } from '../../lib/index.js';
import { groupByLabelBatches, noDuplicateBatches, proportional, randomBatches, roundRobin, taskBatches } from '../../lib/training/samplers.js';

const context = (seed: number, epoch = 0): { epoch: number; seed: number } => ({ epoch, seed });
const sorted = (rows: readonly number[]): number[] => [...rows].sort((a, b) => a - b);
const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

test('random batches: every row once, another order for another seed, the same for the same', () => {
  const sampler = randomBatches(10, { batchSize: 4 });
  assert.equal(sorted(sampler(context(1)).flat()), range(10));
  assert.equal(sampler(context(1)), sampler(context(1)));
  assert.not.equal(sampler(context(1)), sampler(context(2)));
  assert.equal(randomBatches(10, { batchSize: 4, dropLast: true })(context(1)).map(({ length }) => length), [4, 4]);
});

test('no batch has a text twice, and no row is lost', () => {
  const texts = range(40).map((i) => [`query ${i % 7}`, `document ${i}`]);
  for (const seed of [1, 2, 3]) {
    const batches = noDuplicateBatches(texts, { batchSize: 5 })(context(seed));
    for (const batch of batches) {
      const all = batch.flatMap((row) => texts[row]!);
      assert.is(new Set(all).size, all.length);
    }
    assert.equal(sorted(batches.flat()), range(40));
  }
});

test('by label: pairs of a label together, several labels in a batch', () => {
  const labels = [...range(30).map((i) => `l${i % 3}`), 'once'];
  const batches = groupByLabelBatches(labels, { batchSize: 6 })(context(4));
  assert.ok(batches.length >= 4);
  for (const batch of batches) {
    const own = batch.map((row) => labels[row]);
    assert.ok(new Set(own).size >= 2, own.join());
    for (let i = 0; i < own.length; i += 2) assert.is(own[i], own[i + 1]);
  }
  assert.not.ok(batches.flat().includes(30));
  assert.is(new Set(batches.flat()).size, batches.flat().length);
  assert.throws(() => groupByLabelBatches(labels, { batchSize: 5 }), (e: unknown) => e instanceof TorchEncodersError && /even number/.test(e.message));
  assert.throws(() => groupByLabelBatches(['a', 'a', 'b'], { batchSize: 4 }), (e: unknown) => e instanceof TorchEncodersError && /at least 2 labels.*found 1/.test(e.message));
});

test('by task: one task a batch, the tasks mixed', () => {
  const tasks = range(30).map((i) => (i < 20 ? 'a' : 'b'));
  const batches = taskBatches(tasks, { batchSize: 4 })(context(5));
  for (const batch of batches) assert.is(new Set(batch.map((row) => tasks[row])).size, 1);
  assert.equal(sorted(batches.flat()), range(30));
});

test('several data sets: in turn until one ends, or as many of each as it has', () => {
  const parts = [{ offset: 0, sampler: randomBatches(12, { batchSize: 3 }) }, { offset: 12, sampler: randomBatches(6, { batchSize: 3 }) }];
  const of = (batch: readonly number[]): number => (batch.every((row) => row < 12) ? 0 : batch.every((row) => row >= 12) ? 1 : -1);
  assert.equal(roundRobin(parts)(context(6)).map(of), [0, 1, 0, 1]);
  const all = proportional(parts)(context(6));
  assert.equal(sorted(all.flat()), range(18));
  assert.equal(all.map(of).sort(), [0, 0, 0, 0, 1, 1]);
});

test.run();
