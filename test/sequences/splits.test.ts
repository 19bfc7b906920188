import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CutByDays, NoSplit, SampleRandom, SampleSlices, SampleUniform, SampleUniformBySplitCount, SplitByNearestTime, SplitByNextNearestTime, SplitByWeeks, SplitRandom } from '../../lib/index.js';
import { randomOf, range } from '../../lib/sequences/random.js';

const days = (count: number): Float64Array => Float64Array.from({ length: count }, (_, i) => i);
const lists = (parts: readonly Int32Array[]): number[][] => parts.map((part) => Array.from(part));
const isRun = (part: Int32Array): boolean => part.every((place, i) => i === 0 || place === part[i - 1]! + 1);
const counts = { splitCount: 5, cntMin: 10, cntMax: 20 };
const many = (split: (seed: number) => Int32Array[]): Int32Array[] => Array.from({ length: 200 }, (_, seed) => split(seed)).flat();

test('SampleSlices: lengths and starts are spread over all that is allowed, both ends included', () => {
  const parts = many((seed) => new SampleSlices(counts).split(days(40), randomOf(seed)));
  assert.is(parts.length, 1000);
  assert.ok(parts.every(isRun));
  assert.equal([...new Set(parts.map((part) => part.length))].sort((a, b) => a - b), Array.from(range(10, 21)));
  assert.ok(parts.some((part) => part[0] === 0) && parts.some((part) => part.at(-1) === 39));
  const mean = parts.reduce((sum, part) => sum + part.length, 0) / parts.length;
  assert.ok(Math.abs(mean - 15) < 0.5, `mean length ${mean}`);
});

test('SampleSlices: short sequences whole, or cropped by their rate; never longer than they are; sorted by start where asked', () => {
  assert.equal(lists(new SampleSlices(counts).split(days(10), randomOf(1))), Array.from({ length: 5 }, () => Array.from(range(0, 10))));
  const between = many((seed) => new SampleSlices(counts).split(days(12), randomOf(seed)));
  assert.equal([...new Set(between.map((part) => part.length))].sort((a, b) => a - b), [10, 11, 12]);
  const cropped = many((seed) => new SampleSlices({ ...counts, shortSeqCropRate: 0.5 }).split(days(9), randomOf(seed)));
  assert.equal([...new Set(cropped.map((part) => part.length))].sort((a, b) => a - b), [4, 5, 6, 7, 8, 9]);
  assert.ok(new SampleSlices({ ...counts, shortSeqCropRate: 0.5 }).split(days(1), randomOf(1)).every((part) => part.length === 1), 'no slice is empty');
  for (let seed = 0; seed < 20; seed++) {
    const starts = new SampleSlices({ ...counts, isSorted: true }).split(days(60), randomOf(seed)).map((part) => part[0]!);
    assert.equal(starts, [...starts].sort((a, b) => a - b));
  }
});

test('SplitRandom: every event in one part, in order; SampleRandom: some events, in order', () => {
  const parts = new SplitRandom({ splitCount: 4, cntMax: 100 }).split(days(50), randomOf(3));
  assert.equal(lists(parts).flat().sort((a, b) => a - b), Array.from(range(0, 50)));
  assert.ok(parts.every((part) => part.every((place, i) => i === 0 || place > part[i - 1]!)));
  assert.ok(new SplitRandom({ splitCount: 2, cntMax: 3 }).split(days(50), randomOf(3)).every((part) => part.length === 3));
  const sampled = many((seed) => new SampleRandom(counts).split(days(30), randomOf(seed)));
  assert.equal([...new Set(sampled.map((part) => part.length))].sort((a, b) => a - b), Array.from(range(10, 20)));
  assert.ok(sampled.every((part) => new Set(part).size === part.length && part.every((place, i) => i === 0 || place > part[i - 1]!)));
});

test('SplitByWeeks: a week is in one part, each part has one; days where there are few weeks, events where there are few days', () => {
  const parts = new SplitByWeeks({ splitCount: 3, cntMax: 1000 }).split(days(70), randomOf(5));
  assert.is(lists(parts).flat().length, 70);
  const partOf = (place: number): number => parts.findIndex((part) => part.includes(place));
  for (let place = 0; place < 70; place++) assert.is(partOf(place), partOf(7 * Math.floor(place / 7)));
  assert.ok(parts.every((part) => part.length > 0));
  const seconds = days(70).map((day) => day * 86400);
  assert.equal(lists(new SplitByWeeks({ splitCount: 3, cntMax: 1000, dayLength: 86400 }).split(seconds, randomOf(5))), lists(parts));
  assert.ok(new SplitByWeeks({ splitCount: 3, cntMax: 1000 }).split(days(7), randomOf(5)).every((part) => part.length > 0), 'by days');
  const sameDay = new Float64Array(9);
  assert.is(lists(new SplitByWeeks({ splitCount: 3, cntMax: 1000 }).split(sameDay, randomOf(5))).flat().length, 9, 'by events');
  assert.ok(new SplitByWeeks({ splitCount: 3, cntMax: 4 }).split(days(70), randomOf(5)).every((part) => part.length === 4));
});

test('strategies without chance: whole, uniform, equal parts, cut by days', () => {
  assert.equal(lists(new NoSplit().split(days(3))), [[0, 1, 2]]);
  assert.equal(new SampleUniform({ splitCount: 3, seqLen: 4 }).split(days(14)).map((part) => [part[0], part.length]), [[0, 4], [5, 4], [10, 4]]);
  assert.equal(new SampleUniform({ splitCount: 3, seqLen: 4 }).split(days(7)).map((part) => part.length), [7, 7, 7]);
  assert.equal(lists(new SampleUniformBySplitCount({ splitCount: 3 }).split(days(7))), [[0, 1, 2], [3, 4], [5, 6]]);
  assert.equal(lists(new CutByDays({ firstDate: 2, lastDate: 4 }).split(days(9))), [[0, 1], [0, 1, 2], [0, 1, 2, 3]]);
});

test('slices that are near each other touch or overlap, as far as the margin', () => {
  for (const margin of [0, 2]) {
    for (const isChain of [true, false]) {
      const Strategy = isChain ? SplitByNextNearestTime : SplitByNearestTime;
      for (let seed = 0; seed < 50; seed++) {
        const parts = new Strategy({ ...counts, margin }).split(days(100), randomOf(seed));
        assert.ok(parts.every(isRun));
        parts.slice(1).forEach((part, i) => {
          const other = isChain ? parts[i]! : parts[0]!;
          assert.ok(part[0]! <= other.at(-1)! + 1 + margin && part.at(-1)! >= other[0]! - 1 - margin, `${part} near ${other}`);
        });
      }
      assert.ok(new Strategy(counts).split(days(4), randomOf(1)).every((part) => part.length > 0 && part.at(-1)! < 4), 'short sequences');
    }
  }
});

test('refused with one line: counts that do not fit', () => {
  assert.throws(() => new SampleSlices({ splitCount: 5, cntMin: 20, cntMax: 10 }), /cntMin 20 is more than cntMax 10/);
  assert.throws(() => new SampleSlices({ splitCount: 0, cntMin: 1, cntMax: 10 }), /splitCount is 0/);
  assert.throws(() => new SampleSlices({ ...counts, shortSeqCropRate: 0 }), /shortSeqCropRate is 0/);
  assert.throws(() => new SplitByWeeks({ splitCount: 1.5, cntMax: 3 }), /splitCount is 1.5/);
});

test.run();
