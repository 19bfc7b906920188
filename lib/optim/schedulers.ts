// The learning-rate schedulers of torch.optim.lr_scheduler, and those of Transformers. `step()` is called after each step (or epoch) of the optimizer.
import { TorchEncodersError } from '../errors.js';
import type { AnyOptimizer as WholeOptimizer, BaseOptions } from './optimizer.js';

type Group = BaseOptions;
type AnyOptimizer = Pick<WholeOptimizer, 'paramGroups'>;

/** Sets `lr` of every group at once when it is made, and again at each `step()`. */
export abstract class LRScheduler {
  /** How many steps were made. */
  lastEpoch = -1;
  protected readonly baseLrs: number[];
  protected readonly groups: Group[];

  constructor(optimizer: AnyOptimizer) {
    this.groups = [...optimizer.paramGroups];
    for (const group of this.groups) group.initialLr ??= group.lr;
    this.baseLrs = this.groups.map((group) => group.initialLr!);
  }

  /** To be called by the constructor of each scheduler, when its own fields are there. */
  protected start(): void {
    this.step();
  }
  step(): void {
    this.lastEpoch++;
    this.groups.forEach((group, i) => (group.lr = this.lr(group, this.baseLrs[i]!, i)));
  }
  /** The new rate of a group; `group.lr` is the one before. */
  protected abstract lr(group: Group, base: number, index: number): number;

  getLastLr(): number[] {
    return this.groups.map(({ lr }) => lr);
  }
  /** The numbers in it, for a checkpoint. */
  stateDict(): Record<string, unknown> {
    const isData = (value: unknown): boolean => typeof value !== 'function' && !(Array.isArray(value) && value.some((one) => typeof one === 'function'));
    return structuredClone(Object.fromEntries(Object.entries(this).filter(([name, value]) => name !== 'groups' && isData(value))));
  }
  loadStateDict(state: Record<string, unknown>): void {
    Object.assign(this, structuredClone(state));
  }
}

/** base · factor(step). */
export class LambdaLR extends LRScheduler {
  constructor(optimizer: AnyOptimizer, private readonly lrLambda: ((epoch: number) => number) | readonly ((epoch: number) => number)[]) {
    super(optimizer);
    this.start();
  }
  protected lr(_: Group, base: number, index: number): number {
    const lambda = typeof this.lrLambda === 'function' ? this.lrLambda : this.lrLambda[index]!;
    return base * lambda(this.lastEpoch);
  }
}

/** Times gamma every `stepSize` steps. */
export class StepLR extends LRScheduler {
  constructor(optimizer: AnyOptimizer, private readonly options: { stepSize: number; gamma?: number }) {
    super(optimizer);
    this.start();
  }
  protected lr(group: Group): number {
    const { stepSize, gamma = 0.1 } = this.options;
    return this.lastEpoch === 0 || this.lastEpoch % stepSize !== 0 ? group.lr : group.lr * gamma;
  }
}

/** Times gamma at each milestone. */
export class MultiStepLR extends LRScheduler {
  constructor(optimizer: AnyOptimizer, private readonly options: { milestones: readonly number[]; gamma?: number }) {
    super(optimizer);
    this.start();
  }
  protected lr(group: Group): number {
    const { milestones, gamma = 0.1 } = this.options;
    return group.lr * gamma ** milestones.filter((milestone) => milestone === this.lastEpoch).length;
  }
}

/** Times gamma at every step. */
export class ExponentialLR extends LRScheduler {
  constructor(optimizer: AnyOptimizer, private readonly options: { gamma: number }) {
    super(optimizer);
    this.start();
  }
  protected lr(group: Group): number {
    return this.lastEpoch === 0 ? group.lr : group.lr * this.options.gamma;
  }
}

/** From base · startFactor to base · endFactor in `totalIters` steps. Defaults: 1/3, 1, 5. */
export class LinearLR extends LRScheduler {
  constructor(optimizer: AnyOptimizer, private readonly options: { startFactor?: number; endFactor?: number; totalIters?: number } = {}) {
    super(optimizer);
    this.start();
  }
  protected lr(group: Group): number {
    const { startFactor = 1 / 3, endFactor = 1, totalIters = 5 } = this.options;
    if (this.lastEpoch === 0) return group.lr * startFactor;
    if (this.lastEpoch > totalIters) return group.lr;
    return group.lr * (1 + (endFactor - startFactor) / (totalIters * startFactor + (this.lastEpoch - 1) * (endFactor - startFactor)));
  }
}

/** Half a cosine from base to `etaMin` in `tMax` steps, and back again. */
export class CosineAnnealingLR extends LRScheduler {
  constructor(optimizer: AnyOptimizer, private readonly options: { tMax: number; etaMin?: number }) {
    super(optimizer);
    this.start();
  }
  protected lr(group: Group, base: number): number {
    const { tMax, etaMin = 0 } = this.options;
    if (this.lastEpoch === 0) return group.lr;
    if ((this.lastEpoch - 1 - tMax) % (2 * tMax) === 0) return group.lr + ((base - etaMin) * (1 - Math.cos(Math.PI / tMax))) / 2;
    return ((1 + Math.cos((Math.PI * this.lastEpoch) / tMax)) / (1 + Math.cos((Math.PI * (this.lastEpoch - 1)) / tMax))) * (group.lr - etaMin) + etaMin;
  }
}

/** Half a cosine from base to `etaMin`, again and again; each time `tMult` times as long. */
export class CosineAnnealingWarmRestarts extends LRScheduler {
  private current = -1;
  private length: number;
  constructor(optimizer: AnyOptimizer, private readonly options: { t0: number; tMult?: number; etaMin?: number }) {
    super(optimizer);
    this.length = options.t0;
    this.start();
  }
  override step(): void {
    if (++this.current >= this.length) {
      this.current -= this.length;
      this.length *= this.options.tMult ?? 1;
    }
    super.step();
  }
  protected lr(_: Group, base: number): number {
    const { etaMin = 0 } = this.options;
    return etaMin + ((base - etaMin) * (1 + Math.cos((Math.PI * this.current) / this.length))) / 2;
  }
}

export interface OneCycleOptions {
  maxLr: number;
  totalSteps: number;
  /** The share of the steps that go up. Default: 0.3. */
  pctStart?: number;
  annealStrategy?: 'cos' | 'linear';
  /** It begins at maxLr / divFactor (default 25) and ends at that / finalDivFactor (default 10,000). */
  divFactor?: number;
  finalDivFactor?: number;
}
/** Up to `maxLr` and down to almost nothing (Smith, 2018). Momentum is left as it is. */
export class OneCycleLR extends LRScheduler {
  constructor(optimizer: AnyOptimizer, private readonly options: OneCycleOptions) {
    super(optimizer);
    this.start();
  }
  protected lr(): number {
    const { maxLr, totalSteps, pctStart = 0.3, annealStrategy = 'cos', divFactor = 25, finalDivFactor = 1e4 } = this.options;
    if (this.lastEpoch > totalSteps) throw new TorchEncodersError('ERR_RANGE', `OneCycleLR was made for ${totalSteps} steps, found step ${this.lastEpoch}`);
    const [first, least] = [maxLr / divFactor, maxLr / divFactor / finalDivFactor];
    const top = pctStart * totalSteps - 1;
    const between = (from: number, to: number, share: number): number => (annealStrategy === 'linear' ? (to - from) * share + from : to + ((from - to) / 2) * (Math.cos(Math.PI * share) + 1));
    if (this.lastEpoch <= top) return between(first, maxLr, this.lastEpoch / top);
    return between(maxLr, least, (this.lastEpoch - top) / (totalSteps - 1 - top));
  }
}

/** One scheduler after another; each begins at its milestone. */
export class SequentialLR {
  private lastEpoch = 0;
  constructor(private readonly optimizer: AnyOptimizer, private readonly schedulers: readonly LRScheduler[], private readonly options: { milestones: readonly number[] }) {
    for (const group of optimizer.paramGroups) group.lr = group.initialLr!; // each of them has set its first rate
    for (const scheduler of schedulers) scheduler.lastEpoch -= 1;
    schedulers[0]!.step();
  }
  step(): void {
    this.lastEpoch++;
    const place = this.options.milestones.filter((milestone) => milestone <= this.lastEpoch).length;
    const scheduler = this.schedulers[place]!;
    if (place > 0 && this.options.milestones[place - 1] === this.lastEpoch) {
      for (const group of this.optimizer.paramGroups) group.lr = group.initialLr!;
      scheduler.lastEpoch = -1;
    }
    scheduler.step();
  }
  getLastLr(): number[] {
    return this.optimizer.paramGroups.map(({ lr }) => lr);
  }
  stateDict(): Record<string, unknown> {
    return { lastEpoch: this.lastEpoch, schedulers: this.schedulers.map((scheduler) => scheduler.stateDict()) };
  }
  loadStateDict({ lastEpoch, schedulers }: Record<string, unknown>): void {
    this.lastEpoch = lastEpoch as number;
    this.schedulers.forEach((scheduler, i) => scheduler.loadStateDict((schedulers as Record<string, unknown>[])[i]!));
  }
}

export interface PlateauOptions {
  mode?: 'min' | 'max';
  factor?: number;
  patience?: number;
  threshold?: number;
  thresholdMode?: 'rel' | 'abs';
  cooldown?: number;
  minLr?: number;
  eps?: number;
}
/** Times `factor` (default 0.1) when the metric has not become better for more than `patience` (default 10) steps. */
export class ReduceLROnPlateau {
  private best: number;
  private bad = 0;
  private cooling = 0;
  constructor(private readonly optimizer: AnyOptimizer, private readonly options: PlateauOptions = {}) {
    this.best = options.mode === 'max' ? -Infinity : Infinity;
  }
  step(metric: number): void {
    const { factor = 0.1, patience = 10, cooldown = 0, minLr = 0, eps = 1e-8 } = this.options;
    if (this.isBetter(metric)) {
      this.best = metric;
      this.bad = 0;
    } else {
      this.bad++;
    }
    if (this.cooling > 0) {
      this.cooling--;
      this.bad = 0;
    }
    if (this.bad <= patience) return;
    for (const group of this.optimizer.paramGroups) {
      const next = Math.max(group.lr * factor, minLr);
      if (group.lr - next > eps) group.lr = next;
    }
    this.cooling = cooldown;
    this.bad = 0;
  }
  private isBetter(metric: number): boolean {
    const { mode = 'min', threshold = 1e-4, thresholdMode = 'rel' } = this.options;
    const margin = thresholdMode === 'rel' ? Math.abs(this.best) * threshold : threshold;
    if (!Number.isFinite(this.best)) return !Number.isNaN(metric);
    return mode === 'min' ? metric < (thresholdMode === 'rel' ? this.best * (1 - threshold) : this.best - margin) : metric > (thresholdMode === 'rel' ? this.best * (1 + threshold) : this.best + margin);
  }
  stateDict(): Record<string, unknown> {
    return { best: this.best, bad: this.bad, cooling: this.cooling };
  }
  loadStateDict({ best, bad, cooling }: Record<string, unknown>): void {
    [this.best, this.bad, this.cooling] = [best as number, bad as number, cooling as number];
  }
  getLastLr(): number[] {
    return this.optimizer.paramGroups.map(({ lr }) => lr);
  }
}

/** Steps of a schedule of Transformers. */
export interface WarmupOptions { numWarmupSteps: number; numTrainingSteps: number }

const warmup = (step: number, steps: number): number => step / Math.max(1, steps);
const progress = (step: number, { numWarmupSteps, numTrainingSteps }: WarmupOptions): number => (step - numWarmupSteps) / Math.max(1, numTrainingSteps - numWarmupSteps);

/** The schedules of Transformers, each with a linear warm-up. */
export const getConstantScheduleWithWarmup = (optimizer: AnyOptimizer, { numWarmupSteps }: Pick<WarmupOptions, 'numWarmupSteps'>): LambdaLR =>
  new LambdaLR(optimizer, (step) => (step < numWarmupSteps ? warmup(step, numWarmupSteps) : 1));
export const getLinearScheduleWithWarmup = (optimizer: AnyOptimizer, options: WarmupOptions): LambdaLR =>
  new LambdaLR(optimizer, (step) => (step < options.numWarmupSteps ? warmup(step, options.numWarmupSteps) : Math.max(0, (options.numTrainingSteps - step) / Math.max(1, options.numTrainingSteps - options.numWarmupSteps))));
export const getCosineScheduleWithWarmup = (optimizer: AnyOptimizer, { numCycles = 0.5, ...options }: WarmupOptions & { numCycles?: number }): LambdaLR =>
  new LambdaLR(optimizer, (step) => (step < options.numWarmupSteps ? warmup(step, options.numWarmupSteps) : Math.max(0, 0.5 * (1 + Math.cos(Math.PI * numCycles * 2 * progress(step, options))))));
export const getCosineWithHardRestartsScheduleWithWarmup = (optimizer: AnyOptimizer, { numCycles = 1, ...options }: WarmupOptions & { numCycles?: number }): LambdaLR =>
  new LambdaLR(optimizer, (step) => {
    if (step < options.numWarmupSteps) return warmup(step, options.numWarmupSteps);
    const done = progress(step, options);
    return done >= 1 ? 0 : Math.max(0, 0.5 * (1 + Math.cos(Math.PI * ((numCycles * done) % 1))));
  });
export function getPolynomialDecayScheduleWithWarmup(optimizer: AnyOptimizer, { lrEnd = 1e-7, power = 1, numWarmupSteps, numTrainingSteps }: WarmupOptions & { lrEnd?: number; power?: number }): LambdaLR {
  const first = optimizer.paramGroups[0]!;
  const lrInit = first.initialLr ?? first.lr;
  return new LambdaLR(optimizer, (step) => {
    if (step < numWarmupSteps) return warmup(step, numWarmupSteps);
    if (step > numTrainingSteps) return lrEnd / lrInit;
    const remaining = 1 - (step - numWarmupSteps) / (numTrainingSteps - numWarmupSteps);
    return ((lrInit - lrEnd) * remaining ** power + lrEnd) / lrInit;
  });
}
