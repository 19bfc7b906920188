import { TorchEncodersError } from '../../errors.js';
import { rocAuc } from './classification.js';
import { mean, sum, type Numbers } from './correlation.js';
import { averagePrecision } from './ranking.js';

/** A row of probabilities for each row of the data, one for each class. */
export type Rows = readonly Numbers[];

const columnOf = (rows: Rows, column: number): number[] => rows.map((row) => row[column]!);
const isClass = (labels: Numbers, one: number): number[] => Array.from(labels, (label) => (label === one ? 1 : 0));
const classCount = (probabilities: Rows): number => probabilities[0]?.length ?? 0;

/** The mean of −log of the label's probability, which is kept from 0 by 2.2e-16. As scikit-learn's log_loss. */
export function logLoss(labels: Numbers, probabilities: Rows): number {
  const least = Number.EPSILON;
  return mean(probabilities.map((row, i) => -Math.log(Math.min(1 - least, Math.max(least, row[labels[i]!]! / sum(row))))));
}

/** The area under the ROC curve of each class against the rest, on average, plain or weighted by rows. NaN where a class has no row. */
export function rocAucOneVsRest(labels: Numbers, probabilities: Rows, average: 'macro' | 'weighted' = 'macro'): number {
  const areas = Array.from({ length: classCount(probabilities) }, (_, one) => rocAuc(isClass(labels, one), columnOf(probabilities, one)));
  if (average === 'macro') return mean(areas);
  const supports = areas.map((_, one) => sum(isClass(labels, one)));
  return sum(areas.map((area, one) => area * supports[one]!)) / sum(supports);
}

/** The same of each pair of classes, both ways (Hand and Till, 2001). NaN where a class has no row. */
export function rocAucOneVsOne(labels: Numbers, probabilities: Rows): number {
  const count = classCount(probabilities);
  const areas: number[] = [];
  for (let a = 0; a < count; a++) {
    for (let b = a + 1; b < count; b++) {
      const rows = Array.from(labels, (label, i) => [label, i] as const).filter(([label]) => label === a || label === b).map(([, i]) => i);
      const area = (one: number): number => rocAuc(rows.map((i) => (labels[i] === one ? 1 : 0)), rows.map((i) => probabilities[i]![one]!));
      areas.push((area(a) + area(b)) / 2);
    }
  }
  return mean(areas);
}

/** The average precision of each class against the rest, on average. */
export const macroAveragePrecision = (labels: Numbers, probabilities: Rows): number =>
  mean(Array.from({ length: classCount(probabilities) }, (_, one) => averagePrecision(isClass(labels, one), columnOf(probabilities, one))));

/** The place of the largest value of a row, the first of equals. */
export function argmax(row: Numbers): number {
  if (row.length === 0) throw new TorchEncodersError('ERR_SHAPE', 'argmax wants at least one value, found none');
  let best = 0;
  for (let i = 1; i < row.length; i++) if (row[i]! > row[best]! || (Number.isNaN(row[best]) && !Number.isNaN(row[i]))) best = i;
  return best;
}
