// What is measured. `kind` 'throughput', 'latency' and 'load' are done by the worker; a case with `file` brings its own `measure(loaded, job)`, in JavaScript and, for a driver in Python, in Python.
import { encoders, quick } from '../drivers/index.mjs';
import { exactly, mixed, textsOf } from './texts.mjs';

const both = ['minilm', 'bert-base'];
/** So many texts of each model; a third of them in the quick run. */
const counts = (minilm, bertBase) => ({ full, model }) => Math.round((model === 'minilm' ? minilm : bertBase) / (full ? 1 : 3));
const own = (name, about, rest) => ({ name, about, kind: 'own', file: `${name}.mjs`, models: ['minilm'], drivers: ['ours'], ...rest });
const throughput = (name, about, count, textsOf, rest) => ({ name, about, kind: 'throughput', models: both, drivers: encoders, texts: (run) => textsOf(count(run), run), ...rest });

export const cases = [
  throughput('mixed', 'mixed lengths, to 512 tokens', counts(500, 100), mixed, { quick }),
  throughput('short', 'short texts', counts(1500, 240), (count) => textsOf('short', count), { quick }),
  throughput('long', 'abstracts', counts(100, 15), (count) => textsOf('abstracts', count)),
  throughput('uniform', '128 tokens each', counts(128, 32), (count, { lengthsOf }) => exactly(128, count, lengthsOf)),
  { name: 'query', about: 'one text of 16 tokens', kind: 'latency', calls: 40, models: both, drivers: encoders, quick, texts: ({ lengthsOf }) => exactly(16, 1, lengthsOf) },
  { name: 'load', about: 'from the start of the process to the first vector', kind: 'load', models: ['minilm'], drivers: encoders.filter((name) => !name.endsWith('-sorted')), texts: () => ['the first text'] },
  own('event-loop', 'event-loop delay, idle and busy', { quick: ['ours'], drivers: ['ours', 'ours-int8'], rounds: 3, texts: ({ full }) => mixed(full ? 500 : 200) }),
  own('pipeline', 'from texts against from ids', { quick: ['ours'], drivers: ['ours', 'ours-int8'], rounds: 5, texts: ({ full }) => mixed(full ? 500 : 200) }),
  own('linear', 'twice the texts', { rounds: 5, texts: ({ full }) => mixed(full ? 400 : 200) }),
  own('overhead', 'a small operator', { quick: ['ours'], rounds: 5, texts: () => ['a text'] }),
  own('sts', 'what a precision costs in quality, on STS-B', { rounds: 1, drivers: ['ours-fp16', 'ours-int8'], texts: () => ['a text'] }),
  own('classifier', 'a step of training of a small Transformer classifier of one\'s own', { drivers: ['ours', 'pytorch'], rounds: 4, texts: () => ['a text'] }),
  own('recognizer', 'a step of training of the course\'s speech recognizer', { drivers: ['ours', 'pytorch'], rounds: 4, texts: () => ['a text'] }),
  own('document', 'one text of 8,192 tokens', { models: ['gte-8192'], rounds: 3, texts: ({ lengthsOf }) => exactly(8192, 1, lengthsOf) }),
  own('training', 'a step of training, 16 texts of mixed lengths', { models: ['bert-base'], drivers: ['ours', 'pytorch'], rounds: 3, texts: () => mixed(16) }),
];
