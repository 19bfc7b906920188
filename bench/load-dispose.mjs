// Whether loading and disposing a model leaves anything behind: node --expose-gc bench/load-dispose.mjs MODEL [COUNT]
import { memory, SentenceEncoder } from 'torch-encoders';

const [folder, count = '200'] = process.argv.slice(2);
const once = async () => {
  const model = await SentenceEncoder.fromPretrained(folder);
  (await model.encode('a text')).dispose();
  model.dispose();
};
const megabytes = () => {
  globalThis.gc?.();
  return Number((process.memoryUsage().rss / 2 ** 20).toFixed(1));
};

await once();
const before = megabytes();
const started = performance.now();
for (let i = 0; i < Number(count); i++) await once();
const seconds = (performance.now() - started) / 1000;
console.log(JSON.stringify({ loads: Number(count), seconds: Number(seconds.toFixed(1)), rssMB: { afterTheFirst: before, afterAll: megabytes() }, memory: memory() }));
