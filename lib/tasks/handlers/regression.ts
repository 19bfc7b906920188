import { TorchEncodersError } from '../../errors.js';
import { tensor, type Tensor } from '../../tensor/tensor.js';
import { mean, pearson, spearman } from '../metrics/correlation.js';
import { meanAbsoluteError, r2Score, rootMeanSquaredError } from '../metrics/regression.js';
import { register, rowsOf, TaskHandler, type Summary, type TaskOptions, type TaskType } from './base.js';

/** One number, with the squared error as loss, or several, with the absolute error. Metrics are those of the values themselves, and of several the mean over targets. */
export class RegressionHandler extends TaskHandler {
  readonly primaryMetric = 'rmse';
  readonly mode = 'min';

  constructor(taskType: TaskType, options: TaskOptions) {
    super(taskType, options);
    if (options.labelSmoothing) throw new TorchEncodersError('ERR_CONFIG', `${taskType} has no classes, so labelSmoothing cannot be ${options.labelSmoothing}`);
    if (options.classWeights) throw new TorchEncodersError('ERR_CONFIG', `${taskType} has no classes, so there are no class weights`);
    if (taskType === 'regression' && options.outputDim !== 1) throw new TorchEncodersError('ERR_CONFIG', `regression gives one number, found outputDim ${options.outputDim}; several are multi_target_regression`);
    for (const [name, values] of Object.entries(options.normalization ?? {})) {
      if (values.length !== this.outputDim) throw new TorchEncodersError('ERR_SHAPE', `normalization.${name} has ${values.length} values; outputDim is ${this.outputDim}`);
    }
  }

  computeLoss(outputs: Tensor, labels: Tensor): Tensor {
    const [found, wanted] = this.#pair(outputs, labels);
    const isKnown = wanted.isnan().logicalNot();
    const errors = found.sub(wanted.nanToNum(0)).mul(isKnown);
    const each = this.taskType === 'regression' ? errors.square() : errors.abs();
    return each.sum().div(isKnown.sum().clampMin(1));
  }
  decode(outputs: Tensor): (number | number[])[] {
    const rows = rowsOf(this.#restored(outputs.detach().reshape([-1, this.outputDim])));
    return this.taskType === 'regression' ? rows.map(([value]) => value!) : rows;
  }
  summarize(outputs: Tensor, labels: Tensor): Summary {
    return this.#pair(outputs.detach(), labels).map((one) => this.#restored(one));
  }
  protected metrics(outputs: Tensor, labels: Tensor): Record<string, number> {
    const [found, wanted] = [rowsOf(outputs), rowsOf(labels)];
    const targets = Array.from({ length: this.outputDim }, (_, target) => {
      const known = wanted.flatMap((row, i) => (Number.isNaN(row[target]) ? [] : [i]));
      return [known.map((i) => wanted[i]![target]!), known.map((i) => found[i]![target]!)] as const;
    });
    const over = (metric: (wanted: number[], predicted: number[]) => number): number => mean(targets.flatMap(([one, other]) => (one.length > 0 ? [metric(one, other)] : [])));
    return { mae: over(meanAbsoluteError), rmse: over(rootMeanSquaredError), r2: over(r2Score), spearman: over(spearman), pearson: over(pearson) };
  }

  /** Both as [B, T]. */
  #pair(outputs: Tensor, labels: Tensor): [Tensor, Tensor] {
    const B = outputs.shape[0]!;
    const fits = labels.numel === B * this.outputDim && labels.shape[0] === B && /float/.test(labels.dtype);
    if (!fits) this.refuseLabels(labels, `float32 [${this.outputDim === 1 ? B : `${B}, ${this.outputDim}`}]`);
    const exact = this.exact(outputs);
    return [exact.reshape([B, this.outputDim]), labels.reshape([B, this.outputDim]).to(exact.dtype)];
  }
  #restored(values: Tensor): Tensor {
    const { normalization } = this.options;
    if (!normalization) return values;
    const row = (list: readonly number[]): Tensor => tensor([...list], { dtype: values.dtype, device: values.device });
    return values.mul(row(normalization.std)).add(row(normalization.mean));
  }
}
register(RegressionHandler, 'regression', 'multi_target_regression');
