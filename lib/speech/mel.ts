// Spectrograms on the mel scale, in decibels, and their cosine transform. Definitions, defaults and state-dict names of torchaudio.transforms.
import { TorchEncodersError, warnOnce } from '../errors.js';
import { Buffer, Module } from '../nn/module.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { tidy } from '../tensor/scope.js';
import type { Tensor } from '../tensor/tensor.js';
import { positive, Spectrogram, type SpectrogramOptions } from './spectrogram.js';

export interface MelScaleOptions {
  /** Bands. Default: 128. */
  nMels?: number;
  /** Samples a second. Default: 16,000. */
  sampleRate?: number;
  /** The lowest frequency in hertz. Default: 0. */
  fMin?: number;
  /** The highest. Default: half of sampleRate. */
  fMax?: number;
  /** Frequencies of the spectrogram. Default: 201. */
  nStft?: number;
  /** 'slaney' divides each triangle by its width. Default: null. */
  norm?: 'slaney' | null;
  /** 'htk': 2595 log₁₀(1 + f / 700); 'slaney': linear up to 1,000 Hz, logarithmic above. Default: 'htk'. */
  melScale?: 'htk' | 'slaney';
}

/** A spectrogram [..., nStft, frames] in triangular mel bands: [..., nMels, frames]. */
export class MelScale extends Module {
  /** The triangles [nStft, nMels]. */
  readonly fb: Buffer;
  constructor({ nMels = 128, sampleRate = 16000, fMin = 0, fMax, nStft = 201, norm = null, melScale = 'htk' }: MelScaleOptions = {}) {
    super();
    const highest = fMax ?? Math.floor(sampleRate / 2);
    positive('nMels', nMels);
    if (!(fMin >= 0 && fMin < highest)) throw new TorchEncodersError('ERR_CONFIG', `fMin ${fMin} and fMax ${highest} are no range of frequencies; wanted 0 ≤ fMin < fMax`);
    this.fb = new Buffer(triangles({ nMels, sampleRate, fMin, fMax: highest, nStft, norm, melScale }));
  }
  forward(specgram: Tensor): Tensor {
    return specgram.transpose(-1, -2).matmul(this.fb).transpose(-1, -2);
  }
}

const BREAK = 1000; // Slaney's scale is linear up to here, in hertz …
const BREAK_MEL = (BREAK * 3) / 200; // … which is this many mels …
const LOG_STEP = Math.log(6.4) / 27; // … and above it a mel is this step of the logarithm

function toMel(hertz: number, melScale: 'htk' | 'slaney'): number {
  if (melScale === 'htk') return 2595 * Math.log10(1 + hertz / 700);
  return hertz < BREAK ? (hertz * 3) / 200 : BREAK_MEL + Math.log(hertz / BREAK) / LOG_STEP;
}
function toHertz(mels: Tensor, melScale: 'htk' | 'slaney'): Tensor {
  if (melScale === 'htk') return F.pow(10, mels.div(2595)).sub(1).mul(700);
  return F.where(mels.ge(BREAK_MEL), mels.sub(BREAK_MEL).mul(LOG_STEP).exp().mul(BREAK), mels.mul(200 / 3));
}

/** In float32 step by step, as torchaudio computes it. */
function triangles({ nMels, sampleRate, fMin, fMax, nStft, norm, melScale }: Required<MelScaleOptions>): Tensor {
  return tidy(() => {
    const frequencies = F.linspace(0, Math.floor(sampleRate / 2), nStft);
    const points = toHertz(F.linspace(toMel(fMin, melScale), toMel(fMax, melScale), nMels + 2), melScale);
    const widths = points.slice(0, 1).sub(points.slice(0, 0, -1));
    const slopes = points.unsqueeze(0).sub(frequencies.unsqueeze(1)); // [nStft, nMels + 2]
    const rising = slopes.slice(1, 0, -2).neg().div(widths.slice(0, 0, -1));
    const falling = slopes.slice(1, 2).div(widths.slice(0, 1));
    const bank = F.minimum(rising, falling).clampMin(0);
    if (bank.amax([0]).eq(0).any().item()) warnOnce(`a mel band is empty: nMels ${nMels} is too high for ${nStft} frequencies; use fewer bands or a larger nFft`);
    return norm === 'slaney' ? bank.mul(points.slice(0, 2).sub(points.slice(0, 0, nMels)).reciprocal().mul(2).unsqueeze(0)) : bank;
  });
}

export interface MelSpectrogramOptions extends Omit<SpectrogramOptions, 'power' | 'onesided'>, Omit<MelScaleOptions, 'nStft'> {
  /** 2 gives power, 1 magnitude. Default: 2. */
  power?: number;
}

/**
 * Waveforms [..., samples] as mel spectrograms [..., nMels, frames].
 *
 * @example
 * const mel = new speech.MelSpectrogram({ sampleRate: 16000, nMels: 80, hopLength: 100 });
 * const features = mel.forward(waveform).add(1e-6).log(); // [1, 80, frames]
 * @throws as {@link Spectrogram}.
 */
export class MelSpectrogram extends Module {
  readonly spectrogram: Spectrogram;
  readonly melScale: MelScale;
  constructor({ sampleRate, nMels, fMin, fMax, norm, melScale, ...options }: MelSpectrogramOptions = {}) {
    super();
    this.spectrogram = new Spectrogram(options);
    this.melScale = new MelScale({ nMels, sampleRate, fMin, fMax, norm, melScale, nStft: Math.floor((options.nFft ?? 400) / 2) + 1 });
  }
  forward(waveform: Tensor): Tensor {
    return this.melScale.forward(this.spectrogram.forward(waveform));
  }
}

/**
 * Decibels: 10 log₁₀ of power, 20 log₁₀ of magnitude, of at least 1e-10. With `topDb`, nothing lies further below the loudest place of its spectrogram
 * [channel, frequency, frames]; a batch has one more dimension.
 * @param stype what the input is. Default: 'power'.
 * @param topDb decibels; default: no limit.
 */
export class AmplitudeToDB extends Module {
  constructor(private readonly stype: 'power' | 'magnitude' = 'power', private readonly topDb?: number | null) {
    super();
    if (typeof topDb === 'number' && topDb < 0) throw new TorchEncodersError('ERR_CONFIG', `topDb is ${topDb}; wanted 0 or more`);
  }
  forward(x: Tensor): Tensor {
    const decibels = x.clampMin(1e-10).log10().mul(this.stype === 'power' ? 10 : 20);
    if (typeof this.topDb !== 'number') return decibels;
    const shape = decibels.shape;
    const clips = decibels.reshape([-1, shape.length > 2 ? shape.at(-3)! : 1, ...shape.slice(-2)]);
    return F.maximum(clips, clips.amax([-3, -2, -1], true).sub(this.topDb)).reshape(shape);
  }
}

export interface MFCCOptions {
  sampleRate?: number;
  /** Coefficients. Default: 40. */
  nMfcc?: number;
  /** Default: 'ortho'. */
  norm?: 'ortho' | null;
  /** The natural logarithm of mel + 1e-6 instead of decibels. Default: false. */
  logMels?: boolean;
  /** Of the mel spectrogram. */
  melkwargs?: Omit<MelSpectrogramOptions, 'sampleRate'>;
}

/** Mel-frequency cepstrum coefficients of waveforms [..., samples]: [..., nMfcc, frames]. Decibels are at most 80 below the loudest place. */
export class MFCC extends Module {
  readonly MelSpectrogram: MelSpectrogram;
  /** The cosine transform [nMels, nMfcc]. */
  readonly dctMat: Buffer;
  readonly #logMels: boolean;
  readonly #toDecibels = new AmplitudeToDB('power', 80);
  constructor({ sampleRate = 16000, nMfcc = 40, norm = 'ortho', logMels = false, melkwargs = {} }: MFCCOptions = {}) {
    super();
    const nMels = melkwargs.nMels ?? 128;
    if (nMfcc > nMels) throw new TorchEncodersError('ERR_CONFIG', `nMfcc ${nMfcc} is more than nMels ${nMels}; a spectrum of n bands has n coefficients`);
    this.MelSpectrogram = new MelSpectrogram({ sampleRate, ...melkwargs });
    this.dctMat = new Buffer(cosines(nMfcc, nMels, norm));
    this.#logMels = logMels;
  }
  forward(waveform: Tensor): Tensor {
    const mel = this.MelSpectrogram.forward(waveform);
    const log = this.#logMels ? mel.add(1e-6).log() : this.#toDecibels.forward(mel);
    return log.transpose(-1, -2).matmul(this.dctMat).transpose(-1, -2);
  }
}

/** The second discrete cosine transform [nMels, nMfcc]. */
function cosines(nMfcc: number, nMels: number, norm: 'ortho' | null): Tensor {
  return tidy(() => {
    const k = F.arange(nMfcc).unsqueeze(1);
    const dct = F.arange(nMels).add(0.5).mul(Math.PI / nMels).mul(k).cos();
    if (norm === null) return dct.mul(2).t().contiguous();
    dct.select(0, 0).mul_(Math.SQRT1_2);
    return dct.mul(Math.sqrt(2 / nMels)).t().contiguous();
  });
}
