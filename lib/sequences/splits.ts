// How the events of a client become several subsequences; strategies, options and rules are pytorch-lifestream's. Places are those of events in the client's order.
import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { drawInteger, range, shuffledPlaces, type Random } from './random.js';

/** The times of a client's events, in ascending order. */
export type Times = ArrayLike<number> | ArrayLike<bigint>;

export interface SplitStrategy {
  /** The events of each subsequence, by their places. */
  split(times: Times, random: Random): Int32Array[];
}

export interface CountOptions {
  /** How many subsequences. */
  splitCount: number;
  /** The fewest and the most events of one. */
  cntMin: number;
  cntMax: number;
}

function checkCounts(strategy: string, options: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Number.isSafeInteger(value) || (value as number) < 1) throw new TorchEncodersError('ERR_CONFIG', `${strategy}: ${name} is ${describe(value)}; wanted a whole number of at least 1`);
  }
  const { cntMin, cntMax } = options as { cntMin?: number; cntMax?: number };
  if (cntMin !== undefined && cntMax !== undefined && cntMin > cntMax) throw new TorchEncodersError('ERR_CONFIG', `${strategy}: cntMin ${cntMin} is more than cntMax ${cntMax}`);
}
const times = <Value>(count: number, make: (i: number) => Value): Value[] => Array.from({ length: count }, (_, i) => make(i));

/** The whole sequence, once. */
export class NoSplit implements SplitStrategy {
  split(all: Times): Int32Array[] {
    return [range(0, all.length)];
  }
}

/**
 * Slices of random length and start: that of CoLES. Length from cntMin to cntMax, both included; a sequence of at most cntMin events is taken whole;
 * with a `shortSeqCropRate` below 1, slices of short sequences have at least that share of them. `isSorted`: in the order of their starts.
 *
 * @example
 * new SampleSlices({ splitCount: 5, cntMin: 25, cntMax: 200 });
 */
export class SampleSlices implements SplitStrategy {
  readonly #options: Required<CountOptions & { shortSeqCropRate?: number; isSorted?: boolean }>;
  constructor({ splitCount, cntMin, cntMax, shortSeqCropRate = 1, isSorted = false }: CountOptions & { shortSeqCropRate?: number; isSorted?: boolean }) {
    checkCounts('SampleSlices', { splitCount, cntMin, cntMax });
    if (!(shortSeqCropRate > 0)) throw new TorchEncodersError('ERR_CONFIG', `SampleSlices: shortSeqCropRate is ${describe(shortSeqCropRate)}; wanted a number above 0`);
    this.#options = { splitCount, cntMin, cntMax, shortSeqCropRate, isSorted };
  }
  split({ length }: Times, random: Random): Int32Array[] {
    const { splitCount, cntMin, cntMax, shortSeqCropRate, isSorted } = this.#options;
    if (length <= cntMin && shortSeqCropRate >= 1) return times(splitCount, () => range(0, length));
    const cropped = Math.floor(length * shortSeqCropRate);
    const least = shortSeqCropRate < 1 && cropped <= cntMin ? Math.max(1, cropped) : cntMin;
    const slices = times(splitCount, () => {
      const size = drawInteger(random, least, Math.min(cntMax, length) + 1);
      const start = drawInteger(random, 0, length - size + 1);
      return [start, start + size] as const;
    });
    if (isSorted) slices.sort(([a], [b]) => a - b);
    return slices.map(([start, end]) => range(start, end));
  }
}

/** Events drawn at random, in their order; from cntMin to below cntMax of them. */
export class SampleRandom implements SplitStrategy {
  constructor(private readonly options: CountOptions) { checkCounts('SampleRandom', { ...options }); }
  split({ length }: Times, random: Random): Int32Array[] {
    const { splitCount, cntMin, cntMax } = this.options;
    return times(splitCount, () => shuffledPlaces(random, length).subarray(0, drawInteger(random, cntMin, cntMax)).sort());
  }
}

/** Each event goes to one of the subsequences at random; the first cntMax of each are kept. */
export class SplitRandom implements SplitStrategy {
  constructor(private readonly options: Pick<CountOptions, 'splitCount' | 'cntMax'> & { cntMin?: number }) { checkCounts('SplitRandom', { ...options }); }
  split({ length }: Times, random: Random): Int32Array[] {
    const { splitCount, cntMax } = this.options;
    const parts = Int32Array.from({ length }, () => drawInteger(random, 0, splitCount));
    return times(splitCount, (part) => range(0, length).filter((place) => parts[place] === part).subarray(0, cntMax));
  }
}

/**
 * Each week goes to one of the subsequences at random, at least one week to each; the last cntMax events of each are kept. With fewer weeks than subsequences,
 * days are shared out instead, then events. Times count in days, or in units of which `dayLength` make a day (86400 for seconds).
 */
export class SplitByWeeks implements SplitStrategy {
  constructor(private readonly options: Pick<CountOptions, 'splitCount' | 'cntMax'> & { weekLength?: number; dayLength?: number }) { checkCounts('SplitByWeeks', { ...options }); }
  split(all: Times, random: Random): Int32Array[] {
    const { splitCount, cntMax, weekLength = 7, dayLength = 1 } = this.options;
    const first = Number(all[0]);
    const by = (unit: number): Int32Array => Int32Array.from({ length: all.length }, (_, i) => Math.floor((Number(all[i]) - first) / unit));
    const units = [by(weekLength * dayLength), by(dayLength)].find((one) => new Set(one).size >= splitCount) ?? range(0, all.length);
    const parts = new Map([...new Set(units)].sort((a, b) => a - b).map((unit, i) => [unit, i < splitCount ? i : drawInteger(random, 0, splitCount)]));
    return times(splitCount, (part) => range(0, all.length).filter((place) => parts.get(units[place]!) === part).slice(-cntMax));
  }
}

/** Slices of one length at equal distances, the same each time: for inference with several views. */
export class SampleUniform implements SplitStrategy {
  constructor(private readonly options: { splitCount: number; seqLen: number }) { checkCounts('SampleUniform', { ...options }); }
  split({ length }: Times): Int32Array[] {
    const { splitCount, seqLen } = this.options;
    if (length <= seqLen + splitCount) return times(splitCount, () => range(0, length));
    return times(splitCount, (i) => {
      const start = roundHalfToEven(splitCount === 1 ? 0 : (i * (length - seqLen)) / (splitCount - 1));
      return range(start, start + seqLen);
    });
  }
}

/** Parts of equal length, one behind another. */
export class SampleUniformBySplitCount implements SplitStrategy {
  constructor(private readonly options: { splitCount: number }) { checkCounts('SampleUniformBySplitCount', { ...options }); }
  split({ length }: Times): Int32Array[] {
    const { splitCount } = this.options;
    const [size, more] = [Math.floor(length / splitCount), length % splitCount];
    return times(splitCount, (i) => range(i * size + Math.min(i, more), (i + 1) * size + Math.min(i + 1, more)));
  }
}

interface NearOptions extends CountOptions {
  /** How many events may lie between neighbours. Default: 0. */
  margin?: number;
}
/** Slices that touch each other, or lie `margin` events apart: each touches the one before (`isChain`), or the first. Lengths from cntMin to below cntMax. */
function nearSlices({ splitCount, cntMin, cntMax, margin = 0 }: NearOptions, length: number, random: Random, isChain: boolean): Int32Array[] {
  const lengths = times(splitCount, () => Math.min(length, drawInteger(random, cntMin, Math.min(cntMax, length))));
  let [start, size] = [drawInteger(random, 0, length - lengths[0]!), lengths[0]!];
  return lengths.map((own, i) => {
    if (i === 0) return range(start, start + size);
    const from = drawInteger(random, Math.max(0, start - own - margin), Math.min(length - own, start + size + margin));
    if (isChain) [start, size] = [from, own];
    return range(from, from + own);
  });
}
/** Slices each of which is near the one before. */
export class SplitByNextNearestTime implements SplitStrategy {
  constructor(private readonly options: NearOptions) { checkCounts('SplitByNextNearestTime', { ...options, margin: 1 }); }
  split({ length }: Times, random: Random): Int32Array[] {
    return nearSlices(this.options, length, random, true);
  }
}
/** Slices that are near the first one. */
export class SplitByNearestTime implements SplitStrategy {
  constructor(private readonly options: NearOptions) { checkCounts('SplitByNearestTime', { ...options, margin: 1 }); }
  split({ length }: Times, random: Random): Int32Array[] {
    return nearSlices(this.options, length, random, false);
  }
}

/** For each day from the first to the last, the events before it. */
export class CutByDays implements SplitStrategy {
  constructor(private readonly options: { firstDate: number; lastDate: number }) {}
  split(all: Times): Int32Array[] {
    const { firstDate, lastDate } = this.options;
    return times(lastDate - firstDate + 1, (i) => {
      let before = 0;
      while (before < all.length && Math.trunc(Number(all[before])) < firstDate + i) before++;
      return range(0, before);
    });
  }
}

function roundHalfToEven(x: number): number {
  const floor = Math.floor(x);
  return x - floor === 0.5 ? floor + (floor % 2) : Math.round(x);
}
