// ../shared/parity/speech: mel spectrograms, CTC, a network of convolutions and LSTMs with its training.
import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { test } from 'uvu';
import { loadSafetensors, nn, optim, speech, type Tensor } from '../../lib/index.js';
import { checkGradients, close, inputsOf, numbers, parity, referenceOf, referenceTest, type Case } from '../reference.js';

const folder = join(parity, 'speech');

interface MelCase extends Case { config: { sample_rate: number; n_fft: number; hop_length: number; n_mels: number; f_min: number; f_max: number } }

referenceTest('mel: power, filter banks, mel, logarithm and decibels', async () => {
  const { cases, tensors } = await referenceOf(join(folder, 'mel'));
  assert.ok(cases.length >= 3);
  for (const one of cases as MelCase[]) {
    const { sample_rate: sampleRate, n_fft: nFft, hop_length: hopLength, n_mels: nMels, f_min: fMin, f_max: fMax } = one.config;
    const transform = new speech.MelSpectrogram({ sampleRate, nFft, hopLength, nMels, fMin, fMax });
    const { waveform } = inputsOf(one, tensors) as { waveform: Tensor };
    const mel = transform.forward(waveform);
    const found: Record<string, Tensor> = {
      power: transform.spectrogram.forward(waveform), mel, mel_librosa: mel, fbank: transform.melScale.fb,
      'log_mel_1e-6': mel.add(1e-6).log(), amplitude_to_db_top80: new speech.AmplitudeToDB('power', 80).forward(mel),
    };
    for (const [name, { tensor }] of Object.entries(one.outputs)) {
      const expected = tensors[tensor!]!;
      const wanted = numbers(expected);
      const tensorFound = `${found[name]!.shape}` === `${expected.shape}` ? found[name]! : found[name]!.transpose(-1, -2);
      assert.equal(tensorFound.shape, expected.shape, name);
      close(numbers(tensorFound.contiguous()), wanted, { atol: 1e-5 * Math.max(...wanted.map(Math.abs)) }, `${one.name} ${name}`);
    }
  }
});

interface CtcCase extends Case {
  config: { blank: number; reduction: 'mean' | 'sum' | 'none'; zero_infinity: boolean };
  infinite?: boolean[]; decoded?: number[][]; references?: number[][]; edit_distances?: number[]; error_rate?: number;
}

referenceTest('ctc: losses and gradients in every reduction, alignments that cannot be, greedy decoding and its error rate', async () => {
  const { cases, tensors } = await referenceOf(join(folder, 'ctc'));
  for (const one of cases as CtcCase[]) {
    const { logits, targets, inputLengths, targetLengths } = inputsOf(one, tensors) as Record<string, Tensor>;
    if (one.task === 'ctc-decode') {
      const decoded = speech.ctcGreedyDecode(logits!, inputLengths);
      assert.equal(decoded, one.decoded);
      assert.equal(decoded.map((symbols, i) => speech.editDistance(symbols, one.references![i]!)), one.edit_distances);
      const text = (symbols: number[]): string => String.fromCharCode(...symbols.map((symbol) => 97 + symbol));
      assert.is(speech.characterErrorRate(decoded.map(text), one.references!.map(text)), one.error_rate);
      continue;
    }
    const x = logits!.detach().clone();
    x.requiresGrad = true;
    const { blank, reduction, zero_infinity: zeroInfinity } = one.config;
    const loss = new nn.CTCLoss({ blank, reduction, zeroInfinity }).forward(x.logSoftmax(-1), targets!, inputLengths!, targetLengths!);
    const wanted = numbers(tensors[one.outputs.loss!.tensor!]!).map((value, i) => (one.infinite?.[i] ? Infinity : value));
    numbers(loss).forEach((value, i) => assert.ok(value === wanted[i] || Math.abs(value - wanted[i]!) <= 1e-4 * Math.abs(wanted[i]!), `${one.name}: ${value}, wanted ${wanted[i]}`));
    if (!one.grads) continue;
    await loss.sum().backward();
    const gradient = numbers(tensors[one.grads.logits!]!);
    close(numbers(x.grad!), gradient, { atol: 1e-4 * Math.max(...gradient.map(Math.abs)) + 1e-6 }, `${one.name} gradient`);
  }
});

class Recognizer extends nn.Module {
  cnn = new nn.Sequential(new nn.Conv1d(12, 10, 5, { stride: 2, padding: 2 }), new nn.ReLU(), new nn.Conv1d(10, 10, 5, { stride: 2, padding: 2 }), new nn.ReLU());
  lstm = new nn.LSTM(10, 8, { numLayers: 3, bidirectional: true, batchFirst: true });
  classifier = new nn.Linear(16, 6);
  forward(features: Tensor): Tensor { // [B, frames, mels]
    return this.classifier.forward(this.lstm.forward((this.cnn.forward(features.transpose(1, 2)) as Tensor).transpose(1, 2))[0]);
  }
}

referenceTest('cnn-lstm: logits, loss, every gradient, ten steps of training', async () => {
  const at = join(folder, 'cnn-lstm');
  const { cases, tensors } = await referenceOf(at);
  const model = new Recognizer();
  model.loadStateDict(await loadSafetensors(join(at, 'model.safetensors')));
  const one = cases.find(({ name }) => name === 'forward')!;
  const { features, targets, inputLengths, targetLengths } = inputsOf(one, tensors) as Record<string, Tensor>;
  const lossOf = (logits: Tensor): Tensor => nn.functional.ctcLoss(logits.logSoftmax(-1).transpose(0, 1), targets!, inputLengths!, targetLengths!);
  const logits = model.forward(features!);
  const expected = tensors[one.outputs.logits!.tensor!]!;
  assert.equal(logits.shape, expected.shape);
  close(numbers(logits), numbers(expected), { atol: 1e-4, rtol: 1e-4 }, 'logits');
  const loss = lossOf(logits);
  close([loss.item()], [one.outputs.loss!.value!], { atol: 1e-5, rtol: 1e-5 }, 'loss');
  await loss.backward();
  checkGradients(model, one, tensors);

  const { steps, optimizer: settings, clip_grad_norm: clip } = JSON.parse(readFileSync(join(at, 'expected.json'), 'utf8')).cases[1] as { steps: { loss: number; grad_norm: number }[]; optimizer: { lr: number; weight_decay: number }; clip_grad_norm: number };
  const optimizer = new optim.AdamW(model.parameters(), { lr: settings.lr, weightDecay: settings.weight_decay });
  for (const [i, wanted] of steps.entries()) {
    const found = lossOf(model.forward(features!));
    optimizer.zeroGrad();
    await found.backward();
    const norm = nn.utils.clipGradNorm_(model.parameters(), clip);
    await optimizer.step();
    close([found.item(), norm.item()], [wanted.loss, wanted.grad_norm], { atol: 1e-4, rtol: 1e-4 }, `step ${i}`);
  }
});

test.run();
