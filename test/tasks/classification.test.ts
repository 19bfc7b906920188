import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accuracy, macroF1, rocAuc } from '../../lib/tasks/metrics/classification.js';
import { close, parity, referenceTest } from '../reference.js';

referenceTest('accuracy, macro F1 and area under the ROC curve equal scikit-learn\'s', () => {
  const { cases } = JSON.parse(readFileSync(join(parity, 'metrics', 'sklearn.json'), 'utf8')) as { cases: Record<string, Record<string, unknown>> };
  for (const name of ['binary', 'multiclass', 'binary_ties', 'class_never_predicted']) {
    const { y_true: labels, y_prob: probabilities, expected } = cases[name] as { y_true: number[]; y_prob: number[][]; expected: Record<string, number> };
    const predictions = probabilities.map((row) => row.indexOf(Math.max(...row)));
    close([accuracy(labels, predictions), macroF1(labels, predictions)], [expected.accuracy!, expected.f1_macro!], { atol: 1e-12 }, name);
    if (expected.roc_auc !== undefined) close([rocAuc(labels, probabilities.map((row) => row[1]!))], [expected.roc_auc], { atol: 1e-12 }, `${name}: area`);
  }
});

test('an area counts ties half, and is NaN with one class present', () => {
  assert.is(rocAuc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]), 0.75);
  assert.is(rocAuc([0, 1, 0, 1], [1, 1, 1, 1]), 0.5);
  assert.ok(Number.isNaN(rocAuc([1, 1], [0.1, 0.2])));
});

test.run();
