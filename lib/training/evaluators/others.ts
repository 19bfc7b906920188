import { mean } from '../../tasks/metrics/correlation.js';
import { TorchEncodersError } from '../../errors.js';
import { noGrad } from '../../tensor/modes.js';
import { tidy } from '../../tensor/scope.js';
import type { SoftmaxLoss } from '../losses/softmax.js';
import { Evaluator, numbersOf, sameRows, type EmbeddingModel, type EvaluateOptions, type EvaluatorOptions, type Measured, type Metrics } from './evaluator.js';

export interface LabelAccuracyOptions extends EvaluatorOptions {
  sentences1: readonly string[];
  sentences2: readonly string[];
  /** Numbers of classes. */
  labels: readonly number[];
  /** The loss whose classifier learned with the model. */
  softmaxModel: SoftmaxLoss;
}

/** The share of pairs whose class a {@link SoftmaxLoss} finds: `accuracy`. */
export class LabelAccuracyEvaluator extends Evaluator {
  readonly #options: LabelAccuracyOptions;
  constructor(options: LabelAccuracyOptions) {
    super(options);
    const { sentences1, sentences2, labels } = options;
    sameRows('LabelAccuracyEvaluator', { sentences1, sentences2, labels });
    this.#options = options;
  }
  protected async measure(model: EmbeddingModel): Promise<Measured> {
    const { sentences1, sentences2, labels, softmaxModel } = this.#options;
    using a = await model.encode(sentences1, this.encodeOptions);
    using b = await model.encode(sentences2, this.encodeOptions);
    const found = await numbersOf(noGrad(() => tidy(() => softmaxModel.logits([a, b]).argmax(1).to('float32'))));
    const accuracy = mean(labels.map((label, i) => (label === found[i] ? 1 : 0)));
    return { metrics: { accuracy }, primary: 'accuracy', row: { accuracy }, file: `accuracy_evaluation${this.suffix}_results.csv` };
  }
}

/** Several evaluators, one after another. What counts is the last one's metric, or what `mainScoreFunction` makes of all: `sequential_score`. */
export class SequentialEvaluator extends Evaluator {
  readonly #evaluators: readonly Evaluator[];
  readonly #mainScore: (scores: readonly number[]) => number;
  constructor(evaluators: readonly Evaluator[], { mainScoreFunction = (scores: readonly number[]) => scores.at(-1)! } = {}) {
    super();
    if (evaluators.length === 0) throw new TorchEncodersError('ERR_CONFIG', 'SequentialEvaluator wants at least one evaluator');
    this.#evaluators = evaluators;
    this.#mainScore = mainScoreFunction;
  }
  override async evaluate(model: EmbeddingModel, options?: EvaluateOptions): Promise<Metrics> {
    const all: Metrics = {};
    const scores: number[] = [];
    for (const evaluator of this.#evaluators) {
      const metrics = await evaluator.evaluate(model, options);
      Object.assign(all, metrics);
      scores.push(metrics[evaluator.primaryMetric]!);
    }
    return { ...all, sequential_score: this.#mainScore(scores) };
  }
  override get primaryMetric(): string {
    return 'sequential_score';
  }
  protected async measure(): Promise<never> {
    throw new TorchEncodersError('ERR_UNSUPPORTED', 'SequentialEvaluator measures by its evaluators');
  }
}
