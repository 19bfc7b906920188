import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const { Tokenizer } = createRequire(import.meta.url)('tokenizers');

/** The tokenizer of a model folder, without padding. */
export function tokenizerOf(folder, maxLength) {
  const tokenizer = Tokenizer.fromString(readFileSync(join(folder, 'tokenizer.json'), 'utf8'));
  tokenizer.disablePadding();
  tokenizer.setTruncation(maxLength, { strategy: 'LongestFirst', direction: 'right', stride: 0 });
  return tokenizer;
}

/** How many tokens each text has, special ones included. */
export function lengthsWith(folder, maxLength) {
  const tokenizer = tokenizerOf(folder, maxLength);
  return async (texts) => (await tokenizer.encodeBatch(texts, { addSpecialTokens: true })).map((one) => one.getLength());
}
