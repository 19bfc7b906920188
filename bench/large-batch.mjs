// One step of contrastive training on 4,096 pairs at once by the cached loss: seconds and peak memory. node bench/large-batch.mjs MODEL PAIRS.csv [pairs] [miniBatchSize]
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { FineTuner, losses } from 'torch-encoders';

const [model, pairs, count = '4096', size = '32'] = process.argv.slice(2);
const dataset = parse(readFileSync(pairs), { relax_quotes: true }).slice(0, Number(count)).map(([anchor, positive]) => ({ anchor, positive }));
const tuner = await FineTuner.fromPretrained(model, { dataset });
const loss = new losses.CachedMultipleNegativesRankingLoss({ miniBatchSize: Number(size) });
const result = await tuner.run({ epochs: 1, maxSteps: 1, batchSize: dataset.length, batchSampler: 'batch_sampler', loss, enableProgressBar: false });
console.log(`${dataset.length} pairs in ${result.steps} step: loss ${result.losses.join(', ')}, ${result.seconds.toFixed(0)} s, ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB at the most`);
