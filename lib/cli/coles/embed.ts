import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { isLaunched } from '../../distributed/group.js';
import { TorchEncodersError } from '../../errors.js';
import { exists, fileError } from '../../files.js';
import { collateFeatureDict } from '../../sequences/collate.js';
import { lastEvents, sequenceFeatures, type EventRecord } from '../../sequences/features.js';
import { loadEncoderWeights } from '../../sequences/pretrained.js';
import { inferenceMode } from '../../tensor/modes.js';
import { bar, print } from '../console.js';
import { NpyWriter } from '../npy.js';
import { encoderOf } from './model.js';
import { prepare, workOf, type ColesOptions } from './work.js';

export interface EmbedOptions extends ColesOptions {
  readonly out: string;
  readonly weights?: string;
}

/** coles embed: a vector for each client, with its id. The output has its name only when it is whole. */
export async function embed(options: EmbedOptions): Promise<void> {
  if (isLaunched()) throw new TorchEncodersError('ERR_CONFIG', 'coles embed runs in one process, and WORLD_SIZE is set; run it without the launcher');
  const work = await workOf(options);
  if (!work) return;
  const { config: { data, training } } = work;
  const format = extname(options.out).toLowerCase();
  if (format !== '.jsonl' && format !== '.npy') throw new TorchEncodersError('ERR_CONFIG', `${options.out} is no format that can be written; wanted .jsonl (an id and its embedding a line) or .npy (a matrix, and the ids in a file beside it)`);
  const weights = options.weights ?? join(work.pretrained, 'last.ckpt');
  if (!(await exists(weights))) throw new TorchEncodersError('ERR_FILE', `${weights}: there is no such file; run coles pretrain first, or name a checkpoint with --weights`);
  if (!(await exists(work.preprocessor))) throw new TorchEncodersError('ERR_FILE', `${work.preprocessor}: there is no such file; the codes that the encoder was trained with are read from it`);
  const { preprocessor, store } = await prepare(work, { isNew: false });
  const encoder = encoderOf(work.config, preprocessor);
  await loadEncoderWeights(encoder, weights, { strict: true });
  encoder.eval();

  const length = Math.min(data.max_seq_len ?? Infinity, encoder.maxSeqLen);
  const drawn = await bar('embed ', store.clients, options);
  const part = `${options.out}.${process.pid}.part`;
  const file = await open(part, 'w').catch((error: unknown) => {
    throw fileError(options.out, error);
  });
  try {
    const sink = format === '.npy' ? await npySink(file, encoder.embeddingSize, `${options.out}.ids`) : jsonlSink(file, data.col_id);
    let done = 0;
    for await (const records of inBatches(store.records(), training.batch_size)) {
      const vectors = await inferenceMode(async () => {
        using batch = collateFeatureDict(records.map((record) => Object.fromEntries(sequenceFeatures(lastEvents(record, length)))));
        using embeddings = await encoder.encode(batch);
        return (await embeddings.data()) as Float32Array;
      });
      await sink.write(records.map((record) => record[data.col_id]), vectors);
      drawn.update((done += records.length), `${done} clients`);
    }
    await sink.end();
    await file.sync();
    await file.close();
    await rename(part, options.out);
    print(options, { clients: done, dimensions: encoder.embeddingSize, out: options.out }, `${done} clients → ${options.out} (${encoder.embeddingSize} dimensions)`);
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(part, { force: true });
    throw error;
  } finally {
    drawn.stop();
  }
}

async function* inBatches(records: AsyncIterable<EventRecord>, size: number): AsyncGenerator<EventRecord[]> {
  let batch: EventRecord[] = [];
  for await (const record of records) {
    if (batch.push(record) < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

interface Sink {
  write(ids: readonly unknown[], vectors: Float32Array): Promise<void>;
  end(): Promise<void>;
}

function jsonlSink(file: FileHandle, colId: string): Sink {
  return {
    write: async (ids, vectors) => {
      const size = vectors.length / ids.length;
      const lines = ids.map((id, i) => `{${JSON.stringify(colId)}:${typeof id === 'bigint' ? id : JSON.stringify(id)},"embedding":${JSON.stringify(Array.from(vectors.subarray(i * size, (i + 1) * size)))}}\n`);
      await file.write(lines.join(''));
    },
    end: async () => undefined,
  };
}

async function npySink(file: FileHandle, columns: number, idsPath: string): Promise<Sink> {
  const writer = await NpyWriter.create(file, columns, 'float32');
  const ids = await open(idsPath, 'w');
  return {
    write: async (own, vectors) => {
      await writer.write(vectors, own.length);
      await ids.write(own.map((id) => `${String(id)}\n`).join(''));
    },
    end: async () => {
      await writer.end();
      await ids.close();
    },
  };
}
