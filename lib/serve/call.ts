import type { Caller } from './work.js';

/** A request on its way: who asks, and what it took. Routes fill in what they learn. */
export interface Call {
  readonly caller: Caller;
  model: string | undefined;
  /** 'single' or 'batch', as text-embeddings-inference counts requests. */
  method: 'single' | 'batch';
  texts: number;
  characters: number;
  tokens: number;
  /** Milliseconds, the mean over the texts. */
  tokenization: number;
  queue: number;
  inference: number;
}

export const newCall = (caller: Caller): Call => ({ caller, model: undefined, method: 'single', texts: 0, characters: 0, tokens: 0, tokenization: 0, queue: 0, inference: 0 });

/** What a route answers. */
export interface Reply {
  readonly body: string | Buffer;
  /** Default: application/json. */
  readonly type?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export const json = (value: unknown): Reply => ({ body: JSON.stringify(value) });
