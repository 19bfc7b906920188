import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { abortError } from '../errors.js';
import { ServeError } from './errors.js';

const deepest = 64; // what requests hold has three levels

/** A request whose body a framework has read already. */
export type Request = IncomingMessage & { readonly body?: unknown };

/**
 * The JSON value of a request.
 * @throws ServeError for what is no JSON, too large, too deep or too slow; AbortError if the client goes.
 */
export async function readJsonBody(request: Request, { limit, seconds }: { limit: number; seconds: number }): Promise<unknown> {
  if (request.body !== undefined && request.readableEnded) return request.body;
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity', 'content-length': length } = request.headers;
  if (!/^application\/(?:[\w.+-]*\+)?json\s*(?:;|$)/i.test(type.trim())) throw new ServeError('mediaType', `Expected request with \`Content-Type: application/json\`, found ${type ? `\`${type.slice(0, 100)}\`` : 'none'}`);
  if (encoding !== 'identity') throw new ServeError('mediaType', `Content-Encoding \`${encoding.slice(0, 100)}\` is not taken; send the body as it is`);
  if (Number(length) > limit) throw tooLarge(limit);
  return parse(await read(request, limit, seconds));
}

function read(request: IncomingMessage, limit: number, seconds: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (request.readableEnded) return resolve(Buffer.alloc(0)); // a framework took it and kept nothing
    if (request.destroyed) return reject(abortError());
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(() => end(() => reject(new ServeError('slow', `the body did not arrive within ${seconds} s`))), 1000 * seconds);
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limit) end(() => reject(tooLarge(limit)));
      else chunks.push(chunk);
    };
    const onEnd = (): void => end(() => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    const onGone = (): void => end(() => reject(abortError()));
    const end = (how: () => void): void => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone);
      how();
    };
    request.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone);
  });
}

const tooLarge = (limit: number): ServeError => new ServeError('tooLarge', `the body has more than ${limit} bytes`);

function parse(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new ServeError('malformed', 'the body is not UTF-8');
  checkDepth(bytes);
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch (error) {
    throw new ServeError('malformed', `the body is not JSON: ${(error as Error).message.split('\n')[0]!.replace(/,? ?(\.\.\.)?".*$/s, '')}`); // without what it quotes
  }
}

/** Before anything is made of it. */
function checkDepth(bytes: Buffer): void {
  let depth = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === 0x22) { // a string, to its end
      for (i++; i < bytes.length && bytes[i] !== 0x22; i++) if (bytes[i] === 0x5c) i++;
    } else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > deepest) throw new ServeError('malformed', `the body is deeper than ${deepest} levels`);
    } else if (byte === 0x5d || byte === 0x7d) depth--;
  }
}
