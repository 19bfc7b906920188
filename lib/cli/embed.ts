import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { TorchEncodersError } from '../errors.js';
import { fileError } from '../files.js';
import type { SentenceEncoder } from '../sentence/encoder.js';
import { VectorCache } from './cache.js';
import { bar, print } from './console.js';
import { blocksOf, filesOf, splitOf, type InputFile } from './inputs.js';
import { Journal, readDone, samePlan, sha256, type Done, type Plan } from './journal.js';
import { lock } from './lock.js';
import { encodeOptions, folderOf, load, type EmbedOptions } from './model.js';
import type { Elements } from './columns.js';
import { isRemote, readRemote, upload } from './remote.js';
import { pathOfShard, shardOf, type Shard } from './shard.js';
import { checkFormat, formatOf, storedAs, type VectorFormat } from './vectors.js';

const chunkRows = 2048;
const arrays = { float32: Float32Array, int8: Int8Array, uint8: Uint8Array } as const;

export interface EmbedCommand extends EmbedOptions {
  readonly out: string;
  /** A part of the corpus: every n-th file, or every n-th block of 2,048 rows, beginning with the i-th. */
  readonly shard?: string;
  /** Go on where an earlier run stopped, however it stopped. */
  readonly resume?: boolean;
  /** A folder of vectors that were made before. */
  readonly cache?: string;
  /** Where an output grows that is to be in an object store. Default: the system's folder for temporary files. */
  readonly workDir?: string;
}

/** Where blocks of rows go. Those that are there already are passed over. */
interface Output {
  readonly blocks: number;
  readonly rows: number;
  check(block: number, texts: readonly string[]): void;
  append(texts: readonly string[], bytes: Uint8Array): Promise<void>;
  end(header: Uint8Array, finish?: VectorFormat['finish']): Promise<Partial<Done>>;
  /** After an error. */
  close(): Promise<void>;
}

/** embed IN... --model M --out OUT: a vector for each row, in order. The output has its name only when it is whole. */
export async function embed(inputs: readonly string[], options: EmbedCommand): Promise<void> {
  if (inputs.includes('-') || options.out === '-') {
    if (inputs.length !== 1 || inputs[0] !== options.out || options.shard !== undefined || options.resume || options.cache !== undefined) throw new TorchEncodersError('ERR_CONFIG', 'Arrow\'s stream is `embed - --out -`, from stdin to stdout, with neither --shard, --resume nor --cache');
    return (await import('./arrowstream.js')).embedStream(options);
  }
  checkFormat(options.out);
  const shard = options.shard === undefined ? { index: 0, count: 1 } : shardOf(options.shard);
  const target = options.shard === undefined ? options.out : pathOfShard(options.out, shard);
  const isAsked = options.shard !== undefined || options.resume === true; // to leave marks behind, for a run to come
  const isJournaled = isAsked || isRemote(target) || ['.parquet', '.arrow'].includes(extname(target).toLowerCase());
  const takesRanges = options.precision === 'int8' || options.precision === 'uint8'; // from all vectors: they cannot be done in pieces
  if (takesRanges && (isJournaled || options.cache !== undefined)) throw new TorchEncodersError('ERR_CONFIG', `--precision ${options.precision} takes its ranges from the whole file, so it goes with neither --shard nor --resume nor --cache, and into npy and jsonl files here alone; write float32 and quantise afterwards`);
  const out = isRemote(target) ? join(options.workDir ?? tmpdir(), `torch-encoders-${sha256(target).slice(0, 16)}${extname(target)}`) : target;
  const files = await filesOf(inputs);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const plan = isJournaled || options.cache !== undefined ? await planOf(options, files, shard) : undefined;
  const done = isJournaled && options.resume ? await doneBefore(target, out, plan!) : undefined;
  if (done) return print(options, { rows: done.rows, embedded: 0, out: target, sha256: done.sha256 }, `${target} is done: ${done.rows} texts`);
  await mkdir(dirname(out), { recursive: true }).catch((error: unknown) => {
    throw fileError(out, error);
  });
  const unlock = isJournaled ? await lock(out) : async () => undefined;
  let [model, output, cache]: [SentenceEncoder | undefined, Output | undefined, VectorCache | undefined] = [undefined, undefined, undefined];
  const drawn = await bar('embed', total, options);
  try {
    model = await load(options);
    const columns = options.truncateDim ?? model.getSentenceEmbeddingDimension();
    const format = formatOf(out, columns, options);
    const { elements, stored } = storedAs(columns, options);
    if (options.cache !== undefined) cache = await VectorCache.open(options.cache, vectorPlan(plan!), stored * arrays[elements].BYTES_PER_ELEMENT);
    output = isJournaled ? await Journal.open(out, plan!, format.headerSize, options.resume === true) : await wholeFile(out, format.headerSize);
    const started = performance.now();
    const before = output.rows;
    let [rows, tokens, block, computed] = [before, 0, -1, 0];
    for await (const chunk of blocksOf(files, options.field, takesRanges ? Infinity : chunkRows, shard)) {
      const texts = chunk.map(({ text }) => text);
      if (++block < output.blocks) {
        output.check(block, texts);
        continue;
      }
      let inChunk = 0;
      const compute = async (some: readonly string[]): Promise<ArrayBufferView> => {
        computed += some.length;
        using vectors = await model!.encode(some as string[], {
          ...encodeOptions(options),
          onProgress: (progress) => {
            inChunk = progress.tokens;
            drawn.update(chunk[progress.done - 1]!.bytes, `${rows + progress.done} texts, ${Math.round((1000 * (tokens + inChunk)) / (performance.now() - started))} tokens/s`);
          },
        });
        return await vectors.data();
      };
      const vectors = cache ? await cached(cache, texts, arrays[elements], compute) : await compute(texts);
      await output.append(texts, format.bytes(chunk, vectors));
      rows += chunk.length;
      tokens += inChunk;
    }
    if (block + 1 < output.blocks) throw new TorchEncodersError('ERR_CONFIG', `${out} has ${output.rows} rows already, more than the input has now; leave --resume out to begin anew`);
    const { sha256: hash } = await output.end(format.header(rows), format.finish);
    if (isRemote(target)) await deliver(out, target);
    else if (!isAsked) await rm(`${out}.done.json`, { force: true });
    drawn.stop();
    const seconds = (performance.now() - started) / 1000;
    print(options, { rows, dimensions: columns, tokens, seconds, tokensPerSecond: tokens / seconds, out: target, ...(isJournaled && { embedded: rows - before, sha256: hash }), ...(cache && { computed }) },
      `${rows} texts${before > 0 ? ` (${before} from an earlier run)` : ''}, ${tokens} tokens in ${seconds.toFixed(1)} s (${Math.round(tokens / seconds)} tokens/s)${cache ? `, ${rows - before - computed} of them known` : ''} → ${target}`);
  } catch (error) {
    drawn.stop();
    await output?.close().catch(() => undefined);
    if (isJournaled && !isAsked) for (const end of ['part', 'journal']) await rm(`${out}.${end}`, { force: true });
    throw error instanceof TorchEncodersError ? error : (error as NodeJS.ErrnoException).syscall ? fileError(out, error) : error;
  } finally {
    await cache?.close();
    model?.dispose();
    await unlock();
  }
}

async function doneBefore(target: string, out: string, plan: Plan): Promise<Done | undefined> {
  if (!isRemote(target)) return readDone(out, plan);
  const text = await readRemote(`${target}.done.json`);
  if (text === undefined) return undefined;
  const done = JSON.parse(text) as Done;
  samePlan(`${target}.done.json`, done.plan, plan);
  return done;
}

/** The marker goes last: whoever sees it finds the rest. */
async function deliver(out: string, target: string): Promise<void> {
  await upload(out, target);
  await upload(`${out}.done.json`, `${target}.done.json`);
  for (const path of [out, `${out}.done.json`]) await rm(path, { force: true });
}

/** The vectors of texts, of which those that are known are not computed again. */
async function cached(cache: VectorCache, texts: readonly string[], of: (typeof arrays)[Elements], compute: (some: readonly string[]) => Promise<ArrayBufferView>): Promise<ArrayBufferView> {
  const keys = texts.map(VectorCache.keyOf);
  const fresh = [...new Map(keys.flatMap((key, i) => (cache.has(key) ? [] : [[key, texts[i]!] as const])))];
  if (fresh.length > 0) {
    const made = await compute(fresh.map(([, text]) => text));
    await cache.add(fresh.map(([key]) => key), new Uint8Array(made.buffer, made.byteOffset, made.byteLength));
  }
  const rows = await Promise.all(keys.map((key) => cache.get(key)));
  const bytes = new Uint8Array(rows.reduce((sum, { length }) => sum + length, 0));
  rows.forEach((row, i) => bytes.set(row, i * row.length));
  return new of(bytes.buffer);
}

/** All of it or nothing. */
async function wholeFile(out: string, headerSize: number): Promise<Output> {
  const part = `${out}.${process.pid}.part`;
  const file: FileHandle = await open(part, 'w').catch((error: unknown) => {
    throw fileError(out, error);
  });
  let at = headerSize;
  return {
    blocks: 0,
    rows: 0,
    check: () => undefined,
    append: async (_, bytes) => {
      await file.write(bytes, 0, bytes.length, at);
      at += bytes.length;
    },
    end: async (header) => {
      await file.write(header, 0, header.length, 0);
      await file.sync();
      await file.close();
      await rename(part, out);
      return {};
    },
    close: async () => {
      await file.close().catch(() => undefined);
      await rm(part, { force: true });
    },
  };
}

/**
 * What makes the bytes of the output. The model is told by its files' names and sizes, so that its folder may lie elsewhere on another machine; the input by the sizes of its files, in
 * their order.
 */
async function planOf(options: EmbedCommand, files: readonly InputFile[], shard: Shard): Promise<Plan> {
  const folder = await folderOf(options);
  const names = (await readdir(folder, { recursive: true })).filter((name) => !name.startsWith('.')).sort();
  const sizes = await Promise.all(names.map(async (name) => `${name} ${(await stat(join(folder, name))).size}`));
  const { field, dtype, prompt, promptName, normalize, truncateDim, precision, batchSize, maxTokensPerBatch } = options;
  const given = Object.fromEntries(Object.entries({ dtype, prompt, promptName, normalize, truncateDim, precision, batchSize, maxTokensPerBatch }).filter(([, value]) => value !== undefined));
  return {
    inputBytes: files.reduce((sum, { size }) => sum + size, 0), inputFiles: sha256(files.map(({ size }) => size).join()).slice(0, 16), field, model: sha256(sizes.join('\n')).slice(0, 16),
    shard: `${shard.index}/${shard.count}`, split: splitOf(files, shard), blockRows: chunkRows, ...(given as Plan),
  };
}

/** What makes the vector of a text, wherever the text stands. */
function vectorPlan({ inputBytes: _, inputFiles: __, field: ___, shard: ____, split: _____, blockRows: ______, ...rest }: Plan): Plan {
  return rest;
}
