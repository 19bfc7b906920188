import { TorchEncodersError } from '../errors.js';
import { Module } from '../nn/module.js';
import { torchFunctions as F } from '../tensor/functions.js';
import type { Tensor } from '../tensor/tensor.js';

export interface SpecAugmentOptions {
  /** How many masks over time, and the longest one in frames: shorter than timeMaskParam. */
  nTimeMasks: number;
  timeMaskParam: number;
  /** How many masks over frequency, and the widest one in bands: narrower than freqMaskParam. */
  nFreqMasks: number;
  freqMaskParam: number;
  /** Masks of its own for each spectrogram of a batch. Default: true. */
  iidMasks?: boolean;
  /** The largest part of an axis that one mask may cover, 0 to 1. Default: 1. */
  p?: number;
  /** Masks hold 0 instead of the mean of the input. Default: false. */
  zeroMasking?: boolean;
}

/**
 * Masks bands of time and of frequency in spectrograms [..., frequency, frames] (Park et al., 2019), as torchaudio.transforms.SpecAugment. It always does:
 * call it in training only. A seed gives torchaudio's masks.
 *
 * @example
 * const augment = new speech.SpecAugment({ nTimeMasks: 2, timeMaskParam: 10, nFreqMasks: 2, freqMaskParam: 12 });
 * const masked = augment.forward(features); // [B, 80, frames]
 */
export class SpecAugment extends Module {
  constructor(private readonly options: SpecAugmentOptions) {
    super();
    const { p = 1 } = options;
    if (!(p >= 0 && p <= 1)) throw new TorchEncodersError('ERR_CONFIG', `p is ${p}; wanted a number from 0 to 1`);
  }

  forward(specgram: Tensor): Tensor {
    const { nTimeMasks, timeMaskParam, nFreqMasks, freqMaskParam, zeroMasking = false } = this.options;
    if (specgram.ndim < 2) throw new TorchEncodersError('ERR_SHAPE', `SpecAugment wants a spectrogram [..., frequency, frames], found the shape [${specgram.shape.join(', ')}]`);
    const value = zeroMasking ? F.zeros([], { dtype: specgram.dtype, device: specgram.device }) : specgram.mean();
    let masked = specgram;
    for (let i = 0; i < nTimeMasks; i++) masked = this.#mask(masked, timeMaskParam, value, -1);
    for (let i = 0; i < nFreqMasks; i++) masked = this.#mask(masked, freqMaskParam, value, -2);
    return masked;
  }

  #mask(specgram: Tensor, param: number, value: Tensor, axis: -1 | -2): Tensor {
    const { iidMasks = true, p = 1 } = this.options;
    const { shape, dtype, device } = specgram;
    const size = shape.at(axis)!;
    const longest = p === 1 ? param : Math.min(param, Math.floor(size * p));
    if (longest < 1) return specgram;
    const each = specgram.ndim > 2 && iidMasks;
    const draw = (): Tensor => F.rand(each ? shape.slice(0, -2) : [1], each ? { dtype, device } : {});
    const width = draw().mul(longest);
    const start = draw().mul(width.neg().add(size)).to('int64');
    const [first, last] = [start, start.add(width.to('int64'))].map((place) => (each ? place.unsqueeze(-1).unsqueeze(-1) : place)) as [Tensor, Tensor];
    const places = axis === -1 ? F.arange(size, { device }) : F.arange(size, { device }).unsqueeze(-1);
    return specgram.maskedFill(places.ge(first).logicalAnd(places.lt(last)), value);
  }
}
