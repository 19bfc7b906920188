import { mean, sameLength, sum, type Numbers } from './correlation.js';

/** What was predicted for each value. */
type Pair = [wanted: Numbers, predicted: Numbers];
const errors = (...[wanted, predicted]: Pair): number[] => {
  sameLength('a metric', wanted, predicted);
  return Array.from(wanted, (value, i) => value - predicted[i]!);
};
const squares = (values: readonly number[]): number => sum(values.map((value) => value * value));
const spread = (values: Numbers): number => {
  const center = mean(values);
  return squares(Array.from(values, (value) => value - center));
};

export const meanAbsoluteError = (...pair: Pair): number => mean(errors(...pair).map(Math.abs));
export const meanSquaredError = (...pair: Pair): number => squares(errors(...pair)) / pair[0].length;
export const rootMeanSquaredError = (...pair: Pair): number => Math.sqrt(meanSquaredError(...pair));
export const maxError = (...pair: Pair): number => errors(...pair).reduce((most, error) => Math.max(most, Math.abs(error)), 0);

/** 1 − the squared errors over those of the mean; of a constant 1 where it is met, else 0. As scikit-learn's r2_score. */
export function r2Score(...pair: Pair): number {
  const [left, all] = [squares(errors(...pair)), spread(pair[0])];
  return all === 0 ? (left === 0 ? 1 : 0) : 1 - left / all;
}

/** 1 − the variance of the errors over that of the values. As scikit-learn's explained_variance_score. */
export function explainedVariance(...pair: Pair): number {
  const [left, all] = [spread(errors(...pair)), spread(pair[0])];
  return all === 0 ? (left === 0 ? 1 : 0) : 1 - left / all;
}

export function medianAbsoluteError(...pair: Pair): number {
  const sorted = errors(...pair).map(Math.abs).sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
