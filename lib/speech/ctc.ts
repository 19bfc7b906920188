// Reading what a model trained with CTC says (Graves et al., 2006). T frames, B clips, C symbols, one of them the blank.
import { TorchEncodersError } from '../errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { positive } from './spectrogram.js';

export interface CtcDecodeOptions {
  /** The symbol that means nothing. Default: 0. */
  blank?: number;
}

/**
 * The likeliest symbol of each frame, repeats made one, blanks left out.
 *
 * @param logProbs logits or their logarithms of probabilities [T, B, C], as CTCLoss takes them.
 * @param inputLengths how many frames of each clip are real. Default: all.
 * @returns the symbols of each clip.
 * @example
 * const words = speech.ctcGreedyDecode(logProbs, lengths).map((symbols) => symbols.map((i) => alphabet[i]).join(''));
 * @throws ERR_SHAPE for another shape, ERR_RANGE for lengths or a blank that do not fit.
 */
export function ctcGreedyDecode(logProbs: Tensor, inputLengths?: Tensor | readonly number[], { blank = 0 }: CtcDecodeOptions = {}): number[][] {
  const [T, B] = shapeOf(logProbs, blank);
  const best = logProbs.argmax(-1).dataSync() as BigInt64Array;
  return lengthsOf(inputLengths, T, B).map((length, clip) => {
    const symbols: number[] = [];
    for (let t = 0, last = blank; t < length; t++) {
      const symbol = Number(best[t * B + clip]);
      if (symbol !== last && symbol !== blank) symbols.push(symbol);
      last = symbol;
    }
    return symbols;
  });
}

export interface CtcBeamOptions extends CtcDecodeOptions {
  /** How many beginnings are kept after each frame. Default: 50. */
  beamSize?: number;
  /** How many hypotheses come back for each clip. Default: 1. */
  nbest?: number;
}
export interface CtcHypothesis {
  tokens: number[];
  /** The logarithm of its probability, summed over the alignments that were kept. */
  score: number;
}

/**
 * The likeliest sequences: the probabilities of all alignments of a sequence are added up (prefix search: Hannun et al., 2014), and after each frame the
 * `beamSize` likeliest beginnings stay.
 *
 * @returns for each clip its hypotheses, the likeliest first.
 * @example
 * const [[best]] = speech.ctcBeamDecode(logProbs, lengths, { beamSize: 10 });
 * @throws as {@link ctcGreedyDecode}.
 */
export function ctcBeamDecode(logProbs: Tensor, inputLengths?: Tensor | readonly number[], { blank = 0, beamSize = 50, nbest = 1 }: CtcBeamOptions = {}): CtcHypothesis[][] {
  const [T, B, C] = shapeOf(logProbs, blank);
  positive('beamSize', beamSize);
  positive('nbest', nbest);
  const all = logProbs.to('float32').logSoftmax(-1).dataSync() as Float32Array;
  return lengthsOf(inputLengths, T, B).map((length, clip) => {
    let beams: Prefix[] = [new Prefix(undefined, -1)];
    beams[0]!.blank = 0;
    for (let t = 0; t < length; t++) beams = step(beams, all.subarray((t * B + clip) * C, (t * B + clip + 1) * C), blank, beamSize);
    return beams.slice(0, nbest).map((prefix) => ({ tokens: prefix.tokens(), score: prefix.score }));
  });
}

/** A beginning of a sequence: the logarithms of its probability with a blank last, and with its last symbol last. */
class Prefix {
  blank = -Infinity;
  symbol = -Infinity;
  nextBlank = -Infinity;
  nextSymbol = -Infinity;
  #children: Map<number, Prefix> | undefined;
  constructor(private readonly parent: Prefix | undefined, readonly last: number) {}

  get score(): number {
    return logAdd(this.blank, this.symbol);
  }
  child(symbol: number): Prefix {
    this.#children ??= new Map();
    let found = this.#children.get(symbol);
    if (!found) this.#children.set(symbol, (found = new Prefix(this, symbol)));
    return found;
  }
  tokens(): number[] {
    return this.parent ? [...this.parent.tokens(), this.last] : [];
  }
  /** Forgotten, unless a longer one that stays is made from it: then its parent, if that stays, can reach it again. */
  drop(): void {
    this.blank = this.symbol = -Infinity;
    if (!this.#children && this.parent) this.parent.#children!.delete(this.last);
  }
  advance(): void {
    [this.blank, this.symbol, this.nextBlank, this.nextSymbol] = [this.nextBlank, this.nextSymbol, -Infinity, -Infinity];
  }
}

function step(beams: readonly Prefix[], logProbs: Float32Array, blank: number, beamSize: number): Prefix[] {
  const reached = new Set<Prefix>(beams);
  for (const prefix of beams) {
    const score = prefix.score;
    prefix.nextBlank = logAdd(prefix.nextBlank, score + logProbs[blank]!);
    if (prefix.last >= 0) prefix.nextSymbol = logAdd(prefix.nextSymbol, prefix.symbol + logProbs[prefix.last]!); // the same symbol goes on
    for (let symbol = 0; symbol < logProbs.length; symbol++) {
      if (symbol === blank) continue;
      const child = prefix.child(symbol);
      child.nextSymbol = logAdd(child.nextSymbol, (symbol === prefix.last ? prefix.blank : score) + logProbs[symbol]!); // a repeat wants a blank between
      reached.add(child);
    }
  }
  for (const prefix of reached) prefix.advance();
  const sorted = [...reached].filter(({ score }) => score > -Infinity).sort((a, b) => b.score - a.score);
  for (const prefix of sorted.slice(beamSize)) prefix.drop();
  return sorted.slice(0, beamSize);
}

const logAdd = (a: number, b: number): number => {
  const high = Math.max(a, b);
  return high === -Infinity ? high : high + Math.log1p(Math.exp(Math.min(a, b) - high));
};

function shapeOf(logProbs: Tensor, blank: number): [T: number, B: number, C: number] {
  const shape = logProbs.shape;
  if (shape.length !== 3) throw new TorchEncodersError('ERR_SHAPE', `decoding wants [frames, batch, symbols], found the shape [${shape.join(', ')}]; one clip is unsqueeze(1)`);
  const [T, B, C] = shape as [number, number, number];
  if (!Number.isInteger(blank) || blank < 0 || blank >= C) throw new TorchEncodersError('ERR_RANGE', `the blank is ${blank}; wanted a symbol from 0 to ${C - 1}`);
  return [T, B, C];
}

function lengthsOf(lengths: Tensor | readonly number[] | undefined, T: number, B: number): number[] {
  const list = lengths === undefined ? Array.from({ length: B }, () => T) : 'dataSync' in lengths ? Array.from(lengths.dataSync(), Number) : [...lengths];
  if (list.length !== B) throw new TorchEncodersError('ERR_SHAPE', `found ${list.length} lengths for ${B} clips`);
  const wrong = list.find((length) => !Number.isInteger(length) || length < 0 || length > T);
  if (wrong !== undefined) throw new TorchEncodersError('ERR_RANGE', `a clip has the length ${wrong}; wanted a whole number from 0 to the ${T} frames that there are`);
  return list;
}
