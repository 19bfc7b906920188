// The clients that people have, against the server: node bench/serve/clients.mjs MODEL [PYTHON]. Ends with 0 when each gets the vectors of the program.
// PYTHON has openai, langchain-openai, langchain-huggingface and numpy. JavaScript's clients are in package.json here.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { InferenceClient } from '@huggingface/inference';
import { HuggingFaceInferenceEmbeddings } from '@langchain/community/embeddings/hf';
import { OpenAIEmbeddings } from '@langchain/openai';
import { CohereClientV2 } from 'cohere-ai';
import express from 'express';
import fastify from 'fastify';
import OpenAI from 'openai';
import { SentenceEncoder } from 'torch-encoders';
import { createEmbeddingServer } from 'torch-encoders/serve';
import { fixtureOf, folderOf } from '../../dist/test/fixture.js';

const [model, python] = process.argv.slice(2);
const texts = ['What is Deep Learning?', 'A cat sleeps on the sofa.', 'Ein kurzer Satz.'];
const encoder = await SentenceEncoder.fromPretrained(model);
const flat = await (await encoder.encode(texts, { normalize: true })).data();
const D = flat.length / texts.length;
const wanted = texts.map((_, i) => [...flat.subarray(i * D, (i + 1) * D)]);
const apiKey = 'secret';
const served = (name, folder = name) => folderOf(fixtureOf(name)).then((own) => ({ name: folder, model: own }));
const embeddings = await createEmbeddingServer([{ name: 'minilm', model }], { apiKeys: [apiKey] });
const { url } = await embeddings.listen({ port: 0 });
const scorers = await createEmbeddingServer([await served('cross-encoder-1'), await served('cross-encoder-3')], { apiKeys: [apiKey] });
const { url: scorerUrl } = await scorers.listen({ port: 0 });

const alike = (found, expected = wanted) => {
  assert.equal(found.length, expected.length);
  found.forEach((row, i) => {
    assert.equal(row.length, expected[i].length);
    row.forEach((value, k) => assert.ok(Math.abs(value - expected[i][k]) <= 1e-6, `${value}, wanted ${expected[i][k]}`));
  });
};
const versionOf = (name) => JSON.parse(readFileSync(fileURLToPath(new URL(`node_modules/${name}/package.json`, import.meta.url)), 'utf8')).version;
async function client(name, what, fn) {
  await fn();
  console.log(`ok  ${name} ${versionOf(name)}: ${what}`);
}

try {
  const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey });
  await client('openai', 'embeddings of a list, which asks for base64', async () => {
    const { data, model: name, usage } = await openai.embeddings.create({ model: 'minilm', input: texts });
    alike(data.map(({ embedding }) => embedding));
    assert.deepEqual([name, usage.prompt_tokens > 10], ['minilm', true]);
  });
  await client('openai', 'floats, a string, token ids, dimensions', async () => {
    alike((await openai.embeddings.create({ model: 'minilm', input: texts[0], encoding_format: 'float' })).data.map(({ embedding }) => embedding), [wanted[0]]);
    const { inputIds } = await encoder.tokenizer.encode(texts[1]);
    alike((await openai.embeddings.create({ model: 'minilm', input: inputIds })).data.map(({ embedding }) => embedding), [wanted[1]]);
    const { data } = await openai.embeddings.create({ model: 'minilm', input: texts, dimensions: 64 });
    const cut = wanted.map((row) => row.slice(0, 64)).map((row) => row.map((x) => x / Math.hypot(...row)));
    alike(data.map(({ embedding }) => embedding), cut);
  });
  await client('openai', 'models, and its own errors', async () => {
    assert.deepEqual((await openai.models.list()).data.map(({ id }) => id), ['minilm']);
    assert.equal((await openai.models.retrieve('minilm')).owned_by, 'torch-encoders');
    const error = async (promise) => promise.then(() => assert.fail('no error'), (found) => found);
    assert.ok(await error(openai.models.retrieve('none')) instanceof OpenAI.NotFoundError);
    assert.ok(await error(openai.embeddings.create({ model: 'minilm', input: [] })) instanceof OpenAI.BadRequestError);
    const refused = await error(new OpenAI({ baseURL: `${url}/v1`, apiKey: 'wrong' }).embeddings.create({ model: 'minilm', input: 'a' }));
    assert.ok(refused instanceof OpenAI.AuthenticationError);
    assert.match(refused.message, /the API key is wrong/);
  });

  const hf = new InferenceClient(apiKey, { endpointUrl: url });
  await client('@huggingface/inference', 'featureExtraction and sentenceSimilarity', async () => {
    alike(await hf.featureExtraction({ inputs: texts }));
    alike([await hf.featureExtraction({ inputs: texts[0] })].map((found) => (Array.isArray(found[0]) ? found[0] : found)), [wanted[0]]);
    const similar = await hf.sentenceSimilarity({ inputs: { source_sentence: texts[0], sentences: texts } });
    assert.ok(Math.abs(similar[0] - 1) < 1e-6 && similar[1] < 0.3);
  });
  await client('@huggingface/inference', 'textClassification, which wants a list in a list', async () => {
    const found = await new InferenceClient(apiKey, { endpointUrl: `${scorerUrl}/predict` }).textClassification({ inputs: [['a dog barks']] });
    assert.deepEqual(found.map(({ label }) => label).sort(), ['LABEL_0', 'LABEL_1', 'LABEL_2']);
  });

  await client('@langchain/openai', 'OpenAIEmbeddings', async () => {
    const own = new OpenAIEmbeddings({ model: 'minilm', apiKey, configuration: { baseURL: `${url}/v1` } });
    alike(await own.embedDocuments(texts));
    alike([await own.embedQuery(texts[2])], [wanted[2]]);
    assert.equal((await own.embedDocuments(Array.from({ length: 700 }, (_, i) => `text ${i}`))).length, 700);
  });
  await client('@langchain/community', 'HuggingFaceInferenceEmbeddings', async () => {
    const own = new HuggingFaceInferenceEmbeddings({ apiKey, endpointUrl: url });
    alike(await own.embedDocuments(texts));
    alike([await own.embedQuery(texts[2])], [wanted[2]]);
  });
  await client('cohere-ai', 'v2 rerank', async () => {
    const { query, texts: documents, rank } = fixtureOf('cross-encoder-1');
    const cohere = new CohereClientV2({ token: apiKey, environment: scorerUrl });
    const { results } = await cohere.rerank({ model: 'any', query, documents, topN: 3 });
    assert.deepEqual(results.map(({ index }) => index), rank.slice(0, 3).map(([id]) => id));
  });

  for (const [name, start] of [['express', withExpress], ['fastify', withFastify]]) {
    await client(name, 'the same as middleware under /ml, beside a route of its own', async () => {
      const { port, stop } = await start();
      try {
        const own = new OpenAI({ baseURL: `http://127.0.0.1:${port}/ml/v1`, apiKey });
        alike((await own.embeddings.create({ model: 'minilm', input: texts })).data.map(({ embedding }) => embedding));
        assert.equal(await (await fetch(`http://127.0.0.1:${port}/hello`)).text(), 'hello');
        assert.match(await (await fetch(`http://127.0.0.1:${port}/ml`)).text(), /<title>torch-encoders/);
      } finally {
        await stop();
      }
    });
  }
  if (python) await run(python, [fileURLToPath(new URL('clients.py', import.meta.url)), url, apiKey, JSON.stringify(texts), JSON.stringify(wanted)]);
  else console.log('--  the clients of Python: no PYTHON was given');
} finally {
  await Promise.all([embeddings.close(1), scorers.close(1)]);
}

async function withExpress() {
  const app = express();
  app.use(express.json()); // reads bodies before we can
  app.get('/hello', (_, response) => response.type('text').send('hello'));
  app.use('/ml', embeddings.handler);
  const server = await new Promise((resolve) => { const own = app.listen(0, '127.0.0.1', () => resolve(own)); });
  return { port: server.address().port, stop: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }) };
}

async function withFastify() {
  const mounted = await createEmbeddingServer([{ name: 'minilm', model }], { apiKeys: [apiKey], basePath: '/ml' });
  const app = fastify({ forceCloseConnections: true });
  app.get('/hello', async () => 'hello');
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, done) => done(null));
    const hand = (request, reply) => { reply.hijack(); mounted.handler(request.raw, reply.raw); };
    scope.all('/ml', hand);
    scope.all('/ml/*', hand);
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return { port: app.server.address().port, async stop() { await app.close(); await mounted.close(1); } };
}

function run(command, args) {
  return new Promise((resolve, reject) => spawn(command, args, { stdio: 'inherit' }).on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`)))));
}
