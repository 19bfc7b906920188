import { TorchEncodersError } from '../../errors.js';

export type Numbers = ArrayLike<number>;

/** @throws ERR_SHAPE where two lists that belong together differ in length. */
export function sameLength(what: string, a: Numbers, b: Numbers): void {
  if (a.length !== b.length) throw new TorchEncodersError('ERR_SHAPE', `${what} wants lists of one length, found ${a.length} and ${b.length}`);
}

/** Pearson's correlation; NaN where one of the lists is constant. As scipy's pearsonr. */
export function pearson(a: Numbers, b: Numbers): number {
  sameLength('pearson', a, b);
  const [meanA, meanB] = [mean(a), mean(b)];
  let [products, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]! - meanA, b[i]! - meanB];
    products += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return Math.max(-1, Math.min(1, products / (Math.sqrt(squaresA) * Math.sqrt(squaresB))));
}

/** Spearman's correlation: Pearson's of the ranks, equal values sharing the mean of theirs. As scipy's spearmanr. */
export const spearman = (a: Numbers, b: Numbers): number => pearson(ranks(a), ranks(b));

/** Kendall's tau-b: pairs in the same order less those in the other, ties taken into account; NaN where a list is constant. As scipy's kendalltau. */
export function kendall(a: Numbers, b: Numbers): number {
  sameLength('kendall', a, b);
  let [agree, oneSided, otherSided] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      const [x, y] = [Math.sign(a[i]! - a[j]!), Math.sign(b[i]! - b[j]!)];
      agree += x * y;
      oneSided += Math.abs(x);
      otherSided += Math.abs(y);
    }
  }
  return agree / Math.sqrt(oneSided) / Math.sqrt(otherSided);
}

/** The place of each value from 1 on in ascending order; equal values share the mean of theirs. */
export function ranks(values: Numbers): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((i, j) => values[i]! - values[j]!);
  const found = new Float64Array(values.length);
  for (let begin = 0, end: number; begin < order.length; begin = end) {
    for (end = begin + 1; end < order.length && values[order[end]!] === values[order[begin]!]; end++);
    for (const i of order.slice(begin, end)) found[i] = (begin + 1 + end) / 2;
  }
  return found;
}

export const mean = (values: Numbers): number => sum(values) / values.length;
export function sum(values: Numbers): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
