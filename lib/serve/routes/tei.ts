// text-embeddings-inference's routes.
import * as v from 'valibot';
import type { Call } from '../call.js';
import { json } from '../call.js';
import { ServeError } from '../errors.js';
import type { ServedModel } from '../model.js';
import { floats, list } from '../numbers.js';
import * as responses from '../responses.js';
import { post, type Route } from '../route.js';
import * as schemas from '../schemas.js';
import type { Service } from '../service.js';
import { dot, finished, sigmoid, softmax } from '../vectors.js';

const dialect = 'tei';
const [embed, predict] = ['embed', 'predict'] as const;

export function embeddingsOf(service: Service, call: Call, inputs: readonly (string | readonly number[])[], { dimensions, ...fields }: schemas.TextFields & { readonly dimensions?: number | null }): Promise<readonly Float32Array[]> {
  return service.compute(call, {
    place: service.find(fields.model, 'embedding'), inputs, options: service.textOptions(fields),
    lane(model, skipTokens) {
      if (dimensions && dimensions > model.dimension!) throw new ServeError('validation', `\`dimensions\` is ${dimensions}; the model's vectors have ${model.dimension}`, { param: 'dimensions' });
      return model.vectors!(skipTokens);
    },
  });
}

/** The scores of texts or pairs, a row of logits each. */
export function scoresOf(service: Service, call: Call, inputs: readonly (string | readonly [string, string])[], kind: 'reranker' | 'classifier', fields: schemas.TextFields): Promise<readonly Float32Array[]> {
  const place = kind === 'reranker' ? service.find(fields.model, 'reranker') : service.find(fields.model, 'classifier', 'reranker');
  return service.compute(call, { place, inputs, options: service.textOptions(fields), lane: (model) => model.scores! });
}

export const teiRoutes: readonly Route[] = [
  post(['/embed'], 'A vector for each text', { dialect, task: embed, name: 'EmbedRequest', schema: schemas.EmbedRequest, response: { name: 'EmbedResponse', schema: responses.EmbedResponse } },
    async (service, call, body) => {
      const rows = await embeddingsOf(service, call, service.listOf(call, body.inputs), body);
      return { body: list(rows.map((row) => floats(finished(row, body.normalize, body.dimensions ?? undefined)))) };
    }),
  post(['/embed_all'], 'The vector of each token of each text, without pooling', { dialect, task: embed, name: 'EmbedAllRequest', schema: schemas.EmbedAllRequest, response: { name: 'EmbedAllResponse', schema: responses.EmbedAllResponse } },
    async (service, call, body) => {
      const texts = await service.compute(call, {
        place: service.find(body.model, 'embedding'), inputs: service.listOf(call, body.inputs), options: service.textOptions(body), lane: (model) => model.tokens!,
      });
      return { body: list(texts.map((rows) => list(rows.map(floats)))) };
    }),
  post(['/embed_sparse'], 'The weights of words for each text, by a SPLADE model', { dialect, task: embed, name: 'EmbedSparseRequest', schema: schemas.EmbedSparseRequest, response: { name: 'EmbedSparseResponse', schema: responses.EmbedSparseResponse } },
    async (service, call, body) => {
      const vectors = await service.compute(call, {
        place: service.find(body.model, 'sparse'), inputs: service.listOf(call, body.inputs), options: service.textOptions(body), lane: (model) => model.sparse!,
      });
      return json(vectors.map(({ indices, values }) => Array.from(indices, (index, i) => ({ index, value: values[i] }))));
    }),
  post(['/similarity'], 'The cosine of a sentence with each of several', { dialect, task: embed, name: 'SimilarityRequest', schema: schemas.SimilarityRequest, response: { name: 'SimilarityResponse', schema: responses.SimilarityResponse } },
    async (service, call, { inputs: { source_sentence, sentences }, parameters, model }) => {
      call.method = 'batch';
      service.checkCount(sentences, undefined, 'sentences');
      const rows = await embeddingsOf(service, call, [source_sentence, ...sentences], { ...parameters, model });
      const [source, ...others] = rows.map((row) => finished(row, true)) as [Float32Array, ...Float32Array[]];
      return json(others.map((other) => dot(source, other)));
    }),
  post(['/rerank'], 'Texts by how well they answer a query, best first', { dialect, task: predict, name: 'RerankRequest', schema: schemas.RerankRequest, response: { name: 'RerankResponse', schema: responses.RerankResponse } },
    async (service, call, body) => {
      call.method = 'batch';
      service.checkCount(body.texts, undefined, 'texts');
      const rows = await scoresOf(service, call, body.texts.map((text) => [body.query, text] as const), 'reranker', body);
      const ranked = rows.map(([logit], index) => ({ index, ...(body.return_text && { text: body.texts[index]! }), score: body.raw_scores ? logit! : sigmoid(logit!) }));
      return json(ranked.sort((a, b) => b.score - a.score || a.index - b.index));
    }),
  post(['/predict'], 'The scores of a classifier\'s labels for each text or pair of texts', { dialect, task: predict, name: 'PredictRequest', schema: schemas.PredictRequest, response: { name: 'PredictResponse', schema: responses.PredictResponse } },
    async (service, call, body) => {
      const { inputs } = body;
      const isOne = typeof inputs === 'string' || typeof inputs[0] === 'string';
      if (!isOne) call.method = 'batch';
      const given = isOne ? [inputs as string | [string] | [string, string]] : service.checkCount(inputs as ([string] | [string, string])[]);
      const texts = given.map((one) => (typeof one === 'string' ? one : one.length === 1 ? one[0] : one));
      const { labels } = await service.registry.use(service.find(body.model, 'classifier', 'reranker'), async (model) => model);
      const rows = await scoresOf(service, call, texts, 'classifier', body);
      const predictions = rows.map((row) => {
        const scores = body.raw_scores ? Array.from(row) : row.length === 1 ? [sigmoid(row[0]!)] : softmax(row);
        return scores.map((score, i) => ({ score, label: labels![i] ?? `LABEL_${i}` })).sort((a, b) => b.score - a.score);
      });
      return json(isOne ? predictions[0] : predictions);
    }),
  post(['/tokenize'], 'The tokens of each text', { dialect, name: 'TokenizeRequest', schema: schemas.TokenizeRequest, response: { name: 'TokenizeResponse', schema: responses.TokenizeResponse } },
    (service, call, body) => withTokenizer(service, body.model, async (tokenizer, { prompts }) => {
      const { prompt_name: name } = body;
      if (typeof name === 'string' && !Object.hasOwn(prompts, name)) throw new ServeError('validation', `\`prompt_name\` is '${name}'; the model has ${Object.keys(prompts).join(', ') || 'no prompts'}`);
      const prompt = typeof name === 'string' ? prompts[name]! : '';
      const texts = (service.listOf(call, body.inputs) as readonly string[]).map((text) => prompt + text);
      const encodings = await tokenizer.encodeBatch(texts, { addSpecialTokens: body.add_special_tokens, returnOffsets: true });
      return json(encodings.map(({ inputIds, tokens, offsets, specialTokensMask }, t) => {
        const place = codePoints(texts[t]!);
        return inputIds.map((id, i) => {
          const [from, to] = offsets![i]!;
          if (specialTokensMask[i] === 1) return { id, text: tokens[i], special: true, start: null, stop: null };
          return { id, text: texts[t]!.slice(from, to), special: false, start: place(from), stop: place(to) };
        });
      }));
    })),
  post(['/decode'], 'The text of each list of token ids', { dialect, name: 'DecodeRequest', schema: schemas.DecodeRequest, response: { name: 'DecodeResponse', schema: responses.DecodeResponse } },
    (service, _call, body) => withTokenizer(service, body.model, async (tokenizer) => {
      const lists = typeof body.ids[0] === 'number' ? [body.ids as number[]] : service.checkCount(body.ids as number[][], undefined, 'ids');
      return json(await Promise.all(lists.map((ids) => tokenizer.decode(ids, { skipSpecialTokens: body.skip_special_tokens }))));
    })),
];

function withTokenizer<Result>(service: Service, name: string | null | undefined, fn: (tokenizer: NonNullable<ServedModel['tokenizer']>, model: ServedModel) => Promise<Result>): Promise<Result> {
  return service.registry.use(service.find(name, 'embedding', 'sparse', 'reranker', 'classifier'), async (model) => {
    if (!model.tokenizer) throw new ServeError('tokenizer', 'the model splits texts into whole words; it has no tokenizer');
    return fn(model.tokenizer, model);
  });
}

/** From a place in UTF-16 units to one in characters, as text-embeddings-inference counts them. */
function codePoints(text: string): (at: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (at) => at;
  const places = new Uint32Array(text.length + 1);
  let [at, count] = [0, 0];
  for (const character of text) {
    for (let i = 0; i < character.length; i++) places[at++] = count;
    count++;
  }
  places[at] = count;
  return (unit) => places[unit]!;
}

/** `/` and SageMaker's `/invocations`: what the request looks like, else what the first model does; as text-embeddings-inference and the Inference API have it. */
export const defaultRoute: Route = {
  method: 'POST', paths: ['/', '/invocations'], summary: '', dialect, isPublic: false, task: embed,
  body: { name: 'AnyRequest', schema: v.looseObject({}) },
  run(service, call, body) {
    const route = teiRoutes.find(({ paths }) => paths[0] === kindOf(service, body as Readonly<Record<string, unknown>>))!;
    const checked = schemas.check(route.body!.schema, body);
    if ('problem' in checked) throw new ServeError('validation', checked.problem, { param: checked.field });
    return route.run(service, call, checked.value, '');
  },
};

function kindOf({ registry }: Service, { inputs, query, texts }: Readonly<Record<string, unknown>>): string {
  if (query !== undefined && texts !== undefined) return '/rerank';
  if (typeof inputs === 'object' && inputs !== null && 'source_sentence' in inputs) return '/similarity';
  const routes = { embedding: '/embed', sparse: '/embed_sparse', reranker: '/predict', classifier: '/predict' };
  return routes[registry.places[0]!.kind];
}
