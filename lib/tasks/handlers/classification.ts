import { crossEntropy } from '../../nn/functional.js';
import type { Tensor } from '../../tensor/tensor.js';
import { accuracy, rocAuc } from '../metrics/classification.js';
import { confusionMatrix, f1Score, matthews } from '../metrics/confusion.js';
import { argmax, macroAveragePrecision, rocAucOneVsRest } from '../metrics/probability.js';
import { averagePrecision } from '../metrics/ranking.js';
import { numbersOf, register, rowsOf, TaskHandler, type Summary } from './base.js';

/** One of several classes, or of two: cross entropy. Probabilities are the softmax of the outputs. */
export class ClassificationHandler extends TaskHandler {
  readonly primaryMetric: string = this.taskType === 'binary_classification' ? 'auc' : 'acc';
  readonly mode = 'max';

  computeLoss(outputs: Tensor, labels: Tensor): Tensor {
    if (labels.ndim !== 1 || !/int/.test(labels.dtype) || labels.shape[0] !== outputs.shape[0]) this.refuseLabels(labels, `int64 [${outputs.shape[0]}]`);
    const logits = this.exact(outputs);
    return crossEntropy(logits, labels, { weight: this.weights(logits), labelSmoothing: this.options.labelSmoothing });
  }
  decode(outputs: Tensor): (string | number)[] {
    return rowsOf(outputs).map((row) => this.nameOf(argmax(row)));
  }
  summarize(outputs: Tensor, labels: Tensor): Summary {
    return [this.exact(outputs.detach()).softmax(-1), labels];
  }
  protected metrics(probabilities: Tensor, labels: Tensor): Record<string, number> {
    const [rows, classes] = [rowsOf(probabilities), numbersOf(labels)];
    const predicted = rows.map(argmax);
    const isBinary = this.outputDim === 2;
    const scores = rows.map((row) => row[1]!);
    return {
      acc: accuracy(classes, predicted),
      f1: f1Score(classes, predicted),
      f1_micro: accuracy(classes, predicted), // of one class for each row, the same
      auc: isBinary ? rocAuc(classes, scores) : rocAucOneVsRest(classes, rows),
      pr_auc: isBinary ? averagePrecision(classes, scores) : macroAveragePrecision(classes, rows),
      mcc: matthews(classes, predicted),
    };
  }

  /** How often each class (row) was taken for each class (column). */
  confusion(outputs: Tensor, labels: Tensor): number[][] {
    return confusionMatrix(numbersOf(labels), rowsOf(outputs).map(argmax), Array.from({ length: this.outputDim }, (_, i) => i));
  }
}
register(ClassificationHandler, 'classification', 'binary_classification');
