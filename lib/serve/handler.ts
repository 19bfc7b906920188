import type { IncomingMessage, ServerResponse } from 'node:http';
import { readJsonBody, type Request } from './body.js';
import { newCall, type Call, type Reply } from './call.js';
import { asServeError, ServeError, type Dialect } from './errors.js';
import type { Health } from './health.js';
import type { Keys } from './keys.js';
import type { Logger } from './log.js';
import type { Route } from './route.js';
import { check } from './schemas.js';
import type { Service } from './service.js';
import type { Spans } from './spans.js';

/** Answers a request; one that is none of its own it gives to `next`, else it says 404. Fits node:http and Express; for Fastify see docs/serve.md. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next?: (error?: unknown) => void) => void;

export interface HandlerParts {
  readonly service: Service;
  readonly health: Health;
  readonly keys: Keys;
  readonly spans: Spans;
  readonly logger: Logger | undefined;
  readonly callerKey: ((request: IncomingMessage) => string) | undefined;
  find(method: string, path: string): Found;
}

/** A route and what a `{name}` of its path stands for; or the methods that the path has. */
export type Found = { readonly route: Route; readonly parameter: string } | { readonly allowed: readonly string[]; readonly dialect: Dialect };

export function createHandler(parts: HandlerParts): Handler {
  return (request, response, next) => {
    const path = pathOf(request, parts.service.limits.basePath);
    const found = path === undefined ? { allowed: [], dialect: 'tei' as const } : parts.find(request.method ?? 'GET', path);
    if (next && !('route' in found) && found.allowed.length === 0) return next();
    void answer(parts, found, request, response);
  };
}

/** Without the query, and without what a framework has left before our routes. */
function pathOf({ url = '/' }: IncomingMessage, basePath: string): string | undefined {
  const [path] = url.split('?', 1) as [string];
  if (basePath === '') return path;
  return path === basePath ? '/' : path.startsWith(`${basePath}/`) ? path.slice(basePath.length) : undefined;
}

async function answer(parts: HandlerParts, found: Found, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const began = performance.now();
  const { service, health, logger } = parts;
  const gone = new AbortController();
  const onClose = (): void => {
    if (!response.writableFinished) gone.abort();
  };
  response.once('close', onClose);
  allowOrigin(request, response, service.limits.corsAllowOrigin);
  const route = 'route' in found ? found.route : undefined;
  const dialect = 'route' in found ? found.route.dialect : found.dialect;
  const call = newCall({ key: '', priority: priorityOf(request), deadline: began + deadlineOf(request, 1000 * service.limits.requestTimeout), signal: gone.signal });
  const name = route?.paths[0] ?? '(none)';
  const endSpan = parts.spans.start(request.method ?? 'GET', name);
  let [status, problem]: [number, ServeError | undefined] = [200, undefined];
  try {
    if (request.method === 'OPTIONS' && service.limits.corsAllowOrigin.length > 0) preflight(response);
    else {
      const reply = await run(parts, found, request, call);
      const total = performance.now() - began;
      if (route?.task) service.metrics.success(call, route.task, total);
      status = reply.status ?? 200;
      send(response, status, { ...reply, headers: { ...reply.headers, ...(route?.task && timesOf(call, total)) } }, health.isDraining);
    }
  } catch (error) {
    if (gone.signal.aborted) status = 499; // as nginx counts those who have gone
    else {
      problem = asServeError(error);
      status = problem.status(dialect);
      refuse(request, response, problem, dialect, health.isDraining, 'route' in found ? [] : found.allowed);
      if (status === 500) logger?.error({ path: name, error: describe(error) }, 'request failed');
    }
    if (route?.task) service.metrics.failure(call, problem ?? new ServeError('slow', 'gone'));
  }
  endSpan(call, status, problem?.kind);
  if (route?.isPublic && status === 200) return;
  const milliseconds = (value: number): number => Math.round(10 * value) / 10;
  logger?.[status >= 500 ? 'error' : status >= 400 ? 'warn' : 'info']({
    method: request.method, path: name, status, ...(problem && { problem: problem.kind }), model: call.model, texts: call.texts, tokens: call.tokens,
    ms: milliseconds(performance.now() - began), queueMs: milliseconds(call.queue), inferenceMs: milliseconds(call.inference),
  }, 'request');
}

async function run({ service, health, keys, callerKey }: HandlerParts, found: Found, request: Request, call: Call): Promise<Reply> {
  if (!('route' in found)) {
    if (found.allowed.length === 0) throw new ServeError('notFound', `there is no route ${request.method} ${(request.url ?? '/').split('?', 1)[0]!.slice(0, 100)}`);
    throw new ServeError('method', `the route takes ${found.allowed.join(', ')}, not ${request.method}`);
  }
  const { route, parameter } = found;
  if (!route.isPublic) {
    const key = keys.check(request.headers.authorization);
    call.caller.key = callerKey?.(request) ?? (key === undefined ? (request.socket.remoteAddress ?? '') : `key ${key}`);
    if (health.isDraining) throw new ServeError('unhealthy', 'the server is about to stop');
  }
  if (!route.body) return withSlash(request, route) ?? route.run(service, call, undefined, parameter);
  const body = await readJsonBody(request, { limit: service.limits.payloadLimit, seconds: service.limits.bodyTimeout });
  const checked = check(route.body.schema, body);
  if ('problem' in checked) throw new ServeError('validation', checked.problem, { param: checked.field });
  const reply = await route.run(service, call, checked.value, parameter);
  if (route.task) health.computed();
  return reply;
}

/** A page that is mounted somewhere finds what belongs to it only below a slash. */
function withSlash(request: Request & { readonly originalUrl?: string }, route: Route): Reply | undefined {
  const [path] = (request.originalUrl ?? request.url ?? '/').split('?', 1) as [string];
  if (route.paths[0] !== '/' || path.endsWith('/')) return undefined;
  return { status: 308, body: '', headers: { location: `${path.slice(path.lastIndexOf('/') + 1)}/` } };
}

function send(response: ServerResponse, status: number, { body, type, headers }: Reply, isLast: boolean): void {
  if (response.destroyed) return;
  begin(response, status, { body, type, headers }, isLast);
  response.end(body);
}
function begin(response: ServerResponse, status: number, { body, type = 'application/json', headers }: Reply, isLast: boolean): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...headers, ...(isLast && { connection: 'close' }) });
}

/** Says no. What has not been read of the body is thrown away for a moment, in which the answer can be taken: Node closes the connection where the answer ends, and whoever still writes would not see it. */
function refuse(request: IncomingMessage, response: ServerResponse, problem: ServeError, dialect: Dialect, isLast: boolean, allowed: readonly string[]): void {
  const isRead = request.readableEnded || request.method === 'GET' || request.method === 'HEAD';
  const headers = {
    ...(problem.retryAfter !== undefined && { 'retry-after': String(problem.retryAfter) }),
    ...(problem.kind === 'unauthorized' && { 'www-authenticate': 'Bearer' }),
    ...(allowed.length > 0 && { allow: allowed.join(', ') }),
  };
  const body = JSON.stringify(problem.body(dialect));
  if (isRead) return send(response, problem.status(dialect), { body, headers }, isLast);
  if (response.destroyed) return;
  begin(response, problem.status(dialect), { body, headers }, true);
  response.write(body);
  const timer = setTimeout(() => {
    response.end();
    request.destroy();
  }, 500).unref();
  request.once('end', () => {
    clearTimeout(timer);
    response.end();
  }).resume();
}

/** RFC 9218's urgency, `priority: u=1`: 0 is the most urgent, 7 the least, 3 the default. */
function priorityOf({ headers: { priority } }: IncomingMessage): number {
  const [, urgency = '3'] = /(?:^|,)\s*u=([0-7])\s*(?:,|;|$)/.exec(typeof priority === 'string' ? priority : '') ?? [];
  return Number(urgency);
}

function deadlineOf({ headers }: IncomingMessage, most: number): number {
  const asked = Number(headers['x-request-timeout-ms']);
  return asked > 0 ? Math.min(asked, most) : most;
}

function timesOf({ characters, tokens, tokenization, queue, inference }: Call, total: number): Record<string, string> {
  const [milliseconds, ...parts] = [total, tokenization, queue, inference].map((value) => String(Math.round(value))) as [string, string, string, string];
  return {
    'x-compute-type': 'cpu', 'x-compute-time': milliseconds, 'x-total-time': milliseconds, 'x-compute-characters': String(characters), 'x-compute-tokens': String(tokens),
    'x-tokenization-time': parts[0]!, 'x-queue-time': parts[1]!, 'x-inference-time': parts[2]!,
  };
}

function allowOrigin({ headers: { origin } }: IncomingMessage, response: ServerResponse, allowed: readonly string[]): void {
  if (allowed.length === 0) return;
  if (!allowed.includes('*')) response.setHeader('vary', 'origin');
  if (origin === undefined || !(allowed.includes('*') || allowed.includes(origin))) return;
  response.setHeader('access-control-allow-origin', allowed.includes('*') ? '*' : origin);
}
function preflight(response: ServerResponse): void {
  response.writeHead(204, { 'access-control-allow-methods': 'GET, POST', 'access-control-allow-headers': 'content-type, authorization, priority, x-request-timeout-ms', 'access-control-max-age': '600' });
  response.end();
}

/** For the log: what it was, without what it was about. */
const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
