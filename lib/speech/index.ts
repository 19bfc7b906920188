// What stands under the name `speech`.
export * from './augment.js';
export * from './ctc.js';
export * from './errorrate.js';
export * from './flac.js';
export { LibriSpeech, type LibriSpeechItem } from './librispeech.js';
export * from './mel.js';
export * from './resample.js';
export { Spectrogram, type SpectrogramOptions } from './spectrogram.js';
export * from '../data/wav.js';
