// Waveforms as pictures of frequency over time. Definitions, defaults and state-dict names of torchaudio.transforms.
import { TorchEncodersError } from '../errors.js';
import { Buffer, Module } from '../nn/module.js';
import { torchFunctions as F } from '../tensor/functions.js';
import type { Tensor } from '../tensor/tensor.js';

export interface SpectrogramOptions {
  /** Samples of one Fourier transform. Default: 400. */
  nFft?: number;
  /** Samples under the window. Default: nFft. */
  winLength?: number;
  /** Samples from one frame to the next. Default: half of winLength. */
  hopLength?: number;
  /** Zeros on both sides of the waveform. Default: 0. */
  pad?: number;
  /** Default: the periodic Hann window. */
  windowFn?: (length: number) => Tensor;
  /** 2 gives power, 1 magnitude, null the complex numbers. Default: 2. */
  power?: number | null;
  /** Divides by the window's energy (true, 'window') or by √nFft ('frame_length'). Default: false. */
  normalized?: boolean | 'window' | 'frame_length';
  /** Whether frame t is centred at sample t · hopLength, with padding on both sides. Default: true. */
  center?: boolean;
  /** How it is padded there. Default: 'reflect'. */
  padMode?: 'reflect' | 'constant' | 'replicate' | 'circular';
  /** Whether only the nFft / 2 + 1 frequencies that a real signal has are given. Default: true. */
  onesided?: boolean;
}

/**
 * The short-time Fourier transform of waveforms [..., samples]: [..., nFft / 2 + 1, frames], where frames = 1 + ⌊samples / hopLength⌋ with `center`.
 *
 * @example
 * const { waveform, sampleRate } = await speech.loadWav('seven.wav');
 * const power = new speech.Spectrogram({ nFft: 400, hopLength: 160 }).forward(waveform); // [1, 201, frames]
 * @throws ERR_DTYPE for samples that are no floats, ERR_SHAPE for a waveform that is shorter than its padding or than one frame, ERR_CONFIG for options.
 */
export class Spectrogram extends Module {
  readonly window: Buffer;
  readonly #options: Required<Omit<SpectrogramOptions, 'windowFn'>>;

  constructor({ windowFn = (length) => F.hannWindow(length), ...options }: SpectrogramOptions = {}) {
    super();
    const nFft = options.nFft ?? 400;
    const winLength = options.winLength ?? nFft;
    const given = { nFft, winLength, hopLength: Math.floor(winLength / 2), pad: 0, power: 2, normalized: false, center: true, padMode: 'reflect' as const, onesided: true, ...defined(options) };
    for (const name of ['nFft', 'winLength', 'hopLength'] as const) positive(name, given[name]);
    if (winLength > nFft) throw new TorchEncodersError('ERR_CONFIG', `winLength ${winLength} is more than nFft ${nFft}; a window lies inside a transform`);
    this.#options = given;
    this.window = new Buffer(windowFn(winLength));
  }

  forward(waveform: Tensor): Tensor {
    const { nFft, winLength, hopLength, pad, power, normalized, center, padMode, onesided } = this.#options;
    const shape = waveform.shape;
    const samples = (shape.at(-1) ?? 0) + 2 * pad;
    if (!/float/.test(waveform.dtype)) throw new TorchEncodersError('ERR_DTYPE', `a waveform wants float32 samples, found ${waveform.dtype}; use waveform.to('float32').div(32768) for 16 bits`);
    const least = center ? (padMode === 'reflect' ? Math.floor(nFft / 2) + 1 : 1) : nFft;
    if (samples < least) {
      throw new TorchEncodersError('ERR_SHAPE', `a waveform of ${samples} samples is too short for nFft ${nFft}${center ? ` with ${padMode} padding` : ''}: wanted ${least} or more; pad it, or use a smaller nFft`);
    }
    const padded = pad > 0 ? F.pad(waveform, [pad, pad]) : waveform;
    const complex = F.stft(padded.reshape([-1, samples]), nFft, { hopLength, winLength, window: this.window, center, padMode, normalized: normalized === 'frame_length', onesided, returnComplex: true });
    const framed = complex.reshape([...shape.slice(0, -1), ...complex.shape.slice(1)]);
    const scaled = normalized === true || normalized === 'window' ? framed.div(this.window.pow(2).sum().sqrt()) : framed;
    if (power === null) return scaled;
    return power === 1 ? scaled.abs() : scaled.abs().pow(power);
  }
}

/** Options left to their default by `undefined`, as when they were not named. */
const defined = <Options extends object>(options: Options): { [Name in keyof Options]: Exclude<Options[Name], undefined> } =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;

/** @internal */
export function positive(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) throw new TorchEncodersError('ERR_CONFIG', `${name} is ${value}; wanted a whole number of at least 1`);
}
