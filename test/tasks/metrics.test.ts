// ../shared/parity/metrics/sklearn.json: every number of scikit-learn's and scipy's, from the functions and through the task handlers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ClassificationHandler, metrics as M, TaskHandler, torch } from '../../lib/index.js';
import { argmax } from '../../lib/tasks/metrics/probability.js';
import { parity, referenceTest } from '../reference.js';

interface Case { y_true: number[] & number[][]; y_prob: number[][]; y_pred: number[]; y: number[]; expected: Record<string, number | 'NaN'>; confusion_matrix: number[][]; f1_per_class: number[] }
const cases = (): Record<string, Case> => (JSON.parse(readFileSync(join(parity, 'metrics/sklearn.json'), 'utf8')) as { cases: Record<string, Case> }).cases;

function compare(name: string, expected: Case['expected'], found: Record<string, () => number>): void {
  for (const [key, wanted] of Object.entries(expected)) {
    assert.ok(found[key], `${name}: ${key} is not compared`);
    const value = found[key]!();
    if (wanted === 'NaN') assert.ok(Number.isNaN(value), `${name}: ${key} is ${value}`);
    else assert.ok(Math.abs(value - wanted) <= 1e-9, `${name}: ${key} is ${value}, wanted ${wanted}`);
  }
}

for (const name of ['binary', 'multiclass', 'binary_ties', 'class_never_predicted']) referenceTest(`classification: ${name}`, () => {
  const { y_true: labels, y_prob: rows, expected, confusion_matrix: confusion, f1_per_class: perClass } = cases()[name]!;
  const predicted = rows.map(argmax);
  const scores = rows.map((row) => row[1]!);
  compare(name, expected, {
    accuracy: () => M.accuracy(labels, predicted), balanced_accuracy: () => M.balancedAccuracy(labels, predicted), f1_macro: () => M.f1Score(labels, predicted), f1_micro: () => M.accuracy(labels, predicted),
    f1_weighted: () => M.f1Score(labels, predicted, 'weighted'), precision_macro: () => M.precisionScore(labels, predicted), recall_macro: () => M.recallScore(labels, predicted), matthews: () => M.matthews(labels, predicted),
    cohen_kappa: () => M.cohenKappa(labels, predicted), log_loss: () => M.logLoss(labels, rows), roc_auc: () => M.rocAuc(labels, scores), average_precision: () => M.averagePrecision(labels, scores),
    f1_binary: () => M.classReports(labels, predicted)[1]!.f1, roc_auc_ovr_macro: () => M.rocAucOneVsRest(labels, rows), roc_auc_ovr_weighted: () => M.rocAucOneVsRest(labels, rows, 'weighted'), roc_auc_ovo_macro: () => M.rocAucOneVsOne(labels, rows),
  });
  if (confusion) assert.equal(M.confusionMatrix(labels, predicted, rows[0]!.map((_, i) => i)), confusion);
  perClass?.forEach((wanted, i) => assert.ok(Math.abs(M.classReports(labels, predicted)[i]!.f1 - wanted) <= 1e-9));

  const handler = TaskHandler.create(rows[0]!.length === 2 ? 'binary_classification' : 'classification', { outputDim: rows[0]!.length }) as ClassificationHandler;
  const [logits, classes] = [torch.tensor(rows.map((row) => row.map((p) => Math.log(p))), { dtype: 'float64' }), torch.tensor(labels, { dtype: 'int64' })];
  const found = handler.computeMetrics(logits, classes);
  compare(`${name}, handler`, { acc: expected.accuracy!, f1: expected.f1_macro!, f1_micro: expected.f1_micro!, mcc: expected.matthews!, auc: (expected.roc_auc ?? expected.roc_auc_ovr_macro)!, ...(expected.average_precision !== undefined && { pr_auc: expected.average_precision }) },
    Object.fromEntries(Object.entries(found).map(([key, value]) => [key, () => value])));
  if (confusion) assert.equal(handler.confusion(logits, classes), confusion);
  assert.ok(Math.abs(handler.computeLoss(logits, classes).item() - (expected.log_loss as number)) <= 1e-9);
});

referenceTest('several labels at once', () => {
  const { y_true: labels, expected, ...rest } = cases().multilabel!;
  const scores = (rest as unknown as Record<string, number[][]>).y_score ?? rest.y_prob;
  const predicted = scores.map((row) => row.map((score) => (score >= 0.5 ? 1 : 0)));
  compare('multilabel', expected, {
    subset_accuracy: () => M.subsetAccuracy(labels, predicted), hamming_loss: () => M.hammingLoss(labels, predicted), f1_macro: () => M.multilabelF1(labels, predicted), f1_micro: () => M.multilabelF1(labels, predicted, 'micro'),
    f1_samples: () => M.multilabelF1(labels, predicted, 'samples'), roc_auc_macro: () => M.multilabelRocAuc(labels, scores), roc_auc_micro: () => M.microRocAuc(labels, scores), map_macro: () => M.multilabelAveragePrecision(labels, scores),
  });
  const handler = TaskHandler.create('multi_label_classification', { outputDim: labels[0]!.length });
  const found = handler.computeMetrics(torch.tensor(scores.map((row) => row.map((p) => Math.log(p / (1 - p)))), { dtype: 'float64' }), torch.tensor(labels, { dtype: 'float32' }));
  compare('multilabel, handler', { acc: expected.subset_accuracy!, hamming: expected.hamming_loss!, f1: expected.f1_macro!, f1_micro: expected.f1_micro!, auc: expected.roc_auc_macro!, pr_auc: expected.map_macro! },
    Object.fromEntries(Object.entries(found).map(([key, value]) => [key, () => value])));
});

for (const name of ['regression', 'regression_ties', 'constant_input']) referenceTest(`regression: ${name}`, () => {
  const { y_true: wanted, y_pred: predicted, expected } = cases()[name]!;
  compare(name, expected, {
    mae: () => M.meanAbsoluteError(wanted, predicted), mse: () => M.meanSquaredError(wanted, predicted), rmse: () => M.rootMeanSquaredError(wanted, predicted), r2: () => M.r2Score(wanted, predicted),
    median_ae: () => M.medianAbsoluteError(wanted, predicted), explained_variance: () => M.explainedVariance(wanted, predicted), max_error: () => M.maxError(wanted, predicted),
    pearson: () => M.pearson(wanted, predicted), spearman: () => M.spearman(wanted, predicted), kendall_tau_b: () => M.kendall(wanted, predicted),
  });
  const found = TaskHandler.create('regression', { outputDim: 1 }).computeMetrics(torch.tensor(predicted, { dtype: 'float64' }), torch.tensor(wanted, { dtype: 'float64' }));
  compare(`${name}, handler`, Object.fromEntries(Object.entries(expected).filter(([key]) => ['mae', 'rmse', 'r2', 'pearson', 'spearman'].includes(key))), Object.fromEntries(Object.entries(found).map(([key, value]) => [key, () => value])));
});

test('NaN where a metric is not defined: one class present, no rows', () => {
  const handler = TaskHandler.create('binary_classification', { outputDim: 2 });
  const one = handler.computeMetrics(torch.tensor([[0, 1], [2, 0]]), torch.tensor([1, 1], { dtype: 'int64' }));
  assert.ok(Number.isNaN(one.auc) && one.acc === 0.5);
  assert.equal(handler.metricsOf([]), {});
});

test.run();
