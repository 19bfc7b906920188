// Every module of sentence-transformers, and its sparse and cross encoders, on small models whose results the library itself made.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CrossEncoder, SentenceEncoder, SparseEncoder, torch, TorchEncodersError, type Tensor } from '../../lib/index.js';
import { fixtureOf, folderOf, modelFixtures } from '../fixture.js';
import { close, maxDifference, numbers } from '../reference.js';

const models = modelFixtures.filter(({ kind }) => kind === 'SentenceTransformer');
assert.ok(models.length >= 11);
const scratch = (): string => mkdtempSync(join(tmpdir(), 'modules-'));

for (const one of models) test(`${one.name}: the vectors of sentence-transformers, together and alone; saved in both spellings and loaded again`, async () => {
  const folder = await folderOf(one);
  const model = await SentenceEncoder.fromPretrained(folder);
  const texts = one.texts!;
  const vectors = await model.encode(texts);
  close(numbers(vectors), one.output.values, { atol: 2e-6, rtol: 2e-6 }, 'vectors');
  assert.equal(vectors.shape, one.output.shape);
  assert.is(model.getSentenceEmbeddingDimension(), one.output.shape[1]);
  for (const [i, text] of texts.entries()) assert.ok(maxDifference(numbers(await model.encode(text)), numbers(vectors.select(0, i))) <= 1e-6);
  for (const spelling of ['old', 'new'] as const) {
    const saved = scratch();
    await model.savePretrained(saved, { spelling });
    const again = await SentenceEncoder.fromPretrained(saved);
    assert.ok(maxDifference(numbers(await again.encode(texts)), numbers(vectors)) <= 1e-6, spelling);
    assert.is(again.maxSeqLength, model.maxSeqLength);
    assert.match(readFileSync(join(saved, 'modules.json'), 'utf8'), spelling === 'old' ? /sentence_transformers\.models\.\w+"/ : /modules\.\w+\.\w+"/);
    again.dispose();
  }
  model.dispose();
});

test('training goes through every module: a gradient for each parameter', async () => {
  const ids = torch.tensor([[2n, 5n, 8n, 3n], [2n, 9n, 3n, 0n]]);
  const mask = torch.tensor([[1n, 1n, 1n, 1n], [1n, 1n, 1n, 0n]]);
  for (const one of models) {
    if (one.name === 'bow-once') continue; // no parameters
    const model = await SentenceEncoder.fromPretrained(await folderOf(one));
    const parameters = [...model.parameters()].filter(({ requiresGrad }) => requiresGrad);
    if (one.name === 'bow') continue; // its Dense reads what no gradient goes through, below
    const vectors = await model.forward({ inputIds: ids, attentionMask: mask });
    await vectors.mul(torch.randn(vectors.shape as number[])).sum().backward();
    const without = parameters.filter(({ grad }) => grad === undefined).length;
    // the pooler of BERT takes no part
    assert.ok(without <= 2, `${one.name}: ${without} of ${parameters.length} without a gradient`);
    assert.ok(parameters.length > without, one.name);
  }
});

test('an order of modules that cannot be is refused by name', async () => {
  const refused = async (replaced: Record<string, unknown>, message: RegExp, name = 'word-weights'): Promise<void> => {
    const error = await SentenceEncoder.fromPretrained(await folderOf(fixtureOf(name), replaced)).then(() => assert.unreachable('was not refused'), (e: unknown) => e);
    assert.is((error as TorchEncodersError).code, 'ERR_CONFIG', String(error));
    assert.match((error as Error).message, message);
  };
  const lines = (...kinds: [string, string][]): unknown => kinds.map(([kind, path], idx) => ({ idx, name: `${idx}`, path, type: `sentence_transformers.models.${kind}` }));
  await refused({ 'modules.json': lines(['Transformer', ''], ['Pooling', '2_Pooling'], ['WordWeights', '1_WordWeights']) }, /WordWeights stands where there is one vector/);
  await refused({ 'modules.json': lines(['Transformer', ''], ['WordWeights', '1_WordWeights']) }, /no Pooling follows/);
  await refused({ 'modules.json': lines(['Pooling', '2_Pooling']) }, /begins with Pooling/);
  await refused({ '2_Pooling/config.json': { pooling_mode: 'mean' }, '1_WordWeights/config.json': { vocab: 'a' } }, /vocab is "a"/);
  await refused({ '2_LayerNorm/config.json': { dimension: 15 } }, /norm\.bias|norm\.weight.*wanted \[15\]/, 'layer-norm');
  const bow = await SentenceEncoder.fromPretrained(await folderOf(fixtureOf('bow')));
  assert.throws(() => bow.encoder, /the model has no encoder: it begins with BoW/);
});

test('tokens come with where they stand in the text', async () => {
  const model = await SentenceEncoder.fromPretrained(await folderOf(fixtureOf('word-weights')));
  const text = 'a dog 🐕 sees the house';
  const [found] = await model.encodeTokens(text);
  assert.equal(found!.tokens.slice(0, 3), ['[CLS]', 'a', 'dog']);
  assert.is(found!.embeddings.shape[0], found!.tokens.length);
  const house = found!.tokens.indexOf('house');
  assert.is(text.slice(...found!.offsets[house]!), 'house');
  assert.equal(found!.offsets[0], [0, 0]);
});

for (const name of ['cross-encoder-1', 'cross-encoder-3']) test(`${name}: predict and rank as sentence-transformers`, async () => {
  const one = fixtureOf(name);
  const model = await CrossEncoder.fromPretrained(await folderOf(one));
  const scores = await model.predict(one.pairs!);
  close(numbers(scores), one.output.values, { atol: 2e-6 }, 'scores');
  assert.equal(scores.shape, one.output.shape);
  close(numbers(await model.predict(one.pairs!, { applySoftmax: true, batchSize: 1 })), one.softmax!.values, { atol: 2e-6 }, 'softmax');
  close(numbers(await model.predict(one.pairs![0]!)), one.output.values.slice(0, model.numLabels), { atol: 2e-6 }, 'a pair alone');
  assert.equal((await model.predict([])).shape, model.numLabels === 1 ? [0] : [0, 3]);
  if (one.rank) {
    const ranked = await model.rank(one.query!, one.texts!, { topK: 4, returnDocuments: true });
    assert.equal(ranked.map(({ corpusId }) => corpusId), one.rank.map(([id]) => id));
    close(ranked.map(({ score }) => score), one.rank.map(([, score]) => score), { atol: 2e-6 }, 'rank');
    assert.is(ranked[0]!.text, one.texts![ranked[0]!.corpusId]);
  } else {
    assert.is(((await model.rank('a', ['b']).catch((e: unknown) => e)) as TorchEncodersError).code, 'ERR_CONFIG');
  }
  assert.is(((await model.predict(['a', ['b', 'c']] as never).catch((e: unknown) => e)) as TorchEncodersError).code, 'ERR_DTYPE');
});

for (const name of ['splade-max', 'splade-sum']) test(`${name}: the weights of words as sentence-transformers`, async () => {
  const one = fixtureOf(name);
  const model = await SparseEncoder.fromPretrained(await folderOf(one));
  const vectors = await model.encode(one.texts!);
  const [N, V] = one.output.shape as [number, number];
  const dense = new Float64Array(N * V);
  vectors.forEach(({ indices, values }, i) => indices.forEach((id, k) => (dense[i * V + id] = values[k]!)));
  close([...dense], one.output.values, { atol: 1e-4, rtol: 1e-4 }, 'weights'); // of logits
  const best = await model.encode(one.texts![0]!, { maxActiveDims: 3 });
  assert.is(best.indices.length, 3);
  assert.equal(model.decode(best).map(([word]) => word), model.decode(vectors[0]!, 3).map(([word]) => word));
  const dot = vectors[0]!.values.reduce((sum, value) => sum + value * value, 0);
  assert.ok(Math.abs(model.similarity(vectors[0]!, vectors[0]!) - dot) < 1e-4);
  const { inputIds, attentionMask } = Object.fromEntries((['inputIds', 'attentionMask'] as const).map((key, which) => [key, torch.tensor([[2n, 5n, 8n, 3n], which === 0 ? [2n, 8n, 3n, 0n] : [1n, 1n, 1n, 0n]].map((row, i) => (which === 1 && i === 0 ? [1n, 1n, 1n, 1n] : row)))])) as Record<string, Tensor>;
  const weights = await model.forward({ inputIds, attentionMask });
  assert.equal(weights.shape, [2, V]);
  await weights.sum().backward();
});

test.run();
