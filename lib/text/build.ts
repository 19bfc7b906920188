import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { Library } from './library.js';
import { builtSpecials, tokenizeNames, tokenizerJson, type Tokenize } from './recipes.js';

/** Options of {@link VocabManager.build}. */
export interface BuildOptions {
  /**
   * 'smiles': atoms, bonds and rings of molecules; 'characters'; 'words': lower case, punctuation and Chinese characters apart, as BERT's first step; 'bytes';
   * 'bpe': pieces of words, of bytes; 'codes': what blanks part.
   */
  tokenize: Tokenize;
  /** How often a token must occur. Default: 1. Not for 'bpe' and 'bytes'. */
  minFrequency?: number;
  /** How many tokens there are at most, special ones included; the most frequent stay. Default: null, no limit; of 'bpe' 30,000. */
  maxSize?: number | null;
}

const bpeLimit = 30_000; // of the library's trainer, which the Node build does not let be set
const textsAtOnce = 256; // between two turns of the event loop

/** The tokenizer.json of a vocabulary made from texts. */
export async function buildTokenizer(corpus: Iterable<string> | AsyncIterable<string>, { tokenize, minFrequency = 1, maxSize = null }: BuildOptions): Promise<Record<string, unknown>> {
  if (!tokenizeNames.includes(tokenize)) throw new TorchEncodersError('ERR_CONFIG', `tokenize is ${describe(tokenize)}; wanted ${tokenizeNames.join(', ')}`);
  const specials = Object.keys(builtSpecials).length;
  const least = tokenize === 'bytes' || tokenize === 'bpe' ? specials + 256 : specials + 1;
  const check = (name: string, value: number, from: number): void => {
    if (!Number.isSafeInteger(value) || value < from) throw new TorchEncodersError('ERR_RANGE', `${name} is ${describe(value)}; wanted a whole number of at least ${from}`);
  };
  check('minFrequency', minFrequency, 1);
  if (maxSize !== null) check('maxSize', maxSize, least);
  const room = (maxSize ?? Infinity) - specials;
  if (tokenize === 'bytes' || tokenize === 'bpe') {
    if (minFrequency > 1) throw new TorchEncodersError('ERR_UNSUPPORTED', `minFrequency is ${minFrequency}: for '${tokenize}' it cannot be set (the Node build of tokenizers trains with its own options); maxSize can`);
    const bytes = byteAlphabet();
    if (tokenize === 'bytes') return tokenizerJson('bytes', bytes);
    if (maxSize !== null && room > bpeLimit) throw new TorchEncodersError('ERR_UNSUPPORTED', `maxSize is ${maxSize}: the Node build of tokenizers trains at most ${bpeLimit} pieces, so ${specials + bpeLimit} is the most for 'bpe'`);
    const merges = (await trainMerges(corpus)).slice(0, Math.min(room, bpeLimit) - bytes.length);
    return tokenizerJson('bpe', [...new Set([...bytes, ...merges.map(([a, b]) => a + b)])], merges);
  }
  const counts = await countTokens(corpus, tokenize);
  for (const special of Object.values(builtSpecials)) counts.delete(special);
  const tokens = [...counts].filter(([, count]) => count >= minFrequency).sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([token]) => token);
  return tokenizerJson(tokenize, tokens.slice(0, room));
}

/** How often each token occurs, as the tokenizer itself will part the texts. */
async function countTokens(corpus: Iterable<string> | AsyncIterable<string>, tokenize: Tokenize): Promise<Map<string, number>> {
  const { tokenizer } = Library.fromJson(JSON.stringify(tokenizerJson(tokenize, [])), `the tokenizer of '${tokenize}'`);
  const [normalizer, parts] = [tokenizer.getNormalizer(), tokenizer.getPreTokenizer()!];
  const counts = new Map<string, number>();
  let texts = 0;
  for await (const text of corpus) {
    for (const [token] of parts.preTokenizeString(normalizer?.normalizeString(text) ?? text)) counts.set(token, (counts.get(token) ?? 0) + 1);
    if (++texts % textsAtOnce === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return counts;
}

/** The merges that the library's trainer finds, most frequent first: cut off anywhere, they are what it would find for fewer tokens. */
async function trainMerges(corpus: Iterable<string> | AsyncIterable<string>): Promise<[string, string][]> {
  const folder = await mkdtemp(join(tmpdir(), 'torch-encoders-bpe-'));
  try {
    const [texts, out] = [join(folder, 'corpus.txt'), join(folder, 'tokenizer.json')];
    const lines = async function* (): AsyncGenerator<string> {
      for await (const text of corpus) yield `${text}\n`;
    };
    await writeFile(texts, lines());
    const { execFile } = await import('node:child_process');
    await promisify(execFile)(process.execPath, [fileURLToPath(new URL('./trainbpe.js', import.meta.url)), texts, out]);
    return (JSON.parse(await readFile(out, 'utf8')) as { model: { merges: [string, string][] } }).model.merges;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A character for each byte. */
const byteAlphabet = (): string[] => (createRequire(import.meta.url)('tokenizers') as { byteLevelAlphabet(): string[] }).byteLevelAlphabet().sort();
