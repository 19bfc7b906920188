import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { Tensor } from '../tensor/tensor.js';

/**
 * Weights by which each class counts as much as every other: n / (classes · count of the class), as scikit-learn's compute_class_weight, for the
 * classes that occur, in ascending order.
 * @throws ERR_CONFIG for another method, ERR_RANGE without labels.
 *
 * @example
 * computeClassWeight('balanced', [0, 0, 0, 1]); // [0.666…, 2]
 */
export function computeClassWeight(method: 'balanced', labels: Tensor | readonly number[]): number[] {
  if (method !== 'balanced') throw new TorchEncodersError('ERR_CONFIG', `computeClassWeight: the method is ${describe(method)}; wanted 'balanced'`);
  const values = labels instanceof Tensor ? Array.from(labels.dataSync(), Number) : labels;
  if (values.length === 0) throw new TorchEncodersError('ERR_RANGE', 'computeClassWeight wants at least one label, found none');
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([, count]) => values.length / (counts.size * count));
}
