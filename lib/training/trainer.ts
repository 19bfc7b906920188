import { TorchEncodersError } from '../errors.js';
import { allGatherObject, isFirst } from '../distributed/group.js';
import { strictGradients } from '../tensor/modes.js';
import { getRngState, manualSeed, setRngState } from '../tensor/random.js';
import type { Loader } from './batches.js';
import type { Callback } from './callbacks/callback.js';
import { ModelCheckpoint } from './callbacks/modelcheckpoint.js';
import { ProgressBar } from './callbacks/progressbar.js';
import { emptyCheckpoint, readCheckpoint, writeCheckpoint } from './checkpoint.js';
import { evaluate, type EvaluationStage } from './evaluate.js';
import { FitLoop } from './fit.js';
import type { Logger } from './loggers/logger.js';
import { Logs } from './logs.js';
import { connect, type TrainerModule } from './module.js';
import { settingsOf, type Settings, type TrainerOptions } from './options.js';
import { Parallel } from './parallel.js';
import { planOf } from './plan.js';
import { Precision } from './precision.js';
import { Run } from './run.js';
import { onSignals } from './signals.js';

/** What `fit` takes beside module and data. */
export interface FitOptions {
  /** Go on from this checkpoint: a path, or 'last' or 'best' of a ModelCheckpoint. */
  ckptPath?: string;
  /** Stops after the batch that runs; `fit` then rejects with an AbortError. */
  signal?: AbortSignal;
}

/**
 * Trains a {@link TrainerModule}: epochs, steps, validation, checkpoints, logs. Options, hooks and file names are Lightning's.
 *
 * @example
 * const trainer = new Trainer({ maxEpochs: 10, callbacks: [new ModelCheckpoint({ dirpath: 'runs', monitor: 'val_loss' })] });
 * await trainer.fit(module, trainLoader, valLoader);
 * await trainer.test(module, testLoader, { ckptPath: 'best' });
 */
export class Trainer {
  readonly callbacks: readonly Callback[];
  readonly loggers: readonly Logger[];
  readonly #settings: Settings;
  readonly #logs = new Logs();
  #loop: FitLoop | undefined;
  #run: Run | undefined;
  #evaluation: { stage: EvaluationStage; numBatches: number } | undefined;
  #isFitting = false;
  #isSanityChecking = false;

  /** @throws ERR_CONFIG for options that are not known or do not fit. */
  constructor(options: TrainerOptions = {}) {
    this.#settings = settingsOf(options);
    const { logger } = this.#settings;
    this.loggers = logger && isFirst() ? ([logger].flat() as Logger[]) : [];
    const given = this.#settings.callbacks ?? [];
    const showsProgress = isFirst() && (this.#settings.enableProgressBar ?? process.stderr.isTTY === true) && !given.some((callback) => callback instanceof ProgressBar);
    // Checkpoints come last, when the others are settled.
    this.callbacks = [...given.filter((one) => !(one instanceof ModelCheckpoint)), ...(showsProgress ? [new ProgressBar()] : []), ...given.filter((one) => one instanceof ModelCheckpoint)];
  }

  /** The options, with defaults. */
  get settings(): Readonly<Settings> {
    return this.#settings;
  }
  /** From 0; after `fit`, how many epochs were trained. */
  get currentEpoch(): number {
    return this.#loop?.epoch ?? 0;
  }
  /** Steps of the optimizer. */
  get globalStep(): number {
    return this.#loop?.globalStep ?? 0;
  }
  /** Batches done in this epoch, and how many it has. */
  get batchIdx(): number {
    return this.#loop?.batchIdx ?? 0;
  }
  get numTrainingBatches(): number {
    return this.#loop?.numBatches ?? 0;
  }
  /** What is evaluated, and in how many batches, while `validate`, `test` or `predict` run or training is interrupted by validation. */
  get evaluation(): Readonly<{ stage: EvaluationStage; numBatches: number }> | undefined {
    return this.#evaluation;
  }
  /** Whether `fit` was given something to validate on. */
  get hasValidation(): boolean {
    return this.#loop?.hasValidation ?? false;
  }
  get isFitting(): boolean {
    return this.#isFitting;
  }
  get isSanityChecking(): boolean {
    return this.#isSanityChecking;
  }
  /** The last value of everything that was logged. */
  get callbackMetrics(): Readonly<Record<string, number>> {
    return this.#logs.callbackMetrics;
  }
  get progressMetrics(): Readonly<Record<string, number>> {
    return this.#logs.progressMetrics;
  }
  /** The optimizer and the schedulers of the module that is or was trained. */
  get optimizer(): FitLoop['optimizer'] | undefined {
    return this.#loop?.optimizer;
  }
  get schedulers(): FitLoop['schedulers'] {
    return this.#loop?.schedulers ?? [];
  }
  /** The norm of all gradients of the last step, before clipping; NaN where it was not needed. */
  get gradientNorm(): number {
    return this.#loop?.gradientNorm ?? NaN;
  }
  /** Set by callbacks to end training after the batch that runs. */
  get shouldStop(): boolean {
    return this.#loop?.shouldStop ?? false;
  }
  set shouldStop(value: boolean) {
    if (this.#loop) this.#loop.shouldStop = value;
  }

  /**
   * Trains until `maxEpochs` or `maxSteps`, or until a callback says so. The weights are those of the end; ModelCheckpoint keeps the best.
   * @throws AbortError for a signal, ERR_RANGE for a loss that is no number; both leave the module as it was after the last step.
   */
  async fit(module: TrainerModule, train: Loader, val?: Loader, { ckptPath, signal }: FitOptions = {}): Promise<void> {
    const settings = this.#settings;
    if (settings.maxEpochs === undefined && settings.maxSteps === undefined) throw new TorchEncodersError('ERR_CONFIG', 'Trainer wants maxEpochs or maxSteps for fit; -1 trains without end');
    await this.#with(module, signal, (run) => strictGradients(async () => {
      const release = onSignals(settings.handleSignals, signal, (reason) => (run.interruption ??= reason));
      this.#isFitting = true;
      try {
        if (settings.seed !== undefined) manualSeed(settings.seed);
        this.#logs.clear();
        module.train();
        await run.call('onFitStart');
        this.#loop = new FitLoop(run, { settings, ...this.#host(run) }, train, module.validationStep && settings.limitValBatches !== 0 ? val : undefined, await module.configureOptimizers(planOf(settings, train)));
        if (ckptPath !== undefined) await this.#resume(run, await this.#pathOf(ckptPath));
        else for (const logger of this.loggers) if (module.hparams) await logger.logHyperparams?.(module.hparams);
        await run.parallel?.begin();
        await this.#loop.loop();
        await run.call('onFitEnd');
      } catch (error) {
        await run.call('onException', error);
        throw error;
      } finally {
        release();
        this.#isFitting = false;
        for (const logger of this.loggers) await logger.finalize?.();
      }
    }));
  }

  /** The values that `validationStep` logs, over the whole loader. */
  async validate(module: TrainerModule, loader: Loader, options: FitOptions = {}): Promise<Record<string, number>> {
    return (await this.#evaluateAlone('validate', module, loader, this.#settings.limitValBatches, options)).metrics;
  }
  /** The values that `testStep` logs, over the whole loader. */
  async test(module: TrainerModule, loader: Loader, options: FitOptions = {}): Promise<Record<string, number>> {
    return (await this.#evaluateAlone('test', module, loader, this.#settings.limitTestBatches, options)).metrics;
  }
  /** What `predictStep`, or else `forward`, gives for each batch. */
  async predict(module: TrainerModule, loader: Loader, options: FitOptions = {}): Promise<unknown[]> {
    return (await this.#evaluateAlone('predict', module, loader, this.#settings.limitPredictBatches, options)).outputs;
  }

  /** Writes the state of the training that runs, or that has ended: weights and all that `fit(…, { ckptPath })` goes on from. */
  async saveCheckpoint(path: string, { weightsOnly = false }: { weightsOnly?: boolean } = {}): Promise<void> {
    const [run, loop] = [this.#run, this.#loop];
    if (!run || !loop) throw new TorchEncodersError('ERR_CONFIG', 'there is nothing to save before fit');
    if (!isFirst()) return; // all have the same
    const checkpoint = emptyCheckpoint(loop.epoch, loop.globalStep);
    checkpoint.trainer = { hparams: run.module.hparams, ...(!weightsOnly && { loop: loop.stateDict(), logs: this.#logs.stateDict() }) };
    if (!weightsOnly) {
      this.callbacks.forEach((callback, i) => (checkpoint.callbacks[keyOf(this.callbacks, i)] = callback.stateDict?.()));
      this.loggers.forEach((logger, i) => (checkpoint.loggers[i] = logger.stateDict?.()));
    }
    await run.call('onSaveCheckpoint', checkpoint);
    await writeCheckpoint(path, run.module.stateDict(), checkpoint);
  }

  async #resume(run: Run, path: string): Promise<void> {
    const { weights, checkpoint } = await readCheckpoint(path);
    const { loop, logs } = checkpoint.trainer;
    if (!loop) throw new TorchEncodersError('ERR_FILE', `${path} holds weights alone, so training cannot go on from it; load them with module.loadStateDict`);
    run.module.loadStateDict(weights);
    this.#loop!.loadStateDict(loop as Record<string, unknown>);
    this.#logs.loadStateDict(logs);
    for (const [i, callback] of this.callbacks.entries()) {
      const state = checkpoint.callbacks[keyOf(this.callbacks, i)];
      if (state !== undefined) await callback.loadStateDict?.(state as never);
    }
    for (const [i, logger] of this.loggers.entries()) {
      if (checkpoint.loggers[i] !== undefined) logger.loadStateDict?.(checkpoint.loggers[i]);
      await logger.resume?.(checkpoint.globalStep);
    }
    await run.call('onLoadCheckpoint', checkpoint);
  }

  /** As rank 0 finds it, who has written it by then. */
  async #pathOf(given: string): Promise<string> {
    const [path] = await allGatherObject(isFirst() ? await this.#ownPathOf(given) : '');
    return path!;
  }
  async #ownPathOf(given: string): Promise<string> {
    if (given !== 'last' && given !== 'best') return given;
    for (const callback of this.callbacks) {
      const found = callback instanceof ModelCheckpoint ? await callback.resolve(given) : undefined;
      if (found !== undefined) return found;
    }
    throw new TorchEncodersError('ERR_FILE', `ckptPath '${given}': no ModelCheckpoint of this trainer has written one`);
  }

  async #evaluateAlone(stage: EvaluationStage, module: TrainerModule, loader: Loader, limit: number, { ckptPath, signal }: FitOptions): ReturnType<typeof evaluate> {
    if (stage !== 'predict' && !module[`${stage === 'test' ? 'test' : 'validation'}Step`]) throw new TorchEncodersError('ERR_CONFIG', `${module.constructor.name} has no ${stage === 'test' ? 'test' : 'validation'}Step`);
    if (ckptPath !== undefined) module.loadStateDict((await readCheckpoint(await this.#pathOf(ckptPath))).weights);
    return this.#with(module, signal, async (run) => {
      const found = await this.#evaluate(run, stage, loader, limit);
      await this.#give(found.metrics, this.globalStep);
      return found;
    });
  }
  async #evaluate(run: Run, stage: EvaluationStage, loader: Loader, limit: number): ReturnType<typeof evaluate> {
    try {
      return await evaluate(run, stage, loader, limit, (numBatches) => (this.#evaluation = { stage, numBatches }));
    } finally {
      this.#evaluation = undefined;
    }
  }

  #host(run: Run): Omit<ConstructorParameters<typeof FitLoop>[1], 'settings'> {
    return {
      validate: (loader, limit) => apart(async () => this.#give((await this.#evaluate(run, 'validate', loader, limit)).metrics, this.globalStep)),
      sanityCheck: (loader, limit) => apart(async () => {
        this.#isSanityChecking = true;
        await run.call('onSanityCheckStart');
        await this.#evaluate(run, 'validate', loader, limit);
        await run.call('onSanityCheckEnd');
        this.#isSanityChecking = false;
        this.#logs.clear();
      }),
      logStep: async () => this.#give(this.#logs.takeStep(), this.globalStep),
      logEpoch: async () => this.#give(await this.#logs.takeEpoch(), this.globalStep),
    };
  }
  async #give(metrics: Record<string, number>, step: number): Promise<void> {
    if (Object.keys(metrics).length === 0) return;
    for (const logger of this.loggers) await logger.logMetrics({ epoch: this.currentEpoch, ...metrics }, step);
  }

  async #with<Result>(module: TrainerModule, signal: AbortSignal | undefined, work: (run: Run) => Promise<Result>): Promise<Result> {
    const [parameter] = module.parameters();
    const device = parameter?.device ?? 'cpu';
    const run = new Run(this, module, this.callbacks, this.#logs, new Precision(this.#settings.precision, device, this.#settings.force), device, signal, await Parallel.of(module, this.#settings));
    this.#run = run;
    connect(module, this.#logs);
    try {
      return await (run.parallel ? Promise.race([work(run), run.parallel.failure]) : work(run));
    } finally {
      run.parallel?.end();
      connect(module, undefined);
    }
  }
}

/** The callback's key, with its number where several have the same. */
function keyOf(callbacks: readonly Callback[], index: number): string {
  const name = (callback: Callback): string => callback.stateKey ?? callback.constructor.name;
  const before = callbacks.slice(0, index).filter((callback) => name(callback) === name(callbacks[index]!)).length;
  return before === 0 ? name(callbacks[index]!) : `${name(callbacks[index]!)}/${before}`;
}

/** Training draws the same random numbers, whatever is drawn in between. */
async function apart<Result>(work: () => Promise<Result>): Promise<Result> {
  using rng = getRngState();
  try {
    return await work();
  } finally {
    setRngState(rng);
  }
}
