// MiniGPT learns to write news, letter by letter, and goes on with what you begin.
// node examples/course/mini-gpt.mjs [--data FOLDER] [--out FOLDER] [--quick]
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { DataLoader, inferenceMode, nn, optim, plot, torch } from 'torch-encoders';
import { MiniGPT } from './mini-gpt-model.mjs';
import { find, quick, savePicture } from './options.mjs';
import { trigramPerplexity } from './trigram.mjs';

// The descriptions of AG News, or the passages of the demo where they are not. Every tenth is kept apart for validation.
const news = find('agnews/agnews-test.csv');
const texts = news
  ? parse(await readFile(news)).map(([, , description]) => description.replaceAll('\\', ' '))
  : (await readFile(new URL('../passages.txt', import.meta.url), 'utf8')).trim().split('\n');
const used = quick ? texts.slice(0, 300) : texts;
const letters = [...new Set(used.join('\n'))].sort();
const numberOf = new Map(letters.map((letter, i) => [letter, i]));
const encode = (text) => Array.from(text, (letter) => numberOf.get(letter));
const [train, val] = [false, true].map((isVal) => encode(used.filter((_, i) => (i % 10 === 9) === isVal).join('\n')));
console.log(`${used.length} texts of ${letters.length} different letters: ${train.length} to learn from, ${val.length} for validation`);

const model = new MiniGPT({ vocabSize: letters.length, ...(quick ? { width: 32, layers: 2, context: 32 } : {}) });
const { context } = model;
/** Pieces of context + 1 letters: each letter but the last is asked for the one after it. */
const pieces = (ids, start = 0) => Array.from({ length: Math.floor((ids.length - start - 1) / context) }, (_, i) => torch.tensor(ids.slice(start + i * context, start + (i + 1) * context + 1), { dtype: 'int64' }));
const lossOf = (rows) => nn.functional.crossEntropy(model.forward(rows.index(':', ':-1')).flatten(0, 1), rows.index(':', '1:').flatten());

async function validationLoss() {
  model.eval();
  let [sum, count] = [0, 0];
  for await (const rows of new DataLoader(pieces(val), { batchSize: 32 })) {
    sum += inferenceMode(() => lossOf(rows).item()) * rows.shape[0];
    count += rows.shape[0];
  }
  model.train();
  return sum / count;
}

const epochs = quick ? 1 : 4;
const batchSize = 16;
const stepsOfEpoch = Math.ceil(pieces(train, context - 1).length / batchSize);
const optimizer = new optim.AdamW(model.parameters(), { lr: 2e-3, betas: [0.9, 0.95], weightDecay: 0.1 });
const scheduler = new optim.lrScheduler.OneCycleLR(optimizer, { maxLr: 2e-3, totalSteps: epochs * (stepsOfEpoch + 1) });
const curves = { train: [], val: [] };
let [step, recent] = [0, 0];
for (let epoch = 1; epoch <= epochs; epoch++) {
  const start = torch.randint(context, []).item(); // other pieces in each epoch
  for await (const rows of new DataLoader(pieces(train, start), { batchSize, shuffle: true })) {
    const loss = lossOf(rows);
    optimizer.zeroGrad();
    await loss.backward();
    nn.utils.clipGradNorm_(model.parameters(), 1);
    await optimizer.step();
    scheduler.step();
    recent += loss.item() / 50;
    if (++step % 50 === 0) {
      curves.train.push([step, recent]);
      recent = 0;
    }
  }
  curves.val.push([step, await validationLoss()]);
  console.log(`epoch ${epoch}: validation perplexity ${Math.exp(curves.val.at(-1)[1]).toFixed(3)}`);
}
console.log(`perplexity of a letter, validation: MiniGPT ${Math.exp(curves.val.at(-1)[1]).toFixed(3)}, 3-gram model ${trigramPerplexity(train, val, letters.length).toFixed(3)}`);

model.eval();
for (const options of [{ temperature: 0 }, { temperature: 0.8, topK: 20 }, { temperature: 1, topP: 0.9 }]) {
  process.stdout.write(`\n${JSON.stringify(options)}\n  The president`);
  for await (const id of model.generate(encode('The president'), quick ? 40 : 200, options)) process.stdout.write(letters[id].replace('\n', '\n  ')); // as it comes
}
console.log('\n');
await savePicture('mini-gpt.svg', plot.lines(curves, { title: 'Loss of the next letter', xLabel: 'step' }));
