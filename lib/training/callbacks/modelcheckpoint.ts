import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isFirst } from '../../distributed/group.js';
import { TorchEncodersError } from '../../errors.js';
import { exists, fileError } from '../../files.js';
import { readCheckpoint } from '../checkpoint.js';
import type { Trainer } from '../trainer.js';
import type { Callback } from './callback.js';
import { formatName } from './filename.js';

/** Options of {@link ModelCheckpoint}. */
export interface ModelCheckpointOptions {
  /** The folder of the checkpoints. */
  dirpath: string;
  /** The template of their names: `{name}` and `{name:.3f}` stand for logged values, `epoch` and `step`. Default: '{epoch}-{step}'. */
  filename?: string;
  /** The logged value by which the best are kept. Default: none, and the latest are the best. */
  monitor?: string;
  /** Default: 'min'. */
  mode?: 'min' | 'max';
  /** How many are kept; -1: all, 0: none but the last. Default: 1. */
  saveTopK?: number;
  /** Write last.ckpt as well, each time. Default: false. */
  saveLast?: boolean;
  /** Without the state that training goes on from. Default: false. */
  saveWeightsOnly?: boolean;
  /** Save in every n-th epoch. Default: 1, unless steps or time are given. */
  everyNEpochs?: number;
  /** Save after every n steps of the optimizer. */
  everyNTrainSteps?: number;
  /** Save after so many seconds. */
  trainTimeInterval?: number;
  /** Save when the epoch's training ends, rather than after validation. Default: where there is no validation. */
  saveOnTrainEpochEnd?: boolean;
  /** `{val_loss}` becomes `val_loss=0.1` rather than `0.1`. Default: true. */
  autoInsertMetricName?: boolean;
  /** Do not overwrite what is there already, but add -v1, -v2 … Default: true. */
  enableVersionCounter?: boolean;
  /** Keep the state in interrupted.ckpt when a signal, an abort or a loss that is no number stops training. Default: true. */
  saveOnInterrupt?: boolean;
}

interface State {
  bestModelPath: string;
  bestModelScore: number | undefined;
  lastModelPath: string;
  bestKModels: Record<string, number>;
  /** Files that are to go once this state is on the disk. */
  obsolete: string[];
}

/**
 * Keeps checkpoints: the best by a logged value, the last, and the state when training is interrupted. Names and rules are Lightning's.
 *
 * @example
 * new ModelCheckpoint({ dirpath: 'runs/checkpoints', monitor: 'val_acc', mode: 'max', saveTopK: 3, filename: 'best_model_{epoch:02d}_{val_acc:.3f}' });
 * // best_model_epoch=02_val_acc=0.873.ckpt
 */
export class ModelCheckpoint implements Callback {
  readonly #options: ModelCheckpointOptions;
  #state: State = { bestModelPath: '', bestModelScore: undefined, lastModelPath: '', bestKModels: {}, obsolete: [] };
  #isValidated = false;
  #lastStep = -1;
  #lastTime = Date.now();

  /** @throws ERR_CONFIG for options that do not fit. */
  constructor(options: ModelCheckpointOptions) {
    const { saveTopK = 1, monitor, mode = 'min', everyNEpochs, everyNTrainSteps, trainTimeInterval } = options;
    const refuse = (isWrong: boolean, what: string): void => {
      if (isWrong) throw new TorchEncodersError('ERR_CONFIG', `ModelCheckpoint: ${what}`);
    };
    refuse(typeof options.dirpath !== 'string', 'dirpath is wanted: the folder of the checkpoints');
    refuse(!Number.isInteger(saveTopK) || saveTopK < -1, `saveTopK is ${saveTopK}; wanted a whole number of at least -1`);
    refuse(monitor === undefined && saveTopK > 1, `saveTopK ${saveTopK} wants a value to monitor`);
    refuse(mode !== 'min' && mode !== 'max', `mode is '${String(mode)}'; wanted min or max`);
    refuse([everyNEpochs, everyNTrainSteps, trainTimeInterval].filter((one) => one !== undefined).length > 1, 'everyNEpochs, everyNTrainSteps and trainTimeInterval exclude each other');
    formatName(options.filename ?? '', {}, true);
    this.#options = options;
  }

  get bestModelPath(): string {
    return this.#state.bestModelPath;
  }
  get bestModelScore(): number | undefined {
    return this.#state.bestModelScore;
  }
  get lastModelPath(): string {
    return this.#state.lastModelPath;
  }
  /** The best, with their scores. */
  get bestKModels(): Readonly<Record<string, number>> {
    return this.#state.bestKModels;
  }
  get stateKey(): string {
    const { monitor = null, mode = 'min', everyNTrainSteps = 0, everyNEpochs = 1 } = this.#options;
    return `ModelCheckpoint${JSON.stringify({ monitor, mode, everyNTrainSteps, everyNEpochs })}`;
  }
  stateDict(): State {
    return this.#state;
  }
  async loadStateDict(state: State): Promise<void> {
    this.#state = state;
    await this.#sweep();
  }

  async onFitStart(): Promise<void> {
    this.#lastTime = Date.now();
    if (!isFirst()) return;
    const { dirpath } = this.#options;
    await mkdir(dirpath, { recursive: true }).catch((error: unknown) => { throw fileError(dirpath, error); });
    for (const name of await readdir(dirpath)) if (isLeftover(name)) await rm(join(dirpath, name), { force: true });
  }
  onValidationEnd(trainer: Trainer): void {
    if (!trainer.isSanityChecking) this.#isValidated = true;
  }
  async onBatchSettled(trainer: Trainer): Promise<void> {
    const { everyNTrainSteps, trainTimeInterval } = this.#options;
    const isNew = trainer.globalStep !== this.#lastStep;
    const isStep = everyNTrainSteps !== undefined && isNew && trainer.globalStep > 0 && trainer.globalStep % everyNTrainSteps === 0;
    const isTime = trainTimeInterval !== undefined && isNew && Date.now() - this.#lastTime >= 1000 * trainTimeInterval;
    const wasValidated = this.#isValidated;
    this.#isValidated = false;
    if (isStep || isTime || (wasValidated && this.#savesAfterValidation(trainer))) await this.#save(trainer);
  }
  async onEpochSettled(trainer: Trainer): Promise<void> {
    const { everyNTrainSteps, trainTimeInterval, everyNEpochs = 1, saveOnTrainEpochEnd } = this.#options;
    const wasValidated = this.#isValidated;
    this.#isValidated = false;
    if (everyNTrainSteps !== undefined || trainTimeInterval !== undefined) return;
    const isEnd = saveOnTrainEpochEnd ?? !trainer.hasValidation;
    if (isEnd ? (trainer.currentEpoch + 1) % everyNEpochs === 0 : wasValidated && this.#savesAfterValidation(trainer)) await this.#save(trainer);
  }
  async onInterrupt(trainer: Trainer): Promise<void> {
    if (this.#options.saveOnInterrupt ?? true) await this.#write(trainer, join(this.#options.dirpath, 'interrupted.ckpt'));
  }

  #savesAfterValidation(trainer: Trainer): boolean {
    const { everyNTrainSteps, trainTimeInterval, everyNEpochs = 1, saveOnTrainEpochEnd } = this.#options;
    return everyNTrainSteps === undefined && trainTimeInterval === undefined && !(saveOnTrainEpochEnd ?? false) && (trainer.currentEpoch + 1) % everyNEpochs === 0;
  }

  async #save(trainer: Trainer): Promise<void> {
    this.#lastStep = trainer.globalStep;
    this.#lastTime = Date.now();
    const { saveTopK = 1, saveLast = false, monitor } = this.#options;
    if (saveTopK !== 0) await (monitor === undefined ? this.#saveLatest(trainer) : this.#saveBest(trainer, monitor));
    if (saveLast) await this.#write(trainer, (this.#state.lastModelPath = join(this.#options.dirpath, 'last.ckpt')));
    await this.#sweep();
  }

  async #saveLatest(trainer: Trainer): Promise<void> {
    const before = this.#state.bestModelPath;
    const path = await this.#free(this.#nameOf(trainer), before);
    if (before && before !== path && this.#options.saveTopK !== -1) this.#state.obsolete.push(before);
    this.#state.bestModelPath = this.#state.lastModelPath = path;
    await this.#write(trainer, path);
  }

  async #saveBest(trainer: Trainer, monitor: string): Promise<void> {
    const logged = trainer.callbackMetrics;
    if (logged[monitor] === undefined) throw new TorchEncodersError('ERR_CONFIG', `ModelCheckpoint monitors '${monitor}', which was not logged; logged are ${Object.keys(logged).join(', ') || 'no values'}`);
    const { saveTopK = 1, mode = 'min' } = this.#options;
    const isBetter = (a: number, b: number): boolean => (mode === 'min' ? a < b : a > b);
    const score = Number.isNaN(logged[monitor]) ? (mode === 'min' ? Infinity : -Infinity) : logged[monitor];
    const { bestKModels } = this.#state;
    const worst = Object.entries(bestKModels).reduce<[string, number] | undefined>((found, one) => (!found || isBetter(found[1], one[1]) ? one : found), undefined);
    const isFull = saveTopK !== -1 && Object.keys(bestKModels).length >= saveTopK;
    if (isFull && !isBetter(score, worst![1])) return;
    const path = await this.#free(this.#nameOf(trainer), isFull ? worst![0] : undefined);
    if (isFull) delete bestKModels[worst![0]];
    if (isFull && worst![0] !== path) this.#state.obsolete.push(worst![0]);
    bestKModels[path] = score;
    const [bestPath, bestScore] = Object.entries(bestKModels).reduce((best, one) => (isBetter(one[1], best[1]) ? one : best));
    Object.assign(this.#state, { bestModelPath: bestPath, bestModelScore: bestScore, lastModelPath: path });
    await this.#write(trainer, path);
  }

  #nameOf(trainer: Trainer): string {
    const { filename = '{epoch}-{step}', autoInsertMetricName = true } = this.#options;
    return formatName(filename, { ...trainer.callbackMetrics, epoch: trainer.currentEpoch, step: trainer.globalStep }, autoInsertMetricName);
  }
  /** A path that nothing has yet, unless it is `own` or may be overwritten. */
  async #free(name: string, own?: string): Promise<string> {
    const path = (version: number): string => join(this.#options.dirpath, `${name}${version === 0 ? '' : `-v${version}`}.ckpt`);
    let version = 0;
    while ((this.#options.enableVersionCounter ?? true) && path(version) !== own && (await exists(path(version)))) version++;
    return path(version);
  }
  async #write(trainer: Trainer, path: string): Promise<void> {
    await trainer.saveCheckpoint(path, { weightsOnly: this.#options.saveWeightsOnly });
  }
  /** Takes away what is no longer among the best; after the new one is whole. */
  async #sweep(): Promise<void> {
    const { obsolete, bestKModels, bestModelPath } = this.#state;
    this.#state.obsolete = [];
    for (const path of isFirst() ? obsolete : []) if (!(path in bestKModels) && path !== bestModelPath) await rm(path, { force: true });
  }

  /** @internal The best, or the one that has gone furthest of those in the folder. */
  async resolve(which: 'last' | 'best'): Promise<string | undefined> {
    if (which === 'best') return this.bestModelPath || undefined;
    const names = await readdir(this.#options.dirpath).catch(() => []);
    let furthest: { path: string; epoch: number; step: number } | undefined;
    for (const name of names.filter((one) => one.endsWith('.ckpt')).sort()) {
      const path = join(this.#options.dirpath, basename(name));
      const { checkpoint } = await readCheckpoint(path);
      const { epoch, batchIdx } = (checkpoint.trainer.loop ?? { epoch: -1, batchIdx: -1 }) as { epoch: number; batchIdx: number };
      if (!furthest || epoch > furthest.epoch || (epoch === furthest.epoch && batchIdx > furthest.step)) furthest = { path, epoch, step: batchIdx };
    }
    return furthest?.path;
  }
}

/** A file that a process which is no more had begun to write. */
function isLeftover(name: string): boolean {
  const writer = /^\..*\.ckpt\.(\d+)\.\d+\.tmp$/.exec(name)?.[1];
  if (writer === undefined || Number(writer) === process.pid) return false;
  try {
    process.kill(Number(writer), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
