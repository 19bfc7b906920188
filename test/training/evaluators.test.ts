// Evaluators against sentence-transformers' own numbers, on the reference's vectors.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cosSim, loadSafetensors, losses, SentenceEncoder, torch, TorchEncodersError, type SimilarityFunction, type Tensor } from '../../lib/index.js';
import * as evaluators from '../../lib/training/evaluators/index.js';
import type { EmbeddingModel } from '../../lib/training/evaluators/index.js';
import { close, parity, referenceTest } from '../reference.js';

interface Retrieval {
  information_retrieval: { query_ids: string[]; corpus_ids: string[]; relevant: Record<string, string[]>; expected: Record<string, number> };
  embedding_similarity: { expected: Record<string, number> };
  binary_classification: { expected: Record<string, number> };
  triplet: { expected: Record<string, number> };
  reranking: { samples: { query: number; positive: number[]; negative: number[] }[]; at_k: number; expected: Record<string, number> };
}
const load = async (): Promise<{ cases: Retrieval; tensors: Record<string, Tensor> }> => ({
  cases: (JSON.parse(readFileSync(join(parity, 'metrics', 'retrieval.json'), 'utf8')) as { cases: Retrieval }).cases,
  tensors: await loadSafetensors(join(parity, 'metrics', 'retrieval.safetensors')),
});

/** A model of texts such as 'pairs/a 3': the row of a tensor. */
function modelOf(tensors: Record<string, Tensor>): EmbeddingModel {
  const encode = async (texts: readonly string[]): Promise<Tensor> => torch.stack(texts.map((text) => {
    const [name, row] = text.split(' ') as [string, string];
    return tensors[name]!.select(0, Number(row));
  }));
  return { encode, encodeQuery: encode, encodeDocument: encode, similarityFnName: 'cosine' };
}
const rows = (name: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${name} ${i}`);
const all: SimilarityFunction[] = ['cosine', 'dot', 'euclidean', 'manhattan'];

function equal(found: Record<string, number>, wanted: Record<string, number>, atol: number): void {
  assert.equal(Object.keys(found).sort(), Object.keys(wanted).sort());
  for (const [key, value] of Object.entries(wanted)) close([found[key]!], [value], { atol }, key);
}

const scratch = mkdtempSync(join(tmpdir(), 'evaluators-'));
test.after(() => rmSync(scratch, { recursive: true }));

referenceTest('similarity, binary, triplet, reranking: the keys and numbers of the reference', async () => {
  const { cases, tensors } = await load();
  const model = modelOf(tensors);
  const [sentences1, sentences2, negatives] = [rows('pairs/a', 40), rows('pairs/b', 40), rows('pairs/neg', 40)];
  const similarity = new evaluators.EmbeddingSimilarityEvaluator({ sentences1, sentences2, scores: tensors['pairs/score']!.toArray() as number[], similarityFnNames: all });
  equal(await similarity.evaluate(model), cases.embedding_similarity.expected, 1e-6);
  assert.is(similarity.primaryMetric, 'spearman_max');
  const binary = new evaluators.BinaryClassificationEvaluator({ sentences1, sentences2, labels: tensors['pairs/label']!.toArray() as number[], similarityFnNames: all });
  equal(await binary.evaluate(model), cases.binary_classification.expected, 1e-6);
  assert.is(binary.primaryMetric, 'max_ap');
  const triplet = new evaluators.TripletEvaluator({ anchors: sentences1, positives: sentences2, negatives, similarityFnNames: all });
  equal(await triplet.evaluate(model), cases.triplet.expected, 1e-6);
  const samples = cases.reranking.samples.map(({ query, positive, negative }) => ({ query: `pairs/a ${query}`, positive: positive.map((i) => `pairs/b ${i}`), negative: negative.map((i) => `pairs/neg ${i}`) }));
  equal(await new evaluators.RerankingEvaluator({ samples }).evaluate(model), cases.reranking.expected, 1e-9);
});

referenceTest('information retrieval: the keys and numbers of the reference, whole and in chunks; CSV and JSON beside them', async () => {
  const { cases, tensors } = await load();
  const { query_ids, corpus_ids, relevant, expected } = cases.information_retrieval;
  const texts = (ids: string[], name: string): Record<string, string> => Object.fromEntries(ids.map((id, i) => [id, `${name} ${i}`]));
  const options = {
    queries: texts(query_ids, 'ir/queries'), corpus: texts(corpus_ids, 'ir/corpus'), relevantDocs: relevant, scoreFunctions: { cosine: torchCosine, dot: (a: Tensor, b: Tensor) => a.matmul(b.t()) },
    mrrAtK: [1, 5, 10], ndcgAtK: [3, 10, 100], accuracyAtK: [1, 3, 5, 10], precisionRecallAtK: [1, 3, 5, 10, 100], mapAtK: [10, 100],
  };
  for (const corpusChunkSize of [50_000, 13]) {
    const evaluator = new evaluators.InformationRetrievalEvaluator({ ...options, corpusChunkSize, name: 'ir' });
    const found = await evaluator.evaluate(modelOf(tensors), { outputPath: scratch, epoch: 1, steps: 20 });
    equal(found, Object.fromEntries(Object.entries(expected).map(([key, value]) => [`ir_${key}`, value])), 1e-9);
    assert.is(evaluator.primaryMetric, 'ir_dot_ndcg@100');
  }
  const [header, first, second, ...rest] = readFileSync(join(scratch, 'Information-Retrieval_evaluation_ir_results.csv'), 'utf8').trim().split('\n');
  assert.match(header!, /^epoch,steps,cosine-Accuracy@1,.*cosine-Precision@1,cosine-Recall@1,.*cosine-MRR@1,.*cosine-NDCG@3,.*cosine-MAP@10,.*dot-Accuracy@1/);
  assert.ok(first!.startsWith('1,20,0.636363636363636') && first === second && rest.length === 0);
  const json = JSON.parse(readFileSync(join(scratch, 'Information-Retrieval_evaluation_ir_results.json'), 'utf8')) as Record<string, number>[];
  assert.is(json.length, 2);
  close([json[1]!['ir_cosine_ndcg@10']!], [expected['cosine_ndcg@10']!], { atol: 1e-9 }, 'json');
});
const torchCosine = (a: Tensor, b: Tensor): Tensor => cosSim(a, b);

test('ties at the edge of what is kept go by the id as a string', async () => {
  const encode = async (texts: readonly string[]): Promise<Tensor> => torch.tensor(texts.map((text) => [Number(text), 1]));
  const model: EmbeddingModel = { encode, encodeQuery: encode, encodeDocument: encode, similarityFnName: 'dot' };
  const corpus = { d9: '1', d10: '1', d2: '1', d1: '0' };
  const evaluator = new evaluators.InformationRetrievalEvaluator({ queries: { q: '1' }, corpus, relevantDocs: { q: ['d10'] }, accuracyAtK: [1], precisionRecallAtK: [1], mrrAtK: [1], ndcgAtK: [1], mapAtK: [1] });
  assert.is((await evaluator.evaluate(model))['dot_accuracy@1'], 1);
});

test('paraphrase mining, with and without closure', async () => {
  const encode = async (texts: readonly string[]): Promise<Tensor> => torch.tensor(texts.map((text) => [Math.cos(Number(text)), Math.sin(Number(text))]));
  const model: EmbeddingModel = { encode, encodeQuery: encode, encodeDocument: encode, similarityFnName: 'cosine' };
  const sentencesMap = { a: '0', b: '0.1', c: '0.3', d: '2' }; // the nearest pairs: ab, bc, ac, then those with d
  const options = { sentencesMap, duplicatesList: [['a', 'b'], ['b', 'c'], ['c', 'unknown']] as const };
  const metrics = await new evaluators.ParaphraseMiningEvaluator(options).evaluate(model);
  close([metrics.average_precision!, metrics.f1!, metrics.precision!, metrics.recall!], [1, 1, 1, 1], { atol: 1e-9 }, 'all found first');
  close([metrics.threshold!], [(Math.cos(0.2) + Math.cos(0.3)) / 2], { atol: 1e-6 }, 'threshold');
  const closed = await new evaluators.ParaphraseMiningEvaluator({ ...options, addTransitiveClosure: true, name: 'q' }).evaluate(model);
  close([closed.q_threshold!], [(Math.cos(0.3) + Math.cos(1.7)) / 2], { atol: 1e-6 }, 'threshold with ac');
});

test('label accuracy; several after one another', async () => {
  const encode = async (texts: readonly string[]): Promise<Tensor> => torch.tensor(texts.map((text) => [Number(text), 1]));
  const model: EmbeddingModel = { encode, encodeQuery: encode, encodeDocument: encode, similarityFnName: 'cosine' };
  const softmaxModel = new losses.SoftmaxLoss({ embeddingDimension: 2, numLabels: 2, concatenationSentRep: false });
  torch.noGrad(() => {
    softmaxModel.classifier.weight.copy_(torch.tensor([[-1, 0], [1, 0]]));
    softmaxModel.classifier.bias!.copy_(torch.tensor([1, 0]));
  });
  const first = new evaluators.LabelAccuracyEvaluator({ sentences1: ['0', '0', '0'], sentences2: ['0', '5', '9'], labels: [0, 1, 0], softmaxModel, name: 'nli' });
  const second = new evaluators.TripletEvaluator({ anchors: ['1'], positives: ['1'], negatives: ['-1'] });
  const both = new evaluators.SequentialEvaluator([second, first]);
  const metrics = await both.evaluate(model, { outputPath: scratch });
  close([metrics.nli_accuracy!, metrics.cosine_accuracy!, metrics.sequential_score!], [2 / 3, 1, 2 / 3], { atol: 1e-9 }, 'metrics');
  assert.ok(existsSync(join(scratch, 'accuracy_evaluation_nli_results.csv')) && existsSync(join(scratch, 'triplet_evaluation_results.csv')));
});

referenceTest('a model in training is evaluated without dropout, and is in training again', async () => {
  const model = await SentenceEncoder.fromPretrained(join(parity, 'models', 'bert'));
  const evaluator = new evaluators.EmbeddingSimilarityEvaluator({ sentences1: ['a', 'b c', 'd'], sentences2: ['e', 'f g h', 'i'], scores: [1, 2, 3] });
  const still = await evaluator.evaluate(model);
  model.train();
  assert.equal(await evaluator.evaluate(model), still);
  assert.ok(model.training);
  model.dispose();
});

test('what cannot be evaluated is refused', () => {
  const is = (message: RegExp) => (e: unknown): boolean => e instanceof TorchEncodersError && message.test(e.message);
  assert.throws(() => new evaluators.EmbeddingSimilarityEvaluator({ sentences1: ['a'], sentences2: ['b'], scores: [] }), is(/one length, found sentences1 1, sentences2 1, scores 0/));
  assert.throws(() => new evaluators.EmbeddingSimilarityEvaluator({ sentences1: [], sentences2: [], scores: [] }), is(/nothing to evaluate/));
  assert.throws(() => new evaluators.EmbeddingSimilarityEvaluator({ sentences1: ['a'], sentences2: ['b'], scores: [1], similarityFnNames: ['jaccard' as never] }), is(/'jaccard' is not known/));
  assert.throws(() => new evaluators.BinaryClassificationEvaluator({ sentences1: ['a'], sentences2: ['b'], labels: [2] }), is(/labels of 0 and 1, found 2/));
  assert.throws(() => new evaluators.RerankingEvaluator({ samples: [{ query: 'a', positive: [], negative: 'b' }] }), is(/no sample/));
  assert.throws(() => new evaluators.InformationRetrievalEvaluator({ queries: { q: 'a' }, corpus: { d: 'b' }, relevantDocs: {} }), is(/no query with a relevant document/));
  assert.throws(() => new evaluators.SequentialEvaluator([]), is(/at least one/));
});

test.run();
