import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { warnOnce } from '../errors.js';
import { exists } from '../files.js';
import { loadSafetensors, saveSafetensors } from '../tensor/files.js';
import { tensor } from '../tensor/tensor.js';
import type { VocabManager } from '../text/vocab.js';

/** Texts as ids without special tokens, end to end. */
export interface EncodedTexts {
  readonly ids: Int32Array;
  readonly offsets: Int32Array;
}

/** Where encoded data is kept unless told otherwise. It may be deleted at any time. */
export const defaultCache = (): string => join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'torch-encoders', 'data');

/** The ids of texts: from the cache, where the same texts were encoded by the same tokenizer before. */
export async function encodeTexts(texts: readonly string[], vocab: VocabManager, folder: string | null): Promise<EncodedTexts & { isCached: boolean }> {
  const path = folder === null ? undefined : join(folder, `${await keyOf(texts, vocab)}.safetensors`);
  const found = path === undefined ? undefined : await read(path, texts.length);
  if (found) return { ...found, isCached: true };
  const { ids, cuSeqlens } = await vocab.encodeTexts(texts);
  const encoded = { ids: shared(ids), offsets: shared(Int32Array.from(cuSeqlens)) };
  if (path !== undefined) {
    await write(folder!, path, encoded).catch((error: unknown) => warnOnce(`encoded data could not be kept in ${folder!}: ${(error as Error).message}`));
  }
  return { ...encoded, isCached: false };
}

/** A hash of all that the ids follow from. */
async function keyOf(texts: readonly string[], vocab: VocabManager): Promise<string> {
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256').update(JSON.stringify(vocab.files.tokenizer));
  for (const text of texts) hash.update(`\0${text.length}\0${text}`);
  return hash.digest('hex');
}

/** undefined where there is none, or one that is damaged. */
async function read(path: string, count: number): Promise<EncodedTexts | undefined> {
  if (!(await exists(path))) return undefined;
  try {
    const tensors = await loadSafetensors(path, { mmap: false });
    const [ids, offsets] = ['ids', 'offsets'].map((name) => {
      using stored = tensors[name]!;
      return shared(stored.dataSync() as Int32Array);
    }) as [Int32Array, Int32Array];
    return offsets.length === count + 1 && offsets.at(-1) === ids.length ? { ids, offsets } : undefined;
  } catch {
    return undefined; // it is made again
  }
}

async function write(folder: string, path: string, { ids, offsets }: EncodedTexts): Promise<void> {
  await mkdir(folder, { recursive: true });
  using idsTensor = tensor(ids);
  using offsetsTensor = tensor(offsets);
  await saveSafetensors(path, { ids: idsTensor, offsets: offsetsTensor });
}

/** In memory that threads share. */
function shared(values: Int32Array): Int32Array {
  const own = new Int32Array(new SharedArrayBuffer(values.byteLength));
  own.set(values);
  return own;
}
