// Every transform against torchaudio's, and its refusals.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nn, speech, torch, TorchEncodersError, type Tensor } from '../../lib/index.js';
import { unpackTensor, type Packed } from '../packed.js';
import { close, numbers } from '../reference.js';

interface TransformCase { module: string; args: unknown[]; options: Record<string, unknown>; shape: number[]; seed: number | null; state: string[]; output: Packed }
type Transform = nn.Module & { forward(x: Tensor): Tensor };

const cases = JSON.parse(readFileSync(fileURLToPath(new URL('../../../test/fixtures/speech/transforms.json', import.meta.url)), 'utf8')) as TransformCase[];
const waveform = (shape: number[]): Tensor =>
  torch.tensor(Float32Array.from({ length: shape.reduce((product, size) => product * size, 1) }, (_, i) => Math.sin(i * 0.05) * 0.4 + Math.sin(i * i * 0.0007) * 0.3), { shape });
const refuses = (fn: () => unknown, code: string, message: RegExp): void =>
  assert.throws(fn, (error: unknown) => error instanceof TorchEncodersError && error.code === code && message.test(error.message) && !error.message.includes('\n'));

for (const [i, one] of cases.entries()) {
  test(`${i} ${one.module} ${JSON.stringify(one.options).slice(0, 80)} as torchaudio`, () => {
    const Kind = (speech as unknown as Record<string, new (...args: unknown[]) => Transform>)[one.module]!;
    const transform = new Kind(...one.args, ...(Object.keys(one.options).length > 0 ? [one.options] : []));
    assert.equal(Object.keys(transform.stateDict()).sort(), [...one.state].sort());
    if (one.seed !== null) torch.manualSeed(one.seed);
    const output = transform.forward(waveform(one.shape));
    const expected = unpackTensor(one.output);
    assert.equal([output.dtype, output.shape], [expected.dtype, expected.shape]);
    const wanted = numbers(expected);
    close(numbers(output), wanted, { atol: 1e-6 * Math.max(...wanted.map(Math.abs)) }, one.module);
  });
}

test('gradients flow back to the waveform', async () => {
  const x = waveform([2, 800]);
  x.requiresGrad = true;
  await new speech.MFCC({ melkwargs: { nMels: 40 } }).forward(new speech.Resample({ origFreq: 8000 }).forward(x)).sum().backward();
  assert.equal(x.grad!.shape, [2, 800]);
  assert.ok(numbers(x.grad!).every(Number.isFinite));
});

test('a batch is its clips one by one; no tensor is left behind', () => {
  const mel = new speech.MelSpectrogram({ nMels: 20, nFft: 128, hopLength: 64 });
  const x = waveform([3, 700]);
  const together = mel.forward(x);
  for (let i = 0; i < 3; i++) close(numbers(mel.forward(x.select(0, i))), numbers(together.select(0, i)), { atol: 1e-5 }, 'clip');
});

test('what is refused: a clip too short, samples that are no floats, options that do not fit', () => {
  const spectrogram = new speech.Spectrogram();
  refuses(() => spectrogram.forward(torch.zeros([1, 200])), 'ERR_SHAPE', /200 samples is too short for nFft 400 with reflect padding: wanted 201/);
  assert.equal(spectrogram.forward(torch.zeros([1, 201])).shape, [1, 201, 2]);
  refuses(() => spectrogram.forward(torch.zeros([1, 0])), 'ERR_SHAPE', /0 samples/);
  refuses(() => new speech.Spectrogram({ center: false }).forward(torch.zeros([399])), 'ERR_SHAPE', /wanted 400/);
  refuses(() => spectrogram.forward(torch.zeros([1, 900], { dtype: 'int16' })), 'ERR_DTYPE', /int16/);
  refuses(() => new speech.Resample({ origFreq: 8000 }).forward(torch.zeros([1, 900], { dtype: 'int16' })), 'ERR_DTYPE', /int16/);
  refuses(() => new speech.Spectrogram({ nFft: 100, winLength: 200 }), 'ERR_CONFIG', /winLength 200/);
  refuses(() => new speech.Spectrogram({ hopLength: 0 }), 'ERR_CONFIG', /hopLength is 0/);
  refuses(() => new speech.Resample({ origFreq: 44100.5 }), 'ERR_CONFIG', /44100.5/);
  refuses(() => new speech.MelSpectrogram({ fMin: 9000 }), 'ERR_CONFIG', /fMin 9000 and fMax 8000/);
  refuses(() => new speech.MFCC({ nMfcc: 50, melkwargs: { nMels: 40 } }), 'ERR_CONFIG', /nMfcc 50/);
  refuses(() => new speech.AmplitudeToDB('power', -1), 'ERR_CONFIG', /topDb/);
  refuses(() => new speech.SpecAugment({ nTimeMasks: 1, timeMaskParam: 2, nFreqMasks: 1, freqMaskParam: 2, p: 2 }), 'ERR_CONFIG', /p is 2/);
});

test.run();
