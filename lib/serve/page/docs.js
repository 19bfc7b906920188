// The OpenAPI document, to read and to try.
import { byId, call, make, themeButton } from './api.js';

themeButton();

const examples = {
  EmbedRequest: { inputs: 'What is Deep Learning?' },
  EmbedAllRequest: { inputs: 'What is Deep Learning?' },
  EmbedSparseRequest: { inputs: 'What is Deep Learning?' },
  SimilarityRequest: { inputs: { source_sentence: 'What is Deep Learning?', sentences: ['What is Machine Learning?', 'How is bread made?'] } },
  RerankRequest: { query: 'What is Deep Learning?', texts: ['Deep Learning is not…', 'Deep learning is…'] },
  PredictRequest: { inputs: 'What is Deep Learning?' },
  TokenizeRequest: { inputs: 'What is Deep Learning?' },
  DecodeRequest: { ids: [101, 2054, 102] },
  OpenAIEmbeddingRequest: { input: 'What is Deep Learning?', model: 'any', encoding_format: 'float' },
  CohereRerankRequest: { model: 'any', query: 'What is Deep Learning?', documents: ['Deep Learning is not…', 'Deep learning is…'], top_n: 1 },
};
const nameOf = (content) => content?.content?.['application/json']?.schema?.$ref?.split('/').at(-1);
const pretty = (value) => JSON.stringify(value, null, 2);

function route(path, method, { summary, requestBody, responses }, schemas) {
  const [takes, gives] = [nameOf(requestBody), nameOf(responses[200])];
  const body = takes && make('textarea', { rows: '6', 'aria-label': 'Body', spellcheck: 'false' });
  if (body) body.value = pretty(examples[takes]);
  const output = make('pre', { hidden: '' });
  const button = make('button', { type: 'button' }, 'Send');
  button.addEventListener('click', async () => {
    const found = await Promise.resolve().then(() => call(path.slice(1), body && JSON.parse(body.value))).catch((error) => error.message);
    output.textContent = (typeof found === 'string' ? found : pretty(found)).slice(0, 20_000) || '(nothing)';
    output.hidden = false;
  });
  const schema = (title, name) => (name ? [make('h2', {}, title), make('pre', {}, pretty(schemas[name]))] : []);
  return make('details', {}, make('summary', {}, make('code', {}, `${method.toUpperCase()} ${path}`), ` ${summary}`),
    ...(body ? [body] : []), ...(path.includes('{') ? [] : [make('p', {}, button)]), output, ...schema('Takes', takes), ...schema('Gives', gives));
}

try {
  const { paths, components } = await call('openapi.json');
  byId('routes').replaceChildren(...Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => route(path, method, operation, components.schemas))));
} catch (error) {
  byId('problem').textContent = error.message;
  byId('problem').hidden = false;
}
