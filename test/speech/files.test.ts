// Sound files and LibriSpeech's folders, whole and broken.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { DataLoader, speech, TorchEncodersError } from '../../lib/index.js';

const scratch = mkdtempSync(join(tmpdir(), 'speech-'));
test.after(() => rmSync(scratch, { recursive: true }));

const put = (name: string, bytes: Uint8Array | string): string => {
  const path = join(scratch, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  return path;
};
async function refuses(promise: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  const error = await promise.then(() => undefined, (reason: unknown) => reason);
  assert.ok(error instanceof TorchEncodersError, `${String(error)}: wanted ${code}`);
  assert.is(error.code, code);
  assert.match(error.message, message);
  assert.not.match(error.message, /\n/);
}

/** A WAV file of raw samples; `before` stands between its two chunks. */
function wav(data: Uint8Array, { format = 1, channels = 1, rate = 8000, bits = 16, extensible = false, before = new Uint8Array(), size = data.length } = {}): Buffer {
  const fmt = Buffer.alloc(extensible ? 40 : 16);
  fmt.writeUInt16LE(extensible ? 0xfffe : format, 0);
  fmt.writeUInt16LE(channels, 2);
  fmt.writeUInt32LE(rate, 4);
  fmt.writeUInt32LE((rate * channels * bits) / 8, 8);
  fmt.writeUInt16LE((channels * bits) / 8, 12);
  fmt.writeUInt16LE(bits, 14);
  if (extensible) fmt.writeUInt16LE(format, 24);
  const chunk = (name: string, length: number, bytes: Uint8Array): Buffer => {
    const head = Buffer.from(`${name}....`, 'latin1');
    head.writeUInt32LE(length, 4);
    return Buffer.concat([head, bytes, Buffer.alloc(bytes.length % 2)]);
  };
  const body = Buffer.concat([Buffer.from('WAVE'), chunk('fmt ', fmt.length, fmt), before, chunk('data', size, data)]);
  return Buffer.concat([chunk('RIFF', body.length, new Uint8Array()), body]);
}
const raw = (array: Int16Array | Int32Array | Float32Array | Float64Array): Uint8Array => new Uint8Array(array.buffer);
const samples = async (name: string, bytes: Uint8Array): Promise<unknown> => (await speech.loadWav(put(name, bytes))).waveform.toArray();

test('loadWav: every format it reads, two channels, chunks in between, a header that is extensible, a length that a pipe did not know', async () => {
  const halves = [[0, 0.5, -1]];
  assert.equal(await samples('16.wav', wav(raw(Int16Array.of(0, 16384, -32768)))), halves);
  assert.equal(await samples('8.wav', wav(Uint8Array.of(128, 192, 0), { bits: 8 })), halves);
  assert.equal(await samples('24.wav', wav(Uint8Array.of(0, 0, 0, 0, 0, 0x40, 0, 0, 0x80), { bits: 24 })), halves);
  assert.equal(await samples('32.wav', wav(raw(Int32Array.of(0, 2 ** 30, -(2 ** 31))), { bits: 32 })), halves);
  assert.equal(await samples('f32.wav', wav(raw(Float32Array.of(0, 0.5, -1)), { format: 3, bits: 32 })), halves);
  assert.equal(await samples('f64.wav', wav(raw(Float64Array.of(0, 0.5, -1)), { format: 3, bits: 64, extensible: true })), halves);
  assert.equal(await samples('stereo.wav', wav(raw(Int16Array.of(0, 16384, 8192, -32768)), { channels: 2, before: Buffer.from('LIST\x05\0\0\0abcde\0', 'latin1') })), [[0, 0.25], [0.5, -1]]);
  assert.equal(await samples('pipe.wav', wav(raw(Int16Array.of(0, 16384, -32768)), { size: 0xffffffff })), halves);
  assert.is((await speech.loadWav(put('rate.wav', wav(raw(Int16Array.of(1)), { rate: 22050 })))).sampleRate, 22050);
});

test('loadWav: what is no WAV file, broken or empty says so', async () => {
  const whole = wav(raw(Int16Array.of(1, 2, 3)));
  await refuses(speech.loadWav(join(scratch, 'nowhere.wav')), 'ERR_FILE', /nowhere.wav: there is no such file/);
  await refuses(speech.loadWav(scratch), 'ERR_FILE', /it is a folder/);
  await refuses(speech.loadWav(put('empty.wav', '')), 'ERR_FILE', /is empty/);
  await refuses(speech.loadWav(put('text.wav', 'these are words, no sounds')), 'ERR_FILE', /is no WAV file: it begins with "thes"/);
  await refuses(speech.loadWav(put('fLaC.wav', 'fLaC and so on')), 'ERR_FILE', /"fLaC", wanted "RIFF"; flac is read by loadFlac/);
  await refuses(speech.loadWav(put('none.wav', wav(new Uint8Array()))), 'ERR_FILE', /without a sample/);
  await refuses(speech.loadWav(put('odd.wav', wav(Uint8Array.of(1)))), 'ERR_FILE', /without a sample/);
  await refuses(speech.loadWav(put('cut.wav', whole.subarray(0, -2))), 'ERR_FILE', /is cut off: it says 6 bytes of samples, and 4 are there/);
  await refuses(speech.loadWav(put('head.wav', whole.subarray(0, 30))), 'ERR_FILE', /cut off/);
  await refuses(speech.loadWav(put('nodata.wav', whole.subarray(0, 36))), 'ERR_FILE', /cut off: it has no samples/);
  await refuses(speech.loadWav(put('mulaw.wav', wav(Uint8Array.of(1, 2), { format: 7, bits: 8 }))), 'ERR_UNSUPPORTED', /µ-law with 8 bits; wanted PCM.*ffmpeg/);
  await refuses(speech.loadWav(put('12.wav', wav(Uint8Array.of(1, 2, 3), { bits: 12 }))), 'ERR_UNSUPPORTED', /PCM with 12 bits/);
  await refuses(speech.loadWav(put('zero.wav', wav(raw(Int16Array.of(1)), { channels: 0 }))), 'ERR_FILE', /0 channels/);
  for (let length = 0; length < whole.length; length++) await refuses(speech.loadWav(put('short.wav', whole.subarray(0, length))), 'ERR_FILE', /short.wav/);
});

/** Four samples 0, 0.25, 0.5, −1 of 16 bits at 16,000 a second, as libFLAC 1.4 wrote them. */
const flac = Buffer.from('ZkxhQwAAACIQABAAAAAOAAAOA+gA8AAAAASs/Zv59IYjilUeFUepDulnhAAAKCAAAAByZWZlcmVuY2UgbGliRkxBQyAxLjQuMyAyMDIzMDYyMwAAAAD/+GUIAAP8AwAIKgBH0Q==', 'base64');

test('loadFlac: samples, and what is broken', async () => {
  const { waveform, sampleRate } = await speech.loadFlac(put('a.flac', flac));
  assert.equal([waveform.toArray(), sampleRate], [[[0, 0.25, 0.5, -1]], 16000]);
  await refuses(speech.loadFlac(join(scratch, 'nowhere.flac')), 'ERR_FILE', /no such file/);
  await refuses(speech.loadFlac(put('text.flac', 'these are words')), 'ERR_FILE', /is no FLAC file: it begins with "thes"/);
  await refuses(speech.loadFlac(put('cut.flac', flac.subarray(0, 60))), 'ERR_FILE', /cut.flac/);
});

test('LibriSpeech: utterances in order, WAV and FLAC side by side; layouts that are none', async () => {
  put('libri/19/198/19-198.trans.txt', '19-198-0000 NORTHANGER ABBEY\n19-198-0001 THIS LITTLE WORK\n');
  put('libri/19/198/19-198-0000.flac', flac);
  put('libri/19/198/19-198-0001.wav', wav(raw(Int16Array.of(16384))));
  put('libri/103/1240/103-1240.trans.txt', '103-1240-0003 CHAPTER ONE\n');
  put('libri/103/1240/103-1240-0003.wav', wav(raw(Int16Array.of(0))));
  const data = await speech.LibriSpeech.open(join(scratch, 'libri'));
  assert.is(data.length, 3);
  const items = await Promise.all([0, 1, 2].map((i) => data.get(i)));
  assert.equal(items.map(({ transcript }) => transcript), ['CHAPTER ONE', 'NORTHANGER ABBEY', 'THIS LITTLE WORK']);
  assert.equal(items.map(({ speakerId, chapterId, utteranceId, sampleRate }) => [speakerId, chapterId, utteranceId, sampleRate]), [[103, 1240, 3, 8000], [19, 198, 0, 16000], [19, 198, 1, 8000]]);
  assert.equal(items[2]!.waveform.toArray(), [[0.5]]);
  const transcripts: string[] = [];
  for await (const batch of new DataLoader(data, { batchSize: 2, numWorkers: 1, collate: (clips) => clips })) transcripts.push(...batch.map(({ transcript, waveform }) => `${transcript} ${waveform.shape.join('x')}`));
  assert.equal(transcripts, ['CHAPTER ONE 1x1', 'NORTHANGER ABBEY 1x4', 'THIS LITTLE WORK 1x1']);
  await refuses(data.get(3), 'ERR_RANGE', /no utterance 3; wanted 0 to 2/);
  await refuses(speech.LibriSpeech.open(join(scratch, 'nowhere')), 'ERR_FILE', /nowhere/);
  put('none/readme.txt', 'nothing');
  await refuses(speech.LibriSpeech.open(join(scratch, 'none')), 'ERR_FILE', /no .trans.txt/);
  put('bad/1/2/1-2.trans.txt', '1-2-0000 YES\nnot a line\n');
  put('bad/1/2/1-2-0000.flac', flac);
  await refuses(speech.LibriSpeech.open(join(scratch, 'bad')), 'ERR_FILE', /1-2.trans.txt:2: "not a line"/);
  put('lost/1/2/1-2.trans.txt', '1-2-0000 YES\n');
  await refuses(speech.LibriSpeech.open(join(scratch, 'lost')), 'ERR_FILE', /1-2.trans.txt:1: there is no 1-2-0000.flac/);
});

test.run();
