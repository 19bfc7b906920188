// What the server says of itself.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { version } from '../../info.js';
import { json, type Reply } from '../call.js';
import type { Health } from '../health.js';
import { openapi } from '../openapi.js';
import { Info } from '../responses.js';
import type { Route } from '../route.js';
import type { Service } from '../service.js';

const folder = fileURLToPath(new URL('../../../../lib/serve/page/', import.meta.url));
/** Nothing from elsewhere, and nothing inline. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const dialect = 'tei';
const about = (paths: readonly string[], summary: string, run: Route['run'], rest: Partial<Route> = {}): Route => ({ method: 'GET', paths, summary, dialect, isPublic: true, ...rest, run });
const file = (path: string, name: string, type: string): Route => about([path], '', async (): Promise<Reply> => ({ body: await readFile(folder + name), type, headers: { 'content-security-policy': policy, 'x-content-type-options': 'nosniff' } }));

export function aboutRoutes(health: Health, routes: readonly Route[]): readonly Route[] {
  let document: string | undefined;
  return [
    about(['/health', '/ping'], 'Whether the server can answer now', async () => {
      await health.check();
      return { body: '', type: 'text/plain' };
    }),
    about(['/metrics'], 'Prometheus metrics', async ({ metrics }) => ({ body: await metrics.text(), type: metrics.contentType })),
    about(['/info'], 'The model that is served', (service) => json(infoOf(service)), { isPublic: false, response: { name: 'Info', schema: Info } }),
    about(['/openapi.json', '/api-doc/openapi.json'], '', () => ({ body: (document ??= JSON.stringify(openapi(routes))) })),
    file('/', 'index.html', 'text/html; charset=utf-8'),
    file('/docs', 'docs.html', 'text/html; charset=utf-8'),
    ...['page.css'].map((name) => file(`/page/${name}`, name, 'text/css; charset=utf-8')),
    ...['page.js', 'api.js', 'heatmap.js', 'search.js', 'map.js', 'live.js', 'docs.js'].map((name) => file(`/page/${name}`, name, 'text/javascript; charset=utf-8')),
  ];
}

function infoOf({ registry, limits }: Service): object {
  const [{ name, kind, model }] = registry.places as [(typeof registry.places)[number]];
  const labels = model?.labels ?? [];
  const classes = { id2label: Object.fromEntries(labels.map((label, i) => [i, label])), label2id: Object.fromEntries(labels.map((label, i) => [label, i])) };
  return {
    model_id: name,
    model_sha: null,
    model_dtype: model?.dtype ?? 'float32',
    model_type: kind === 'embedding' || kind === 'sparse' ? { embedding: { pooling: model?.pooling ?? 'unknown' } } : { [kind]: classes },
    max_concurrent_requests: limits.maxConcurrentRequests,
    max_input_length: model?.maxInputLength ?? 0,
    max_batch_tokens: limits.maxBatchTokens,
    max_batch_requests: Number.isFinite(limits.maxBatchRequests) ? limits.maxBatchRequests : null,
    max_client_batch_size: limits.maxClientBatchSize,
    auto_truncate: limits.autoTruncate,
    tokenization_workers: 1,
    version,
    sha: null,
    docker_label: null,
  };
}
