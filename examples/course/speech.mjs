// From a waveform to recognised words: spoken digits, as letters, with convolutions, a bidirectional LSTM and CTC.
// node examples/course/speech.mjs [--data FOLDER] [--out FOLDER] [--quick]
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DataLoader, Dataset, inferenceMode, nn, optim, plot, speech, torch } from 'torch-encoders';
import { need, quick, savePicture } from './options.mjs';

const words = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const letters = [...new Set(words.join(''))].sort(); // symbol i + 1; symbol 0 is the blank of CTC
const spell = (symbols) => symbols.map((symbol) => letters[symbol - 1]).join('');

// A clip becomes 80 logarithms of mel bands, 160 frames a second.
// What is taken for more or fewer than 8,000 samples a second sounds faster or slower: five clips to learn from instead of one.
const speeds = quick ? [8000] : [8000, 8800, 7200, 8400, 7600];
const resamplers = speeds.map((origFreq) => new speech.Resample({ origFreq, newFreq: 16000 }));
const mel = new speech.MelSpectrogram({ sampleRate: 16000, nMels: 80, hopLength: 100 });
const asLoudAsAll = (waveform) => waveform.mul(0.1 / Math.sqrt(waveform.square().mean().item()));
const featuresOf = (waveform, resample) => torch.tidy(() => mel.forward(resample.forward(asLoudAsAll(waveform))).add(1e-6).log().squeeze(0)); // [80, frames]

/** Clips named DIGIT_SPEAKER_TAKE.wav, with their features. */
class SpokenDigits extends Dataset {
  static async open(folder, isWanted, resamplers) {
    const clips = [];
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.wav')).sort()) {
      const [digit, speaker, take] = name.slice(0, -4).split('_');
      if (!isWanted({ speaker, take: Number(take) })) continue;
      const { waveform } = await speech.loadWav(join(folder, name));
      const word = words[digit];
      const target = [...word].map((letter) => letters.indexOf(letter) + 1);
      for (const resample of resamplers) clips.push({ word, target, samples: waveform.shape[1], features: featuresOf(waveform, resample) });
    }
    return Object.assign(new SpokenDigits(), { clips });
  }
  get length() { return this.clips.length; }
  get(i) { return this.clips[i]; }
}

/** Clips of several lengths: padded with zeros, and their lengths beside them. */
function collate(clips) {
  const longest = Math.max(...clips.map(({ features }) => features.shape[1]));
  const width = Math.max(...clips.map(({ target }) => target.length));
  return {
    words: clips.map(({ word }) => word),
    features: torch.stack(clips.map(({ features }) => nn.functional.pad(features, [0, longest - features.shape[1]]))), // [B, 80, frames]
    frames: clips.map(({ features }) => features.shape[1]),
    targets: torch.tensor(clips.map(({ target }) => [...target, ...Array(width - target.length).fill(0)]), { dtype: 'int64' }),
    targetLengths: clips.map(({ target }) => target.length),
  };
}

class Recognizer extends nn.Module {
  cnn = new nn.Sequential(new nn.Conv1d(80, 128, 5, { stride: 2, padding: 2 }), new nn.ReLU(), new nn.Dropout(0.3), new nn.Conv1d(128, 128, 5, { stride: 2, padding: 2 }), new nn.ReLU(), new nn.Dropout(0.3));
  lstm = new nn.LSTM(128, 96, { numLayers: 3, bidirectional: true, batchFirst: true, dropout: 0.3 });
  classifier = new nn.Linear(192, letters.length + 1);
  /** The frames that are left of so many: each convolution (kernel 5, stride 2, padding 2) leaves ⌊(n + 4 − 5) / 2⌋ + 1. */
  static lengthAfter = (frames) => [0, 0].reduce((n) => Math.floor((n + 4 - 5) / 2) + 1, frames);
  forward(features) { // [B, 80, frames] → logarithms of probabilities [frames / 4, B, symbols]
    const [hidden] = this.lstm.forward(this.cnn.forward(features).transpose(1, 2));
    return this.classifier.forward(hidden).logSoftmax(-1).transpose(0, 1);
  }
}

/** CTC needs a frame for each letter, and one more between two that are the same. */
const framesNeeded = (target) => target.length + target.filter((symbol, i) => symbol === target[i - 1]).length;
const tooShort = (clips, hop) => clips.filter(({ samples, target }) => Recognizer.lengthAfter(1 + Math.floor((2 * samples) / hop)) < framesNeeded(target)).length;

const folder = need('fsdd');
const isUsed = ({ speaker, take }) => !quick || (speaker === 'theo' && take % 5 < 2);
const train = await SpokenDigits.open(folder, (clip) => clip.take >= 5 && isUsed(clip), resamplers);
const test = await SpokenDigits.open(folder, (clip) => clip.take < 5 && isUsed(clip), resamplers.slice(0, 1));
console.log(`${train.length} clips to learn from, ${test.length} to be tested with; letters: ${letters.join('')}`);
for (const hop of [200, 100]) console.log(`hopLength ${hop}: ${tooShort([...train.clips.filter((_, i) => i % speeds.length === 0), ...test.clips], hop)} clips have fewer frames than CTC needs`);

// Each band with mean 0 and deviation 1 over all that is learned from; of one clip it would take away what tells an "o" from an "i".
const frames = torch.cat(train.clips.map(({ features }) => features), 1);
const [mean, deviation] = [frames.mean([1], true), frames.std([1], { keepdim: true })];
for (const { features } of [...train.clips, ...test.clips]) features.sub_(mean).div_(deviation);

const model = new Recognizer();
const epochs = quick ? 2 : 40;
const loader = new DataLoader(train, { batchSize: 32, shuffle: true, seed: 1, collate });
const optimizer = new optim.AdamW(model.parameters(), { lr: 1e-3, weightDecay: 0.05 });
const scheduler = new optim.lrScheduler.OneCycleLR(optimizer, { maxLr: 3e-3, totalSteps: epochs * Math.ceil(train.length / 32) });
const lossFn = new nn.CTCLoss({ zeroInfinity: true }); // a clip that is too short gives no gradient instead of an infinite loss
const augment = new speech.SpecAugment({ nTimeMasks: 2, timeMaskParam: 8, nFreqMasks: 2, freqMaskParam: 16 });
const noisy = (features) => features.add(torch.randnLike(features).mul(0.2)); // no clip is heard twice alike

/** Of the ten words the one that CTC finds likeliest in each clip: what a dictionary is good for. */
function likeliestWords(logProbs, lengths) {
  const losses = words.map((word) => {
    const target = torch.tensor(lengths.map(() => [...word].map((letter) => letters.indexOf(letter) + 1)), { dtype: 'int64' });
    return nn.functional.ctcLoss(logProbs, target, lengths, lengths.map(() => word.length), { reduction: 'none' });
  });
  return torch.stack(losses).argmin(0).toArray().map((digit) => words[digit]);
}

/** What the model hears in each clip: letters, read greedily and with a beam, and the word of the dictionary. */
async function evaluate() {
  model.eval();
  const said = { words: [], greedy: [], beam: [], dictionary: [] };
  for await (const { words: spoken, features, frames } of new DataLoader(test, { batchSize: 50, collate })) {
    const logProbs = inferenceMode(() => model.forward(features));
    const lengths = frames.map(Recognizer.lengthAfter);
    said.words.push(...spoken);
    said.greedy.push(...speech.ctcGreedyDecode(logProbs, lengths).map(spell));
    said.dictionary.push(...likeliestWords(logProbs, lengths));
    said.beam.push(...speech.ctcBeamDecode(logProbs, lengths, { beamSize: 10 }).map(([best]) => spell(best.tokens)));
  }
  model.train();
  const scores = (texts) => ({ accuracy: texts.filter((text, i) => text === said.words[i]).length / texts.length, cer: speech.characterErrorRate(texts, said.words) });
  return { said, greedy: scores(said.greedy), beam: scores(said.beam), dictionary: scores(said.dictionary) };
}

const curves = { loss: [], cer: [] };
for (let epoch = 1; epoch <= epochs; epoch++) {
  let sum = 0;
  for await (const { features, frames, targets, targetLengths } of loader) {
    const loss = lossFn.forward(model.forward(augment.forward(noisy(features))), targets, frames.map(Recognizer.lengthAfter), targetLengths);
    optimizer.zeroGrad();
    await loss.backward();
    nn.utils.clipGradNorm_(model.parameters(), 5);
    await optimizer.step();
    scheduler.step();
    sum += loss.item() * frames.length;
  }
  curves.loss.push([epoch, sum / train.length]);
  if (epoch % 10 > 0 && epoch < epochs) continue;
  const { greedy, dictionary } = await evaluate();
  curves.cer.push([epoch, greedy.cer]);
  console.log(`epoch ${epoch}: loss ${curves.loss.at(-1)[1].toFixed(3)}, CER ${greedy.cer.toFixed(3)}, words spelled right ${greedy.accuracy.toFixed(3)}, digits ${dictionary.accuracy.toFixed(3)}`);
}

const { said, greedy, beam, dictionary } = await evaluate();
const wrong = said.words.flatMap((word, i) => (said.beam[i] === word ? [] : [`${word} → ${said.beam[i]}`]));
console.log(`misheard: ${wrong.slice(0, 8).join(', ') || 'none'}${wrong.length > 8 ? ` and ${wrong.length - 8} more` : ''}`);
for (const [name, { accuracy, cer }] of Object.entries({ greedy, beam })) console.log(`${name}: words spelled right ${accuracy.toFixed(3)}, CER ${cer.toFixed(4)}`);
console.log(`digit accuracy, the likeliest of the ten words: ${dictionary.accuracy.toFixed(3)}`);
await savePicture('speech.svg', plot.panels(plot.lines({ loss: curves.loss }, { title: 'CTC loss', xLabel: 'epoch' }), plot.lines({ cer: curves.cer }, { title: 'Character error rate, test', xLabel: 'epoch' })));
