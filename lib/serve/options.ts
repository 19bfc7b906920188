import type { IncomingMessage } from 'node:http';
import { TorchEncodersError } from '../errors.js';
import { describe } from '../config.js';
import { within } from '../sentence/limits.js';
import type { Logger } from './log.js';

/** Options of {@link createEmbeddingServer}. Names and defaults are those of text-embeddings-inference, where it has them. */
export interface ServeOptions {
  /** Requests with one of these keys (`Authorization: Bearer KEY`) are answered, others refused. Default: everybody is answered. */
  apiKeys?: readonly string[];
  /** Where the routes begin, if a framework leaves the beginning of the path in `req.url`, as Fastify does. Default: ''. */
  basePath?: string;
  /** Requests that are answered at one time; more get 429. Default: 512. */
  maxConcurrentRequests?: number;
  /** Seconds that a request may have to wait; if what waits before it takes longer, it gets 429 at once. Default: 3. */
  maxQueueTime?: number;
  /** Tokens that are computed together. Default: 512; see docs/serve.md. */
  maxBatchTokens?: number;
  /** Texts that are computed together. Default: as many as fit. */
  maxBatchRequests?: number;
  /** Texts of one request on text-embeddings-inference's routes. Default: 32. */
  maxClientBatchSize?: number;
  /** Texts that are too long are cut, unless a request says otherwise. Default: true. */
  autoTruncate?: boolean;
  /** Bytes of a body. Default: 2,000,000. */
  payloadLimit?: number;
  /** Seconds in which a body must have arrived. Default: 30. */
  bodyTimeout?: number;
  /** Seconds after which a request that was not computed is given up with 504; a request can ask for fewer by `x-request-timeout-ms`. Default: 60. */
  requestTimeout?: number;
  /** Bytes of weights that are loaded at one time; a model that is needed takes the room of one that is not. Default: no limit. */
  maxMemory?: number;
  /** Seconds after which a model that nobody asks is unloaded, to be loaded again when somebody does. Default: never. */
  idleUnload?: number;
  /** Origins of pages that may read answers; '*' is any. Default: none. */
  corsAllowOrigin?: readonly string[];
  /** Whom a request counts for, so that callers take turns. Default: its API key, else its address. */
  callerKey?: (request: IncomingMessage) => string;
  /** Gets a line for each request; pino's and Fastify's loggers fit. Default: nobody does. */
  logger?: Logger;
}

/** The options as they are after defaults. */
export type ServeLimits = Required<Omit<ServeOptions, 'callerKey' | 'logger'>>;

const defaults: ServeLimits = {
  apiKeys: [], basePath: '', maxConcurrentRequests: 512, maxQueueTime: 3, maxBatchTokens: 512, maxBatchRequests: Infinity, maxClientBatchSize: 32, autoTruncate: true,
  payloadLimit: 2_000_000, bodyTimeout: 30, requestTimeout: 60, maxMemory: Infinity, idleUnload: Infinity, corsAllowOrigin: [],
};

/** @throws ERR_CONFIG for an option that is not known, ERR_RANGE for a number that cannot be. */
export function limitsOf({ callerKey: _callerKey, logger: _logger, ...options }: ServeOptions): ServeLimits {
  const unknown = Object.keys(options).find((name) => !(name in defaults));
  if (unknown) throw new TorchEncodersError('ERR_CONFIG', `there is no option '${unknown}'; there are ${Object.keys(defaults).join(', ')}, callerKey, logger`);
  const limits = { ...defaults, ...Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) } as ServeLimits;
  for (const name of ['maxConcurrentRequests', 'maxBatchTokens', 'maxBatchRequests', 'maxClientBatchSize', 'payloadLimit', 'maxMemory'] as const) if (limits[name] !== Infinity) within(name, limits[name], 1);
  for (const name of ['maxQueueTime', 'bodyTimeout', 'requestTimeout', 'idleUnload'] as const) {
    if (!(limits[name] > 0)) throw new TorchEncodersError('ERR_RANGE', `${name} is ${describe(limits[name])}; wanted seconds, more than 0`);
  }
  if (limits.apiKeys.some((key) => typeof key !== 'string' || key === '')) throw new TorchEncodersError('ERR_CONFIG', 'an API key is empty; leave it out, or give one');
  if (!/^(\/[^/?#]+)*$/.test(limits.basePath)) throw new TorchEncodersError('ERR_CONFIG', `basePath is ${describe(limits.basePath)}; wanted the likes of '/embeddings'`);
  return limits;
}
