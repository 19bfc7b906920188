// What int8 and half weights cost in quality and gain in speed and memory: node bench/precision.mjs MODEL PAIRS.csv (sentence, sentence, score; no header)
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { nn, SentenceEncoder } from 'torch-encoders';

const [folder, file] = process.argv.slice(2);
const rows = parse(readFileSync(file), { relax_quotes: true });
const [first, second] = [0, 1].map((column) => rows.map((row) => row[column]));
const scores = rows.map((row) => Number(row[2]));

/** Ranks from 1, ties their mean. */
function ranks(values) {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
  const found = new Array(values.length);
  for (let i = 0, j; i < order.length; i = j) {
    for (j = i; j < order.length && values[order[j]] === values[order[i]]; j++);
    for (let k = i; k < j; k++) found[order[k]] = (i + j + 1) / 2;
  }
  return found;
}
function pearson(a, b) {
  const mean = (values) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) ab += (a[i] - ma) * (b[i] - mb), aa += (a[i] - ma) ** 2, bb += (b[i] - mb) ** 2;
  return ab / Math.sqrt(aa * bb);
}

let whole;
for (const dtype of ['float32', 'float16', 'bfloat16', 'int8']) {
  const before = process.memoryUsage().rss;
  const model = await SentenceEncoder.fromPretrained(folder, { dtype, mmap: false });
  (await model.encode(first.slice(0, 64))).dispose();
  const seconds = [];
  let vectors;
  for (let round = 0; round < 3; round++) {
    const started = performance.now();
    vectors = [await model.encode(first), await model.encode(second)];
    seconds.push((performance.now() - started) / 1000);
  }
  const found = Array.from(nn.functional.cosineSimilarity(...vectors).dataSync());
  whole ??= vectors;
  const cosines = nn.functional.cosineSimilarity(vectors[0], whole[0]);
  console.log(JSON.stringify({
    dtype, spearman: Number((100 * pearson(ranks(found), ranks(scores))).toFixed(2)), cosineMin: Number(cosines.min().item().toFixed(5)), cosineMean: Number(cosines.mean().item().toFixed(5)),
    seconds: { min: Number(Math.min(...seconds).toFixed(2)) }, rssGrowthMB: Math.round((process.memoryUsage().rss - before) / 2 ** 20),
  }));
  model.dispose();
}
