// onnxruntime-node behind Fastify, with our own queue before it: the same batches by tokens, in the same length buckets; padded, since it knows no other way.
// rival.mjs FOLDER {"slots":1,"threads":2,"maxBatchTokens":512}: FOLDER has onnx/model.onnx.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import fastify from 'fastify';
import { cacheDir } from '../../scripts/setup/cache.mjs';
import { Lane } from '../../dist/lib/serve/queue.js';
import { Scheduler } from '../../dist/lib/serve/scheduler.js';
import { TokenPump } from '../../dist/lib/serve/tokens.js';
import { newCaller } from '../../dist/lib/serve/work.js';
import { Tokenizer } from 'torch-encoders';

const [model, given = '{}'] = process.argv.slice(2);
const { slots = 1, threads = 2, maxBatchTokens = 512 } = JSON.parse(given);
const { InferenceSession, Tensor } = createRequire(join(cacheDir(), 'bench/node/package.json'))('onnxruntime-node');
const maxLength = JSON.parse(readFileSync(join(model, 'sentence_bert_config.json'), 'utf8')).max_seq_length;
const tokenizer = await Tokenizer.fromPretrained(model);
const session = await InferenceSession.create(join(model, 'onnx/model.onnx'), { intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all' });

async function compute({ ids, cuSeqlens, indices }) {
  const [rows, lengths] = [indices.length, indices.map((_, i) => cuSeqlens[i + 1] - cuSeqlens[i])];
  const length = Math.max(...lengths);
  const [padded, mask] = [new BigInt64Array(rows * length), new BigInt64Array(rows * length)];
  for (let i = 0; i < rows; i++) for (let t = 0; t < lengths[i]; t++) {
    padded[i * length + t] = BigInt(ids[cuSeqlens[i] + t]);
    mask[i * length + t] = 1n;
  }
  const tensor = (data) => new Tensor('int64', data, [rows, length]);
  const { last_hidden_state: states } = await session.run({ input_ids: tensor(padded), attention_mask: tensor(mask), token_type_ids: tensor(new BigInt64Array(padded.length)) });
  const dimension = states.dims[2];
  return lengths.map((own, i) => {
    const mean = new Float32Array(dimension);
    for (let t = 0, at = i * length * dimension; t < own; t++) for (let k = 0; k < dimension; k++) mean[k] += states.data[at++];
    let squares = 0;
    for (const x of mean) squares += x * x;
    const norm = Math.sqrt(squares);
    return mean.map((x) => x / norm);
  });
}

const scheduler = new Scheduler({ maxBatchTokens, maxBatchRequests: Infinity, slots });
const lane = new Lane('onnxruntime', compute);
const pump = new TokenPump((texts) => tokenizer.pack(texts, maxLength));
const app = fastify();
app.post('/embed', { schema: { body: { type: 'object', required: ['inputs'], properties: { inputs: { type: 'string' } } } } }, async ({ body }, reply) => {
  const { values } = await scheduler.run(lane, await pump.tokenize([body.inputs]), newCaller());
  return reply.type('application/json').send(JSON.stringify(values.map((row) => Array.from(row))));
});
for (const words of [1, 60, 120]) await scheduler.run(lane, await pump.tokenize(['warm '.repeat(words)]), newCaller());
const url = await app.listen({ port: 0, host: '127.0.0.1' });
console.log(JSON.stringify({ url }));
process.once('SIGTERM', () => process.exit(0));
