// What an operator relies on: limits, keys, health, metrics, spans, logs, draining, several models.
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TorchEncodersError } from '../../lib/index.js';
import { Health } from '../../lib/serve/health.js';
import { createEmbeddingServer, jsonLogger, type ServeOptions } from '../../lib/serve/index.js';
import { Lane } from '../../lib/serve/queue.js';
import { Scheduler } from '../../lib/serve/scheduler.js';
import type { Service } from '../../lib/serve/service.js';
import { newCaller } from '../../lib/serve/work.js';
import { ask, poster, running, served, type Answer, type Running } from './support.js';

const main = fileURLToPath(new URL('../../lib/cli/main.js', import.meta.url));
const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const withModel = (options: ServeOptions, fn: (running: Running) => Promise<void>, ...names: string[]) => async (): Promise<void> => running(await Promise.all((names.length > 0 ? names : ['static']).map(served)), options, fn);
const errorOf = ({ body }: { body: unknown }): string => (body as { error: string }).error;

/** Sends bytes as they are, and gives what comes back. */
const raw = (url: string, bytes: string | Buffer, thenEnd = true): Promise<string> => new Promise((resolve) => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname, () => (thenEnd ? socket.end(bytes) : socket.write(bytes)));
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString())).on('error', () => undefined).on('close', () => resolve(text));
});

test('keys: without the right one nothing is answered but what is public, each in the shape of its API', withModel({ apiKeys: ['first key', 'second'] }, async ({ get, post }) => {
  const key = (value: string): Record<string, string> => ({ authorization: value });
  for (const headers of [key('Bearer first key'), key('bearer second')]) assert.is((await post('/embed', { inputs: 'a' }, headers)).status, 200);
  for (const headers of [{}, key('Bearer first'), key('Bearer '), key('Basic first key'), key('Bearer first key2')]) {
    const tei = await post('/embed', { inputs: 'a' }, headers);
    assert.equal([tei.status, Object.keys(tei.body as object), tei.headers['www-authenticate']], [401, ['error', 'error_type'], 'Bearer']);
    const openai = await post('/v1/embeddings', { input: 'a' }, headers);
    assert.equal([openai.status, (openai.body as { error: { code: string } }).error.code], [401, 'invalid_api_key']);
    assert.equal([(await post('/v2/rerank', {}, headers)).status, (await get('/info', headers)).status, (await get('/v1/models', headers)).status], [401, 401, 401]);
  }
  for (const path of ['/health', '/metrics', '/', '/docs', '/page/page.js', '/openapi.json', '/ping']) assert.is((await get(path)).status, 200, path);
}));

test('bodies: too large, too deep, cut off, not UTF-8, packed: a 4xx in the API\'s own shape, and the server goes on', withModel({ payloadLimit: 10_000, bodyTimeout: 0.3 }, async ({ url, get, post }) => {
  const large = await post('/embed', { inputs: 'x'.repeat(20_000) });
  assert.equal([large.status, errorOf(large), large.headers.connection], [413, 'the body has more than 10000 bytes', 'close']);
  const chunked = await ask(`${url}/embed`, { method: 'POST', headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }, body: JSON.stringify({ inputs: 'x'.repeat(20_000) }) });
  assert.is(chunked.status, 413);
  for (const [body, message] of [['['.repeat(5000), /deeper than 64 levels/], ['{"inputs":' + '['.repeat(70) + ']'.repeat(70) + '}', /deeper/], ['', /not JSON/], ['null', /Expected/], ['"[[[["', /Expected/], ['[]', /inputs/]] as const) {
    const answer = await post('/embed', body);
    assert.ok(answer.status === 400 || answer.status === 422, answer.text);
    assert.match(errorOf(answer), message);
  }
  const deepInAString = await post('/embed', JSON.stringify({ inputs: '"'.repeat(10) + '['.repeat(200) + '\\' }));
  assert.is(deepInAString.status, 200, deepInAString.text);
  assert.match(errorOf(await ask(`${url}/embed`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: Buffer.from([0x22, 0xff, 0x22]) })), /UTF-8/);
  assert.is((await post('/embed', { inputs: 'a' }, { 'content-encoding': 'gzip' })).status, 415);
  assert.is((await post('/embed', { inputs: 'a' }, { 'content-type': 'application/json; charset=utf-8' })).status, 200);

  const head = 'POST /embed HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n';
  const slow = await raw(url, `${head}{"inp`, false);
  assert.match(slow, /^HTTP\/1\.1 408 [\s\S]*did not arrive within 0\.3 s/);
  assert.match(await raw(url, 'GARBAGE\r\n\r\n'), /^HTTP\/1\.1 400 [\s\S]*"error_type":"Validation"/);
  assert.match(await raw(url, `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`), /^HTTP\/1\.1 431 [\s\S]*headers are too large/);
  await raw(url, `${head}{"inp`, true); // gone in the middle of its body
  const missing = await get('/embed');
  assert.equal([missing.status, missing.headers.allow], [405, 'POST']);
  assert.is((await post('/embed', { inputs: 'a' })).status, 200);
}));

test('CORS: nobody unless asked', async () => {
  const origin = 'https://a.example';
  await running([await served('static')], {}, async ({ get, url }) => {
    assert.is((await get('/health', { origin })).headers['access-control-allow-origin'], undefined);
    assert.is((await ask(`${url}/embed`, { method: 'OPTIONS', headers: { origin } })).status, 405);
  });
  await running([await served('static')], { corsAllowOrigin: [origin] }, async ({ get, url }) => {
    assert.is((await get('/health', { origin })).headers['access-control-allow-origin'], origin);
    assert.is((await get('/health', { origin: 'https://b.example' })).headers['access-control-allow-origin'], undefined);
    const preflight = await ask(`${url}/embed`, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
    assert.equal([preflight.status, preflight.headers['access-control-allow-methods'], preflight.headers.vary], [204, 'GET, POST', 'origin']);
  });
});

test('too much at a time: 429 with Retry-After for the whole request, and idle again afterwards', withModel({ maxConcurrentRequests: 2 }, async ({ post, get }) => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => post('/embed', { inputs: Array.from({ length: 32 }, () => 'a dog barks '.repeat(3)) })));
  const statuses = answers.map(({ status }) => status);
  assert.ok(statuses.every((status) => status === 200 || status === 429) && statuses.includes(200) && statuses.includes(429), `${statuses}`);
  const refused = answers.find(({ status }) => status === 429)!;
  assert.equal(refused.body, { error: 'Model is overloaded', error_type: 'Overloaded' });
  assert.match(refused.headers['retry-after']!, /^[1-9]\d*$/);
  assert.is((await post('/embed', { inputs: 'a' })).status, 200);
  const metrics = (await get('/metrics')).text;
  assert.match(metrics, /\nte_queue_size 0\n/);
  assert.match(metrics, /\ntorch_encoders_requests 0\n/);
}, 'layer-norm'));

test('a deadline of the client\'s: 504 in time, and nothing computed for it', withModel({ maxQueueTime: 60 }, async ({ post }) => {
  let isBusy = true;
  const busy = Promise.all(Array.from({ length: 40 }, () => post('/embed', { inputs: Array.from({ length: 32 }, () => 'a dog barks '.repeat(10)) }))).finally(() => { isBusy = false; });
  const statuses: number[] = [];
  while (isBusy && !statuses.includes(504)) statuses.push((await post('/embed', { inputs: 'late' }, { 'x-request-timeout-ms': '1', priority: 'u=7' })).status);
  assert.ok(statuses.includes(504), `${statuses}`);
  assert.ok((await busy).every(({ status }) => status === 200));
}, 'layer-norm'));

test('metrics have text-embeddings-inference\'s names', withModel({}, async ({ post, get }) => {
  await post('/embed', { inputs: ['a dog', 'a cat'] });
  await post('/embed', { inputs: 5 });
  const { text, headers } = await get('/metrics');
  assert.match(headers['content-type']!, /text\/plain.*version=0\.0\.4/);
  for (const line of [
    'te_request_count{method="batch"} 1', 'te_request_success{method="batch"} 1', 'te_request_failure{err="validation"} 1', 'te_embed_count 2', 'te_embed_success 2',
    'te_request_duration_count 1', 'te_request_tokenization_duration_count 1', 'te_request_queue_duration_count 1', 'te_request_inference_duration_count 1',
    'te_embed_duration_count 1', 'te_request_input_length_count 2', 'te_queue_size 0', 'te_batch_current_size 0', 'torch_encoders_loaded_models 1',
  ]) assert.ok(text.includes(`\n${line}\n`), line);
  for (const name of ['te_batch_next_size_bucket', 'te_batch_next_tokens_bucket', 'te_batch_inference_duration_bucket', 'torch_encoders_tokens']) assert.ok(text.includes(`\n${name}{`), name);
}));

test('logs and spans tell of each request, and neither texts nor keys', async () => {
  const lines: string[] = [];
  interface Told { name: string; attributes: Record<string, unknown>; status?: { code: number }; ended: boolean }
  const spans: Told[] = [];
  const { trace } = (await import('@opentelemetry/api' as string)) as { trace: { setGlobalTracerProvider(provider: object): void; disable(): void } };
  trace.setGlobalTracerProvider({
    getTracer: () => ({
      startSpan(name: string, { attributes }: { attributes: Record<string, unknown> }) {
        const told: Told = { name, attributes: { ...attributes }, ended: false };
        spans.push(told);
        return { setAttributes: (more: object) => Object.assign(told.attributes, more), setStatus: (status: { code: number }) => (told.status = status), end: () => (told.ended = true) };
      },
    }),
  });
  try {
    await running([await served('static')], { apiKeys: ['secretkey'], logger: jsonLogger((line) => lines.push(line)) }, async ({ post, get }) => {
      await post('/embed', { inputs: 'secrettext' }, { authorization: 'Bearer secretkey' });
      await post('/embed?secretquery', '{"inputs": secrettext', { authorization: 'Bearer secretkey' });
      await post('/embed', { inputs: 'secrettext' }, { authorization: 'Bearer secretwrong' });
      await get('/health');
    });
  } finally {
    trace.disable();
  }
  const told = lines.map((line) => JSON.parse(line) as { level: string; status: number; path: string; texts: number; tokens: number; problem?: string });
  assert.equal(told.map(({ level, status, path, problem }) => [level, status, path, problem]), [['info', 200, '/embed', undefined], ['warn', 400, '/embed', 'malformed'], ['warn', 401, '/embed', 'unauthorized']]);
  assert.equal([told[0]!.texts, told[0]!.tokens > 0], [1, true]);
  assert.equal(spans.map(({ name, attributes, status, ended }) => [name, attributes['http.response.status_code'], status?.code, ended]), [['POST /embed', 200, undefined, true], ['POST /embed', 400, 2, true], ['POST /embed', 401, 2, true], ['GET /health', 200, undefined, true]]);
  assert.equal([spans[0]!.attributes['gen_ai.request.model'], spans[0]!.attributes.texts], ['static', 1]);
  assert.not.match(lines.join('') + JSON.stringify(spans), /secret/);
});

test('health: 503 within two seconds of an engine that is stuck, and while it is asked after a quiet time', async () => {
  const scheduler = new Scheduler({ maxBatchTokens: 100, maxBatchRequests: 100, slots: 1 });
  const stuck = new Lane<Float32Array>('stuck', () => new Promise(() => undefined));
  const model = { vectors: () => stuck };
  const registry = { places: [{ model }], use: (_: unknown, fn: (own: unknown) => Promise<unknown>) => fn(model) };
  const health = new Health({ scheduler, registry } as unknown as Service);
  await health.check(); // a batch was computed a moment ago: the warm-up
  void scheduler.run(stuck, [{ ids: new Int32Array(100) }], newCaller());
  const began = performance.now();
  const isHealthy = (): Promise<boolean> => health.check().then(() => true, () => false);
  while (await isHealthy()) await sleep(20);
  assert.ok(performance.now() - began < 2000, `${performance.now() - began} ms`);
});

test('draining: health says so, requests that were let in are answered, others are refused', async () => {
  const server = await createEmbeddingServer(await Promise.all([served('layer-norm')]), { maxQueueTime: 60 });
  const { url } = await server.listen({ port: 0 });
  const post = poster(url);
  const inFlight = Array.from({ length: 10 }, () => post('/embed', { inputs: Array.from({ length: 32 }, () => 'a dog barks '.repeat(20)) }));
  while (!/\ntorch_encoders_requests [1-9]/.test((await ask(`${url}/metrics`)).text)) await sleep(1);
  const closing = server.close(10);
  const [health, late] = await Promise.all([ask(`${url}/health`), post('/embed', { inputs: 'late' })]);
  assert.equal([health.status, late.status, late.headers.connection], [503, 503, 'close']);
  const answers = await Promise.all(inFlight);
  assert.ok(answers.every(({ status }) => status === 200 || status === 503) && answers.some(({ status }) => status === 200), `${answers.map(({ status }) => status)}`);
  assert.ok(answers.every(({ headers }) => headers.connection === 'close'));
  await closing;
  await post('/embed', { inputs: 'a' }).then(() => assert.unreachable(), (error: NodeJS.ErrnoException) => assert.is(error.code, 'ECONNREFUSED'));
});

test('serve: starts, says where it is, drains at SIGTERM and ends with 0', async () => {
  const { model } = await served('static');
  const child = spawn(process.execPath, [main, 'serve', `tiny=${model}`, '--port', '0', '--json']);
  let [out, err] = ['', ''];
  child.stderr.on('data', (chunk) => (err += chunk));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk) => (out += chunk).includes('\n') && resolve());
    child.on('close', () => reject(new Error(err + out)));
  });
  const { url, models } = JSON.parse(out) as { url: string; models: string[] };
  assert.equal([models, new URL(url).hostname], [['tiny'], '127.0.0.1']);
  const post = poster(url);
  assert.is((await post('/v1/embeddings', { input: 'a' })).status, 200);
  const ended = new Promise((resolve) => child.on('close', resolve));
  const statuses: (number | string)[] = [];
  const asking = (async (): Promise<void> => {
    for (;;) statuses.push(await post('/embed', { inputs: ['a dog', 'a cat'] }).then(({ status }) => status));
  })().catch((error: NodeJS.ErrnoException) => assert.match(error.code!, /ECONNREFUSED|ECONNRESET/)); // when it is gone
  while (statuses.length < 3) await sleep(1);
  child.kill('SIGTERM');
  assert.is(await ended, 0, err);
  await asking;
  assert.match(statuses.join(' '), /^(200 ?)+(503 ?)*$/);
  assert.match(err, /"message":"draining"/);
});

test('serve: a wrong model, port or option is one line', async () => {
  const run = (...args: string[]): Promise<[number | null, string]> => new Promise((resolve) => {
    const child = spawn(process.execPath, [main, 'serve', ...args]);
    let err = '';
    child.stderr.on('data', (chunk) => (err += chunk));
    child.on('close', (code) => resolve([code, err]));
  });
  const { model } = await served('static');
  const busy = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => busy.once('listening', resolve));
  const { port } = busy.address() as { port: number };
  for (const [args, code, message] of [
    [[], 2, /missing required argument/], [['./nowhere'], 1, /no such folder/], [[model, '--port', '99999'], 2, /65535/], [[model, '--max-queue-time', '0'], 2, /above 0/],
    [[model, '--max-memory', '0'], 2, /at least 1/], [[model, '--port', String(port)], 1, /EADDRINUSE/],
  ] as const) {
    const [found, err] = await run(...args);
    assert.is(found, code, err);
    assert.match(err, message);
  }
  busy.close();
});

test('options: what cannot be is refused by name', async () => {
  const models = [await served('static')];
  for (const [options, code, message] of [
    [{ maxConcurrentRequests: 0 }, 'ERR_RANGE', /maxConcurrentRequests is 0/], [{ maxQueueTime: -1 }, 'ERR_RANGE', /maxQueueTime is -1/], [{ port: 3 }, 'ERR_CONFIG', /no option 'port'/],
    [{ apiKeys: [''] }, 'ERR_CONFIG', /API key is empty/], [{ basePath: 'ml/' }, 'ERR_CONFIG', /basePath/], [{ maxMemory: 1 }, 'ERR_MEMORY', /more than the 1/],
  ] as const) {
    await createEmbeddingServer(models, options as ServeOptions).then(() => assert.unreachable(), (error: TorchEncodersError) => {
      assert.is(error.code, code, error.message);
      assert.match(error.message, message);
    });
  }
  await createEmbeddingServer([]).then(() => assert.unreachable(), (error: TorchEncodersError) => assert.is(error.code, 'ERR_CONFIG'));
  await createEmbeddingServer([...models, ...models]).then(() => assert.unreachable(), (error: TorchEncodersError) => assert.match(error.message, /two models are named 'static'/));
});

test('several models: the room for one is given from one to the other; a model that nobody asks goes, and comes back', async () => {
  const models = await Promise.all(['static', 'layer-norm', 'cross-encoder-1'].map(served));
  const loaded = async ({ get }: Running): Promise<number> => Number(/\ntorch_encoders_loaded_models (\d)/.exec((await get('/metrics')).text)![1]);
  await running(models, { maxMemory: 30_000 }, async (own) => {
    const { post } = own;
    const asked = (model: string): Promise<Answer> => (model === 'cross-encoder-1' ? post('/rerank', { query: 'a', texts: ['b'], model }) : post('/embed', { inputs: 'a', model }));
    assert.is(await loaded(own), 2); // the third found no room
    for (const model of ['static', 'layer-norm', 'cross-encoder-1', 'layer-norm']) {
      const answer = await asked(model);
      assert.is(answer.status, 200, answer.text);
      assert.ok((await loaded(own)) < 3);
    }
    const mixed = await Promise.all(Array.from({ length: 12 }, (_, i) => asked(i % 2 ? 'layer-norm' : 'cross-encoder-1')));
    assert.ok(mixed.every(({ status }) => status === 200), 'none is unloaded while it is used');
  });
  await running(models.slice(0, 2), { idleUnload: 0.2 }, async (own) => {
    assert.is(await loaded(own), 2);
    await sleep(600);
    assert.is(await loaded(own), 0);
    assert.is((await own.get('/health')).status, 200);
    assert.is((await own.post('/embed', { inputs: 'a', model: 'static' })).status, 200);
    assert.is(await loaded(own), 1);
  });
});

test('middleware: below a path, behind a body parser, and not for what is not its own', async () => {
  const server = await createEmbeddingServer([await served('static')]);
  const express = createServer((request, response) => {
    const own = request as IncomingMessage & { body?: unknown; originalUrl?: string };
    const next = (): void => void response.writeHead(418).end('next');
    if (!request.url!.startsWith('/ml')) return next();
    own.originalUrl = request.url;
    request.url = request.url!.slice(3) || '/';
    if (request.method !== 'POST') return server.handler(request, response, next);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      own.body = JSON.parse(Buffer.concat(chunks).toString()) as unknown;
      server.handler(request, response, next);
    });
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => express.once('listening', resolve));
  const url = `http://127.0.0.1:${(express.address() as { port: number }).port}`;
  try {
    assert.is((await poster(url)('/ml/embed', { inputs: 'a' })).status, 200);
    assert.equal([(await ask(`${url}/ml/none`)).status, (await ask(`${url}/other`)).status], [418, 418]);
    const bare = await ask(`${url}/ml`);
    assert.equal([bare.status, bare.headers.location], [308, 'ml/']);
    assert.match((await ask(`${url}/ml/`)).text, /<title>torch-encoders/);
  } finally {
    express.close();
    await server.close(1);
  }
  const mounted = await createEmbeddingServer([await served('static')], { basePath: '/a/b' });
  const { url: base } = await mounted.listen({ port: 0 });
  try {
    assert.equal([(await ask(`${base}/a/b/health`)).status, (await ask(`${base}/health`)).status, (await ask(`${base}/a/bc/health`)).status, (await ask(`${base}/a/b`)).headers.location], [200, 404, 404, 'b/']);
  } finally {
    await mounted.close(1);
  }
});

test('examples/serve.mjs: the server inside an app', async () => {
  const { model } = await served('static');
  const child = spawn(process.execPath, [fileURLToPath(new URL('../../../examples/serve.mjs', import.meta.url)), model, '0']);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (line) => resolve(String(line).trim()));
    child.on('close', (code) => reject(new Error(`it ended with ${code}`)));
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const answer = await poster(url)('embed', { inputs: 'a dog' });
  assert.equal([answer.status, (await ask(new URL('/elsewhere', url).href)).status], [200, 404]);
  child.kill('SIGTERM');
  assert.is(await ended, 0);
});

test('the OpenAPI document names every route and schema that it uses', withModel({}, async ({ get }) => {
  const document = (await get('/openapi.json')).body as { openapi: string; paths: Record<string, Record<string, { operationId: string; responses: object }>>; components: { schemas: Record<string, object> } };
  assert.match(document.openapi, /^3\./);
  for (const path of ['/embed', '/embed_all', '/embed_sparse', '/rerank', '/predict', '/similarity', '/tokenize', '/decode', '/v1/embeddings', '/v1/models', '/v2/rerank']) assert.ok(document.paths[path], path);
  const used = [...JSON.stringify(document.paths).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name!);
  assert.ok(used.length > 20 && used.every((name) => document.components.schemas[name]));
  const ids = Object.values(document.paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
  assert.is(new Set(ids).size, ids.length);
  assert.match((await get('/')).headers['content-security-policy'] as string, /default-src 'none'/);
}));

test.run();
