import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { heldTensors, memory, saveSafetensors, SentenceEncoder, tensorOf, TorchEncodersError } from './support.js';
import { close, maxDifference, numbers, parity, referenceTest } from '../reference.js';

const models = join(parity, 'models');
const bert = join(models, 'bert');
const scratch = mkdtempSync(join(tmpdir(), 'sentence-'));
test.after(() => rmSync(scratch, { recursive: true }));

/** A copy of the reference's small BERT with some JSON files replaced. */
function variant(files: Record<string, unknown>): string {
  const folder = mkdtempSync(join(scratch, 'model-'));
  cpSync(bert, folder, { recursive: true });
  for (const [name, value] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
  }
  return folder;
}
const module = (kind: string, path: string, idx: number): object => ({ idx, name: String(idx), path, type: `sentence_transformers.models.${kind}` });
async function refused(call: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  const error = await call.then(() => assert.unreachable('was not refused'), (e: unknown) => e);
  assert.instance(error, TorchEncodersError);
  assert.is((error as TorchEncodersError).code, code, (error as Error).message);
  assert.match((error as Error).message, message);
  assert.not.match((error as Error).message, /\n/);
}

referenceTest('shapes: a string gives [D], a list [N, D], an empty list [0, D], tokens a tensor each', async () => {
  const model = await SentenceEncoder.fromPretrained(bert);
  assert.equal((await model.encode('a')).shape, [48]);
  assert.equal((await model.encode(['a', '', 'b'])).shape, [3, 48]);
  assert.equal((await model.encode([])).shape, [0, 48]);
  assert.equal((await model.encode([], { precision: 'ubinary', truncateDim: 20 })).shape, [0, 3]);
  assert.equal((await model.encode([], { precision: 'int8' })).shape, [0, 48]);
  assert.equal((await model.encode(['a', 'b c d'], { outputValue: 'token' })).map(({ shape }) => shape[1]), [48, 48]);
  assert.equal(await model.encode([], { outputValue: 'token' }), []);
  assert.is(model.getSentenceEmbeddingDimension(), 48);
  assert.is(model.maxSeqLength, 32);
});

referenceTest('truncate, normalise, quantise: in this order', async () => {
  const model = await SentenceEncoder.fromPretrained(bert);
  const texts = ['one', 'two words', 'three words here', 'and some more of them'];
  const whole = numbers(await model.encode(texts));
  const cut = numbers(await model.encode(texts, { truncateDim: 16, normalize: true }));
  const wanted = texts.flatMap((_, i) => {
    const row = whole.slice(i * 48, i * 48 + 16);
    const norm = Math.hypot(...row);
    return row.map((value) => value / norm);
  });
  close(cut, wanted, { atol: 1e-6 }, 'truncated, then normalised');
  const bits = numbers(await model.encode(texts, { truncateDim: 16, precision: 'ubinary' }));
  assert.equal(bits, texts.flatMap((_, i) => [0, 8].map((from) => whole.slice(i * 48 + from, i * 48 + from + 8).reduce((byte, value) => byte * 2 + (value > 0 ? 1 : 0), 0))));
});

referenceTest('a concatenation of poolings, a Dense, a Normalize without folder; and what is saved is loaded again', async () => {
  const W = Float32Array.from({ length: 5 * 96 }, (_, i) => Math.sin(i));
  const folder = variant({
    'modules.json': [module('Transformer', '', 0), module('Pooling', '1_Pooling', 1), module('Dense', '2_Dense', 2), { idx: 3, name: '3', path: '3_Normalize', type: 'sentence_transformers.sentence_transformer.modules.normalize.Normalize' }],
    '1_Pooling/config.json': { embedding_dimension: 48, pooling_mode: ['mean', 'cls'], include_prompt: true },
    '2_Dense/config.json': { in_features: 96, out_features: 5, bias: true, activation_function: 'torch.nn.modules.activation.Tanh' },
  });
  await saveSafetensors(join(folder, '2_Dense/model.safetensors'), { 'linear.weight': tensorOf(W, [5, 96]), 'linear.bias': tensorOf(new Float32Array(5).fill(0.1), [5]) });
  const model = await SentenceEncoder.fromPretrained(folder);
  assert.is(model.getSentenceEmbeddingDimension(), 5);
  const [cls, mean] = await Promise.all((['cls', 'mean'] as const).map(async (method) => {
    const { inputIds } = await model.tokenizer.encode('some text');
    return numbers(await model.encoder.encode(tensorOf(BigInt64Array.from(inputIds, BigInt), [1, inputIds.length]), undefined, method));
  }));
  const dense = Array.from({ length: 5 }, (_, row) => Math.tanh([...cls!, ...mean!].reduce((sum, value, i) => sum + value * W[row * 96 + i]!, 0.1)));
  close(numbers(await model.encode('some text')), dense.map((value) => value / Math.hypot(...dense)), { atol: 1e-5 }, 'cls and mean, dense, normalised');

  const saved = join(scratch, 'saved');
  model.maxSeqLength = 20;
  await model.savePretrained(saved);
  const again = await SentenceEncoder.fromPretrained(saved);
  assert.is(again.maxSeqLength, 20);
  assert.ok(maxDifference(numbers(await again.encode('some text')), numbers(await model.encode('some text'))) <= 1e-6);
  assert.equal(JSON.parse(readFileSync(join(saved, 'modules.json'), 'utf8')).map(({ path }: { path: string }) => path), ['', '1_Pooling', '2_Dense', '3_Normalize']);
});

referenceTest('include_prompt false leaves the prompt out of the pooling', async () => {
  const folder = variant({ '1_Pooling/config.json': { word_embedding_dimension: 48, pooling_mode_mean_tokens: true, include_prompt: false } });
  const model = await SentenceEncoder.fromPretrained(folder);
  const plain = await SentenceEncoder.fromPretrained(bert);
  const [tokens] = await plain.encode(['query: a dog'], { outputValue: 'token' });
  const skip = (await plain.tokenizer.countTokens('query: ')) - 1; // without the last, which stands after the text
  const rows = numbers(tokens!);
  const kept = rows.length / 48 - skip;
  const mean = Array.from({ length: 48 }, (_, j) => Array.from({ length: kept }, (_, i) => rows[(skip + i) * 48 + j]!).reduce((a, b) => a + b) / kept);
  close(numbers(await model.encode('a dog', { promptName: 'query' })), mean.map((value) => value / Math.hypot(...mean)), { atol: 1e-5 }, 'without the prompt');
});

referenceTest('a folder without modules.json pools the mean', async () => {
  const folder = variant({});
  rmSync(join(folder, 'modules.json'));
  const model = await SentenceEncoder.fromPretrained(folder);
  const raw = numbers(await model.encode('a dog'));
  const normal = numbers(await (await SentenceEncoder.fromPretrained(bert)).encode('a dog'));
  close(raw.map((value) => value / Math.hypot(...raw)), normal, { atol: 1e-6 }, 'the mean');
});

referenceTest('what a folder cannot be is refused by name, and nothing stays behind', async () => {
  const before = await heldTensors();
  const of = (files: Record<string, unknown>): Promise<unknown> => SentenceEncoder.fromPretrained(variant(files));
  await refused(of({ 'modules.json': [module('Transformer', '', 0), module('Pooling', '1_Pooling', 1), module('CLIPModel', '2_CLIPModel', 2)] }), 'ERR_UNSUPPORTED', /models\.CLIPModel.*supported are Transformer, StaticEmbedding, BoW, WordEmbeddings, Pooling/);
  await refused(of({ 'modules.json': [module('StaticEmbedding', '', 0)] }), 'ERR_CONFIG', /no embedding\.weight/);
  await refused(of({ 'modules.json': [module('Transformer', '', 0), module('Pooling', '../elsewhere', 1)] }), 'ERR_FILE', /outside/);
  await refused(of({ 'modules.json': '{' }), 'ERR_FILE', /modules\.json is not JSON/);
  await refused(of({ 'modules.json': {} }), 'ERR_CONFIG', /wanted a list/);
  await refused(of({ '1_Pooling/config.json': { pooling_mode_mean_tokens: false } }), 'ERR_CONFIG', /asks for no pooling/);
  await refused(of({ '1_Pooling/config.json': { pooling_mode: 'median' } }), 'ERR_UNSUPPORTED', /median/);
  await refused(of({ 'config_sentence_transformers.json': { prompts: { query: 5 } } }), 'ERR_CONFIG', /prompts/);
  await refused(of({ 'config_sentence_transformers.json': { similarity_fn_name: 'jaccard' } }), 'ERR_UNSUPPORTED', /jaccard/);
  await refused(of({ 'sentence_bert_config.json': { max_seq_length: 'long' } }), 'ERR_CONFIG', /max_seq_length/);
  await refused(of({ 'config.json': { model_type: 'mamba' } }), 'ERR_UNSUPPORTED', /model_type 'mamba'.*bert/);
  await refused(of({ 'config.json': { model_type: 'bert', hidden_size: 48, num_attention_heads: 5 } }), 'ERR_CONFIG', /num_attention_heads/);
  await refused(of({ 'config.json': readFileSync(join(bert, 'config.json'), 'utf8').replace('"vocab_size": 520', '"vocab_size": 521') }), 'ERR_CONFIG', /word_embeddings.*\[520, 48\].*\[521, 48\]/);
  await refused(of({ 'model.safetensors': 'PK\x03\x04 something else altogether' }), 'ERR_FILE', /model\.safetensors/);
  await refused(of({ 'tokenizer.json': '{"model":' }), 'ERR_FILE', /tokenizer\.json/);
  const cut = variant({});
  writeFileSync(join(cut, 'model.safetensors'), readFileSync(join(cut, 'model.safetensors')).subarray(0, 5000));
  await refused(SentenceEncoder.fromPretrained(cut), 'ERR_FILE', /the file has 5000/);
  const bin = variant({ 'pytorch_model.bin': 'a pickle' });
  rmSync(join(bin, 'model.safetensors'));
  await refused(SentenceEncoder.fromPretrained(bin), 'ERR_UNSUPPORTED', /pytorch_model\.bin.*pickle/);
  rmSync(join(bin, 'pytorch_model.bin'));
  await refused(SentenceEncoder.fromPretrained(bin), 'ERR_FILE', /no model\.safetensors/);
  const linked = variant({});
  rmSync(join(linked, '1_Pooling/config.json'));
  symlinkSync(resolve(bert, '1_Pooling/config.json'), join(linked, '1_Pooling/config.json'));
  await refused(SentenceEncoder.fromPretrained(linked), 'ERR_FILE', /is a link to .*outside of the model folder/);
  const huge = variant({});
  truncateSync(join(huge, 'config.json'), 65 << 20);
  await refused(SentenceEncoder.fromPretrained(huge), 'ERR_FILE', /config\.json has 68157440 bytes, more than/);
  await refused(SentenceEncoder.fromPretrained(join(scratch, 'nowhere')), 'ERR_FILE', /no such folder/);
  await refused(SentenceEncoder.fromPretrained(join(bert, 'config.json')), 'ERR_FILE', /is a file/);
  await refused(SentenceEncoder.fromPretrained(5 as unknown as string), 'ERR_CONFIG', /found 5/);
  assert.is(memory().tensors, before);
});

referenceTest('bad texts and options are refused, and the next text is embedded', async () => {
  const model = await SentenceEncoder.fromPretrained(bert);
  const before = await heldTensors();
  const bad = (options: object, text: unknown = 'a'): Promise<unknown> => model.encode(text as string, options);
  await refused(bad({}, ['a', 5]), 'ERR_DTYPE', /text 1 is of type number/);
  await refused(bad({}, null), 'ERR_DTYPE', /null/);
  await refused(bad({}, [['a', 'b']]), 'ERR_DTYPE', /text 0 is a list/);
  await refused(bad({ batchSize: 0 }), 'ERR_RANGE', /batchSize is 0/);
  await refused(bad({ maxTokensPerBatch: 1.5 }), 'ERR_RANGE', /maxTokensPerBatch is 1\.5/);
  await refused(bad({ truncateDim: 49 }), 'ERR_RANGE', /truncateDim is 49; wanted a whole number from 1 to 48/);
  await refused(bad({ precision: 'int4' }), 'ERR_CONFIG', /int4/);
  await refused(bad({ outputValue: 'all' }), 'ERR_CONFIG', /outputValue/);
  await refused(bad({ promptName: 'toString' }), 'ERR_CONFIG', /no prompt 'toString'; it has query, document/);
  await refused(bad({ prompt: 5 }), 'ERR_DTYPE', /prompt is 5/);
  assert.throws(() => { model.maxSeqLength = 41; }, /maxSeqLength is 41; wanted a whole number from 1 to 40/);
  assert.is(memory().tensors, before);
  assert.equal((await model.encode('next')).shape, [48]);
});

referenceTest('lone surrogates, empty texts and a text of 1 MB are embedded', async () => {
  const model = await SentenceEncoder.fromPretrained(bert);
  const texts = ['\ud83d', 'x \udc00 y', '', ' ', '\u0000', 'word '.repeat(200_000)];
  const vectors = numbers(await model.encode(texts));
  assert.ok(vectors.every(Number.isFinite));
  assert.is(maxDifference(vectors.slice(0, 48), numbers(await model.encode('\ufffd'))) <= 1e-6, true);
});

referenceTest('a signal stops the call, all tensors are freed, and the next call runs', async () => {
  const model = await SentenceEncoder.fromPretrained(bert);
  const texts = Array.from({ length: 5_000 }, (_, i) => `text number ${i}`);
  const before = await heldTensors();
  const controller = new AbortController();
  const error = await model.encode(texts, { batchSize: 8, signal: controller.signal, onProgress: ({ done }) => { if (done > 100) controller.abort('enough'); } }).then(() => assert.unreachable('was not stopped'), (e: unknown) => e);
  assert.is((error as Error).name, 'AbortError');
  assert.is((error as Error).cause, 'enough');
  assert.is(memory().tensors, before);
  const stopped = await model.encode('a', { signal: AbortSignal.abort() }).then(() => assert.unreachable('was not stopped'), (e: unknown) => e);
  assert.is((stopped as Error).name, 'AbortError');
  const thrown = await model.encode(texts, { onProgress: () => { throw new Error('of the caller'); } }).then(() => assert.unreachable('was not thrown'), (e: unknown) => e);
  assert.is((thrown as Error).message, 'of the caller');
  assert.is(memory().tensors, before);
  (await model.encode('a')).dispose();
  assert.is(memory().tensors, before);
});

referenceTest('progress counts to the end, and a stream comes in order', async () => {
  const model = await SentenceEncoder.fromPretrained(bert);
  const texts = Array.from({ length: 50 }, (_, i) => 'word '.repeat(i % 7) + i);
  const seen: number[] = [];
  const together = numbers(await model.encode(texts, { batchSize: 8, onProgress: ({ done, total }) => { assert.is(total, 50); seen.push(done); } }));
  assert.is(seen.at(-1), 50);
  assert.equal(seen, [...seen].sort((a, b) => a - b));
  async function* source(): AsyncGenerator<string> { yield* texts; }
  const streamed: number[] = [];
  const sizes: number[] = [];
  for await (const { texts: some, embeddings } of model.encodeStream(source(), { chunkSize: 20 })) {
    sizes.push(some.length);
    streamed.push(...numbers(embeddings));
  }
  assert.equal(sizes, [20, 20, 10]);
  assert.ok(maxDifference(streamed, together) <= 1e-6);
});

referenceTest('several calls at once do not disturb one another', async () => {
  const model = await SentenceEncoder.fromPretrained(bert);
  const texts = ['one', 'two words', 'three words here'];
  const alone = await Promise.all(texts.map(async (text) => numbers(await model.encode(text))));
  const [lists, ...single] = await Promise.all([model.encode(texts), ...texts.map((text) => model.encode(text))]);
  assert.ok(maxDifference(numbers(lists!), alone.flat()) <= 1e-6);
  single.forEach((one, i) => assert.ok(maxDifference(numbers(one), alone[i]!) <= 1e-6));
});

test.run();
