// Vectors that `embed --out vectors.parquet` wrote, with the fields of their rows, in a table of DuckDB: node duckdb.mjs corpus.duckdb 'vectors-*.parquet'
// The rows that are most like a text: node duckdb.mjs corpus.duckdb --model MODEL --query "why is there a tide"
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { SentenceEncoder } from 'torch-encoders';

const { values, positionals: [path, files] } = parseArgs({
  allowPositionals: true,
  options: { model: { type: 'string' }, query: { type: 'string' }, 'top-k': { type: 'string', default: '5' } },
});
if (!path || !(files || (values.model && values.query))) throw new Error('wanted a database, and either Parquet files or --model and --query');

const instance = await DuckDBInstance.create(path);
const connection = await instance.connect();
const rowsOf = async (sql, given) => (await connection.runAndReadAll(sql, given)).getRowObjectsJson();

if (files) {
  const parquet = `read_parquet('${files.replaceAll("'", "''")}')`;
  const [{ size }] = await rowsOf(`SELECT len(embedding) AS size FROM ${parquet} LIMIT 1`);
  await connection.run(`CREATE OR REPLACE TABLE corpus AS SELECT * REPLACE (embedding::FLOAT[${size}] AS embedding) FROM ${parquet}`); // similarities want lists of one length
  const [{ count }] = await rowsOf('SELECT count(*) AS count FROM corpus');
  console.log(`${count} vectors of ${size} dimensions`);
}

if (values.query) {
  const model = await SentenceEncoder.fromPretrained(values.model);
  const vector = await model.encodeQuery(values.query);
  const started = performance.now();
  const found = await rowsOf(
    `SELECT array_cosine_similarity(embedding, $vector::FLOAT[${vector.shape[0]}]) AS score, * EXCLUDE (embedding) FROM corpus ORDER BY score DESC LIMIT ${Number(values['top-k'])}`,
    { vector: JSON.stringify(Array.from(await vector.data())) },
  );
  const milliseconds = performance.now() - started;
  for (const { score, ...fields } of found) console.log(score.toFixed(4), ...Object.values(fields));
  console.error(`${milliseconds.toFixed(0)} ms`);
  model.dispose();
}
connection.closeSync();
instance.closeSync();
