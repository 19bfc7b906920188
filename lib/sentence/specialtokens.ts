import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from '../config.js';
import { architectures } from '../encoders/auto.js';
import { architectureOf } from '../encoders/load.js';
import { TorchEncodersError } from '../errors.js';
import { exists, readJson, writeJson } from '../files.js';
import { loadSafetensors, saveSafetensors } from '../tensor/files.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { tidy } from '../tensor/scope.js';
import { SentenceEncoder } from './encoder.js';

interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly [name: string]: unknown;
}

/**
 * The model with new tokens, each with a vector drawn at random; other vectors stay as they are. The model that is given stays too.
 * @param options.prompt what the new model puts before each text by default.
 * @throws ERR_CONFIG for a token that the tokenizer knows already.
 */
export async function withSpecialTokens(model: SentenceEncoder, tokens: readonly string[], { prompt }: { prompt?: string } = {}): Promise<SentenceEncoder> {
  const folder = await mkdtemp(join(tmpdir(), 'torch-encoders-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true })); // until then savePretrained copies the tokenizer from there
  await model.savePretrained(folder);
  const size = await addTokens(join(folder, 'tokenizer.json'), tokens);
  await grow(folder, size);
  if (prompt !== undefined) await addPrompt(join(folder, 'config_sentence_transformers.json'), prompt);
  const grown = await SentenceEncoder.fromPretrained(folder, { mmap: false });
  await rm(join(folder, 'model.safetensors'));
  grown.maxSeqLength = model.maxSeqLength;
  return grown;
}

/** Gives the number of ids. */
async function addTokens(path: string, tokens: readonly string[]): Promise<number> {
  const { added_tokens: added = [], model, ...rest } = (await readJson(path)) as { added_tokens?: AddedToken[]; model: { vocab: Readonly<Record<string, number>> | readonly unknown[] } };
  const ids = Array.isArray(model.vocab) ? [model.vocab.length - 1] : Object.values(model.vocab as Readonly<Record<string, number>>);
  const known = tokens.find((token) => added.some(({ content }) => content === token) || (!Array.isArray(model.vocab) && Object.hasOwn(model.vocab, token)));
  if (known !== undefined) throw new TorchEncodersError('ERR_CONFIG', `the tokenizer has the token '${known}' already; wanted new ones`);
  const next = ids.concat(added.map(({ id }) => id)).reduce((most, id) => Math.max(most, id), -1) + 1;
  const fresh = tokens.map((content, i): AddedToken => ({ id: next + i, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }));
  await writeJson(path, { ...rest, added_tokens: [...added, ...fresh], model });
  return next + tokens.length;
}

/** A row of the word embeddings for each id. */
async function grow(folder: string, size: number): Promise<void> {
  const path = join(folder, 'config.json');
  const config = Config.from(await readJson(path), path);
  const file = join(folder, 'model.safetensors');
  const weights = await loadSafetensors(file);
  try {
    const name = Object.keys(weights).find((one) => one.endsWith(architectureOf(config, architectures).wordEmbeddings))!;
    using table = weights[name]!;
    const [rows, width] = table.shape as [number, number];
    if (rows >= size) return;
    weights[name] = tidy(() => F.cat([table, F.randn([size - rows, width]).mul(config.number('initializer_range', 0.02)).to(table.dtype)]));
    await saveSafetensors(file, weights, { format: 'pt' });
    await writeJson(path, { ...config.json, vocab_size: size });
  } finally {
    for (const weight of Object.values(weights)) weight.dispose();
  }
}

async function addPrompt(path: string, prompt: string): Promise<void> {
  const config = (await exists(path)) ? Config.from(await readJson(path), path) : new Config({}, path);
  await writeJson(path, { ...config.json, prompts: { ...config.texts('prompts'), prefix: prompt }, default_prompt_name: 'prefix' });
}
