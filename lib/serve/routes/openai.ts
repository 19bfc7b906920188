// OpenAI's routes.
import { json } from '../call.js';
import { ServeError } from '../errors.js';
import { base64, floats } from '../numbers.js';
import * as responses from '../responses.js';
import { post, type Route } from '../route.js';
import { OpenAIEmbeddingRequest } from '../schemas.js';
import type { Service } from '../service.js';
import { finished } from '../vectors.js';
import { embeddingsOf } from './tei.js';

const dialect = 'openai';
const mostInputs = 2048; // as OpenAI has it
const began = Math.floor(Date.now() / 1000);

const modelOf = (id: string): object => ({ id, object: 'model', created: began, owned_by: 'torch-encoders' });
const names = ({ registry }: Service): readonly string[] => registry.places.map(({ name }) => name);

export const openaiRoutes: readonly Route[] = [
  post(['/v1/embeddings', '/embeddings'], 'OpenAI: a vector of length 1 for each text', { dialect, task: 'embed', name: 'OpenAIEmbeddingRequest', schema: OpenAIEmbeddingRequest, response: { name: 'OpenAIEmbeddingResponse', schema: responses.OpenAIEmbeddingResponse } },
    async (service, call, body) => {
      const rows = await embeddingsOf(service, call, service.listOf(call, body.input, mostInputs), { model: body.model, dimensions: body.dimensions });
      const data = rows.map((row, index) => {
        const vector = finished(row, true, body.dimensions ?? undefined);
        return `{"object":"embedding","index":${index},"embedding":${body.encoding_format === 'base64' ? `"${base64(vector)}"` : floats(vector)}}`;
      });
      const rest = JSON.stringify({ model: call.model, usage: { prompt_tokens: call.tokens, total_tokens: call.tokens } });
      return { body: `{"object":"list","data":[${data.join(',')}],${rest.slice(1)}` };
    }),
  {
    method: 'GET', paths: ['/v1/models'], summary: 'OpenAI: the models that are served', dialect, isPublic: false, response: { name: 'OpenAIModels', schema: responses.OpenAIModels },
    run: (service) => json({ object: 'list', data: names(service).map(modelOf) }),
  },
  {
    method: 'GET', paths: ['/v1/models/{model}'], summary: 'OpenAI: one of the models', dialect, isPublic: false, response: { name: 'OpenAIModel', schema: responses.OpenAIModel },
    run(service, _call, _body, model) {
      if (names(service).includes(model)) return json(modelOf(model));
      throw new ServeError('notFound', `The model \`${model}\` does not exist`, { param: 'model', code: 'model_not_found' });
    },
  },
];
