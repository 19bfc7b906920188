import { mean, sameLength, sum, type Numbers } from './correlation.js';

/** The places of scores, the highest first; equal ones in their order. */
export const bestFirst = (scores: Numbers): number[] => Array.from({ length: scores.length }, (_, i) => i).sort((i, j) => scores[j]! - scores[i]! || i - j);

/** Runs of equal scores, the highest first: from and to in `order`. */
export function* ties(scores: Numbers, order: readonly number[]): Generator<readonly [begin: number, end: number]> {
  for (let begin = 0, end: number; begin < order.length; begin = end) {
    for (end = begin + 1; end < order.length && scores[order[end]!] === scores[order[begin]!]; end++);
    yield [begin, end];
  }
}

/** Σ (recall gained) · precision over the thresholds; 0 without positives. As scikit-learn's average_precision_score. */
export function averagePrecision(labels: Numbers, scores: Numbers): number {
  sameLength('averagePrecision', labels, scores);
  const order = bestFirst(scores);
  const positives = sum(labels);
  let [found, area] = [0, 0];
  for (const [begin, end] of ties(scores, order)) {
    const gained = sum(order.slice(begin, end).map((i) => labels[i]!));
    found += gained;
    area += positives === 0 ? 0 : (gained / positives) * (found / end);
  }
  return area;
}

/** Normalised discounted cumulative gain of the first k; equal scores share their gains. As scikit-learn's ndcg_score of one list. */
export function ndcgScore(relevance: Numbers, scores: Numbers, k = Infinity): number {
  sameLength('ndcgScore', relevance, scores);
  const discount = (rank: number): number => (rank < k ? 1 / Math.log2(rank + 2) : 0);
  const order = bestFirst(scores);
  let gain = 0;
  for (const [begin, end] of ties(scores, order)) {
    const shared = mean(order.slice(begin, end).map((i) => relevance[i]!));
    for (let rank = begin; rank < end; rank++) gain += shared * discount(rank);
  }
  const ideal = Array.from(relevance).sort((a, b) => b - a).reduce((total, value, rank) => total + value * discount(rank), 0);
  return ideal === 0 ? 0 : gain / ideal;
}
