// A small BERT learns from nothing how alike Chinese sentences are: its vocabulary, the characters, is built from the sentences that it learns from.
// node examples/sts-from-nothing.mjs [DATA_FOLDER] [--quick], where sts/stsb-zh-train.csv, -dev.csv and -test.csv lie
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { createEncoder, FineTuner, manualSeed, metrics, VocabManager } from 'torch-encoders';

const quick = process.argv.includes('--quick');
const data = process.argv.slice(2).find((arg) => !arg.startsWith('--')) ?? './data';
const read = (part) => parse(readFileSync(join(data, 'sts', `stsb-zh-${part}.csv`)), { relax_quotes: true }).slice(0, quick ? 200 : undefined)
  .map(([sentence1, sentence2, score]) => ({ sentence1, sentence2, score: Number(score) }));
const [train, validation, test] = ['train', 'dev', 'test'].map(read);

// What needs no model: the cosine of how often each character occurs.
const bagOf = (text) => [...text].reduce((bag, character) => bag.set(character, (bag.get(character) ?? 0) + 1), new Map());
const dot = (a, b) => [...a].reduce((sum, [character, count]) => sum + count * (b.get(character) ?? 0), 0);
const cosine = (a, b) => dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
const baseline = metrics.spearman(test.map(({ sentence1, sentence2 }) => cosine(bagOf(sentence1), bagOf(sentence2))), test.map(({ score }) => score));

manualSeed(0);
const vocab = await VocabManager.build(train.flatMap(({ sentence1, sentence2 }) => [sentence1, sentence2]), { tokenize: 'characters', minFrequency: 2 });
const size = quick ? 32 : 256;
const encoder = await createEncoder('bert', { hidden_size: size, num_hidden_layers: quick ? 1 : 2, num_attention_heads: 4, intermediate_size: 4 * size, max_position_embeddings: 128 }, vocab);
const folder = mkdtempSync(join(tmpdir(), 'sts-from-nothing-'));
try {
  await encoder.savePretrained(folder);
  await vocab.save(folder);
  const tuner = await FineTuner.fromPretrained(folder, { dataset: { train, validation, test } });
  const { before, after, seconds } = await tuner.run({ epochs: quick ? 1 : 8, batchSize: 64, lr: 5e-4, outputDir: join(folder, 'run') });
  const spearman = ({ test_spearman_cosine: value }) => value.toFixed(4);
  console.log(`${vocab.size} tokens; Spearman on ${test.length} pairs: bag of characters ${baseline.toFixed(4)}, BERT before training ${spearman(before)}, after ${spearman(after)} (${seconds.toFixed(0)} s)`);
} finally {
  rmSync(folder, { recursive: true });
}
