import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';
import { version } from '../info.js';
import { CohereErrorResponse, ErrorResponse, OpenAIErrorResponse } from './responses.js';
import type { Route } from './route.js';

const errors = { tei: ['ErrorResponse', ErrorResponse], openai: ['OpenAIErrorResponse', OpenAIErrorResponse], cohere: ['CohereErrorResponse', CohereErrorResponse] } as const;
const statuses: Readonly<Record<string, string>> = {
  400: 'The body is no JSON, or empty', 401: 'The API key is missing or wrong', 413: 'The body is too large', 415: 'The body is not called JSON', 422: 'The body does not say what it must',
  424: 'The model cannot do it', 429: 'The server is overloaded; Retry-After says for how many seconds', 503: 'The server cannot answer', 504: 'It was not computed before its deadline',
};

/** The OpenAPI document of routes, made of their schemas. */
export function openapi(routes: readonly Route[]): object {
  const schemas: Record<string, object> = {};
  const reference = (name: string, schema: GenericSchema): object => {
    if (!schemas[name]) {
      const { $schema: _, ...own } = toJsonSchema(schema, { target: 'openapi-3.0', typeMode: name.endsWith('Request') ? 'input' : 'output', errorMode: 'ignore' }) as { $schema?: string };
      schemas[name] = own;
    }
    return { $ref: `#/components/schemas/${name}` };
  };
  const content = (schema: object): object => ({ content: { 'application/json': { schema } } });
  const operation = ({ method, paths, summary, dialect, isPublic, body, response }: Route): object => ({
    operationId: `${method.toLowerCase()}${paths[0]!.replaceAll(/[^a-z0-9]+/gi, '_')}`,
    summary,
    tags: [{ tei: 'text-embeddings-inference', openai: 'OpenAI', cohere: 'Cohere' }[dialect]],
    ...(paths[0]!.includes('{') && { parameters: [{ name: /\{(\w+)\}/.exec(paths[0]!)![1], in: 'path', required: true, schema: { type: 'string' } }] }),
    ...(body && { requestBody: { required: true, ...content(reference(body.name, body.schema)) } }),
    responses: {
      200: { description: summary, ...(response ? content(reference(response.name, response.schema)) : {}) },
      ...(body && Object.fromEntries(Object.entries(statuses).filter(([status]) => dialect === 'tei' || status !== '422').map(([status, description]) => [status, { description, ...content(reference(errors[dialect][0], errors[dialect][1])) }]))),
    },
    ...(isPublic && { security: [] }),
  });
  const paths = Object.fromEntries(routes.filter(({ summary }) => summary !== '').map((route) => [route.paths[0]!, { [route.method.toLowerCase()]: operation(route) }]));
  return {
    openapi: '3.0.3',
    info: { title: 'torch-encoders', description: 'Texts to vectors: the routes of text-embeddings-inference, OpenAI\'s /v1/embeddings, Cohere\'s /v2/rerank.', version, license: { name: 'Apache-2.0' } },
    paths,
    components: { schemas, securitySchemes: { ApiKey: { type: 'http', scheme: 'bearer' } } },
    security: [{}, { ApiKey: [] }],
  };
}
