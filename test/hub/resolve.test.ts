import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SentenceEncoder, TorchEncodersError } from '../../lib/index.js';
import { resolveModel, type DownloadProgress } from '../../lib/hub/resolve.js';
import { parity, referenceTest } from '../reference.js';
import { startHub, type FakeHub } from './server.js';

const id = 'somebody/some-model';
const scratch = mkdtempSync(join(tmpdir(), 'hub-'));
let hub: FakeHub;
let cache: string;

test.before.each(async () => {
  cache = mkdtempSync(join(scratch, 'cache-'));
  hub = await startHub(id, new Map(Object.entries({
    'config.json': Buffer.from('{"model_type": "bert"}'),
    'modules.json': Buffer.from('[{"path": "", "type": "a.Transformer"}, {"path": "1_Pooling", "type": "a.Pooling"}]'),
    '1_Pooling/config.json': Buffer.from('{}'),
    'model.safetensors': Buffer.alloc(2_500_000, 7), // more than a megabyte: fetched in ranges
    'model-00001-of-00002.safetensors': Buffer.from('a shard that the whole makes needless'),
    'pytorch_model.bin': Buffer.from('a pickle'),
    'onnx/model.onnx': Buffer.from('onnx'),
    'onnx/config.json': Buffer.from('{}'),
    'model.py': Buffer.from('import os'),
    'tokenizer.json': Buffer.from('{"a": 1}'),
  })));
  for (const name of ['HF_HOME', 'HF_TOKEN', 'HF_TOKEN_PATH', 'HF_HUB_CACHE', 'HF_HUB_OFFLINE', 'XDG_CACHE_HOME']) delete process.env[name];
  process.env.HF_ENDPOINT = hub.url;
  process.env.HF_HUB_CACHE = cache;
});
test.after.each(() => hub.close());
test.after(() => rmSync(scratch, { recursive: true }));

async function refused(call: Promise<unknown>, message: RegExp, code = 'ERR_FILE'): Promise<void> {
  const error = await call.then(() => assert.unreachable('was not refused'), (e: unknown) => e);
  assert.instance(error, TorchEncodersError);
  assert.is((error as TorchEncodersError).code, code);
  assert.match((error as Error).message, message);
  assert.not.match((error as Error).message, /\n/);
}
const leftovers = (): string[] => (readdirSync(cache, { recursive: true }) as string[]).filter((name) => name.endsWith('.incomplete'));

test('a model comes once, laid out as the hub\'s own libraries lay it out, without what no encoder reads', async () => {
  const seen: DownloadProgress[] = [];
  const folder = await resolveModel(id, { onProgress: (progress) => seen.push(progress) });
  assert.is(folder, join(cache, 'models--somebody--some-model/snapshots', hub.commit));
  const names = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => statSync(join(folder, name)).isFile()).sort();
  assert.equal(names, ['1_Pooling/config.json', 'config.json', 'model.safetensors', 'modules.json', 'tokenizer.json']);
  assert.ok(readFileSync(join(folder, 'model.safetensors')).equals(hub.files.get('model.safetensors')!));
  assert.is(readFileSync(join(cache, 'models--somebody--some-model/refs/main'), 'utf8'), hub.commit);
  assert.ok(seen.length >= 5 && seen.every(({ loaded, total }) => loaded > 0 && loaded <= total));
  assert.is(seen.at(-1)!.loaded, seen.at(-1)!.total);

  const before = hub.requests.length;
  assert.is(await resolveModel(id), folder);
  assert.equal(hub.requests.slice(before).filter((path) => path.includes('/resolve/')), []);
});

test('a new commit is a new snapshot, and what did not change is not fetched again', async () => {
  await resolveModel(id);
  hub.commit = 'b'.repeat(40);
  hub.files.set('config.json', Buffer.from('{"model_type": "bert", "new": true}'));
  const before = hub.requests.length;
  const folder = await resolveModel(id);
  assert.ok(folder.endsWith(hub.commit) && existsSync(join(folder, 'model.safetensors')));
  assert.equal([...new Set(hub.requests.slice(before).filter((path) => path.includes('/resolve/')))], [`/${id}/resolve/${hub.commit}/config.json`]);
});

test('offline, what is in the cache is used, and what is not is refused with the cure', async () => {
  const folder = await resolveModel(id);
  await hub.close();
  assert.is(await resolveModel(id, { localFilesOnly: true }), folder);
  process.env.HF_HUB_OFFLINE = '1';
  assert.is(await resolveModel(id), folder);
  await refused(resolveModel('somebody/other'), /neither a folder here nor in the cache.*HF_HUB_OFFLINE/);
  delete process.env.HF_HUB_OFFLINE;
  assert.is(await resolveModel(id), folder); // the hub does not answer: what was there then
  await refused(resolveModel('somebody/other'), /did not answer .*HF_ENDPOINT/);
});

test('a damaged or short file is refused by its hash or size, and comes whole the next time', async () => {
  for (const damaged of [Buffer.alloc(2_500_000, 8), Buffer.alloc(1_200_000, 7)]) {
    hub.damaged.set('model.safetensors', damaged);
    await refused(resolveModel(id), /model\.safetensors came with (the hash|1200000 bytes)/);
    assert.equal(leftovers(), []);
  }
  hub.damaged.clear();
  hub.damaged.set('tokenizer.json', Buffer.from('{"a": 2}'));
  await refused(resolveModel(id), /tokenizer\.json came with the hash/);
  hub.damaged.clear();
  assert.ok(existsSync(join(await resolveModel(id), 'model.safetensors')));
});

test('a token is sent, from the variable or the file, and its absence is said', async () => {
  hub.token = 'hf_abcdefghijklmnopqrstuvwxyz';
  await refused(resolveModel(id), /private, gated or not there; set HF_TOKEN/);
  process.env.HF_TOKEN = hub.token;
  assert.ok(await resolveModel(id));
  delete process.env.HF_TOKEN;
  process.env.HF_HOME = mkdtempSync(join(scratch, 'home-'));
  writeFileSync(join(process.env.HF_HOME, 'token'), `${hub.token}\n`);
  assert.ok(await resolveModel(id, { cacheDir: mkdtempSync(join(scratch, 'cache-')) }));
});

test('HF_HOME holds the cache', async () => {
  delete process.env.HF_HUB_CACHE;
  process.env.HF_HOME = mkdtempSync(join(scratch, 'home-'));
  assert.ok((await resolveModel(id)).startsWith(join(process.env.HF_HOME, 'hub/models--somebody--some-model')));
});

test('what is no model is refused', async () => {
  await refused(resolveModel('somebody/unknown'), /no such model or revision/);
  await refused(resolveModel(id, { revision: 'v9' }), /no such model or revision/);
  await refused(resolveModel('../up'), /no such folder/);
  await refused(resolveModel('a/b/c'), /no such folder/);
  await refused(resolveModel(''), /folder or a hub id/, 'ERR_CONFIG');
  await refused(resolveModel(id, { revision: '../x' }), /revision/, 'ERR_CONFIG');
  hub.files.delete('config.json');
  await refused(resolveModel(id), /no config\.json/);
});

test('a listing with a name that leads out of the folder writes nothing there', async () => {
  hub.files.set('../../../escaped.json', Buffer.from('{}'));
  hub.files.set('modules.json', Buffer.from('[{"path": "../../..", "type": "a.Pooling"}]'));
  await refused(resolveModel(id), /outside/);
  assert.not.ok(existsSync(join(cache, 'escaped.json')));
});

referenceTest('a sentence encoder by its hub id', async () => {
  hub.files.clear();
  const bert = join(parity, 'models/bert');
  for (const name of ['config.json', 'model.safetensors', 'tokenizer.json', 'tokenizer_config.json', 'modules.json', '1_Pooling/config.json']) hub.files.set(name, readFileSync(join(bert, name)));
  const model = await SentenceEncoder.fromPretrained(id);
  assert.equal((await model.encode('a dog')).shape, [48]);
  model.dispose();
});

test.run();
