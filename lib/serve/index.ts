import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { ServeError, type Dialect } from './errors.js';
import { createHandler, type Found, type Handler } from './handler.js';
import { Health } from './health.js';
import { Keys } from './keys.js';
import { Metrics } from './metrics.js';
import { limitsOf, type ServeOptions } from './options.js';
import type { ModelSpec } from './registry.js';
import type { Route } from './route.js';
import { aboutRoutes } from './routes/about.js';
import { cohereRoutes } from './routes/cohere.js';
import { openaiRoutes } from './routes/openai.js';
import { defaultRoute, teiRoutes } from './routes/tei.js';
import { Service } from './service.js';
import { Spans } from './spans.js';

export type { Handler } from './handler.js';
export { jsonLogger, type Logger } from './log.js';
export type { ServeOptions } from './options.js';
export { servedName, type ModelSpec } from './registry.js';

export interface ListenOptions {
  /** Default: 3000. 0 takes one that is free. */
  port?: number;
  /** Default: '127.0.0.1', that is nobody from elsewhere. */
  host?: string;
}

/** A server of embeddings, or its middleware. */
export interface EmbeddingServer {
  /** For node:http, Express, and others that know `(req, res, next)`. */
  readonly handler: Handler;
  /** A server of its own, that is ready when this resolves. */
  listen(options?: ListenOptions): Promise<{ readonly server: Server; readonly url: string }>;
  /** Takes no more requests, answers those that it has, and frees the models. @param seconds after which those that are left are given up; default: 30. */
  close(seconds?: number): Promise<void>;
}

/**
 * Serves models to the clients of text-embeddings-inference, OpenAI and Cohere. They are loaded and warm when this resolves.
 * @throws as the models' `fromPretrained`; ERR_CONFIG, ERR_RANGE for options; ERR_MEMORY for a model that is larger than `maxMemory`.
 *
 * @example
 * const embeddings = await createEmbeddingServer('sentence-transformers/all-MiniLM-L6-v2');
 * app.use('/embeddings', embeddings.handler); // Express
 * await embeddings.listen({ port: 3000 }); // or alone
 */
export async function createEmbeddingServer(models: string | ModelSpec | readonly (string | ModelSpec)[], options: ServeOptions = {}): Promise<EmbeddingServer> {
  const limits = limitsOf(options);
  const specs = (Array.isArray(models) ? models : [models]).map((one: string | ModelSpec): ModelSpec => (typeof one === 'string' ? { model: one } : one));
  if (specs.length === 0) throw new TorchEncodersError('ERR_CONFIG', `there are no models to serve, found ${describe(models)}`);
  const [service, spans] = await Promise.all([Service.open(specs, limits, new Metrics()), Spans.open()]);
  const health = new Health(service);
  const routes = [...teiRoutes, ...openaiRoutes, ...cohereRoutes];
  const all = [...routes, ...aboutRoutes(health, routes), defaultRoute];
  const handler = createHandler({ service, health, spans, keys: new Keys(limits.apiKeys), logger: options.logger, callerKey: options.callerKey, find: finder(all) });
  const servers: Server[] = [];
  let closing: Promise<void> | undefined;
  return {
    handler,
    async listen({ port = 3000, host = '127.0.0.1' } = {}) {
      const server = createServer({ maxHeaderSize: 16 << 10, headersTimeout: 10_000, requestTimeout: 1000 * limits.bodyTimeout + 10_000, keepAliveTimeout: 65_000 }, handler);
      server.on('clientError', onClientError);
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
      servers.push(server);
      const { address, family, port: own } = server.address() as AddressInfo;
      return { server, url: `http://${family === 'IPv6' ? `[${address}]` : address}:${own}` };
    },
    close: (seconds = 30) => (closing ??= close(service, health, servers, seconds)),
  };
}

async function close(service: Service, health: Health, servers: readonly Server[], seconds: number): Promise<void> {
  health.isDraining = true;
  const until = performance.now() + 1000 * seconds;
  // Until then it goes on to listen, and a moment longer: who is on the way is told, instead of finding nobody.
  if (servers.length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  while (service.admission.requests > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 20));
  const closed = Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  for (const server of servers) {
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), Math.max(100, until - performance.now())).unref();
  }
  await closed;
  service.registry.close();
}

/** What node:http itself refuses is told in our shape too. */
function onClientError(error: NodeJS.ErrnoException, socket: import('node:stream').Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = error.code === 'HPE_HEADER_OVERFLOW' ? new ServeError('headers', 'the headers are too large')
    : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? new ServeError('slow', 'the request did not arrive in time')
    : new ServeError('malformed', 'the request is not HTTP');
  const body = JSON.stringify(problem.body('tei'));
  const status = problem.status('tei');
  socket.end(`HTTP/1.1 ${status} ${statusText[status]}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`);
}
const statusText: Readonly<Record<number, string>> = { 400: 'Bad Request', 408: 'Request Timeout', 431: 'Request Header Fields Too Large' };

/** Looks a path up. HEAD is GET without a body. */
function finder(routes: readonly Route[]): (method: string, path: string) => Found {
  const exact = new Map<string, Route[]>();
  const patterns: { readonly start: string; readonly route: Route }[] = [];
  for (const route of routes) {
    for (const path of route.paths) {
      const at = path.indexOf('{');
      if (at >= 0) patterns.push({ start: path.slice(0, at), route });
      else exact.set(path, [...(exact.get(path) ?? []), route]);
    }
  }
  return (method, path) => {
    const pattern = patterns.find(({ start }) => path.startsWith(start) && path.length > start.length);
    const candidates = exact.get(path) ?? (pattern ? [pattern.route] : []);
    const route = candidates.find((one) => one.method === (method === 'HEAD' ? 'GET' : method));
    if (route) return { route, parameter: exact.has(path) ? '' : decoded(path.slice(pattern!.start.length)) };
    const dialect: Dialect = candidates[0]?.dialect ?? (path.startsWith('/v1/') ? 'openai' : path.startsWith('/v2/') ? 'cohere' : 'tei');
    return { allowed: candidates.map((one) => one.method), dialect };
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
