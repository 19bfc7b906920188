import { TorchEncodersError } from '../errors.js';

/** What an answer that is no result says: the status that every protocol gives, and the names that each has for it. */
const kinds = {
  malformed: { status: 400, tei: 'Validation', openai: 'invalid_request_error' },
  empty: { status: 400, tei: 'Empty', openai: 'invalid_request_error' },
  validation: { status: 422, tei: 'Validation', openai: 'invalid_request_error' },
  tokenizer: { status: 422, tei: 'Tokenizer', openai: 'invalid_request_error' },
  unauthorized: { status: 401, tei: 'Unauthorized', openai: 'authentication_error' },
  notFound: { status: 404, tei: 'NotFound', openai: 'invalid_request_error' },
  method: { status: 405, tei: 'Validation', openai: 'invalid_request_error' },
  slow: { status: 408, tei: 'Validation', openai: 'invalid_request_error' },
  tooLarge: { status: 413, tei: 'Validation', openai: 'invalid_request_error' },
  mediaType: { status: 415, tei: 'Validation', openai: 'invalid_request_error' },
  backend: { status: 424, tei: 'Backend', openai: 'server_error' },
  overloaded: { status: 429, tei: 'Overloaded', openai: 'rate_limit_error' },
  headers: { status: 431, tei: 'Validation', openai: 'invalid_request_error' },
  internal: { status: 500, tei: 'Backend', openai: 'server_error' },
  unhealthy: { status: 503, tei: 'Unhealthy', openai: 'server_error' },
  expired: { status: 504, tei: 'Overloaded', openai: 'server_error' },
} as const;

export type ErrorKind = keyof typeof kinds;
/** Whose shape an answer has: text-embeddings-inference's, OpenAI's or Cohere's. */
export type Dialect = 'tei' | 'openai' | 'cohere';

/** An answer that is no result. */
export class ServeError extends Error {
  override name = 'ServeError';
  readonly kind: ErrorKind;
  /** Seconds until it is worth while to ask again. */
  readonly retryAfter: number | undefined;
  /** The field that is wrong, and OpenAI's code for it. */
  readonly param: string | undefined;
  readonly code: string | undefined;

  constructor(kind: ErrorKind, message: string, { retryAfter, param, code, cause }: { retryAfter?: number; param?: string; code?: string; cause?: unknown } = {}) {
    super(message, { cause });
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.param = param;
    this.code = code;
  }

  /** OpenAI and Cohere say 400 to what TEI says 422 to. */
  status(dialect: Dialect): number {
    const { status } = kinds[this.kind];
    return status === 422 && dialect !== 'tei' ? 400 : status;
  }

  body(dialect: Dialect): object {
    const { tei, openai } = kinds[this.kind];
    if (dialect === 'tei') return { error: this.message, error_type: tei };
    if (dialect === 'cohere') return { message: this.message };
    return { error: { message: this.message, type: openai, param: this.param ?? null, code: this.code ?? null } };
  }
}

/** Any error as an answer. What nobody foresaw is told to the log, not to the client. */
export function asServeError(error: unknown): ServeError {
  if (error instanceof ServeError) return error;
  if (error instanceof TorchEncodersError) {
    const isTheirs = error.code === 'ERR_RANGE' || error.code === 'ERR_DTYPE' || error.code === 'ERR_SHAPE';
    return new ServeError(isTheirs ? 'validation' : 'backend', error.message, { cause: error });
  }
  return new ServeError('internal', 'the server failed; its log says why', { cause: error });
}
