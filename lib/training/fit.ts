// The loop of training: epochs of batches, steps of the optimizer, validation between them, and where in all this it stands.
import { abortError, TorchEncodersError, warnOnce } from '../errors.js';
import type { Optimizer } from '../optim/optimizer.js';
import { ReduceLROnPlateau } from '../optim/schedulers.js';
import { getRngState, setRngState } from '../tensor/random.js';
import { Tensor } from '../tensor/tensor.js';
import { batchTo, countOf, iterate, sizeOf, type Loader } from './batches.js';
import { checkGradients, clipGradients } from './gradients.js';
import { canSplit, isOutOfMemory, rowsOfBatch } from './memory.js';
import type { AnyScheduler, Optimizers, SchedulerConfig, StepOutput } from './module.js';
import type { Settings } from './options.js';
import type { Parallel } from './parallel.js';
import type { Run } from './run.js';

/** What the loop needs of the trainer. */
export interface FitHost {
  readonly settings: Settings;
  validate(loader: Loader, limit: number): Promise<void>;
  /** A few batches of it, of which nothing is logged. */
  sanityCheck(loader: Loader, limit: number): Promise<void>;
  logStep(): Promise<void>;
  logEpoch(): Promise<void>;
}

/** The batches since the last step, and the random numbers' state before them. */
interface StepBatches { readonly rng: Tensor; readonly batches: [batch: unknown, batchIdx: number][] }

export class FitLoop {
  epoch = 0;
  globalStep = 0;
  /** Set by callbacks: stop after this epoch, or the batch that runs. */
  shouldStop = false;
  /** Of the last step, before clipping. */
  gradientNorm = NaN;
  readonly optimizer: Optimizer;
  readonly schedulers: readonly Required<Pick<SchedulerConfig, 'scheduler' | 'interval' | 'frequency'>>[] & readonly SchedulerConfig[];
  /** Batches done in this epoch, those since the last step, and how many there were at the last validation. */
  #batchIdx = 0;
  #accumulated = 0;
  #validatedAt = 0;
  #areGradientsChecked = false;
  /** Whether the gradients are those of all processes by now. */
  #isAveraged = false;
  /** In how many parts a batch is taken, since memory ran out; the batches since the last step, where they may be needed again. */
  #parts = 1;
  #group: StepBatches | undefined;
  /** The random numbers' state when this epoch began, for loaders that cannot be told where they stand. */
  #epochRng: Tensor | undefined;
  /** What a checkpoint said, until the loop has taken it up. */
  #resumed: { rng: Tensor; loader: unknown } | undefined;

  constructor(private readonly run: Run, private readonly host: FitHost, private readonly train: Loader, private readonly val: Loader | undefined, optimizers: Optimizers) {
    const { optimizer, lrScheduler } = 'optimizer' in optimizers ? optimizers : { optimizer: optimizers, lrScheduler: undefined };
    if (typeof (optimizer as Partial<Optimizer> | undefined)?.step !== 'function') throw new TorchEncodersError('ERR_CONFIG', 'configureOptimizers gives an optimizer, or { optimizer, lrScheduler }');
    this.optimizer = optimizer;
    this.schedulers = lrScheduler ? [schedulerConfig(lrScheduler)] : [];
  }

  /** How many batches the epoch has; Infinity where that is not known. */
  numBatches = Infinity;

  /** Batches done in this epoch. */
  get batchIdx(): number {
    return this.#batchIdx;
  }

  get hasValidation(): boolean {
    return this.val !== undefined;
  }

  async loop(): Promise<void> {
    const { run, host } = this;
    if (this.val && host.settings.numSanityValSteps > 0 && !this.#resumed && !this.#isDone()) await host.sanityCheck(this.val, sanityLimit(host.settings));
    await run.call('onTrainStart');
    while (!this.#isDone()) await this.#oneEpoch();
    await run.call('onTrainEnd');
  }

  #isDone(): boolean {
    const { maxEpochs = -1, maxSteps = -1, minEpochs, minSteps } = this.host.settings;
    if ((maxEpochs !== -1 && this.epoch >= maxEpochs) || this.#isOutOfSteps(maxSteps)) return true;
    return this.shouldStop && this.epoch >= minEpochs && this.globalStep >= minSteps;
  }
  #isOutOfSteps(maxSteps = this.host.settings.maxSteps ?? -1): boolean {
    return maxSteps !== -1 && this.globalStep >= maxSteps;
  }

  async #oneEpoch(): Promise<void> {
    const { run, host } = this;
    const iterator = await this.#begin();
    const count = (this.numBatches = countOf(this.train, host.settings.limitTrainBatches));
    while (this.#batchIdx < count && !this.#isOutOfSteps()) {
      const { value, done } = await iterator.next();
      if (done) break;
      await this.#batch(batchTo(value, run.device), count);
      if (this.shouldStop && this.globalStep >= host.settings.minSteps && this.epoch >= host.settings.minEpochs) break;
    }
    await iterator.return?.();
    if (this.#batchIdx === 0) throw new TorchEncodersError('ERR_CONFIG', `epoch ${this.epoch} has no batches; is the training loader empty, or one that can be read only once?`);
    if (this.#accumulated > 0 && !this.#isOutOfSteps()) await this.#step();
    await this.#end();
  }

  /** Tells the loader of the epoch and brings it to where training stands. */
  async #begin(): Promise<AsyncIterator<unknown> | Iterator<unknown>> {
    const { run, train } = this;
    const resumed = this.#resumed;
    this.#resumed = undefined;
    await train.setEpoch?.(this.epoch);
    if (!resumed) {
      this.#epochRng = getRngState();
      run.logs.place = 'epoch';
      await run.call('onTrainEpochStart');
      return iterate(train);
    }
    if (train.loadStateDict) {
      train.loadStateDict(resumed.loader);
      setRngState(resumed.rng);
      return iterate(train);
    }
    if (this.#batchIdx > 0) setRngState(this.#epochRng!);
    const iterator = iterate(train);
    for (let i = 0; i < this.#batchIdx; i++) await iterator.next();
    setRngState(resumed.rng);
    return iterator;
  }

  async #batch(batch: unknown, count: number): Promise<void> {
    const { run, host } = this;
    const batchIdx = this.#batchIdx;
    run.logs.place = 'train step';
    run.logs.batchSize = sizeOf(batch);
    await run.call('onTrainBatchStart', batch, batchIdx);
    const output = await this.#learn(batch, batchIdx);
    const isStep = this.#accumulated === host.settings.accumulateGradBatches;
    if (isStep) await this.#step();
    await run.call('onTrainBatchEnd', output, batch, batchIdx);
    this.#batchIdx++;
    if (isStep && this.globalStep % host.settings.logEveryNSteps === 0) await host.logStep();
    run.logs.takeStep();
    if (this.#batchIdx !== count && this.#isValidationDue()) await this.#validate();
    await this.#settle('onBatchSettled');
  }

  /** Forward and backward of a batch; when memory runs out, of its halves, from the beginning of the step. */
  async #learn(batch: unknown, batchIdx: number): Promise<StepOutput> {
    const { run, host } = this;
    if (run.parallel) return this.#passPart(run.parallel, batch, batchIdx);
    if (!host.settings.splitOnOutOfMemory) return this.#pass(batch, batchIdx);
    if (this.#accumulated === 0) this.#group = { rng: getRngState(), batches: [] };
    for (;;) {
      const undo = run.logs.mark();
      try {
        const output = await this.#pass(batch, batchIdx);
        this.#group?.batches.push([batch, batchIdx]);
        return output;
      } catch (error) {
        if (!isOutOfMemory(error) || !this.#group || !canSplit(batch, this.#parts + 1)) throw error;
        undo();
        this.#parts *= 2;
        warnOnce(`memory ran out: batches are taken in ${this.#parts} parts from here on; losses that compare the rows of a batch see fewer of them`);
        await this.#again(this.#group);
      }
    }
  }

  /** The batches of the step so far once more: a backward that failed has left half of its gradients. */
  async #again({ rng, batches }: StepBatches): Promise<void> {
    this.optimizer.zeroGrad();
    this.#accumulated = 0;
    setRngState(rng);
    await this.run.logs.aside(async () => {
      for (const [batch, batchIdx] of batches) await this.#pass(batch, batchIdx);
    });
  }

  async #pass(batch: unknown, batchIdx: number): Promise<StepOutput> {
    const { run, host } = this;
    const size = sizeOf(batch);
    const parts = Math.min(this.#parts, size);
    let output: StepOutput;
    let isUsed = false;
    for (let part = 0; part < parts; part++) {
      const [begin, end] = [Math.floor((part * size) / parts), Math.floor(((part + 1) * size) / parts)];
      run.logs.batchSize = end - begin;
      const given = parts === 1 ? batch : rowsOfBatch(batch, begin, end);
      output = await run.precision.run(async () => run.module.trainingStep(given, batchIdx));
      isUsed = (await this.#backward(output, (end - begin) / size / host.settings.accumulateGradBatches)) || isUsed;
    }
    if (isUsed) {
      this.#accumulated++;
      await run.call('onAfterBackward');
    }
    return output;
  }

  /** Forward and backward of one's part of a batch, in step with the other processes. */
  async #passPart(parallel: Parallel, batch: unknown, batchIdx: number): Promise<StepOutput> {
    const { run, host } = this;
    const part = parallel.part(batch);
    run.logs.batchSize = part.weight;
    const output = await run.precision.run(() => parallel.step(part, async () => run.module.trainingStep(part.batch, batchIdx)));
    const loss = lossOf(output);
    const told = await parallel.meet(loss !== undefined, run.interruption !== undefined);
    if (told.isInterrupted) run.interruption ??= Object.assign(abortError(), { message: 'Training was stopped by another process of the group' });
    if (!told.someHaveLoss) return output;
    const isLast = this.#accumulated + 1 === host.settings.accumulateGradBatches || batchIdx + 1 === this.numBatches;
    if (isLast && told.allHaveLoss) await parallel.prepare(loss!);
    await this.#backward(output, part.share / host.settings.accumulateGradBatches).catch((error: unknown) => { throw parallel.explained(error); });
    this.#isAveraged = isLast && told.allHaveLoss;
    this.#accumulated++;
    await run.call('onAfterBackward');
    return output;
  }

  /** @param share how much the loss counts in that of the step. */
  async #backward(output: StepOutput, share: number): Promise<boolean> {
    const { run, host } = this;
    const loss = lossOf(output);
    if (!loss) return false;
    if (loss.numel !== 1) throw new TorchEncodersError('ERR_SHAPE', `trainingStep gives a loss with one element, found the shape [${loss.shape.join(', ')}]`);
    if (host.settings.terminateOnNan && !run.precision.isScaled && !Number.isFinite(loss.item())) await this.#stopAtNan(`the loss is ${loss.item()}`);
    const counted = share === 1 ? loss : loss.mul(share);
    await run.precision.scaler.scale(counted).backward();
    if (counted !== loss) counted.dispose();
    return true;
  }

  async #step(): Promise<void> {
    const { run, host, optimizer } = this;
    const { gradientClipVal, gradientClipAlgorithm, terminateOnNan } = host.settings;
    if (run.parallel && !this.#isAveraged) await run.parallel.reduce();
    this.#isAveraged = false;
    await run.precision.scaler.unscale_(optimizer);
    await run.call('onBeforeOptimizerStep', optimizer);
    if (host.settings.checkGradients && !this.#areGradientsChecked) checkGradients(run.module);
    this.#areGradientsChecked = true;
    if (gradientClipVal !== undefined || terminateOnNan) {
      const norm = await clipGradients(optimizer.paramGroups.flatMap(({ params }) => params), gradientClipAlgorithm === 'norm' ? { maxNorm: gradientClipVal } : { maxValue: gradientClipVal });
      this.gradientNorm = norm;
      if (terminateOnNan && !run.precision.isScaled && !Number.isFinite(norm)) await this.#stopAtNan(`the norm of the gradients is ${norm}`);
    }
    await run.precision.step(optimizer);
    optimizer.zeroGrad();
    this.#accumulated = 0;
    this.globalStep++;
    this.#stepSchedulers('step', this.globalStep);
  }

  /** The batch is left out, so the weights are those of the last step. */
  async #stopAtNan(what: string): Promise<never> {
    this.optimizer.zeroGrad();
    this.#accumulated = 0;
    const error = new TorchEncodersError('ERR_RANGE', `${what} in epoch ${this.epoch}, batch ${this.#batchIdx}; the weights are those after step ${this.globalStep}. A smaller learning rate, warm-up or clipping may help; terminateOnNan: false goes on`);
    await this.run.call('onInterrupt', error);
    throw error;
  }

  /** Validation at the epoch's end, its values, its schedulers. */
  async #end(): Promise<void> {
    const { run, host } = this;
    const isCut = this.#isOutOfSteps() || this.shouldStop;
    if (this.#validatedAt !== this.#batchIdx && this.#isValidationDue(isCut || host.settings.valCheckInterval === 1)) await this.#validate();
    run.logs.place = 'epoch';
    await run.call('onTrainEpochEnd');
    await host.logEpoch();
    this.#stepSchedulers('epoch', this.epoch + 1);
    await this.#settle('onEpochSettled');
    this.epoch++;
    this.#batchIdx = 0;
    this.#validatedAt = 0;
  }

  async #validate(): Promise<void> {
    await this.host.validate(this.val!, this.host.settings.limitValBatches);
    this.#validatedAt = this.#batchIdx;
  }
  #isValidationDue(isEnd = false): boolean {
    const { checkValEveryNEpoch, valCheckInterval: given } = this.host.settings;
    if (!this.val || (this.epoch + 1) % checkValEveryNEpoch !== 0) return false;
    const interval = given < 1 ? Math.max(1, Math.floor(this.numBatches * given)) : given;
    return isEnd || (given !== 1 && this.#batchIdx % interval === 0);
  }

  #stepSchedulers(interval: 'epoch' | 'step', count: number): void {
    for (const { scheduler, interval: own, frequency, monitor } of this.schedulers) {
      if (own !== interval || count % frequency !== 0) continue;
      if (!(scheduler instanceof ReduceLROnPlateau)) scheduler.step();
      else scheduler.step(this.#monitored(monitor));
    }
  }
  #monitored(monitor = 'val_loss'): number {
    const value = this.run.logs.callbackMetrics[monitor];
    if (value !== undefined) return value;
    throw new TorchEncodersError('ERR_CONFIG', `ReduceLROnPlateau monitors '${monitor}', which was not logged; logged are ${Object.keys(this.run.logs.callbackMetrics).join(', ') || 'no values'}`);
  }

  /** Callbacks may take a checkpoint here; a signal or an abort stops training here. */
  async #settle(hook: 'onBatchSettled' | 'onEpochSettled'): Promise<void> {
    const { run } = this;
    this.#isSettledEpoch = hook === 'onEpochSettled';
    try {
      await run.call(hook);
      const { interruption } = run;
      if (interruption) {
        await run.call('onInterrupt', interruption);
        throw interruption;
      }
    } finally {
      this.#isSettledEpoch = false;
    }
  }
  #isSettledEpoch = false;

  stateDict(): Record<string, unknown> {
    const { run } = this;
    const next = this.#isSettledEpoch;
    return {
      epoch: next ? this.epoch + 1 : this.epoch,
      globalStep: this.globalStep,
      batchIdx: next ? 0 : this.#batchIdx,
      accumulated: this.#accumulated,
      validatedAt: next ? 0 : this.#validatedAt,
      shouldStop: this.shouldStop,
      optimizer: this.optimizer.stateDict(),
      schedulers: this.schedulers.map(({ scheduler }) => scheduler.stateDict()),
      scaler: run.precision.scaler.stateDict(),
      gradients: this.#accumulated > 0 ? Object.fromEntries([...run.module.namedParameters()].flatMap(([name, { grad }]) => (grad ? [[name, grad]] : []))) : {},
      frozen: [...run.module.namedParameters()].filter(([, parameter]) => !parameter.requiresGrad).map(([name]) => name),
      rng: getRngState(),
      epochRng: this.#epochRng,
      loader: next && this.train.setEpoch ? undefined : this.train.stateDict?.(), // setEpoch alone says where an epoch begins
      isInEpoch: !next,
    };
  }

  loadStateDict(state: Record<string, unknown>): void {
    const { run } = this;
    const saved = state as Pick<FitLoop, 'epoch' | 'globalStep' | 'shouldStop'> & {
      batchIdx: number; accumulated: number; validatedAt: number; isInEpoch: boolean; optimizer: never; schedulers: never[]; scaler: never; gradients: Record<string, Tensor>; frozen: string[]; rng: Tensor; epochRng: Tensor; loader: unknown;
    };
    [this.epoch, this.globalStep, this.shouldStop] = [saved.epoch, saved.globalStep, saved.shouldStop];
    [this.#batchIdx, this.#accumulated, this.#validatedAt, this.#epochRng] = [saved.batchIdx, saved.accumulated, saved.validatedAt, saved.epochRng];
    this.optimizer.loadStateDict(saved.optimizer);
    if (saved.schedulers.length !== this.schedulers.length) throw new TorchEncodersError('ERR_CONFIG', `the checkpoint has ${saved.schedulers.length} schedulers; this training has ${this.schedulers.length}`);
    this.schedulers.forEach(({ scheduler }, i) => (scheduler as AnyScheduler).loadStateDict(saved.schedulers[i]!));
    run.precision.scaler.loadStateDict(saved.scaler);
    const frozen = new Set(saved.frozen);
    for (const [name, parameter] of run.module.namedParameters()) {
      if (frozen.has(name) === parameter.requiresGrad) parameter.requiresGrad = !frozen.has(name);
      parameter.grad = saved.gradients[name]?.clone();
    }
    setRngState(saved.rng);
    this.#areGradientsChecked = true;
    if (saved.isInEpoch) this.#resumed = { rng: saved.rng, loader: saved.loader };
    else if (saved.loader !== undefined) this.train.loadStateDict?.(saved.loader);
  }
}

/** So many batches of validation at most. */
const sanityLimit = ({ limitValBatches, numSanityValSteps }: Settings): number => (limitValBatches >= 1 ? Math.min(limitValBatches, numSanityValSteps) : numSanityValSteps);

const lossOf = (output: StepOutput): Tensor | undefined => (output instanceof Tensor || output === undefined ? output : output.loss);

function schedulerConfig(given: AnyScheduler | SchedulerConfig): Required<Pick<SchedulerConfig, 'scheduler' | 'interval' | 'frequency'>> & SchedulerConfig {
  const { interval = 'epoch', frequency = 1, ...rest } = 'scheduler' in given ? given : { scheduler: given };
  return { ...rest, interval, frequency };
}
