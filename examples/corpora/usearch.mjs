// An index of vectors that `embed` wrote: node usearch.mjs corpus.usearch vectors-*.parquet (or .npy); --recall 1000 compares it with an exact search for so many of them.
// The rows that are most like a text: node usearch.mjs corpus.usearch --model MODEL --query "why is there a tide" [--db corpus.duckdb, of duckdb.mjs, which tells what is in them]
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { semanticSearch, SentenceEncoder, torch } from 'torch-encoders';
import usearch from 'usearch';
import { readNpy } from './files.mjs';

const { values, positionals: [path, ...files] } = parseArgs({
  allowPositionals: true,
  options: {
    quantization: { type: 'string', default: 'f16' }, // how the index keeps vectors: f32, f16, i8
    recall: { type: 'string' },
    model: { type: 'string' }, query: { type: 'string' }, db: { type: 'string' }, 'top-k': { type: 'string', default: '10' },
  },
});
if (!path || !(files.length > 0 || (values.model && values.query))) throw new Error('wanted an index, and either vectors or --model and --query');
const k = Number(values['top-k']);
const indexOf = (dimensions) => new usearch.Index({ dimensions, metric: 'cos', quantization: values.quantization });

/** Blocks of at most 2,048 vectors with their keys, which count on from file to file, as DuckDB's rowid does. */
async function* vectors() {
  let row = 0n;
  for (const file of files) {
    for await (const { data, columns } of file.endsWith('.parquet') ? readParquet(file) : readNpy(file)) {
      const keys = BigUint64Array.from({ length: data.length / columns }, () => row++);
      yield { data, columns, keys };
    }
  }
}

async function* readParquet(file) {
  const connection = await (await DuckDBInstance.create()).connect();
  const result = await connection.stream(`SELECT embedding FROM read_parquet('${file.replaceAll("'", "''")}')`);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return connection.closeSync();
    const rows = chunk.getColumnValues(0).map(({ items }) => items);
    yield { data: Float32Array.from(rows.flat()), columns: rows[0].length };
  }
}

async function build() {
  let index;
  const started = performance.now();
  for await (const { data, columns, keys } of vectors()) {
    index ??= indexOf(columns);
    index.add(keys, data);
  }
  index.save(path);
  console.log(`${index.size()} vectors in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return index;
}

/** Of the k nearest of a sample of stored vectors, by an exact search, how many the index finds. A vector finds itself: that is no merit. */
async function recall(index, size) {
  const step = BigInt(Math.max(1, Math.floor(index.size() / size)));
  const sample = [];
  for await (const { data, columns, keys } of vectors()) keys.forEach((key, i) => { if (key % step === 0n) sample.push({ key, vector: data.slice(i * columns, (i + 1) * columns), exact: [] }); });
  const queries = torch.tensor(Float32Array.from(sample.flatMap(({ vector }) => [...vector])), { shape: [sample.length, sample[0].vector.length] });
  for await (const { data, columns, keys } of vectors()) {
    const block = torch.tensor(data, { shape: [keys.length, columns] });
    const hits = await semanticSearch(queries, block, { topK: k + 1 });
    block.dispose();
    for (const [i, one] of sample.entries()) one.exact = [...one.exact, ...hits[i].map(({ score, corpusId }) => ({ score, key: keys[corpusId] }))].sort((a, b) => b.score - a.score).slice(0, k + 1);
  }
  let [found, wanted, milliseconds] = [0, 0, 0];
  for (const { key, vector, exact } of sample) {
    const started = performance.now();
    const { keys } = index.search(vector, k + 1);
    milliseconds += performance.now() - started;
    const others = exact.filter((hit) => hit.key !== key).slice(0, k);
    wanted += others.length;
    found += others.filter((hit) => keys.includes(hit.key)).length;
  }
  console.log(`recall@${k} of ${sample.length} stored vectors ${(found / wanted).toFixed(4)}, ${(milliseconds / sample.length).toFixed(2)} ms a search`);
}

async function search(query) {
  if (!existsSync(path)) throw new Error(`there is no ${path}; make it from vectors first`);
  const model = await SentenceEncoder.fromPretrained(values.model);
  const vector = await (await model.encodeQuery(query)).data();
  const index = indexOf(vector.length);
  index.view(path); // from the disk: what is not asked for is not loaded
  const { keys, distances } = index.search(vector, k);
  const fields = values.db ? await fieldsOf(values.db, keys) : new Map();
  keys.forEach((key, i) => console.log((1 - distances[i]).toFixed(4), String(key), ...(fields.get(String(key)) ?? [])));
  model.dispose();
}

async function fieldsOf(db, keys) {
  const connection = await (await DuckDBInstance.create(db, { access_mode: 'READ_ONLY' })).connect();
  const rows = (await connection.runAndReadAll(`SELECT rowid AS key, * EXCLUDE (embedding) FROM corpus WHERE rowid IN (${keys.join()})`)).getRowObjectsJson();
  connection.closeSync();
  return new Map(rows.map(({ key, ...fields }) => [String(key), Object.values(fields)]));
}

if (files.length > 0) {
  const index = await build();
  if (values.recall) await recall(index, Number(values.recall));
}
if (values.query) await search(values.query);
