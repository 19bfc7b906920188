import { torchFunctions as F } from '../../tensor/functions.js';
import type { Tensor } from '../../tensor/tensor.js';
import { hammingLoss, multilabelAveragePrecision, multilabelF1, multilabelRocAuc, subsetAccuracy } from '../metrics/multilabel.js';
import { register, rowsOf, TaskHandler, type Summary } from './base.js';

/** Several labels at once, each there or not: binary cross entropy with logits, over the labels that are known. A label is predicted at a probability of 0.5. */
export class MultiLabelHandler extends TaskHandler {
  readonly primaryMetric = 'auc';
  readonly mode = 'max';

  computeLoss(outputs: Tensor, labels: Tensor): Tensor {
    if (`${labels.shape}` !== `${outputs.shape}`) this.refuseLabels(labels, `float32 [${outputs.shape.join(', ')}]`);
    const isKnown = labels.isnan().logicalNot();
    const smoothing = this.options.labelSmoothing ?? 0;
    const logits = this.exact(outputs);
    const given = labels.nanToNum(0).to(logits.dtype);
    const targets = smoothing === 0 ? given : given.mul(1 - smoothing).add(smoothing / 2);
    const losses = F.binaryCrossEntropyWithLogits(logits, targets, null, this.weights(logits) ?? null, 0);
    return losses.mul(isKnown).sum().div(isKnown.sum().clampMin(1));
  }
  decode(outputs: Tensor): (string | number)[][] {
    return rowsOf(outputs).map((row) => row.flatMap((value, i) => (value > 0 ? [this.nameOf(i)] : [])));
  }
  summarize(outputs: Tensor, labels: Tensor): Summary {
    return [this.exact(outputs.detach()).sigmoid(), labels];
  }
  protected metrics(probabilities: Tensor, labels: Tensor): Record<string, number> {
    const [scores, wanted] = [rowsOf(probabilities), rowsOf(labels)];
    const predicted = scores.map((row) => row.map((value) => (value > 0.5 ? 1 : 0)));
    return {
      acc: subsetAccuracy(wanted, predicted),
      hamming: hammingLoss(wanted, predicted),
      f1: multilabelF1(wanted, predicted),
      f1_micro: multilabelF1(wanted, predicted, 'micro'),
      auc: multilabelRocAuc(wanted, scores),
      pr_auc: multilabelAveragePrecision(wanted, scores),
    };
  }
}
register(MultiLabelHandler, 'multi_label_classification');
