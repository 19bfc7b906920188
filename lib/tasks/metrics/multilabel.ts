// Several labels of 0 and 1 for each row. NaN is a label that is missing: it counts nowhere.
import { rocAuc } from './classification.js';
import { mean, sum, type Numbers } from './correlation.js';
import type { Rows } from './probability.js';
import { averagePrecision } from './ranking.js';

const known = (label: number): boolean => !Number.isNaN(label);
const ratio = (a: number, b: number): number => (b === 0 ? 0 : a / b);

interface Counts { right: number; labelled: number; predicted: number }
function counts(labels: Numbers, predictions: Numbers): Counts {
  const found: Counts = { right: 0, labelled: 0, predicted: 0 };
  for (let i = 0; i < labels.length; i++) {
    if (!known(labels[i]!)) continue;
    found.right += labels[i]! * predictions[i]!;
    found.labelled += labels[i]!;
    found.predicted += predictions[i]!;
  }
  return found;
}
const f1Of = ({ right, labelled, predicted }: Counts): number => ratio(2 * right, labelled + predicted);
const added = (all: readonly Counts[]): Counts => ({ right: sum(all.map(({ right }) => right)), labelled: sum(all.map(({ labelled }) => labelled)), predicted: sum(all.map(({ predicted }) => predicted)) });
const columns = (rows: Rows): number[][] => Array.from({ length: rows[0]?.length ?? 0 }, (_, column) => rows.map((row) => row[column]!));

/** The share of rows all of whose labels are right. As scikit-learn's accuracy_score. */
export const subsetAccuracy = (labels: Rows, predictions: Rows): number =>
  mean(labels.map((row, i) => (Array.from(row).every((label, column) => !known(label) || label === predictions[i]![column]) ? 1 : 0)));

/** The share of labels that are wrong. As scikit-learn's hamming_loss. */
export function hammingLoss(labels: Rows, predictions: Rows): number {
  const wrong = labels.flatMap((row, i) => Array.from(row).flatMap((label, column) => (known(label) ? [label === predictions[i]![column] ? 0 : 1] : [])));
  return mean(wrong);
}

/** F1 of each label on average, of all decisions together, or of each row on average; 0 where it is undefined. */
export function multilabelF1(labels: Rows, predictions: Rows, average: 'macro' | 'micro' | 'samples' = 'macro'): number {
  if (average === 'samples') return mean(labels.map((row, i) => f1Of(counts(row, predictions[i]!))));
  const byColumn = columns(labels).map((column, i) => counts(column, columns(predictions)[i]!));
  return average === 'macro' ? mean(byColumn.map(f1Of)) : f1Of(added(byColumn));
}

/** The mean of a score over the labels that have rows of both kinds; NaN without any. */
function overLabels(labels: Rows, scores: Rows, score: (labels: Numbers, scores: Numbers) => number): number {
  const scored = columns(scores);
  const values = columns(labels).flatMap((column, i) => {
    const places = column.flatMap((label, row) => (known(label) ? [row] : []));
    const own = places.map((row) => column[row]!);
    return own.includes(0) && own.includes(1) ? [score(own, places.map((row) => scored[i]![row]!))] : [];
  });
  return mean(values);
}
/** The area under the ROC curve of each label on average. Labels with rows of one kind alone are left out, where scikit-learn refuses. */
export const multilabelRocAuc = (labels: Rows, scores: Rows): number => overLabels(labels, scores, rocAuc);
/** The average precision of each label on average, left out likewise. */
export const multilabelAveragePrecision = (labels: Rows, scores: Rows): number => overLabels(labels, scores, averagePrecision);
/** The area under the ROC curve of all decisions together. */
export function microRocAuc(labels: Rows, scores: Rows): number {
  const pairs = labels.flatMap((row, i) => Array.from(row).flatMap((label, column) => (known(label) ? [[label, scores[i]![column]!] as const] : [])));
  return rocAuc(pairs.map(([label]) => label), pairs.map(([, score]) => score));
}
