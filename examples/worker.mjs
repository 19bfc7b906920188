// One model in several threads: node examples/worker.mjs MODEL [THREADS]. Weights are mapped from the file, so the threads share one copy of them.
// For speed alone this is not needed: calls leave the event loop free and use all cores from one thread too.
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { SentenceEncoder } from 'torch-encoders/inference'; // without what trains, which a thread would have for itself

if (isMainThread) {
  const [folder, threads = '2'] = process.argv.slice(2);
  const workers = Array.from({ length: Number(threads) }, (_, i) => new Worker(new URL(import.meta.url), { workerData: { folder, text: `Text number ${i}` } }));
  for (const worker of workers) {
    worker.on('message', ({ text, vector }) => console.log(text, vector.length, 'numbers')); // a typed array moves, it is not copied
    worker.on('error', (error) => { throw error; });
  }
} else {
  const { folder, text } = workerData;
  const model = await SentenceEncoder.fromPretrained(folder);
  const vector = (await model.encode(text)).dataSync();
  parentPort.postMessage({ text, vector }, [vector.buffer]);
}
