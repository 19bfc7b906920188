import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { communityDetection, cosSim, dotScore, loadSafetensors, paraphraseMiningEmbeddings, quantizeEmbeddings, semanticSearch, TorchEncodersError, type Tensor } from '../../lib/index.js';
import { similarity } from '../../lib/sentence/similarity.js';
import { tensor } from '../../lib/tensor/tensor.js';
import { op } from '../../lib/tensor/ops.js';
import { close, numbers, parity, referenceTest } from '../reference.js';
import { readFileSync } from 'node:fs';

const reference = (): Promise<Record<string, Tensor>> => loadSafetensors(join(parity, 'metrics/retrieval.safetensors'));

referenceTest('similarities and quantisation are sentence-transformers\'', async () => {
  const t = await reference();
  const a = op('aten::slice.Tensor', t['util/emb']!, 0, 0, 6);
  const b = op('aten::slice.Tensor', t['util/emb']!, 0, 6, 11);
  for (const [name, found] of [['cos_sim', cosSim(a, b)], ['dot_score', dotScore(a, b)], ['euclidean_sim', similarity(a, b, 'euclidean')], ['manhattan_sim', similarity(a, b, 'manhattan')]] as const) {
    close(numbers(found), numbers(t[`util/${name}`]!), { atol: 1e-6, rtol: 1e-6 }, name);
  }
  for (const precision of ['int8', 'binary', 'ubinary'] as const) {
    const found = await quantizeEmbeddings(t['util/quant_in']!, precision);
    assert.equal([found.dtype, numbers(found)], [precision === 'ubinary' ? 'uint8' : 'int8', numbers(t[`util/quant_${precision}`]!)], precision);
  }
  const eight = numbers(await quantizeEmbeddings(t['util/quant_in']!, 'uint8'));
  assert.equal(eight, numbers(t['util/quant_int8']!).map((value) => value + 128));
});

referenceTest('a search finds what sentence-transformers finds', async () => {
  const t = await reference();
  const { information_retrieval: ir } = (JSON.parse(readFileSync(join(parity, 'metrics/retrieval.json'), 'utf8')) as { cases: Record<string, { semantic_search_top10: Record<string, { id: string; score: number }[][]> }> }).cases;
  for (const [name, scoreFunction] of [['cosine', undefined], ['cosine', cosSim], ['dot', dotScore]] as const) {
    const found = await semanticSearch(t['ir/queries']!, t['ir/corpus']!, { ...(scoreFunction && { scoreFunction }) });
    const wanted = ir!.semantic_search_top10[name]!;
    assert.equal(found.map((hits) => hits.map(({ corpusId }) => `d${corpusId}`)), wanted.map((hits) => hits.map(({ id }) => id)));
    close(found.flat().map(({ score }) => score), wanted.flat().map(({ score }) => score), { atol: 2e-6 }, name);
  }
});

test('a search gives the best first, in chunks as in one piece', async () => {
  const corpus = tensor([[1, 0], [0, 1], [0.6, 0.8], [-1, 0]]);
  const whole = await semanticSearch(tensor([[2, 0], [0, 3]]), corpus, { topK: 2 });
  assert.equal(whole.map((hits) => hits.map(({ corpusId }) => corpusId)), [[0, 2], [1, 2]]);
  assert.ok(Math.abs(whole[0]![1]!.score - 0.6) < 1e-6);
  assert.equal(await semanticSearch(tensor([[2, 0], [0, 3]]), corpus, { topK: 2, queryChunkSize: 1, corpusChunkSize: 1 }), whole);
  const dots = await semanticSearch(tensor([2, 1]), corpus, { topK: 9, scoreFunction: dotScore });
  assert.equal(dots[0]!.map(({ corpusId }) => corpusId), [0, 2, 1, 3]);
  assert.equal(await semanticSearch(tensor(new Float32Array(0), { shape: [0, 2] }), corpus), []);
  assert.equal(await semanticSearch(tensor([1, 0]), tensor(new Float32Array(0), { shape: [0, 2] })), [[]]);
});

test('vectors of two sizes, and sizes that cannot be, are refused', async () => {
  const is = (code: string) => (e: unknown): boolean => e instanceof TorchEncodersError && e.code === code;
  assert.throws(() => cosSim(tensor([1, 2]), tensor([1, 2, 3])), is('ERR_SHAPE'));
  assert.throws(() => similarity(tensor([1]), tensor([1]), 'jaccard' as 'dot'), is('ERR_CONFIG'));
  assert.throws(() => cosSim(tensor([[[1]]]), tensor([1])), is('ERR_SHAPE'));
  assert.ok(is('ERR_RANGE')(await semanticSearch(tensor([1]), tensor([1]), { topK: 0 }).catch((e: unknown) => e)));
  assert.ok(is('ERR_SHAPE')(await semanticSearch(tensor([1]), tensor([1, 2])).catch((e: unknown) => e)));
  assert.ok(is('ERR_SHAPE')(await quantizeEmbeddings(tensor([1]), 'int8').catch((e: unknown) => e)));
});

test('a dimension of one value, and few dimensions, are quantised without a NaN', async () => {
  const x = tensor([[1, 5, -3], [1, 260, 252]]);
  assert.equal((await quantizeEmbeddings(x, 'uint8')).toArray(), [[0, 0, 0], [0, 255, 255]]);
  assert.equal((await quantizeEmbeddings(x, 'ubinary')).toArray(), [[0b11000000], [0b11100000]]);
});

referenceTest('paraphrase mining and community detection', async () => {
  const { util } = (JSON.parse(readFileSync(join(parity, 'metrics/retrieval.json'), 'utf8')) as { cases: { util: { paraphrase_mining_top20: [number, number, number][]; 'community_detection(threshold=0.9,min=2)': number[][] } } }).cases;
  const { 'util/emb': vectors } = await reference();
  for (const options of [{}, { queryChunkSize: 7, corpusChunkSize: 5 }, { maxPairs: 20 }]) {
    const pairs = await paraphraseMiningEmbeddings(vectors!, options);
    assert.equal(pairs.slice(0, 20).map(([, i, j]) => [i, j]), util.paraphrase_mining_top20.map(([, i, j]) => [i, j]));
    close(pairs.slice(0, 20).map(([score]) => score), util.paraphrase_mining_top20.map(([score]) => score), { atol: 1e-6 }, 'scores');
    if ('maxPairs' in options) assert.is(pairs.length, 20);
  }
  for (const batchSize of [1024, 5]) {
    assert.equal(await communityDetection(vectors!, { threshold: 0.9, minCommunitySize: 2, batchSize }), util['community_detection(threshold=0.9,min=2)']);
  }
  assert.equal(await communityDetection(vectors!, { minCommunitySize: 1000 }), []);
});

test.run();
