// What is computed when, with an engine that only writes down what it was given.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Admission } from '../../lib/serve/admission.js';
import { ServeError } from '../../lib/serve/errors.js';
import { Lane, type Compute, type Sequence } from '../../lib/serve/queue.js';
import { Scheduler } from '../../lib/serve/scheduler.js';
import { TokenPump } from '../../lib/serve/tokens.js';
import { newCaller } from '../../lib/serve/work.js';

const text = (length: number, id = 1): Sequence => ({ ids: new Int32Array(length).fill(id) });
const texts = (count: number, length: number, id = 1): Sequence[] => Array.from({ length: count }, () => text(length, id));
const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** An engine that computes one batch at a time, when it is told to, and gives each text its first id and its length. */
function engine(): { lane: Lane<string>; batches: string[][]; step(): Promise<void>; all(): Promise<void> } {
  const batches: string[][] = [];
  const open: (() => void)[] = [];
  const compute: Compute<string> = async ({ ids, cuSeqlens, indices }) => {
    const values = indices.map((_, i) => `${ids[cuSeqlens[i]!]}:${cuSeqlens[i + 1]! - cuSeqlens[i]!}`);
    batches.push(values);
    await new Promise<void>((resolve) => open.push(resolve));
    return values;
  };
  const step = async (): Promise<void> => {
    while (open.length === 0) await sleep(1);
    open.shift()!();
    await sleep(2);
  };
  return { lane: new Lane('fake', compute), batches, step, async all() { for (let idle = 0; idle < 3; idle++) while (open.length > 0) { idle = 0; await step(); } } };
}
const one = { maxBatchTokens: 100, maxBatchRequests: Infinity, slots: 1 };

test('texts that come together are computed together, as many as fit, each answer to its own request', async () => {
  const { lane, batches, all } = engine();
  const scheduler = new Scheduler(one);
  const runs = Promise.all([1, 2, 3].map((id) => scheduler.run(lane, texts(4, 10, id), newCaller())));
  await sleep(5);
  assert.equal([scheduler.waiting, scheduler.computing], [2, 10]);
  await all();
  assert.equal((await runs).map(({ values }) => values), [1, 2, 3].map((id) => Array.from({ length: 4 }, () => `${id}:10`)));
  assert.equal(batches.map(({ length }) => length), [10, 2]);
  assert.equal([scheduler.waiting, scheduler.computing], [0, 0]);
});

test('texts of about one length share a batch: a short one does not wait for a long one', async () => {
  const { lane, batches, all } = engine();
  const scheduler = new Scheduler(one);
  const done: string[] = [];
  const runs = [text(5, 1), text(90, 2), text(6, 3), text(80, 4), text(7, 5)].map((sequence) => scheduler.run(lane, [sequence], newCaller()).then(({ values }) => done.push(values[0]!)));
  await sleep(5);
  await all();
  await Promise.all(runs);
  assert.equal(batches, [['1:5', '3:6', '5:7'], ['2:90'], ['4:80']]);
  assert.equal(done, ['1:5', '3:6', '5:7', '2:90', '4:80']);
});

test('the rest of a batch is filled with shorter texts, and a text longer than a batch is alone', async () => {
  const { lane, batches, all } = engine();
  const scheduler = new Scheduler(one);
  const runs = [text(70, 1), text(5, 2), text(300, 3), text(5, 4)].map((sequence) => scheduler.run(lane, [sequence], newCaller()));
  await sleep(5);
  await all();
  await Promise.all(runs);
  assert.equal(batches, [['1:70', '2:5', '4:5'], ['3:300']]);
});

test('the urgent comes first; callers take turns, whoever asked for more', async () => {
  const { lane, batches, step, all } = engine();
  const scheduler = new Scheduler({ ...one, maxBatchTokens: 20 });
  const run = (id: number, count: number, key: string, priority = 3): Promise<unknown> => scheduler.run(lane, texts(count, 10, id), newCaller({ key, priority }));
  const first = run(9, 2, 'z');
  await sleep(5); // is computed now
  const runs = [run(1, 8, 'bulk'), run(2, 1, 'single'), run(3, 2, 'urgent', 0), run(4, 1, 'later', 7)];
  await step();
  await all();
  await Promise.all([first, ...runs]);
  assert.equal(batches.map((batch) => batch.map((value) => value[0]).join('')), ['99', '33', '12', '11', '11', '11', '14']);
});

test('who has gone costs nothing: what waits is not computed, what is computed is stopped when nobody wants it', async () => {
  const { lane, batches, step, all } = engine();
  const scheduler = new Scheduler({ ...one, maxBatchTokens: 10 });
  const gone = new AbortController();
  const stays = scheduler.run(lane, [text(10, 1)], newCaller());
  await sleep(5);
  const goes = scheduler.run(lane, texts(5, 10, 2), newCaller({ signal: gone.signal }));
  const last = scheduler.run(lane, [text(10, 3)], newCaller());
  gone.abort();
  await goes.then(() => assert.unreachable(), (error: Error) => assert.is(error.name, 'AbortError'));
  await step();
  await all();
  await Promise.all([stays, last]);
  assert.equal(batches, [['1:10'], ['3:10']]);
  const never = await scheduler.run(lane, [text(1)], newCaller({ signal: AbortSignal.abort() })).then(() => 'computed', (error: Error) => error.name);
  assert.is(never, 'AbortError');
});

test('a deadline: what has not begun by then is never computed', async () => {
  const { lane, batches, step } = engine();
  const scheduler = new Scheduler({ ...one, maxBatchTokens: 10 });
  const stays = scheduler.run(lane, [text(10, 1)], newCaller());
  await sleep(5);
  const late = scheduler.run(lane, [text(10, 2)], newCaller({ deadline: performance.now() + 10 }));
  const began = performance.now();
  await late.then(() => assert.unreachable(), (error: ServeError) => assert.equal([error.kind, error.status('tei')], ['expired', 504]));
  assert.ok(performance.now() - began < 200, 'told at once');
  await step();
  await stays;
  await sleep(5);
  assert.equal(batches, [['1:10']]);
});

test('a text that cannot be computed fails alone, its neighbours do not', async () => {
  const lane = new Lane<number>('fake', async ({ ids, indices, cuSeqlens }) => {
    if (ids.includes(13)) throw new Error('boom');
    return indices.map((_, i) => (ids[cuSeqlens[i]!] === 7 ? new ServeError('backend', 'NaN') : ids[cuSeqlens[i]!]!));
  });
  const scheduler = new Scheduler(one);
  const results = await Promise.allSettled([1, 13, 2, 7, 3].map((id) => scheduler.run(lane, [text(5, id)], newCaller())));
  assert.equal(results.map((one) => (one.status === 'fulfilled' ? one.value.values[0] : (one.reason as Error).message)), [1, 'boom', 2, 'NaN', 3]);
  const both = await scheduler.run(lane, [text(5, 1), text(5, 13)], newCaller()).then(() => 'computed', (error: Error) => error.message);
  assert.is(both, 'boom', 'a request has one answer');
});

test('an engine that is stuck is noticed within two seconds', async () => {
  const scheduler = new Scheduler(one);
  const lane = new Lane<number>('fake', () => new Promise(() => undefined));
  void scheduler.run(lane, texts(10, 10), newCaller());
  await sleep(500);
  assert.is(scheduler.stuck, false);
  await sleep(1400);
  assert.is(scheduler.stuck, true);
});

test('admission: so many requests, and so much to wait; Retry-After says how long', () => {
  const admission = new Admission({ maxConcurrentRequests: 3, maxQueueTime: 2 }, () => 2);
  const first = admission.enter(100);
  const refusal = (): ServeError => {
    try {
      admission.enter(1).release();
      return assert.unreachable() as never;
    } catch (error) {
      return error as ServeError;
    }
  };
  assert.equal([refusal().kind, refusal().retryAfter, admission.requests], ['overloaded', 50, 1]);
  first.costs(1);
  const more = [admission.enter(1), admission.enter(0.5)];
  assert.equal([refusal().retryAfter, admission.wait], [2, 1.25]);
  for (const one of [first, ...more]) one.release();
  assert.equal([admission.requests, admission.wait], [0, 0]);
});

test('tokenizing: requests that come meanwhile share a call; one text that cannot be tokenized fails its request alone', async () => {
  const calls: number[] = [];
  const pump = new TokenPump<string>(async (some) => {
    calls.push(some.length);
    await sleep(5);
    if (some.includes('bad')) throw new Error('bad');
    const cuSeqlens = [0];
    for (const one of some) cuSeqlens.push(cuSeqlens.at(-1)! + one.length);
    return { ids: Int32Array.from([...some.join('')].map((letter) => letter.charCodeAt(0))), cuSeqlens };
  });
  const results = await Promise.allSettled([['a'], ['bc', 'd'], ['bad'], ['']].map((some) => pump.tokenize(some)));
  assert.equal(results.map((one) => (one.status === 'fulfilled' ? one.value.map(({ ids }) => String.fromCharCode(...ids)) : 'failed')), [['a'], ['bc', 'd'], 'failed', ['']]);
  assert.equal(calls, [1, 4, 2, 1, 1]);
});

test.run();
