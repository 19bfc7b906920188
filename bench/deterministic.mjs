// What `deterministic: true` costs, in turns with the usual way: node bench/deterministic.mjs MODEL [ROUNDS]
import { readFileSync } from 'node:fs';
import { SentenceEncoder } from 'torch-encoders';

const [folder, rounds = '5'] = process.argv.slice(2);
const texts = readFileSync(new URL('../examples/passages.txt', import.meta.url), 'utf8').trim().split('\n');
const models = { usual: await SentenceEncoder.fromPretrained(folder), deterministic: await SentenceEncoder.fromPretrained(folder, { deterministic: true }) };
const seconds = { usual: [], deterministic: [] };
for (let round = 0; round <= Number(rounds); round++) {
  for (const [way, model] of Object.entries(models)) {
    const started = performance.now();
    (await model.encode(texts)).dispose();
    if (round > 0) seconds[way].push((performance.now() - started) / 1000); // the first round warms up
  }
}
const of = (values) => ({ min: Number(Math.min(...values).toFixed(2)), median: Number(values.sort((a, b) => a - b)[values.length >> 1].toFixed(2)) });
const [usual, deterministic] = [of(seconds.usual), of(seconds.deterministic)];
console.log(JSON.stringify({ texts: texts.length, seconds: { usual, deterministic }, cost: { min: Number((deterministic.min / usual.min).toFixed(2)), median: Number((deterministic.median / usual.median).toFixed(2)) } }));
