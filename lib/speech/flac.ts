import { readFile } from 'node:fs/promises';
import { TorchEncodersError } from '../errors.js';
import { fileError } from '../files.js';
import { tensor } from '../tensor/tensor.js';
import type { Audio } from '../data/wav.js';

/**
 * Reads a FLAC file with the package @wasm-audio-decoders/flac, which is loaded now and must be installed beside this one.
 *
 * @example
 * const { waveform, sampleRate } = await speech.loadFlac('84-121123-0000.flac');
 * @throws ERR_UNSUPPORTED without that package, ERR_FILE for a file that is missing, no FLAC, cut off or without a sample.
 */
export async function loadFlac(path: string): Promise<Audio> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  const { FLACDecoder } = await import('@wasm-audio-decoders/flac').catch((error: unknown) => {
    throw new TorchEncodersError('ERR_UNSUPPORTED', `${path} is FLAC, which a package reads that is not here: npm install @wasm-audio-decoders/flac`, { cause: error });
  });
  if (bytes.subarray(0, 4).toString('latin1') !== 'fLaC') throw new TorchEncodersError('ERR_FILE', `${path} is no FLAC file: it begins with ${JSON.stringify(bytes.subarray(0, 4).toString('latin1'))}, wanted "fLaC"`);
  const decoder = new FLACDecoder();
  try {
    await decoder.ready;
    const { channelData, samplesDecoded, sampleRate, bitDepth, errors } = await decoder.decodeFile(bytes);
    if (errors.length > 0) throw new TorchEncodersError('ERR_FILE', `${path} is broken FLAC: ${errors[0]!.message}`);
    if (samplesDecoded === 0) throw new TorchEncodersError('ERR_FILE', `${path} is a FLAC file without a sample; is it cut off?`);
    const samples = new Float32Array(channelData.length * samplesDecoded);
    const [theirs, ours] = [2 ** (bitDepth - 1) - 1, 2 ** (bitDepth - 1)]; // the package divides whole numbers by 32767; here, as in WAV, it is 32768
    channelData.forEach((channel, i) => samples.set(channel.map((value) => Math.round(value * theirs) / ours), i * samplesDecoded));
    return { waveform: tensor(samples, { shape: [channelData.length, samplesDecoded] }), sampleRate };
  } finally {
    decoder.free();
  }
}
