// Fine-tuning on scored pairs: FineTuner and sentence-transformers' trainer on the same rows, model, loss and batch size, in turns.
// node bench/train-sentence.mjs MODEL PAIRS.csv PYTHON [rounds] [steps] [batchSize]: PYTHON has sentence-transformers, datasets and accelerate.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

const [model, pairs, python, rounds = '3', steps = '20', batchSize = '32'] = process.argv.slice(2);
if (model === 'ours') await train(JSON.parse(pairs));
else if (!python) throw new Error('node bench/train-sentence.mjs MODEL PAIRS.csv PYTHON [rounds] [steps] [batchSize]');
else compare();

async function train({ model, pairs, steps, batchSize }) {
  const { FineTuner } = await import('torch-encoders');
  const dataset = parse(readFileSync(pairs), { relax_quotes: true }).slice(0, steps * batchSize).map(([sentence1, sentence2, score]) => ({ sentence1, sentence2, score: Number(score) }));
  const tuner = await FineTuner.fromPretrained(model, { dataset });
  const ends = [];
  const clock = { onTrainStart: () => void ends.push(performance.now()), onBatchSettled: () => void ends.push(performance.now()) };
  await tuner.run({ epochs: 1, batchSize, lr: 5e-5, callbacks: [clock], onLog: () => undefined, enableProgressBar: false });
  process.stdout.write(`${JSON.stringify(ends.slice(1).map((end, i) => (end - ends[i]) / 1000))}\n`);
}

function compare() {
  const own = fileURLToPath(import.meta.url);
  const options = { model, pairs, steps: Number(steps), batchSize: Number(batchSize) };
  const runs = {
    ours: () => execFileSync(process.execPath, [own, 'ours', JSON.stringify(options)], { encoding: 'utf8' }),
    theirs: () => execFileSync(python, [own.replace(/mjs$/, 'py'), model, pairs, batchSize, steps], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  };
  const times = { ours: [], theirs: [] };
  for (let round = 0; round < Number(rounds); round++) {
    for (const [who, run] of Object.entries(runs)) {
      const steps = JSON.parse(run().trim().split('\n').at(-1)).slice(2); // the first steps warm up
      console.log(`${who}, round ${round + 1}: ${steps.map((seconds) => Math.round(1000 * seconds)).join(' ')} ms`);
      times[who].push(...steps);
    }
  }
  const told = Object.fromEntries(Object.entries(times).map(([who, all]) => {
    const sorted = all.sort((a, b) => a - b);
    const [median, least] = [sorted[Math.floor(sorted.length / 2)], sorted[0]];
    console.log(`${who}: median ${(1000 * median).toFixed(0)} ms a step, ${(Number(batchSize) / median).toFixed(1)} pairs/s; minimum ${(1000 * least).toFixed(0)} ms, ${sorted.length} steps`);
    return [who, { median, least }];
  }));
  console.log(`ours is ${(told.theirs.median / told.ours.median).toFixed(2)} times as fast by the medians, ${(told.theirs.least / told.ours.least).toFixed(2)} by the minima`);
}
