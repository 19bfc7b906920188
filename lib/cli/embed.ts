import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { extname } from 'node:path';
import { TorchEncodersError } from '../errors.js';
import { fileError } from '../files.js';
import type { Tensor } from '../tensor/tensor.js';
import { bar, print } from './console.js';
import { encodeOptions, load, type EmbedOptions } from './model.js';
import { NpyWriter } from './npy.js';
import { readRows, sizeOf, type Row } from './rows.js';

const chunkRows = 2048;
export const outputFormats = ['.npy', '.jsonl'] as const;

/** embed IN --model M --out OUT: a vector for each row, in order. The output has its name only when it is whole. */
export async function embed(input: string, options: EmbedOptions & { readonly out: string }): Promise<void> {
  const format = extname(options.out).toLowerCase();
  if (!(outputFormats as readonly string[]).includes(format)) throw new TorchEncodersError('ERR_CONFIG', `${options.out} is no format that can be written; wanted ${outputFormats.join(', ')}`);
  const total = await sizeOf(input);
  const model = await load(options);
  const part = `${options.out}.${process.pid}.part`;
  const file = await open(part, 'w').catch((error: unknown) => {
    throw fileError(options.out, error);
  });
  const drawn = await bar('embed', total, options);
  const started = performance.now();
  let [rows, tokens] = [0, 0];
  try {
    const columns = options.truncateDim ?? model.getSentenceEmbeddingDimension();
    const sink = format === '.npy' ? await npySink(file, columns, options) : jsonlSink(file);
    const takesRanges = options.precision === 'int8' || options.precision === 'uint8'; // from all vectors: they cannot be done in pieces
    for await (const chunk of chunks(readRows(input, options.field), takesRanges ? Infinity : chunkRows)) {
      let inChunk = 0;
      using vectors = await model.encode(chunk.map(({ text }) => text), {
        ...encodeOptions(options),
        onProgress: (progress) => {
          inChunk = progress.tokens;
          const done = rows + progress.done;
          drawn.update(chunk[progress.done - 1]!.bytes, `${done} texts, ${Math.round((1000 * (tokens + inChunk)) / (performance.now() - started))} tokens/s`);
        },
      });
      await sink.write(chunk, vectors);
      rows += chunk.length;
      tokens += inChunk;
    }
    await sink.end();
    await file.sync();
    await file.close();
    await rename(part, options.out);
    drawn.stop();
    const seconds = (performance.now() - started) / 1000;
    print(options, { rows, dimensions: columns, tokens, seconds, tokensPerSecond: tokens / seconds, out: options.out },
      `${rows} texts, ${tokens} tokens in ${seconds.toFixed(1)} s (${Math.round(tokens / seconds)} tokens/s) → ${options.out}`);
  } catch (error) {
    drawn.stop();
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error instanceof TorchEncodersError ? error : (error as NodeJS.ErrnoException).syscall ? fileError(options.out, error) : error;
  } finally {
    model.dispose();
  }
}

interface Sink {
  write(chunk: readonly Row[], vectors: Tensor): Promise<void>;
  end(): Promise<void>;
}

async function npySink(file: FileHandle, columns: number, { precision = 'float32' }: EmbedOptions): Promise<Sink> {
  const isBits = precision === 'binary' || precision === 'ubinary';
  const writer = await NpyWriter.create(file, isBits ? Math.ceil(columns / 8) : columns, precision === 'float32' ? 'float32' : precision === 'int8' || precision === 'binary' ? 'int8' : 'uint8');
  return {
    write: async (chunk, vectors) => writer.write(await vectors.data(), chunk.length),
    end: () => writer.end(),
  };
}

/** A row keeps its fields and gains `embedding`. */
function jsonlSink(file: FileHandle): Sink {
  return {
    write: async (chunk, vectors) => {
      const data = await vectors.data();
      const size = data.length / chunk.length;
      const lines = chunk.map(({ fields }, i) => JSON.stringify({ ...fields, embedding: Array.from(data.subarray(i * size, (i + 1) * size), Number) }));
      await file.write(`${lines.join('\n')}\n`);
    },
    end: async () => undefined,
  };
}

async function* chunks(rows: AsyncIterable<Row>, size: number): AsyncGenerator<Row[]> {
  let chunk: Row[] = [];
  for await (const row of rows) {
    if (chunk.push(row) < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
