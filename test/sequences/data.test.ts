import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { collateFeatureDict, DataLoader, EventDataPreprocessor, joinLabels, PaddedBatch, stratifiedSplit, torch, colesCollate, colesDataset, SampleSlices, sliceDataset, targetCollate, lastEvents, type EventRecord } from '../../lib/index.js';
import type { Tensor } from '../../lib/tensor/tensor.js';

const scratch = mkdtempSync(join(tmpdir(), 'sequences-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const rows = [
  { client: 7, when: '2024-01-02 10:00:00', mcc: 'food', amount: 10, sex: 'f' },
  { client: 3, when: '2024-01-01', mcc: 'food', amount: '2.5', sex: 'm' },
  { client: 7, when: '2024-01-01T09:30:00Z', mcc: 'fuel', amount: null, sex: 'f' },
  { client: 7, when: '2024-01-02 10:00:00', mcc: null, amount: 4n, sex: 'f' },
  { client: 3, when: new Date(Date.UTC(2024, 0, 1, 0, 0, 5)), mcc: 'food', amount: 1, sex: 'm' },
];
const options = { colId: 'client', colEventTime: 'when', colsCategory: ['mcc'], colsNumerical: ['amount'], colsFirstItem: ['sex'] };

test('rows become records: grouped by client, sorted by time, coded by frequency; what was not seen has a code of its own', async () => {
  const preprocessor = new EventDataPreprocessor(options);
  const [first, second] = await preprocessor.fitTransform(rows);
  const day = Date.UTC(2024, 0, 1) / 1000;
  assert.equal(first, { client: 7, event_time: Float64Array.of(day + 9.5 * 3600, day + 34 * 3600, day + 34 * 3600), mcc: Int32Array.of(2, 1, 3), amount: first!.amount, sex: 'f' });
  assert.equal(String(first!.amount), 'NaN,10,4');
  assert.equal(second, { client: 3, event_time: Float64Array.of(day, day + 5), mcc: Int32Array.of(1, 1), amount: Float32Array.of(2.5, 1), sex: 'm' });
  assert.equal(preprocessor.getCategoryDictionarySizes(), { mcc: 5 });
  const [later] = await preprocessor.transform([{ client: '9', when: '2024-02-01', mcc: 'toys', amount: 1, sex: 'f' }]);
  assert.equal(later!.mcc, Int32Array.of(4));

  const path = join(scratch, 'preprocessor.json');
  await preprocessor.save(path);
  const loaded = await EventDataPreprocessor.load(path);
  assert.equal(String(Object.values((await loaded.transform(rows))[0]!)), String(Object.values(first!)));
});

test('codes and times that are given are taken as they are; ids beyond 2^53 and texts are kept', async () => {
  const preprocessor = new EventDataPreprocessor({ colId: 'id', colEventTime: 'day', eventTimeTransformation: 'none', colsCategory: ['code'], categoryTransformation: 'none' });
  const records = await preprocessor.fitTransform([{ id: 9007199254740993n, day: 3, code: 4 }, { id: '9007199254740993', day: '1', code: '2' }, { id: 'anna', day: 0, code: 1 }]);
  assert.equal(records, [{ id: 9007199254740993n, event_time: Float64Array.of(1, 3), code: Int32Array.of(2, 4) }, { id: 'anna', event_time: Float64Array.of(0), code: Int32Array.of(1) }]);
  assert.equal(preprocessor.getCategoryDictionarySizes(), { code: 5 });
});

const fixture = JSON.parse(readFileSync(fileURLToPath(new URL('../../../test/fixtures/sequences/preprocessing.json', import.meta.url)), 'utf8')) as {
  rows: { client: number; when: string; mcc: string | null; amount: number }[]; dictionary: number; codes: number[]; timestamps: number[]; unseen: number;
};
test('codes and timestamps equal pytorch-lifestream\'s', async () => {
  const preprocessor = await new EventDataPreprocessor({ colId: 'row', colEventTime: 'when', colsCategory: ['mcc'] }).fit(fixture.rows);
  const records = await preprocessor.transform(fixture.rows.map((row, i) => ({ ...row, row: i })));
  assert.equal(records.map((record) => (record.mcc as Int32Array)[0]), fixture.codes);
  assert.equal(records.map((record) => (record.event_time as Float64Array)[0]), fixture.timestamps);
  assert.is(preprocessor.getCategoryDictionarySizes().mcc, fixture.dictionary);
  const [unseen] = await preprocessor.transform([{ row: 0, when: '2024-01-01', mcc: 'never seen' }]);
  assert.is((unseen!.mcc as Int32Array)[0], fixture.unseen);
});

const bad: [what: string, rows: object[], message: RegExp, changes?: object][] = [
  ['no rows', [], /no rows to learn from/],
  ['a date that is none', [{ ...rows[0], when: 'yesterday' }], /when of row 1 is "yesterday"; wanted a date such as/],
  ['a day that is none', [rows[0]!, { ...rows[0], when: '2023-02-30' }], /when of row 2 is "2023-02-30", which is no date/],
  ['a number that is none', [{ ...rows[0], amount: 'much' }], /amount of row 1 is "much"; wanted a number/],
  ['no id', [{ ...rows[0], client: '' }], /row 1 has no client/],
  ['a column that is missing', [{ client: 1, when: '2024-01-01', amount: 1, sex: 'f' }], /row 1 has no column 'mcc'; it has client, when/],
  ['a code below 1', [{ ...rows[0], mcc: 0 }], /value "0"; categoryTransformation 'none' wants codes from 1/, { categoryTransformation: 'none' }],
  ['a time that is no number', [rows[0]!], /when of row 1 is .*wanted a number/, { eventTimeTransformation: 'none' }],
];
for (const [what, given, message, changes] of bad) {
  test(`refused with one line: ${what}`, async () => {
    await new EventDataPreprocessor({ ...options, ...changes }).fitTransform(given as Record<string, unknown>[]).then(() => assert.unreachable(), (error: Error) => assert.match(error.message, message));
  });
}

test('refused: options that do not fit, a preprocessor that is not fitted, a file that is none', async () => {
  assert.throws(() => new EventDataPreprocessor({ ...options, colsNumerical: ['mcc'] }), /"mcc" is named twice/);
  assert.throws(() => new EventDataPreprocessor({ ...options, categoryTransformation: 'hash' as never }), /categoryTransformation is "hash"/);
  await new EventDataPreprocessor(options).transform(rows).then(() => assert.unreachable(), (error: Error) => assert.match(error.message, /does not know the codes of 'mcc'; call fit/));
  const path = join(scratch, 'other.json');
  writeFileSync(path, '{"a": 1}');
  await EventDataPreprocessor.load(path).then(() => assert.unreachable(), (error: Error) => assert.match(error.message, /was not written by/));
});

const clients = (count: number, events = 3): EventRecord[] => Array.from({ length: count }, (_, i) => ({ id: i, event_time: Float64Array.from({ length: events + (i % 3) }, (_, t) => t), code: Int32Array.from({ length: events + (i % 3) }, () => i + 1) }));

test('labels are joined by id, whole numbers of any size and texts; missing and double ones are named', async () => {
  const labels = clients(6).map((record) => ({ id: String(record.id), bins: (record.id as number) % 2 }));
  const { records, classes } = await joinLabels(clients(6), labels, { colId: 'id', colTarget: 'bins' });
  assert.equal(records.map((record) => record.target), [0, 1, 0, 1, 0, 1]);
  assert.equal(classes, ['0', '1']);
  const named = await joinLabels(clients(3), [{ id: 0, kind: 'old' }, { id: 1, kind: 'new' }, { id: 2, kind: 'old' }], { colId: 'id', colTarget: 'kind' });
  assert.equal([named.classes, named.records.map((record) => record.target)], [['new', 'old'], [1, 0, 1]]);
  const join = (given: object[], more: object = {}): Promise<unknown> => joinLabels(clients(8), given as Record<string, unknown>[], { colId: 'id', colTarget: 'bins', ...more });
  const refused = (promise: Promise<unknown>, message: RegExp): Promise<void> => promise.then(() => assert.unreachable(), (error: Error) => assert.match(error.message, message));
  await refused(join(labels), /2 of 8 clients have no label: 6, 7; missing: 'drop'/);
  assert.is(((await join(labels, { missing: 'drop' })) as { records: unknown[] }).records.length, 6);
  await refused(join([...labels, { id: 2, bins: 1 }]), /1 ids stand twice among the labels: 2/);
  await refused(join([{ id: 1 }]), /row 1 of the labels has no bins/);
  await refused(join([{ id: 'x', bins: 1 }], { missing: 'drop' }), /no client has a label: are the ids/);
  const large = [{ id: 9007199254740993n, event_time: Float64Array.of(1) }];
  assert.is((await joinLabels(large, [{ id: '9007199254740993', bins: '3' }], { colId: 'id', colTarget: 'bins' })).records[0]!.target, 3);
});

test('a stratified split keeps the share of each class, loses nobody, and follows from its seed', () => {
  const records = clients(100).map((record, i) => ({ ...record, target: i < 80 ? 0 : 1 }));
  const parts = stratifiedSplit(records, [0.7, 0.15, 0.15], { seed: 4 });
  assert.equal(parts.map((part) => part.length), [70, 15, 15]);
  assert.equal(parts.map((part) => part.filter(({ target }) => target === 1).length), [14, 3, 3]);
  assert.is(new Set(parts.flat().map(({ id }) => id)).size, 100);
  assert.equal(stratifiedSplit(records, [0.7, 0.15, 0.15], { seed: 4 }), parts);
  assert.not.equal(stratifiedSplit(records, [0.7, 0.15, 0.15], { seed: 5 }), parts);
  assert.throws(() => stratifiedSplit(records, [0.7, 0.2]), /add up to 0.8999/);
  assert.throws(() => stratifiedSplit(clients(2), [0.5, 0.5]), /no 'target' to split by/);
});

test('collation: events padded with zeros, single values one each; PaddedBatch has lengths, a mask, slices', () => {
  const batch = collateFeatureDict([
    { id: 5, event_time: Float64Array.of(1, 2), code: Int32Array.of(3, 4), target: 1, name: 'a', share: 0.5, target_dist: Float32Array.of(0.2, 0.8) },
    { id: 2n ** 60n, event_time: Float64Array.of(7), code: Int32Array.of(9), target: 0, name: 'b', share: 1, target_dist: Float32Array.of(1, 0) },
  ]);
  const payload = batch.payload as Record<string, Tensor>;
  assert.equal(payload.code!.toArray(), [[3, 4], [9, 0]]);
  assert.equal([payload.id!.dtype, payload.id!.toArray()], ['int64', [5, 2n ** 60n]]);
  assert.equal([payload.share!.dtype, payload.target!.dtype, payload.name], ['float32', 'int64', ['a', 'b']]);
  assert.equal(batch.seqLens.toArray(), [2, 1]);
  assert.equal(batch.seqLenMask.toArray(), [[1, 1], [1, 0]]);
  assert.equal([batch.length, batch.paddedLength], [2, 2]);
  assert.equal(Object.keys(batch.keepSeqFeatures().payload), ['event_time', 'code']);
  assert.equal(Object.keys(batch.dropSeqFeatures()), ['id', 'target', 'name', 'share', 'target_dist']);
  const second = batch.slice(1);
  assert.equal([(second.payload as Record<string, Tensor>).code!.toArray(), second.payload.name, second.seqLens.toArray()], [[[9, 0]], ['b'], [1]]);
  assert.throws(() => collateFeatureDict([]), /no records/);
  assert.throws(() => collateFeatureDict([{ event_time: Float64Array.of(1), code: Int32Array.of(1, 2) }]), /'code' of record 0 has 2 values; wanted 1/);
  assert.throws(() => collateFeatureDict([{ event_time: Float64Array.of(1), code: Int32Array.of(1) }, { event_time: Float64Array.of(1) }]), /record 1 of the batch has no 'code'/);
  assert.equal(new PaddedBatch(torch.ones([2, 3, 4]), [3, 1]).seqLenMask.toArray(), [[1, 1, 1], [1, 0, 0]]);
  assert.equal(lastEvents({ id: 1, event_time: Float64Array.of(1, 2, 3) }, 2), { id: 1, event_time: Float64Array.of(2, 3) });
});

test('data sets of slices: batches for CoLES with the number of each client, the same again from a seed, with and without a stream', async () => {
  const splitter = new SampleSlices({ splitCount: 4, cntMin: 1, cntMax: 2 });
  const read = async (seed: number): Promise<number[][]> => {
    const seen: number[][] = [];
    for await (const [batch, labels] of new DataLoader(colesDataset(clients(5), { splitter }), { batchSize: 2, shuffle: true, seed, collate: colesCollate })) {
      const lengths = batch.seqLens.toArray() as number[];
      assert.equal(labels.toArray(), lengths.map((_, i) => Math.floor(i / 4)));
      assert.ok(lengths.every((length) => length >= 1 && length <= 2));
      const codes = (batch.payload.code as Tensor).select(1, 0).toArray() as number[];
      for (let i = 0; i < codes.length; i += 4) assert.is(new Set(codes.slice(i, i + 4)).size, 1, 'one client, one label');
      seen.push(lengths, codes);
    }
    return seen;
  };
  assert.equal(await read(1), await read(1));
  assert.not.equal(await read(1), await read(2));
  for await (const batch of new DataLoader(sliceDataset(clients(4, 9), { minLen: 2, maxLen: 5 }), { batchSize: 4, collate: collateFeatureDict })) {
    for (const length of batch.seqLens.toArray() as number[]) assert.ok(length >= 2 && length <= 5);
  }
  const [batch, labels] = targetCollate()(clients(2).map((record) => ({ ...record, target: 1 })));
  assert.equal([batch.length, labels.toArray()], [2, [1, 1]]);
  assert.throws(() => targetCollate()(clients(2)), /record 0 of the batch has 'target' undefined; wanted the number of a class/);
});

test.run();
