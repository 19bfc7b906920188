// What training on titles → abstracts does for finding abstracts by questions: ndcg@10 before and after. node bench/cranfield.mjs MODEL [DATA_FOLDER] [--lr --batch --length --epochs]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluators, FineTuner, UnifiedDataInterface } from 'torch-encoders';

const { values: given, positionals: [model, data = '../shared/data'] } = parseArgs({ allowPositionals: true, options: { lr: { type: 'string' }, batch: { type: 'string' }, length: { type: 'string' }, epochs: { type: 'string' } } });
const { retrieval } = await UnifiedDataInterface.load('cranfield', { dataRoot: data, cacheDir: null });
const relevantDocs = Object.fromEntries(Object.entries(retrieval.judgements).map(([query, judged]) => [query, Object.keys(judged).filter((id) => judged[id] > 0)]));
const evaluator = new evaluators.InformationRetrievalEvaluator({ queries: retrieval.queries, corpus: retrieval.corpus, relevantDocs, name: 'cranfield' });

// Abstracts begin with their titles, which would be too easy to find.
const field = (document, name) => (new RegExp(`<${name}>([^]*?)</${name}>`).exec(document)?.[1] ?? '').replace(/\s+/g, ' ').trim();
const dataset = readFileSync(join(data, 'cranfield/cran.all.1400.xml'), 'utf8').split('</doc>').flatMap((document) => {
  const [title, text] = [field(document, 'title'), field(document, 'text')];
  const positive = text.startsWith(title) ? text.slice(title.length).replace(/^[ .]+/, '') : text;
  return title && positive.length > 20 ? [{ anchor: title, positive }] : [];
});
const tuner = await FineTuner.fromPretrained(model, { dataset });
// A fifth of the default rate, as MiniLM knows such pairs already, and whole abstracts.
const { before, after, steps, seconds } = await tuner.run({ epochs: Number(given.epochs ?? 1), lr: Number(given.lr ?? 1e-5), batchSize: Number(given.batch ?? 64), maxLength: Number(given.length ?? 256), evaluator });
const ndcg = (found) => found['cranfield_cosine_ndcg@10'].toFixed(4);
console.log(`${dataset.length} pairs, ${steps} steps, ${seconds.toFixed(0)} s: ndcg@10 of ${Object.keys(retrieval.queries).length} questions ${ndcg(before)} before, ${ndcg(after)} after`);
