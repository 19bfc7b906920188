import { f1Score } from './confusion.js';
import { ranks, sameLength, type Numbers } from './correlation.js';

/** The share of predictions that are right. */
export function accuracy(labels: Numbers, predictions: Numbers): number {
  sameLength('accuracy', labels, predictions);
  return Array.from(labels).filter((label, i) => predictions[i] === label).length / labels.length;
}

/** The mean over classes of 2 TP / (2 TP + FP + FN), of those that occur among labels or predictions. As scikit-learn's f1_score(average='macro'). */
export const macroF1 = (labels: Numbers, predictions: Numbers): number => f1Score(labels, predictions, 'macro');

/** The chance that a row of label 1 has a higher score than one of label 0, ties counting half. As scikit-learn's roc_auc_score; NaN with one class present. */
export function rocAuc(labels: Numbers, scores: Numbers): number {
  sameLength('rocAuc', labels, scores);
  const places = ranks(scores);
  const positives = Array.from(places).filter((_, i) => labels[i] === 1);
  const negatives = labels.length - positives.length;
  if (positives.length === 0 || negatives === 0) return NaN;
  const sum = positives.reduce((all, place) => all + place, 0);
  return (sum - (positives.length * (positives.length + 1)) / 2) / (positives.length * negatives);
}
