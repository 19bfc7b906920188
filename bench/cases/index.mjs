// What is measured. `kind` is one of the worker's; a case with `file` brings its own `measure(loaded, job)`.
import { exactly, mixed, textsOf } from './texts.mjs';

const tenth = (count, full) => (full ? count : Math.round(count / 4));

export const cases = [
  { name: 'short', about: 'short texts', kind: 'throughput', models: ['minilm', 'bert-base'], texts: ({ full, model }) => textsOf('short', tenth(model === 'minilm' ? 2000 : 400, full)) },
  { name: 'mixed', about: 'mixed lengths, to 512 tokens', kind: 'throughput', models: ['minilm', 'bert-base'], texts: ({ full, model }) => mixed(tenth(model === 'minilm' ? 1000 : 200, full)) },
  { name: 'long', about: 'abstracts', kind: 'throughput', models: ['minilm', 'bert-base'], texts: ({ full, model }) => textsOf('abstracts', tenth(model === 'minilm' ? 200 : 40, full)) },
  { name: 'uniform', about: '128 tokens each', kind: 'throughput', models: ['minilm', 'bert-base'], texts: ({ full, model, count }) => exactly(128, tenth(model === 'minilm' ? 256 : 64, full), count) },
  { name: 'query', about: 'one text of 16 tokens', kind: 'latency', calls: 50, models: ['minilm', 'bert-base'], texts: ({ count }) => exactly(16, 1, count) },
];
