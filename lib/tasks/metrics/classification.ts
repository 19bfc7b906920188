import { ranks, sameLength, type Numbers } from './correlation.js';

/** The share of predictions that are right. */
export function accuracy(labels: Numbers, predictions: Numbers): number {
  sameLength('accuracy', labels, predictions);
  return Array.from(labels).filter((label, i) => predictions[i] === label).length / labels.length;
}

/** The mean over classes of 2 TP / (2 TP + FP + FN), of those that occur among labels or predictions. As scikit-learn's f1_score(average='macro'). */
export function macroF1(labels: Numbers, predictions: Numbers): number {
  sameLength('macroF1', labels, predictions);
  const counts = new Map<number, { right: number; all: number }>();
  const count = (one: number, right: number): void => {
    const found = counts.get(one) ?? { right: 0, all: 0 };
    counts.set(one, { right: found.right + right, all: found.all + 1 });
  };
  for (let i = 0; i < labels.length; i++) {
    count(labels[i]!, labels[i] === predictions[i] ? 1 : 0);
    count(predictions[i]!, 0);
  }
  return [...counts.values()].reduce((sum, { right, all }) => sum + (2 * right) / all, 0) / counts.size;
}

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
