/** The share of predictions that are right. */
export const accuracy = (predicted: readonly number[], labels: readonly number[]): number => labels.filter((label, i) => predicted[i] === label).length / labels.length;

/** The mean of 2 TP / (2 TP + FP + FN) over the classes that occur among labels or predictions, as scikit-learn's f1_score(average='macro'). */
export function macroF1(predicted: readonly number[], labels: readonly number[]): number {
  const scores = [...new Set([...labels, ...predicted])].map((one) => {
    const right = labels.filter((label, i) => label === one && predicted[i] === one).length;
    const all = labels.filter((label) => label === one).length + predicted.filter((label) => label === one).length;
    return (2 * right) / all;
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

/** The chance that a row of label 1 has a higher score than one of label 0, ties counting half: the area under the ROC curve. NaN with one class present. */
export function rankAuc(scores: readonly number[], labels: readonly number[]): number {
  const order = scores.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!);
  let [rankSum, positives] = [0, 0];
  for (let begin = 0, end; begin < order.length; begin = end) {
    for (end = begin; end < order.length && scores[order[end]!] === scores[order[begin]!]; end++) if (labels[order[end]!] === 1) positives++;
    const inTie = order.slice(begin, end).filter((i) => labels[i] === 1).length;
    rankSum += (inTie * (begin + end + 1)) / 2;
  }
  const negatives = labels.length - positives;
  return positives === 0 || negatives === 0 ? NaN : (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}
