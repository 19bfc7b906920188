import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { EventDataPreprocessor, EventStore, type EventRecord } from '../../lib/index.js';

const scratch = mkdtempSync(join(tmpdir(), 'store-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
const options = { colId: 'id', colEventTime: 't', eventTimeTransformation: 'none', colsCategory: ['code'], colsNumerical: ['amount'], colsFirstItem: ['age'] } as const;

/** Rows of clients in no order. */
function* rows(clients: number, events: number): Generator<Record<string, unknown>> {
  for (let t = 0; t < events; t++) for (let id = 0; id < clients; id++) yield { id: id % 3 === 0 ? 2n ** 60n + BigInt(id) : id, t: (t * 7) % events, code: `c${(id * t) % 5}`, amount: id + t / 8, age: 20 + id };
}
const all = async (records: AsyncIterable<EventRecord>): Promise<EventRecord[]> => {
  const found: EventRecord[] = [];
  for await (const record of records) found.push(record);
  return found;
};
const byId = (records: readonly EventRecord[]): EventRecord[] => [...records].sort((a, b) => String(a.id).localeCompare(String(b.id)));

test('the records of a store are those of transform, from few files or many, also when it is opened again; another order each time where asked', async () => {
  const preprocessor = await new EventDataPreprocessor(options).fit(rows(30, 11));
  const wanted = byId(await preprocessor.transform(rows(30, 11)));
  for (const buckets of [1, 4, 64]) {
    const folder = join(scratch, `${buckets}`);
    const store = await EventStore.write(folder, preprocessor, rows(30, 11), { buckets });
    assert.equal([store.clients, store.events], [30, 330]);
    assert.equal(byId(await all(store.records())), wanted);
    assert.equal(byId(await all((await EventStore.open(folder)).records())), wanted);
    const shuffled = store.records({ shuffle: true, seed: 3 });
    const ids = async (): Promise<string[]> => (await all(shuffled)).map(({ id }) => String(id));
    const [first, second] = [await ids(), await ids()];
    assert.not.equal(first, second);
    assert.equal([...first].sort(), [...second].sort());
    assert.is((await all(store.records({ filter: ({ age }) => age === 25 }))).length, 1);
  }
});

test('a store is written anew; a folder that is none, and a row that does not fit, are refused', async () => {
  const preprocessor = await new EventDataPreprocessor(options).fit(rows(3, 2));
  const folder = join(scratch, 'anew');
  await EventStore.write(folder, preprocessor, rows(30, 2), { buckets: 8 });
  const store = await EventStore.write(folder, preprocessor, rows(3, 2), { buckets: 2 });
  assert.is((await all(store.records())).length, 3);
  assert.is(readdirSync(folder).length, 5);
  const refused = (promise: Promise<unknown>, message: RegExp): Promise<void> => promise.then(() => assert.unreachable(), (error: Error) => assert.match(error.message, message));
  await refused(EventStore.open(join(scratch, 'nowhere')), /no such file/);
  writeFileSync(join(scratch, 'store.json'), '{}');
  await refused(EventStore.open(scratch), /was not written by EventStore.write/);
  await refused(EventStore.write(folder, preprocessor, [{ id: 1, t: 'x', code: 'c0', amount: 1, age: 1 }]), /t of row 1 is "x"; wanted a number/);
  truncateSync(join(scratch, '1', 'bucket-0000.bin'), 30);
  await refused(all((await EventStore.open(join(scratch, '1'))).records()), /has 30 bytes, no whole number of rows of 20; is it cut off/);
  truncateSync(join(scratch, '4', 'bucket-0000.json'), 3);
  await refused(all((await EventStore.open(join(scratch, '4'))).records()), /is not JSON/);
});

test.run();
