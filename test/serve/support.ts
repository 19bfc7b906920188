import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { createEmbeddingServer, type EmbeddingServer, type ModelSpec, type ServeOptions } from '../../lib/serve/index.js';
import { fixtureOf, folderOf } from '../fixture.js';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Of JSON. */
  readonly body: unknown;
}

export interface Running {
  readonly server: EmbeddingServer;
  readonly url: string;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export interface Asking extends RequestOptions {
  readonly body?: string | Buffer | undefined;
}

export function ask(url: string, { body, ...options }: Asking = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { agent: false, ...options }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => (text += chunk)).on('end', () => {
        const isJson = response.headers['content-type'] === 'application/json';
        resolve({ status: response.statusCode!, headers: response.headers, text, body: isJson && text !== '' ? JSON.parse(text) : undefined });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

export const poster = (url: string): Running['post'] => (path, body, headers = {}) =>
  ask(url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body) });

/** A server of its own for a test, closed when the test is done. */
export async function running<Result>(models: readonly (string | ModelSpec)[], options: ServeOptions, test: (running: Running) => Promise<Result>): Promise<Result> {
  const server = await createEmbeddingServer(models, options);
  try {
    const { url } = await server.listen({ port: 0 });
    return await test({ server, url, get: (path, headers) => ask(url + path, { headers }), post: poster(url) });
  } finally {
    await server.close(1);
  }
}

/** A fixture's folder under its own name. */
export const served = async (name: string): Promise<ModelSpec> => ({ name, model: await folderOf(fixtureOf(name)) });
