// Resampling by band-limited interpolation (Smith, "Digital Audio Resampling"), as torchaudio.transforms.Resample.
import { TorchEncodersError } from '../errors.js';
import { Buffer, Module } from '../nn/module.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { tidy } from '../tensor/scope.js';
import type { Tensor } from '../tensor/tensor.js';
import { positive } from './spectrogram.js';

export interface ResampleOptions {
  /** Samples a second. Default: 16,000. */
  origFreq?: number;
  /** Samples a second. Default: 16,000. */
  newFreq?: number;
  /** Default: 'sinc_interp_hann'. */
  resamplingMethod?: 'sinc_interp_hann' | 'sinc_interp_kaiser';
  /** Zero crossings of the filter on each side: more is sharper and slower. Default: 6. */
  lowpassFilterWidth?: number;
  /** The highest frequency kept, as a part of what the lower rate can hold. Default: 0.99. */
  rolloff?: number;
  /** Of the Kaiser window. Default: 14.769656459379492. */
  beta?: number;
}

/**
 * Waveforms [..., samples] at another rate: [..., ⌈samples · newFreq / origFreq⌉].
 *
 * @example
 * const at16k = new speech.Resample({ origFreq: 8000, newFreq: 16000 }).forward(waveform);
 * @throws ERR_CONFIG for rates that are no whole numbers, ERR_DTYPE for samples that are no floats.
 */
export class Resample extends Module {
  /** One filter for each sample of a period of the new rate: [new, 1, taps]; none where the rates are equal. */
  readonly kernel: Buffer | undefined;
  readonly #width: number = 0;
  readonly #from: number;
  readonly #to: number;

  constructor({ origFreq = 16000, newFreq = 16000, resamplingMethod = 'sinc_interp_hann', lowpassFilterWidth = 6, rolloff = 0.99, beta = 14.769656459379492 }: ResampleOptions = {}) {
    super();
    positive('origFreq', origFreq);
    positive('newFreq', newFreq);
    positive('lowpassFilterWidth', lowpassFilterWidth);
    const divisor = greatestCommonDivisor(origFreq, newFreq);
    this.#from = origFreq / divisor;
    this.#to = newFreq / divisor;
    if (origFreq === newFreq) return;
    const base = Math.min(this.#from, this.#to) * rolloff;
    this.#width = Math.ceil((lowpassFilterWidth * this.#from) / base);
    this.kernel = new Buffer(filters(this.#from, this.#to, base, this.#width, lowpassFilterWidth, resamplingMethod === 'sinc_interp_kaiser' ? beta : undefined));
  }

  forward(waveform: Tensor): Tensor {
    if (!this.kernel) return waveform;
    if (!/float/.test(waveform.dtype)) throw new TorchEncodersError('ERR_DTYPE', `a waveform wants float32 samples, found ${waveform.dtype}; use waveform.to('float32').div(32768) for 16 bits`);
    const shape = waveform.shape;
    const samples = shape.at(-1) ?? 0;
    const padded = F.pad(waveform.reshape([-1, 1, samples]), [this.#width, this.#width + this.#from]);
    const periods = F.conv1d(padded, this.kernel, null, [this.#from]).transpose(1, 2); // [clips, periods, new]
    return periods.reshape([periods.shape[0]!, -1]).slice(1, 0, Math.ceil((this.#to * samples) / this.#from)).reshape([...shape.slice(0, -1), -1]);
  }
}

/** In float64, kept in float32, as torchaudio. */
function filters(from: number, to: number, base: number, width: number, crossings: number, beta: number | undefined): Tensor {
  return tidy(() => {
    const places = F.arange(-width, width + from, { dtype: 'float64' }).unsqueeze(0).unsqueeze(0).div(from);
    const t = F.arange(0, -to, -1).unsqueeze(1).unsqueeze(2).div(to).to('float64').add(places).mul(base).clamp(-crossings, crossings);
    const window = beta === undefined
      ? t.mul(Math.PI / crossings / 2).cos().square()
      : t.div(crossings).square().neg().add(1).sqrt().mul(beta).i0().div(F.full([], beta, { dtype: 'float64' }).i0());
    return F.sinc(t).mul(window).mul(base / from).to('float32');
  });
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));
