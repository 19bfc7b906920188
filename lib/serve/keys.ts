import { createHash, timingSafeEqual } from 'node:crypto';
import { ServeError } from './errors.js';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Which of some keys a request has: all are compared, and each in the same time whatever it is, so that answers tell nothing of a key. */
export class Keys {
  readonly #digests: readonly Buffer[];
  constructor(keys: readonly string[]) {
    this.#digests = keys.map(digest);
  }

  /** The number of the key; undefined where none is wanted. @throws ServeError 'unauthorized'. */
  check(authorization: string | undefined): number | undefined {
    if (this.#digests.length === 0) return undefined;
    const [, given = ''] = /^Bearer +(.+)$/i.exec(authorization ?? '') ?? [];
    const own = digest(given);
    let found = -1;
    this.#digests.forEach((wanted, i) => {
      if (timingSafeEqual(own, wanted)) found = i;
    });
    if (found >= 0) return found;
    throw new ServeError('unauthorized', authorization === undefined ? 'an API key is wanted: Authorization: Bearer KEY' : 'the API key is wrong', { code: 'invalid_api_key' });
  }
}
