// embed - --out -: Arrow's stream of record batches in and out, for a program that keeps this one beside it, such as an executor of Spark or an actor of Ray.
import { once } from 'node:events';
import type { RecordBatch } from 'apache-arrow';
import { TorchEncodersError } from '../errors.js';
import { arrow, vectorColumn, type Elements } from './columns.js';
import { encodeOptions, load, type EmbedOptions } from './model.js';

/** For each batch that comes, the same rows with their vectors as `embedding`, written before the next is read. Ends where the input does. */
export async function embedStream(options: EmbedOptions, input: NodeJS.ReadableStream = process.stdin, output: NodeJS.WritableStream = process.stdout): Promise<void> {
  const lib = await arrow();
  const { Field, makeData, RecordBatch: Batch, RecordBatchReader, RecordBatchStreamWriter, Schema, Struct } = lib;
  const { field, precision = 'float32' } = options;
  if (precision === 'int8' || precision === 'uint8') throw new TorchEncodersError('ERR_CONFIG', `--precision ${precision} takes its ranges from all vectors, of which a stream knows only those that came; write float32`);
  const elements: Elements = precision === 'float32' ? 'float32' : precision === 'binary' ? 'int8' : 'uint8';
  const model = await load(options);
  try {
    const reader = await RecordBatchReader.from(input as NodeJS.ReadableStream).catch((error: unknown) => {
      throw new TorchEncodersError('ERR_FILE', `stdin is no stream of Arrow record batches: ${(error as Error).message}`, { cause: error });
    });
    await reader.open();
    const index = reader.schema.fields.findIndex(({ name }) => name === field);
    const kept = reader.schema.fields.filter(({ name }) => name !== 'embedding');
    if (index < 0) throw new TorchEncodersError('ERR_CONFIG', `stdin has the columns ${reader.schema.fields.map(({ name }) => name).join(', ') || '(none)'}, and no '${field}'; name the column of the texts with --field`);
    const columns = precision === 'float32' ? options.truncateDim ?? model.getSentenceEmbeddingDimension() : Math.ceil((options.truncateDim ?? model.getSentenceEmbeddingDimension()) / 8);
    const of = elements === 'float32' ? Float32Array : elements === 'int8' ? Int8Array : Uint8Array;
    const schema = new Schema([...kept, new Field('embedding', vectorColumn(lib, new of(), 0, columns, elements).type, false)], reader.schema.metadata);
    const writer = new RecordBatchStreamWriter();
    const ended = pump(writer, output);
    writer.reset(undefined, schema);
    let row = 0;
    for await (const batch of reader as AsyncIterable<RecordBatch>) {
      const texts = Array.from({ length: batch.numRows }, (_, i) => textOf(batch.getChildAt(index)!.get(i), field, row + i + 1));
      row += batch.numRows;
      using vectors = texts.length > 0 ? await model.encode(texts, encodeOptions(options)) : undefined;
      const data = vectors ? ((await vectors.data()) as InstanceType<typeof of>) : new of();
      const children = batch.schema.fields.flatMap(({ name }, i) => (name === 'embedding' ? [] : [batch.data.children[i]!]));
      writer.write(new Batch(schema, makeData({ type: new Struct(schema.fields), length: batch.numRows, nullCount: 0, children: [...children, vectorColumn(lib, data, batch.numRows, columns, elements)] } as never) as never));
    }
    writer.finish();
    await ended;
  } finally {
    model.dispose();
  }
}

async function pump(writer: AsyncIterable<Uint8Array>, output: NodeJS.WritableStream): Promise<void> {
  for await (const bytes of writer) if (!output.write(bytes)) await once(output, 'drain');
}

function textOf(value: unknown, field: string, row: number): string {
  if (typeof value === 'string') return value;
  throw new TorchEncodersError('ERR_CONFIG', `stdin, row ${row} has ${value === null ? 'null' : `a ${typeof value}`} as '${field}'; wanted a text`);
}
