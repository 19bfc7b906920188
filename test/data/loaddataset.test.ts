import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DataLoader, loadDataset } from '../../lib/index.js';
import { startHub } from '../hub/server.js';
import { rejects, scratch } from './support.js';

let folders = 0;
function folderOf(files: Record<string, string>): string {
  const folder = join(scratch, `set${folders++}`);
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

test('parts by what files are called; rows in the order of the files', async () => {
  const folder = folderOf({ 'train.csv': 'text,label\n"a, b",x\nc,y\n', 'dev.jsonl': '{"text": "d", "label": 1}\n', 'data/test-00001-of-00002.tsv': 'text\nf\n', 'data/test-00000-of-00002.tsv': 'text\ne\n', 'notes.txt': 'x' });
  const parts = await loadDataset(folder);
  assert.equal(Object.keys(parts).sort(), ['test', 'train', 'validation']);
  const train = await loadDataset(folder, undefined, { split: 'train' });
  assert.equal([train.length, train.columns, train.get(0)], [2, ['text', 'label'], { text: 'a, b', label: 'x' }]);
  assert.equal([parts.validation!.get(0), parts.test!.get(0), parts.test!.get(1)], [{ text: 'd', label: 1 }, { text: 'e' }, { text: 'f' }]);
  for await (const batch of new DataLoader(train, { batchSize: 2, collate: (rows) => rows.map(({ label }) => label) })) assert.equal(batch, ['x', 'y']);
  await rejects(loadDataset(folder, undefined, { split: 'validate' }), 'ERR_CONFIG', /no part "validate"; it has test, validation, train|it has/);
  await rejects(loadDataset(folder, 'other'), 'ERR_CONFIG', /no configuration "other"/);
  await rejects(loadDataset(folderOf({ 'a.txt': 'x' })), 'ERR_FILE', /no \.csv, \.tsv, \.jsonl, \.parquet file/);
  assert.equal(Object.keys(await loadDataset(folderOf({ 'rows.csv': 'a\n1\n' }))), ['train']);
});

test('parts and configurations as the README\'s head names them', async () => {
  const readme = '---\nlicense: mit\nconfigs:\n- config_name: en\n  data_files:\n  - split: train\n    path: "en/*.csv"\n  - split: gold\n    path: ["x/**"]\n- config_name: zh\n  data_files: zh/rows.csv\n---\n# Set\n';
  const folder = folderOf({ 'README.md': readme, 'en/one.csv': 'a\n1\n', 'en/two.csv': 'a\n2\n', 'zh/rows.csv': 'a\n3\n', 'x/y/z.csv': 'a\n4\n' });
  const en = await loadDataset(folder, 'en');
  assert.equal([en.train!.length, en.gold!.get(0)], [2, { a: '4' }]);
  assert.equal((await loadDataset(folder, 'zh', { split: 'train' })).get(0), { a: '3' });
  await rejects(loadDataset(folder, 'fr'), 'ERR_CONFIG', /no configuration "fr"; it has en, zh/);
});

test('a data set of the hub comes once, and without a network from the cache', async () => {
  const hub = await startHub('some/set', new Map(Object.entries({ 'train.csv': Buffer.from('a\n1\n'), 'picture.png': Buffer.from('x'), 'script.py': Buffer.from('import os') })), 'datasets');
  process.env.HF_ENDPOINT = hub.url;
  const cacheDir = join(scratch, 'hub');
  try {
    assert.equal((await loadDataset('some/set', undefined, { split: 'train', cacheDir })).get(0), { a: '1' });
    assert.not.ok(hub.requests.some((path) => /picture|script/.test(path)));
  } finally {
    await hub.close();
  }
  assert.is((await loadDataset('some/set', undefined, { split: 'train', cacheDir, localFilesOnly: true })).length, 1);
  await rejects(loadDataset('some/other', undefined, { cacheDir, localFilesOnly: true }), 'ERR_FILE', /neither a folder here nor in the cache/);
  await rejects(loadDataset('no such/thing/at all'), 'ERR_FILE', /there is no such folder/);
});

test.run();
