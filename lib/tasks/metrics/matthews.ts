import { sameLength, type Numbers } from './correlation.js';

/** Matthews' correlation of two classes, 0 and 1; 0 where a row or a column of the table is empty. As scikit-learn's matthews_corrcoef. */
export function matthews(labels: Numbers, predictions: Numbers): number {
  sameLength('matthews', labels, predictions);
  let [both, neither, wrong, missed] = [0, 0, 0, 0];
  for (let i = 0; i < labels.length; i++) {
    if (predictions[i]) labels[i] ? both++ : wrong++;
    else labels[i] ? missed++ : neither++;
  }
  const scale = Math.sqrt((both + wrong) * (both + missed) * (neither + wrong) * (neither + missed));
  return scale === 0 ? 0 : (both * neither - wrong * missed) / scale;
}
