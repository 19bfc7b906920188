import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UnifiedDataInterface, VocabManager, type DataLoader, type Tensor } from '../../lib/index.js';
import { batchesOf, cardOf, load, rejects, scratch } from './support.js';

const rows = (n: number, row: (i: number) => string): string => Array.from({ length: n }, (_, i) => row(i)).join('\n');
const regression = 'task: regression\nfiles: d.csv\ntext: smiles\nlabel: y\ntokenize: smiles\n';
const csv = (n = 20): string => `smiles,y\n${rows(n, (i) => `${'C'.repeat((i % 5) + 1)}O,${i}`)}\n`;

test('a regression: ids, mask and pads; labels normalised by the training rows alone', async () => {
  const udi = await load(regression, { 'd.csv': csv() });
  assert.equal([udi.getDatasetTaskType(), udi.getOutputDim(), udi.getLabelNames()], ['regression', 1, undefined]);
  const vocab = udi.getVocab();
  const loaders = udi.getLoaders({ batchSize: 50 });
  const [train] = await batchesOf(loaders.train) as [{ inputIds: number[][]; attentionMask: number[][]; labels: number[] }];
  const [val] = await batchesOf(loaders.val) as [{ labels: number[]; inputIds: number[][] }];
  assert.is(train.labels.length, 16);
  const mean = train.labels.reduce((sum, y) => sum + y, 0) / 16;
  const variance = train.labels.reduce((sum, y) => sum + (y - mean) ** 2, 0) / 16;
  assert.ok(Math.abs(mean) < 1e-6 && Math.abs(variance - 1) < 1e-5);
  const raw = udi.getExamples('train').map(({ label }) => label[0]!);
  assert.ok(Math.abs(udi.labelScaler!.mean[0]! - raw.reduce((sum, y) => sum + y / 16, 0)) < 1e-9);
  val.labels.forEach((y, i) => assert.ok(Math.abs(y * udi.labelScaler!.std[0]! + udi.labelScaler!.mean[0]! - udi.getExamples('val')[i]!.label[0]!) < 1e-5));
  const longest = Math.max(...train.attentionMask.map((row) => row.reduce((sum, one) => sum + one, 0)));
  train.inputIds.forEach((ids, i) => {
    assert.is(ids.length, longest);
    const real = train.attentionMask[i]!.filter(Boolean).length;
    assert.equal(train.attentionMask[i], ids.map((_, at) => Number(at < real)));
    assert.ok(ids[0] === vocab.clsId && ids[real - 1] === vocab.sepId && ids.slice(real).every((id) => id === vocab.padId));
  });
  const texts = udi.getExamples('val').map((example) => example.texts[0]!);
  for (const [i, text] of texts.entries()) assert.equal(val.inputIds[i]!.filter((id) => id !== 0), (await vocab.tokenizer.encode(text)).inputIds);
});

test('classes: those that occur, or those that the card lists in its order', async () => {
  const card = 'task: classification\nfiles: d.jsonl\ntext: t\nlabel: c\ntokenize: words\nsplit: { val: 0, test: 0 }\n';
  const data = { 'd.jsonl': '\ufeff{"t": "one", "c": "b"}\n\n{"t": "two", "c": "a"}\n{"t": "three", "c": 10}\n{"t": "four", "c": 9}\n' };
  const udi = await load(card, data);
  assert.equal([udi.getOutputDim(), udi.getLabelNames()], [4, ['10', '9', 'a', 'b']]);
  assert.equal((await load(card, { 'd.jsonl': '{"t": "one", "c": 10}\n{"t": "two", "c": 9}\n' })).getLabelNames(), ['9', '10']);
  const listed = await load(`${card}classes: [b, a, 10, 9, x]\n`, data);
  const loaders = listed.getLoaders({ batchSize: 9, seed: 1 });
  for await (const batch of loaders.train) assert.is((batch as { labels: Tensor }).labels.dtype, 'int64');
  assert.equal(listed.getExamples('train').map(({ label }) => label), [[0], [1], [2], [3]]);
  assert.equal([loaders.val.length, await batchesOf(loaders.test)], [0, []]);
  assert.equal(listed.describe().labels.map(({ name, count }) => [name, count]), [['b', 1], ['a', 1], ['10', 1], ['9', 1], ['x', 0]]);
});

test('several labels: 0, 1 and missing ones as NaN; rows without text or any label are left out and counted', async () => {
  const told: string[] = [];
  const card = 'task: multi_label_classification\nfiles: d.tsv\ntext: t\nlabels: rest\ntokenize: characters\nsplit: { val: 0, test: 0 }\n';
  const udi = await load(card, { 'd.tsv': 't\tA\tB\nx"y\t1\t0\nz\t\t1\n \t1\t1\nw\t\tNA\n' }, { log: (line) => told.push(line) });
  assert.equal(udi.getLabelNames(), ['A', 'B']);
  const [batch] = await batchesOf(udi.getLoaders({ batchSize: 4, seed: 3 }).train) as [{ labels: number[][] }];
  assert.equal(batch.labels.sort(), [[1, 0], [NaN, 1]]);
  assert.equal(udi.describe().leftOut, { withoutText: 1, withoutLabel: 1 });
  assert.match(told[0]!, /1 rows without text and 1 without label are left out/);
  assert.equal(udi.describe().labels, [{ name: 'A', count: 1, missing: 1, min: 1, max: 1, mean: 1 }, { name: 'B', count: 2, missing: 0, min: 0, max: 1, mean: 0.5 }]);
});

test('several targets: each column by its own mean and deviation, one without variance only shifted', async () => {
  const card = 'task: multi_target_regression\nfiles: d.csv\nheader: false\ncolumns: [t]\ntext: t\nlabels: rest\ntokenize: words\nsplit: { val: 0, test: 0 }\n';
  const udi = await load(card, { 'd.csv': 'a,1,7,5\nb,3,7,\nc,5,7,9\n' });
  assert.equal([udi.getOutputDim(), udi.getLabelNames()], [3, ['c2', 'c3', 'c4']]);
  const { mean, std } = udi.labelScaler!;
  assert.equal([mean, std.map((value) => value.toFixed(6))], [[3, 7, 7], ['1.632993', '1.000000', '2.000000']]);
  const [batch] = await batchesOf(udi.getLoaders({ batchSize: 4, seed: 3 }).train) as [{ labels: number[][] }];
  assert.equal(batch.labels.map((row) => row[2]).sort(), [-1, 1, NaN]);
  assert.is((await load(`${card}normalize: false\n`, { 'd.csv': 'a,1\nb,2\n' })).labelScaler, undefined);
});

test('pairs: token types, cut from the longer one, and by min(max_length, the model\'s limit), which is told', async () => {
  const card = 'task: regression\nfiles: { train: a.csv, test: b.csv }\nheader: false\ncolumns: [s, t, y]\npair: [s, t]\nlabel: y\nrange: [0, 5]\ntokenize: words\nsplit: { val: 0.5 }\n';
  const files = { 'a.csv': 'one two three four five six,seven eight,1.5\nx,y,2\n', 'b.csv': 'x,y,3\n' };
  for (const [maxLength, limit] of [[7, undefined], [50, 7]] as const) {
    const told: string[] = [];
    const udi = await load(card, files, { config: { dataset: { max_length: maxLength } }, log: (line) => told.push(line) });
    const all = [...(await batchesOf(udi.getLoaders({ maxLength: limit }).train)), ...(await batchesOf(udi.getLoaders({ maxLength: limit }).val))] as { inputIds: number[][]; tokenTypeIds: number[][] }[];
    const long = all.find(({ inputIds }) => inputIds[0]!.length === 7)!;
    assert.equal(long.tokenTypeIds, [[0, 0, 0, 0, 1, 1, 1]], 'two of the first, two of the second');
    assert.ok(told.some((line) => /1 of 1 rows for (train|val) are cut to 7 tokens; the longest has 11/.test(line)), told.join('; '));
  }
});

test('the splits: as given, seeded, stratified, by a column, in groups', async () => {
  const card = 'task: binary_classification\nfiles: d.csv\ntext: t\nlabel: c\ntokenize: words\n';
  const data = { 'd.csv': `t,c,take\n${rows(100, (i) => `w${i},${Number(i % 10 === 0)},${i % 5}`)}\n` };
  const texts = async (split: string): Promise<string[][]> => {
    const udi = await load(`${card}split: ${split}\n`, data);
    return (['train', 'val', 'test'] as const).map((part) => udi.getExamples(part).map((example) => example.texts[0]!));
  };
  const positives = async (split: string): Promise<number[]> => {
    const udi = await load(`${card}split: ${split}\n`, data);
    return (['train', 'val', 'test'] as const).map((part) => udi.getExamples(part).filter(({ label }) => label[0] === 1).length);
  };
  const [train, val, test] = await texts('{ seed: 1 }') as [string[], string[], string[]];
  assert.equal([train.length, val.length, test.length], [80, 10, 10]);
  assert.is(new Set([...train, ...val, ...test]).size, 100);
  assert.equal(await texts('{ seed: 1 }'), [train, val, test]);
  assert.not.equal(await texts('{ seed: 2 }'), [train, val, test]);
  assert.equal(await positives('{ method: stratified, val: 0.2, test: 0.1 }'), [7, 2, 1]);
  const byTake = await texts('{ by: { column: take, test: [0, 1] }, val: 0 }');
  assert.equal(byTake.map((part) => part.length), [60, 0, 40]);
  const grouped = await texts('{ group: take, val: 0.2, test: 0.2 }');
  const takes = grouped.map((part) => new Set(part.map((text) => Number(text.slice(1)) % 5)));
  assert.equal(takes.map(({ size }) => size), [3, 1, 1]);
  const given = await load(card.replace('files: d.csv', 'files: { train: d.csv, val: e.csv }'), { ...data, 'e.csv': 't,c\nv,1\n' });
  assert.equal([given.describe().rows, given.getExamples('val').map((example) => example.texts)], [{ train: 90, val: 1, test: 10 }, [['v']]]);
});

test('Parquet in every codec, and integers as they are', async () => {
  const made = JSON.parse(readFileSync(new URL('../../../test/fixtures/data/parquet.json', import.meta.url), 'utf8')) as Record<string, string>;
  const card = regression.replace('d.csv', 'd.parquet').concat('split: { val: 0, test: 0 }\n');
  for (const [codec, base64] of Object.entries(made)) {
    const udi = await load(card, { 'd.parquet': Buffer.from(base64, 'base64') });
    assert.equal(udi.getExamples('train').map(({ texts, label }) => [texts[0], label[0]]), [['CCO', 1.5], ['CC(=O)O', -2], ['C#N', 0.25], ['O', 3], ['CCN', 1e-3]], codec);
    assert.is(udi.describe().leftOut.withoutLabel, 1);
    assert.is(udi.getExamples('train')[0]!.row.fields.big, 2n ** 60n);
  }
  const whole = Buffer.from(made.ZSTD!, 'base64');
  await rejects(load(card, { 'd.parquet': whole.subarray(0, 300) }), 'ERR_FILE', /no Parquet that can be read: .*cut off/);
});

const trec = {
  'docs.xml': '<DOC>\n<DOCNO> d1 </DOCNO><title>Wings</title>\n<text>lift &amp; drag\n of R&D</text></DOC>\n<doc><docno>d2</docno><text></text></doc><doc><docno>d3</docno><text><![CDATA[a <b> c]]></text></doc>',
  'topics.xml': '<xml><top><num> 7</num><title>what lifts</title></top><top><num>9</num><title>what drags</title></top></xml>',
  'qrels.txt': '7 0 d1 1\r\n7 0 d2 0\r\n9 0 d3 2\r\n',
};
const trecCard = 'task: retrieval\nformat: trec\nfiles: { documents: docs.xml, queries: topics.xml, judgements: qrels.txt }\ntokenize: words\nsplit: { val: 0, test: 0 }\n';

test('TREC: documents in XML without a root, topics, judgements; judged pairs are rows, and for mlm the texts themselves', async () => {
  const udi = await load(trecCard, trec);
  assert.equal(udi.retrieval!.corpus, { d1: 'Wings lift & drag of R&D', d2: '', d3: 'a <b> c' });
  assert.equal(udi.retrieval!.queries, { 7: 'what lifts', 9: 'what drags' });
  assert.equal(udi.retrieval!.judgements, { 7: { d1: 1, d2: 0 }, 9: { d3: 2 } });
  assert.equal(udi.describe().retrieval, { documents: 3, emptyDocuments: 1, queries: 2, judgements: 3 });
  assert.equal(udi.getExamples('train').map(({ texts, label }) => [...texts, label[0]]), [['what lifts', 'Wings lift & drag of R&D', 1], ['what drags', 'a <b> c', 2]]);
  const mlm = await load(trecCard, trec, { config: { task: { type: 'mlm' } } });
  assert.equal(mlm.getExamples('train').map(({ texts }) => texts[0]), ['Wings lift & drag of R&D', 'a <b> c', 'what lifts', 'what drags']);
  const [batch] = await batchesOf(mlm.getLoaders().train);
  assert.equal(Object.keys(batch!), ['inputIds', 'attentionMask']);
  assert.is(mlm.getOutputDim(), mlm.getVocab().size);
  const position = await load(`${trecCard}trec: { fields: [title, text], numbered: position }\n`, { ...trec, 'qrels.txt': '1 0 d1 1\n2 0 d3 1\n' });
  assert.equal(Object.keys(position.retrieval!.judgements), ['1', '2']);
});

test('events: each client\'s in the order of time, as codes; labels by id', async () => {
  const card = 'task: classification\nformat: events\nfiles: { events: e.csv, labels: l.csv }\nevents: { id: client, time: day, code: mcc }\nlabel: bin\ntokenize: codes\nsplit: { val: 0, test: 0 }\n';
  const udi = await load(card, { 'e.csv': 'client,day,mcc,amount\n1,3,a,10\n2,1,b,20\n1,1,c,30\n1,3,d,40\n', 'l.csv': 'client,bin\n2,0\n1,1\n' });
  assert.equal(udi.getExamples('train').map(({ texts, label }) => [texts[0], label[0]]), [['b', 0], ['c a d', 1]]);
  assert.equal(udi.getExamples('train')[1]!.row.fields.history, { id: '1', times: [1, 3, 3], columns: { mcc: ['c', 'a', 'd'], amount: ['30', '10', '40'] } });
  await rejects(load(card, { 'e.csv': 'client,day,mcc\n1,x,a\n', 'l.csv': 'client,bin\n1,0\n' }), 'ERR_CONFIG', /e\.csv, row 1 \(line 2\), column 'day': found "x"; wanted a number/);
  await rejects(load(card, { 'e.csv': 'client,day,mcc\n1,1,a\n', 'l.csv': 'client,bin\n1,0\n1,1\n' }), 'ERR_CONFIG', /row 2 \(line 3\), column 'client': found "1"; wanted each client once/);
  await rejects(load(card, { 'e.csv': 'client,day,mcc\n1,1,a\n5,1,a\n', 'l.csv': 'client,bin\n1,0\n' }), 'ERR_CONFIG', /no row for 1 of 2 clients with events: client 5/);
  await rejects(load(card, { 'e.csv': 'client,day,mcc\n1,1,a\n', 'l.csv': 'client,bin\n3,0\n' }), 'ERR_CONFIG', /column 'client': found "3"; wanted one that has events/);
});

function wavOf(samples: readonly number[], rate = 8000): Buffer {
  const bytes = Buffer.alloc(44 + 2 * samples.length);
  bytes.write('RIFF', 0); bytes.writeUInt32LE(36 + 2 * samples.length, 4); bytes.write('WAVEfmt ', 8); bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20); bytes.writeUInt16LE(1, 22); bytes.writeUInt32LE(rate, 24); bytes.writeUInt32LE(2 * rate, 28); bytes.writeUInt16LE(2, 32); bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36); bytes.writeUInt32LE(2 * samples.length, 40);
  samples.forEach((value, i) => bytes.writeInt16LE(value, 44 + 2 * i));
  return bytes;
}

test('recordings: labels from the names of the files; waveforms padded with zeros, their lengths beside them', async () => {
  const card = 'task: classification\nformat: wav\nfiles: sound\nrecordings: "{digit}_{who}_{take}.wav"\nlabel: digit\nsplit: { by: { column: take, test: [0] }, val: 0 }\n';
  const files = { 'sound/7_ann_1.wav': wavOf([16384, -16384]), 'sound/3_bob_1.wav': wavOf([8192]), 'sound/3_bob_0.wav': wavOf([0]), 'sound/readme.txt': 'x' };
  const udi = await load(card, files);
  const loaders = udi.getLoaders({ batchSize: 4, seed: 1, numWorkers: 1 });
  const [batch] = await batchesOf(loaders.train) as [{ inputValues: number[][]; lengths: number[]; labels: number[] }];
  const order = batch.labels[0] === 0 ? [0, 1] : [1, 0];
  assert.equal(order.map((i) => [batch.inputValues[i], batch.lengths[i], batch.labels[i]]), [[[0.25, 0], 1, 0], [[0.5, -0.5], 2, 1]]);
  assert.equal([udi.getLabelNames(), udi.describe().rows, udi.describe().seconds], [['3', '7'], { train: 2, val: 0, test: 1 }, { total: 4 / 8000, sampleRates: [8000] }]);
  assert.throws(() => udi.getVocab(), /of recordings, which have no vocabulary/);
  await rejects(load(card, { ...files, 'sound/x.wav': wavOf([1]) }), 'ERR_CONFIG', /x\.wav: the name does not fit recordings/);
  await rejects(load(card, { ...files, 'sound/3_bob_9.wav': wavOf([1, 2]).subarray(0, 45) }), 'ERR_FILE', /cut off/);
  await rejects(load(card, { 'sound/readme.txt': 'x' }), 'ERR_CONFIG', /has no \.wav file/);
});

test('encoded texts are kept by their content, and what was damaged is made again', async () => {
  const cacheDir = join(scratch, 'cache');
  const path = cardOf(regression, { 'd.csv': csv() });
  const told: string[] = [];
  const open = (): Promise<UnifiedDataInterface> => UnifiedDataInterface.load(path, { cacheDir, log: (line) => told.push(line) });
  const ids = async (udi: UnifiedDataInterface): Promise<unknown> => (await batchesOf(udi.getLoaders({ batchSize: 99 }).test))[0]!.inputIds;
  const first = await ids(await open());
  assert.equal(await ids(await open()), first);
  assert.match(told[1]!, /encoded before/);
  const [file] = readdirSync(cacheDir) as [string];
  writeFileSync(join(cacheDir, file), readFileSync(join(cacheDir, file)).subarray(0, 90));
  assert.equal(await ids(await open()), first);
  assert.not.match(told[2]!, /encoded before/);
  writeFileSync(join(path, '../d.csv'), csv(21));
  await open();
  assert.not.match(told[3]!, /encoded before/);
  assert.is(readdirSync(cacheDir).length, 2);
  writeFileSync(join(scratch, 'occupied'), '');
  await UnifiedDataInterface.load(path, { cacheDir: join(scratch, 'occupied/x') }); // warned, and loaded
});

test('threads give the same batches; token budgets and buckets work on the cut lengths', async () => {
  const udi = await load(regression, { 'd.csv': csv(60) });
  const options = { seed: 5, maxTokens: 24, maxLength: 6, lengthBuckets: true } as const;
  const [plain, threads] = [await batchesOf(udi.getLoaders(options).train), await batchesOf(udi.getLoaders({ ...options, numWorkers: 2 }).train)];
  assert.equal(threads, plain);
  assert.ok(plain.every(({ attentionMask }) => (attentionMask as number[][]).flat().filter(Boolean).length <= 24));
});

test('a transform makes of each batch what a task needs, with the batch\'s own seed', async () => {
  const udi = await load(regression, { 'd.csv': csv() });
  const seeds: number[] = [];
  const { train } = udi.getLoaders({ batchSize: 8, seed: 1, transform: (batch, { seed }) => (seeds.push(seed), { ids: batch.inputIds }) });
  assert.equal(Object.keys((await batchesOf(train as DataLoader))[0]!), ['ids']);
  assert.is(new Set(seeds).size, 2);
});

test('the vocabulary: built from the training rows, as the configuration says, given, or an earlier run\'s', async () => {
  const data = { 'd.csv': 'smiles,y\nCBr,1\n', 'e.csv': 'smiles,y\nF,1\n' };
  const card = 'task: regression\nfiles: { train: d.csv, test: e.csv }\ntext: smiles\nlabel: y\ntokenize: smiles\nsplit: { val: 0 }\n';
  assert.is((await load(card, data)).getVocab().size, 5 + 2);
  assert.is((await load(card, data, { config: { vocab: { build: 'characters' } } })).getVocab().size, 5 + 3);
  assert.is((await load(card, data, { config: { vocab: { build: 'bytes', min_frequency: 1 } } })).getVocab().size, 5 + 256);
  const vocab = await VocabManager.build(['F'], { tokenize: 'smiles' });
  assert.is((await load(card, data, { vocab })).getVocab(), vocab);
  await vocab.save(join(scratch, 'run'));
  for (const config of [{ pretrained: join(scratch, 'run') }, { vocab: { source: join(scratch, 'run') } }, { model_name: join(scratch, 'run') }, { encoder_type: join(scratch, 'run') }]) assert.is((await load(card, data, { config })).getVocab().size, 6);
  assert.is((await load(card, data, { config: { encoder_type: 'gte', reset_weights: true } })).getVocab().size, 7);
  await rejects(load(card.replace('tokenize: smiles\n', ''), data), 'ERR_CONFIG', /vocab\.build in the configuration, or tokenize in the card/);
});

test.run();
