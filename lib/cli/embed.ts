import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { TorchEncodersError } from '../errors.js';
import { fileError } from '../files.js';
import { bar, print } from './console.js';
import { Journal, readDone, sha256, type Done, type Plan } from './journal.js';
import { encodeOptions, folderOf, load, type EmbedOptions } from './model.js';
import { readRows, sizeOf, type Row } from './rows.js';
import { pathOfShard, shardOf, type Shard } from './shard.js';
import { checkFormat, formatOf } from './vectors.js';

const chunkRows = 2048;

export interface EmbedCommand extends EmbedOptions {
  readonly out: string;
  /** Of the input's blocks of 2,048 rows, every n-th, beginning with the i-th. */
  readonly shard?: string;
  /** Go on where an earlier run stopped, however it stopped. */
  readonly resume?: boolean;
}

/** Where blocks of rows go. Those that are there already are passed over. */
interface Output {
  readonly blocks: number;
  readonly rows: number;
  check(block: number, texts: readonly string[]): void;
  append(texts: readonly string[], bytes: Uint8Array): Promise<void>;
  end(header: Uint8Array): Promise<Partial<Done>>;
  /** After an error. */
  close(): Promise<void>;
}

/** embed IN --model M --out OUT: a vector for each row, in order. The output has its name only when it is whole. */
export async function embed(input: string, options: EmbedCommand): Promise<void> {
  checkFormat(options.out);
  const isJournaled = options.shard !== undefined || options.resume === true;
  const takesRanges = options.precision === 'int8' || options.precision === 'uint8'; // from all vectors: they cannot be done in pieces
  if (isJournaled && takesRanges) throw new TorchEncodersError('ERR_CONFIG', `--precision ${options.precision} takes its ranges from the whole file, so it goes with neither --shard nor --resume; write float32 and quantise afterwards`);
  const shard = options.shard === undefined ? { index: 0, count: 1 } : shardOf(options.shard);
  const out = options.shard === undefined ? options.out : pathOfShard(options.out, shard);
  const total = await sizeOf(input);
  const plan = isJournaled ? await planOf(options, total, shard) : undefined;
  const done = plan && options.resume ? await readDone(out, plan) : undefined;
  if (done) return print(options, { rows: done.rows, embedded: 0, out, sha256: done.sha256 }, `${out} is done: ${done.rows} texts`);
  const model = await load(options);
  const drawn = await bar('embed', total, options);
  let output: Output | undefined;
  try {
    const columns = options.truncateDim ?? model.getSentenceEmbeddingDimension();
    const format = formatOf(out, columns, options);
    output = plan ? await Journal.open(out, plan, format.headerSize, options.resume === true) : await wholeFile(out, format.headerSize);
    const started = performance.now();
    const before = output.rows;
    let [rows, tokens, block] = [before, 0, -1];
    for await (const chunk of blocksOf(readRows(input, options.field), takesRanges ? Infinity : chunkRows, shard)) {
      const texts = chunk.map(({ text }) => text);
      if (++block < output.blocks) {
        output.check(block, texts);
        continue;
      }
      let inChunk = 0;
      using vectors = await model.encode(texts, {
        ...encodeOptions(options),
        onProgress: (progress) => {
          inChunk = progress.tokens;
          drawn.update(chunk[progress.done - 1]!.bytes, `${rows + progress.done} texts, ${Math.round((1000 * (tokens + inChunk)) / (performance.now() - started))} tokens/s`);
        },
      });
      await output.append(texts, await format.bytes(chunk, vectors));
      rows += chunk.length;
      tokens += inChunk;
    }
    if (block + 1 < output.blocks) throw new TorchEncodersError('ERR_CONFIG', `${out} has ${output.rows} rows already, more than the input has now; leave --resume out to begin anew`);
    const { sha256: hash } = await output.end(format.header(rows));
    drawn.stop();
    const seconds = (performance.now() - started) / 1000;
    print(options, { rows, dimensions: columns, tokens, seconds, tokensPerSecond: tokens / seconds, out, ...(plan && { embedded: rows - before, sha256: hash }) },
      `${rows} texts${before > 0 ? ` (${before} from an earlier run)` : ''}, ${tokens} tokens in ${seconds.toFixed(1)} s (${Math.round(tokens / seconds)} tokens/s) → ${out}`);
  } catch (error) {
    drawn.stop();
    await output?.close().catch(() => undefined);
    throw error instanceof TorchEncodersError ? error : (error as NodeJS.ErrnoException).syscall ? fileError(out, error) : error;
  } finally {
    model.dispose();
  }
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

/** What makes the bytes of the output. The model is told by its files' names and sizes, so that its folder may lie elsewhere on another machine. */
async function planOf(options: EmbedCommand, input: number, { index, count }: Shard): Promise<Plan> {
  const folder = await folderOf(options);
  const names = (await readdir(folder, { recursive: true })).filter((name) => !name.startsWith('.')).sort();
  const sizes = await Promise.all(names.map(async (name) => `${name} ${(await stat(join(folder, name))).size}`));
  const { field, dtype, prompt, promptName, normalize, truncateDim, precision, batchSize, maxTokensPerBatch } = options;
  const given = Object.fromEntries(Object.entries({ dtype, prompt, promptName, normalize, truncateDim, precision, batchSize, maxTokensPerBatch }).filter(([, value]) => value !== undefined));
  return { inputBytes: input, field, model: sha256(sizes.join('\n')).slice(0, 16), shard: `${index}/${count}`, blockRows: chunkRows, ...(given as Plan) };
}

/** The shard's part of the rows, in blocks of a size. */
async function* blocksOf(rows: AsyncIterable<Row>, size: number, { index, count }: Shard): AsyncGenerator<Row[]> {
  let [block, chunk]: [number, Row[]] = [0, []];
  for await (const row of rows) {
    if (chunk.push(row) < size) continue;
    if (block++ % count === index) yield chunk;
    chunk = [];
  }
  if (chunk.length > 0 && block % count === index) yield chunk;
}
