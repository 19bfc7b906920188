import { readFile } from 'node:fs/promises';
import { TorchEncodersError } from '../errors.js';
import { fileError } from '../files.js';
import { tensor, type Tensor } from '../tensor/tensor.js';

/** What an audio file holds. */
export interface Audio {
  /** float32 [channels, samples], whole numbers of a file scaled to −1 … 1. */
  waveform: Tensor;
  /** Samples a second. */
  sampleRate: number;
}

/**
 * Reads a WAV file: whole numbers of 8, 16, 24 or 32 bits, or floats of 32 or 64. As torchaudio.load.
 *
 * @example
 * const { waveform, sampleRate } = await speech.loadWav('seven.wav'); // [1, 3457], 8000
 * @throws ERR_FILE for a file that is missing, no WAV, cut off or without a sample; ERR_UNSUPPORTED for one that is compressed.
 */
export async function loadWav(path: string): Promise<Audio> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw fileError(path, error);
  });
  const { format, channels, sampleRate, bits, data } = chunksOf(path, bytes);
  const read = readers[`${format}/${bits}`];
  if (!read) throw new TorchEncodersError('ERR_UNSUPPORTED', `${path} has samples of ${formats[format] ?? `format ${format}`} with ${bits} bits; wanted PCM of 8, 16, 24 or 32 bits or floats of 32 or 64: ffmpeg -i ${path} -c:a pcm_s16le out.wav`);
  const width = (bits / 8) * channels;
  const frames = Math.floor(data.length / width);
  if (frames === 0) throw new TorchEncodersError('ERR_FILE', `${path} is a WAV file without a sample; leave it out`);
  const samples = new Float32Array(channels * frames);
  const view = new DataView(data.buffer, data.byteOffset, data.length);
  for (let frame = 0; frame < frames; frame++) {
    for (let channel = 0; channel < channels; channel++) samples[channel * frames + frame] = read(view, frame * width + channel * (bits / 8));
  }
  return { waveform: tensor(samples, { shape: [channels, frames] }), sampleRate };
}

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
const formats: Record<number, string> = { [PCM]: 'PCM', 2: 'ADPCM', [FLOAT]: 'float', 6: 'A-law', 7: 'µ-law', 0x11: 'IMA ADPCM', 0x31: 'GSM', 0x55: 'MP3', 0x161: 'WMA' };

/** One sample as a number, by format and bits. */
const readers: Record<string, (view: DataView, at: number) => number> = {
  [`${PCM}/8`]: (view, at) => (view.getUint8(at) - 128) / 128,
  [`${PCM}/16`]: (view, at) => view.getInt16(at, true) / 2 ** 15,
  [`${PCM}/24`]: (view, at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 2 ** 16) / 2 ** 23,
  [`${PCM}/32`]: (view, at) => view.getInt32(at, true) / 2 ** 31,
  [`${FLOAT}/32`]: (view, at) => view.getFloat32(at, true),
  [`${FLOAT}/64`]: (view, at) => view.getFloat64(at, true),
};

/** The two chunks of a RIFF file that matter; others are passed over. */
function chunksOf(path: string, bytes: Uint8Array): { format: number; channels: number; sampleRate: number; bits: number; data: Uint8Array } {
  const broken = (what: string): never => {
    throw new TorchEncodersError('ERR_FILE', `${path} ${what}`);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const tag = (at: number): string => Buffer.from(bytes.subarray(at, at + 4)).toString('latin1');
  if (bytes.length < 12 || tag(0) !== 'RIFF' || tag(8) !== 'WAVE') broken(bytes.length === 0 ? 'is empty; wanted a WAV file' : `is no WAV file: it begins with ${JSON.stringify(tag(0))}, wanted "RIFF"; flac is read by loadFlac, else: ffmpeg -i ${path} out.wav`);
  let settings: { format: number; channels: number; sampleRate: number; bits: number } | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = tag(at);
    const size = view.getUint32(at + 4, true);
    const start = at + 8;
    if (name === 'fmt ') {
      if (size < 16 || start + size > bytes.length) broken('is cut off inside its header');
      const format = view.getUint16(start, true);
      settings = { format: format === EXTENSIBLE && size >= 26 ? view.getUint16(start + 24, true) : format, channels: view.getUint16(start + 2, true), sampleRate: view.getUint32(start + 4, true), bits: view.getUint16(start + 14, true) };
      if (settings.channels === 0 || settings.sampleRate === 0) broken(`says that it has ${settings.channels} channels at ${settings.sampleRate} samples a second`);
    } else if (name === 'data') {
      if (!settings) return broken('has samples before it says what they are');
      const isStreamed = size === 0xffffffff; // written to a pipe: the length was not known
      if (!isStreamed && start + size > bytes.length) broken(`is cut off: it says ${size} bytes of samples, and ${bytes.length - start} are there`);
      return { ...settings, data: bytes.subarray(start, isStreamed ? bytes.length : start + size) };
    }
    at = start + size + (size % 2);
  }
  return broken('is cut off: it has no samples');
}
