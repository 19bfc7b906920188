// What clients of text-embeddings-inference, OpenAI and Cohere send and get. The clients themselves: bench/serve/clients.
import * as v from 'valibot';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CrossEncoder, SentenceEncoder, SparseEncoder } from '../../lib/index.js';
import * as responses from '../../lib/serve/responses.js';
import { fixtureOf, folderOf } from '../fixture.js';
import { close, maxDifference, numbers } from '../reference.js';
import { running, served, type Answer, type Running } from './support.js';

const texts = fixtureOf('layer-norm').texts!;
const withModel = (fn: (running: Running) => Promise<void>, ...names: string[]) => async (): Promise<void> => running(await Promise.all((names.length > 0 ? names : ['layer-norm']).map(served)), {}, fn);
const rowsOf = (values: readonly number[], count: number): number[][] => Array.from({ length: count }, (_, i) => values.slice((i * values.length) / count, ((i + 1) * values.length) / count));
const unit = (row: readonly number[]): number[] => row.map((x) => x / Math.hypot(...row));
/** The same but for rounding: a text's vector differs in the last bits with the batch that it is in. */
function alike(found: unknown, wanted: unknown, what: string): void {
  const parts = (value: unknown): { numbers: number[]; rest: string } => {
    const found: number[] = [];
    const rest = JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' ? (found.push(one), 0) : one));
    return { numbers: found, rest };
  };
  assert.is(parts(found).rest, parts(wanted).rest, what);
  close(parts(found).numbers, parts(wanted).numbers, { atol: 1e-6 }, what);
}
const refused = (answer: Answer, status: number, message: RegExp, type?: string): void => {
  const body = answer.body as { error: string; error_type: string };
  assert.is(answer.status, status, answer.text);
  assert.match(body.error, message);
  assert.equal(Object.keys(body), ['error', 'error_type']);
  if (type) assert.is(body.error_type, type);
  assert.ok(v.is(responses.ErrorResponse, body));
};

test('/embed: a text or several, as the program encodes them', withModel(async ({ post }) => {
  const model = await SentenceEncoder.fromPretrained(await folderOf(fixtureOf('layer-norm')));
  const wanted = rowsOf(numbers(await model.encode(texts, { normalize: true })), texts.length);
  const all = await post('/embed', { inputs: texts });
  assert.is(all.status, 200, all.text);
  assert.ok(v.is(responses.EmbedResponse, all.body));
  (all.body as number[][]).forEach((row, i) => close(row, wanted[i]!, { atol: 1e-6 }, `text ${i}`));
  const one = await post('/embed', { inputs: texts[1] });
  close((one.body as number[][])[0]!, wanted[1]!, { atol: 1e-6 }, 'one text');
  assert.match(one.headers['x-compute-tokens'] as string, /^\d+$/);
  for (const name of ['x-compute-type', 'x-compute-time', 'x-compute-characters', 'x-total-time', 'x-tokenization-time', 'x-queue-time', 'x-inference-time']) assert.ok(one.headers[name] !== undefined, name);

  const cut = await post('/embed', { inputs: texts[1], dimensions: 3 });
  close((cut.body as number[][])[0]!, unit(wanted[1]!.slice(0, 3)), { atol: 1e-6 }, 'three dimensions');
  const raw = ((await post('/embed', { inputs: texts[1], normalize: false })).body as number[][])[0]!;
  assert.ok(Math.abs(Math.hypot(...raw) - 1) > 1e-3, 'the Normalize at the end of the model is left out');
  close(unit(raw), wanted[1]!, { atol: 1e-6 }, 'the same direction');

  const { inputIds } = await model.tokenizer.encode(texts[1]!);
  const ids = await post('/embed', { inputs: [inputIds, texts[1]] });
  (ids.body as number[][]).forEach((row) => close(row, wanted[1]!, { atol: 1e-6 }, 'ids and texts'));
  close(((await post('/embed', { inputs: inputIds })).body as number[][])[0]!, wanted[1]!, { atol: 1e-6 }, 'ids of one text');
}));

test('/embed: what cannot be is said in the shape of its API', withModel(async ({ post }) => {
  refused(await post('/embed', { inputs: [] }), 400, /`inputs` cannot be empty/, 'Empty');
  refused(await post('/embed', { inputs: Array.from({ length: 33 }, () => 'a') }), 422, /batch size 33 > maximum allowed batch size 32/, 'Validation');
  refused(await post('/embed', { inputs: 5 }), 422, /`inputs`/, 'Validation');
  refused(await post('/embed', {}), 422, /`inputs`/, 'Validation');
  refused(await post('/embed', { inputs: ['a', 5] }), 422, /`inputs/, 'Validation');
  refused(await post('/embed', { inputs: 'a', normalize: 'yes' }), 422, /`normalize`/, 'Validation');
  refused(await post('/embed', { inputs: 'a', dimensions: 1000 }), 422, /`dimensions` is 1000/, 'Validation');
  refused(await post('/embed', { inputs: 'a', prompt_name: 'nobody' }), 422, /prompt_name.*nobody/, 'Validation');
  refused(await post('/embed', { inputs: [[99_999]] }), 422, /token id 99999 is not in the model's vocabulary/, 'Validation');
  refused(await post('/embed', { inputs: 'word '.repeat(100), truncate: false }), 422, /must have less than \d+ tokens. Given: \d+/, 'Validation');
  refused(await post('/embed', '{"inputs": '), 400, /not JSON/, 'Validation');
  refused(await post('/embed', 'x', { 'content-type': 'text/plain' }), 415, /application\/json/, 'Validation');
  refused(await post('/rerank', { query: 'a', texts: ['b'] }), 424, /not a re-ranker/, 'Backend');
  refused(await post('/predict', { inputs: 'a' }), 424, /not a classifier/, 'Backend');
  refused(await post('/embed_sparse', { inputs: 'a' }), 424, /Splade/, 'Backend');
  refused(await post('/nowhere', {}), 404, /no route POST \/nowhere/);
}));

test('truncation: from the right, from the left, or not at all', withModel(async ({ post }) => {
  const long = Array.from({ length: 100 }, (_, i) => texts[i % texts.length]).join(' ');
  const vectors = async (fields: object): Promise<number[]> => ((await post('/embed', { inputs: long, ...fields })).body as number[][])[0]!;
  const [right, left] = [await vectors({}), await vectors({ truncation_direction: 'Left' })];
  assert.ok(maxDifference(right, left) > 1e-3);
  assert.ok(maxDifference(right, await vectors({ truncate: true, truncation_direction: 'right' })) <= 1e-6);
  assert.ok(maxDifference(left, await vectors({ truncation_direction: 'left' })) <= 1e-6);
}));

test('/embed_all, /tokenize, /decode and /info', withModel(async ({ post, get }) => {
  const model = await SentenceEncoder.fromPretrained(await folderOf(fixtureOf('layer-norm')));
  const wanted = await model.encode(texts.slice(0, 2), { outputValue: 'token' });
  const { body } = await post('/embed_all', { inputs: texts.slice(0, 2) });
  assert.ok(v.is(responses.EmbedAllResponse, body));
  (body as number[][][]).forEach((rows, i) => close(rows.flat(), numbers(wanted[i]!), { atol: 1e-6 }, `tokens of ${i}`));

  const text = '🦊 a dog';
  const tokens = (await post('/tokenize', { inputs: text })).body as { id: number; text: string; special: boolean; start: number | null; stop: number | null }[][];
  assert.ok(v.is(responses.TokenizeResponse, tokens));
  const { inputIds } = await model.tokenizer.encode(text);
  assert.equal(tokens[0]!.map(({ id }) => id), inputIds);
  assert.equal([tokens[0]![0]!.special, tokens[0]![0]!.start], [true, null]);
  for (const { text: own, special, start, stop } of tokens[0]!) if (!special) assert.is(own, [...text].slice(start!, stop!).join(''), 'places count characters');
  const plain = (await post('/tokenize', { inputs: [text], add_special_tokens: false })).body as unknown[][];
  assert.is(plain[0]!.length, inputIds.length - 2);
  const decoded = await post('/decode', { ids: inputIds });
  assert.equal(decoded.body, [await model.tokenizer.decode(inputIds, { skipSpecialTokens: true })]);
  assert.is(((await post('/decode', { ids: [inputIds, inputIds], skip_special_tokens: false })).body as string[]).length, 2);

  const info = (await get('/info')).body as { model_id: string; model_type: object; max_client_batch_size: number };
  assert.ok(v.is(responses.Info, info), JSON.stringify(info));
  assert.equal([info.model_id, info.max_client_batch_size], ['layer-norm', 32]);
}));

test('/similarity, and / which knows a request by its looks', withModel(async ({ post }) => {
  const inputs = { source_sentence: texts[0], sentences: texts };
  const found = (await post('/similarity', { inputs })).body as number[];
  assert.is(found.length, texts.length);
  close([found[0]!], [1], { atol: 1e-6 }, 'with itself');
  alike((await post('/', { inputs })).body, found, 'similarity at /');
  alike((await post('/', { inputs: 'a' })).body, (await post('/embed', { inputs: 'a' })).body, 'embed at /');
  refused(await post('/', {}), 422, /`inputs`/);
}));

test('/v1/embeddings: floats and base64, dimensions, usage, and OpenAI\'s errors', withModel(async ({ post, get }) => {
  interface Embeddings { data: { embedding: number[] | string; index: number }[]; model: string; usage: { prompt_tokens: number; total_tokens: number } }
  const vectors = (await post('/embed', { inputs: texts })).body as number[][];
  const answer = await post('/v1/embeddings', { input: texts, model: 'whatever' });
  assert.is(answer.status, 200, answer.text);
  assert.ok(v.is(responses.OpenAIEmbeddingResponse, answer.body));
  const { data, model, usage } = answer.body as Embeddings;
  assert.equal(data.map(({ index }) => index), texts.map((_, i) => i));
  alike(data.map(({ embedding }) => embedding), vectors, 'embeddings');
  assert.equal([model, usage.total_tokens, usage.prompt_tokens > texts.length], ['layer-norm', usage.prompt_tokens, true]);

  const packed = ((await post('/v1/embeddings', { input: texts[0], encoding_format: 'base64', dimensions: 4 })).body as Embeddings).data[0]!.embedding as string;
  const bytes = Buffer.from(packed, 'base64');
  close(Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i)), unit(vectors[0]!.slice(0, 4)), { atol: 1e-6 }, 'base64');
  const many = await post('/embeddings', { input: Array.from({ length: 100 }, () => 'a') });
  assert.is((many.body as Embeddings).data.length, 100, 'more than text-embeddings-inference takes');

  const wrong = async (body: unknown, status: number, message: RegExp): Promise<void> => {
    const { status: found, body: error, text } = await post('/v1/embeddings', body);
    assert.is(found, status, text);
    assert.ok(v.is(responses.OpenAIErrorResponse, error), text);
    assert.match((error as { error: { message: string } }).error.message, message);
  };
  await wrong({ input: [] }, 400, /cannot be empty/);
  await wrong({ input: 'a', encoding_format: 'hex' }, 400, /encoding_format/);
  await wrong({ input: 'a', dimensions: 0 }, 400, /dimensions/);
  await wrong({ input: [[1, 99_999]] }, 400, /vocabulary/);
  await wrong('{', 400, /not JSON/);

  assert.equal(((await get('/v1/models')).body as { data: { id: string }[] }).data.map(({ id }) => id), ['layer-norm']);
  assert.ok(v.is(responses.OpenAIModel, (await get('/v1/models/layer-norm')).body));
  assert.is((await get('/v1/models/none')).status, 404);
}));

test('/rerank, /v2/rerank and /predict: as the program ranks', withModel(async ({ post, get }) => {
  const { query, texts: documents, rank } = fixtureOf('cross-encoder-1');
  const model = await CrossEncoder.fromPretrained(await folderOf(fixtureOf('cross-encoder-1')));
  const wanted = await model.rank(query!, documents!);
  assert.equal(wanted.slice(0, rank!.length).map(({ corpusId }) => corpusId), rank!.map(([id]) => id));
  const ranked = (await post('/rerank', { query, texts: documents, return_text: true })).body as { index: number; score: number; text: string }[];
  assert.ok(v.is(responses.RerankResponse, ranked));
  assert.equal(ranked.map(({ index }) => index), wanted.map(({ corpusId }) => corpusId));
  close(ranked.map(({ score }) => score), wanted.map(({ score }) => score), { atol: 1e-6 }, 'scores');
  assert.ok(ranked.every(({ index, text }) => text === documents![index]));
  const raw = (await post('/rerank', { query, texts: documents, raw_scores: true })).body as { score: number }[];
  close(raw.map(({ score }) => 1 / (1 + Math.exp(-score))), ranked.map(({ score }) => score), { atol: 1e-6 }, 'raw scores');
  refused(await post('/rerank', { query, texts: [] }), 400, /`texts` cannot be empty/, 'Empty');

  const cohere = await post('/v2/rerank', { model: 'rerank-v3.5', query, documents, top_n: 2 });
  assert.ok(v.is(responses.CohereRerankResponse, cohere.body), cohere.text);
  assert.equal((cohere.body as { results: { index: number }[] }).results.map(({ index }) => index), wanted.slice(0, 2).map(({ corpusId }) => corpusId));
  const older = (await post('/v1/rerank', { query, documents: documents!.map((text) => ({ text })), return_documents: true })).body as { results: { index: number; document: { text: string } }[] };
  assert.ok(older.results.every(({ index, document }) => document.text === documents![index]));
  const bad = await post('/v2/rerank', { query });
  assert.equal([bad.status, Object.keys(bad.body as object)], [400, ['message']]);

  const predicted = (await post('/predict', { inputs: [query, documents![0]] })).body as { label: string; score: number }[];
  assert.equal([predicted.length, predicted[0]!.label], [1, 'LABEL_0']);
  close([predicted[0]!.score], [ranked.find(({ index }) => index === 0)!.score], { atol: 1e-6 }, 'predict');
  assert.match(JSON.stringify((await get('/info')).body), /"reranker":\{"id2label":\{"0":"LABEL_0"\}/);
}, 'cross-encoder-1'));

test('/predict: labels, one text, a pair, several, raw scores', withModel(async ({ post }) => {
  type Predictions = { label: string; score: number }[];
  const { pairs } = fixtureOf('cross-encoder-3');
  const model = await CrossEncoder.fromPretrained(await folderOf(fixtureOf('cross-encoder-3')));
  const wanted = rowsOf(numbers(await model.predict(pairs!, { activation: 'identity', applySoftmax: true })), pairs!.length);
  const found = (await post('/predict', { inputs: pairs })).body as Predictions[];
  assert.ok(v.is(responses.PredictResponse, found));
  found.forEach((row, i) => {
    assert.ok(row.every(({ score }, k) => k === 0 || row[k - 1]!.score >= score), 'best first');
    const byLabel = [0, 1, 2].map((k) => row.find(({ label }) => label === `LABEL_${k}`)!.score);
    close(byLabel, wanted[i]!, { atol: 1e-6 }, `pair ${i}`);
  });
  alike((await post('/predict', { inputs: pairs![0] })).body, found[0], 'a pair');
  const single = (await post('/predict', { inputs: 'a dog' })).body as Predictions;
  alike((await post('/predict', { inputs: [['a dog']] })).body, [single], 'a list of one text');
  alike((await post('/', { inputs: 'a dog' })).body, single, 'predict at /');
  const raw = (await post('/predict', { inputs: 'a dog', raw_scores: true })).body as Predictions;
  const powers = raw.map(({ score }) => Math.exp(score));
  close(powers.map((x) => x / powers.reduce((a, b) => a + b)), single.map(({ score }) => score), { atol: 1e-6 }, 'raw scores');
  refused(await post('/predict', { inputs: [['a', 'b', 'c']] }), 422, /inputs/);
}, 'cross-encoder-3'));

test('/embed_sparse: as the program', withModel(async ({ post }) => {
  const { texts: given } = fixtureOf('splade-max');
  const wanted = await (await SparseEncoder.fromPretrained(await folderOf(fixtureOf('splade-max')))).encode(given!);
  const found = (await post('/embed_sparse', { inputs: given })).body as { index: number; value: number }[][];
  assert.ok(v.is(responses.EmbedSparseResponse, found));
  assert.equal(found.map((row) => row.map(({ index }) => index)), wanted.map(({ indices }) => [...indices]));
  found.forEach((row, i) => close(row.map(({ value }) => value), [...wanted[i]!.values], { atol: 1e-5 }, `text ${i}`));
  alike((await post('/', { inputs: given })).body, found, 'sparse at /');
  refused(await post('/embed', { inputs: 'a' }), 424, /not an embedding model/);
}, 'splade-max'));

test('models without a Transformer', withModel(async ({ post, get }) => {
  for (const name of ['static', 'cnn', 'layer-norm']) {
    const { texts: given, output } = fixtureOf(name);
    const { body, text } = await post('/embed', { inputs: given!.slice(0, 2), model: name });
    (body as number[][] | undefined)?.forEach((row, i) => close(row, unit(output.values.slice(i * output.shape[1]!, (i + 1) * output.shape[1]!)), { atol: 1e-5 }, name));
    assert.is((body as number[][]).length, 2, text);
  }
  refused(await post('/tokenize', { inputs: 'a', model: 'cnn' }), 422, /no tokenizer/, 'Tokenizer');
  refused(await post('/embed', { inputs: [[1]], model: 'cnn' }), 422, /takes texts, not token ids/);
  refused(await post('/embed', { inputs: 'a', model: 'other' }), 404, /does not exist/);
  const unknown = await post('/v1/embeddings', { input: 'a', model: 'other' });
  assert.equal([unknown.status, (unknown.body as { error: { code: string } }).error.code], [404, 'model_not_found']);
  assert.is(((await get('/v1/models')).body as { data: unknown[] }).data.length, 3);
}, 'static', 'cnn', 'layer-norm'));

test.run();
