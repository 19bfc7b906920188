import { meanOf, ofAllParts, shareOf } from '../distributed/parts.js';
import type { TaskHandler } from '../tasks/taskhandler.js';
import type { TaskBatch, UnifiedTaskModel } from '../tasks/unified.js';
import { AdamW } from '../optim/optimizers.js';
import { TorchEncodersError } from '../errors.js';
import { noGrad } from '../tensor/modes.js';
import type { Tensor } from '../tensor/tensor.js';
import { TrainerModule, type Optimizers } from './module.js';
import { parameterGroups, type GroupOptions } from './parametergroups.js';
import type { TrainingPlan } from './plan.js';
import { createSchedule, type ScheduleName } from './schedule.js';

/** Options of {@link TaskModule}. */
export interface TaskModuleOptions extends Omit<Partial<GroupOptions>, 'lr'> {
  /** Default: 1e-4. */
  lr?: number;
  /** AdamW's. Default: 0.01. */
  weightDecay?: number;
  betas?: readonly [number, number];
  /** null: a constant rate. Default: 'cosine'. */
  scheduler?: ScheduleName | null;
  /** Default: 0.1. */
  warmupRatio?: number;
  /** What a plateau looks at. Default: the validation's value of the task's primary metric. */
  monitor?: string;
}

/**
 * A model and its task as the trainer runs them: AdamW without decay of biases and norms, a schedule, `train_loss`, `val_loss` and the task's metrics of
 * validation and test, `val_acc` and so on, over the whole of them.
 *
 * @example
 * const [model, handler] = await createModelFromUdi(udi);
 * const module = new TaskModule(model, handler, { lr: 5e-5 });
 * await new Trainer({ maxEpochs: 3 }).fit(module, train, val);
 */
export class TaskModule extends TrainerModule {
  override readonly lossOver = 'all';
  readonly model: UnifiedTaskModel;
  readonly taskHandler: TaskHandler;
  readonly #options: TaskModuleOptions;
  readonly #summaries: ReturnType<TaskHandler['summarize']>[] = [];

  constructor(model: UnifiedTaskModel, taskHandler: TaskHandler, options: TaskModuleOptions = {}) {
    super();
    this.model = model;
    this.taskHandler = taskHandler;
    this.#options = options;
  }

  /** The logged value that says which model is better: what ModelCheckpoint and EarlyStopping monitor. */
  get monitor(): { monitor: string; mode: 'min' | 'max' } {
    return { monitor: `val_${this.taskHandler.primaryMetric}`, mode: this.taskHandler.mode };
  }

  override forward(batch: TaskBatch): ReturnType<UnifiedTaskModel['forward']> {
    return this.model.forward(batch);
  }

  async trainingStep(batch: TaskBatch): Promise<Tensor | undefined> {
    const { outputs, pooled } = await this.model.forward(batch);
    using _pooled = pooled;
    using _outputs = outputs;
    if (this.#isOfPlaces) {
      const share = await shareOf(outputs.shape[0]!);
      if (outputs.shape[0] === 0) return undefined; // without a place that is asked
      const loss = this.taskHandler.computeLoss(outputs, labelsOf(batch));
      this.log('train_loss', loss, { progBar: true, onStep: true, onEpoch: true });
      return share === 1 ? loss : loss.mul(share);
    }
    // A few numbers a row: each process computes the loss of all rows.
    const loss = this.taskHandler.computeLoss(await ofAllParts(outputs), await ofAllParts(labelsOf(batch)));
    this.log('train_loss', loss, { progBar: true, onStep: true, onEpoch: true });
    return loss;
  }
  /** Outputs are of places in texts, a vocabulary each. */
  get #isOfPlaces(): boolean {
    return this.taskHandler.taskType === 'mlm';
  }
  override validationStep(batch: TaskBatch): Promise<void> {
    return this.#evaluate(batch, 'val');
  }
  override testStep(batch: TaskBatch): Promise<void> {
    return this.#evaluate(batch, 'test');
  }
  /** What the outputs mean, for each row. */
  override async predictStep(batch: TaskBatch): Promise<unknown[]> {
    const { outputs, pooled } = await this.model.forward(batch);
    using _pooled = pooled;
    using _outputs = outputs;
    return this.taskHandler.decode(outputs);
  }
  override onValidationEpochEnd(): void {
    this.#logMetrics('val');
  }
  override onTestEpochEnd(): void {
    this.#logMetrics('test');
  }

  configureOptimizers({ maxSteps }: TrainingPlan): Optimizers {
    const { lr = 1e-4, weightDecay = 0.01, betas, scheduler = 'cosine', warmupRatio = 0.1, monitor, ...groups } = this.#options;
    const optimizer = new AdamW(parameterGroups(this, { ...groups, lr, weightDecay }), betas && { betas });
    if (scheduler === null) return optimizer;
    const own = this.monitor;
    return { optimizer, lrScheduler: createSchedule(scheduler, optimizer, { totalSteps: maxSteps, warmupRatio, monitor: monitor ?? own.monitor, mode: monitor === undefined ? own.mode : /loss|rmse|mae|perplexity/.test(monitor) ? 'min' : 'max' }) };
  }

  async #evaluate(batch: TaskBatch, prefix: string): Promise<void> {
    const labels = labelsOf(batch);
    const { outputs, pooled } = await this.model.forward(batch);
    using _pooled = pooled;
    using _outputs = outputs;
    await noGrad(async () => {
      const [found, wanted] = this.#isOfPlaces ? [outputs, labels] : [await ofAllParts(outputs), await ofAllParts(labels)];
      using loss = this.taskHandler.computeLoss(found, wanted);
      const summary = this.taskHandler.summarize(found, wanted);
      if (this.#isOfPlaces) this.log(`${prefix}_loss`, await meanOf(loss.item() as number, summary[0]!.numel), { progBar: true });
      else this.log(`${prefix}_loss`, loss, { progBar: true });
      this.#summaries.push(this.#isOfPlaces ? await Promise.all(summary.map(ofAllParts)) : summary);
    });
  }
  #logMetrics(prefix: string): void {
    const metrics = this.taskHandler.metricsOf(this.#summaries.splice(0));
    for (const [name, value] of Object.entries(metrics)) this.log(`${prefix}_${name}`, value, { progBar: name === this.taskHandler.primaryMetric });
  }
}

function labelsOf({ labels }: TaskBatch): Tensor {
  if (labels) return labels;
  throw new TorchEncodersError('ERR_CONFIG', 'a batch has no labels; a task wants { inputIds, attentionMask, labels }');
}
