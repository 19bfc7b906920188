import { TorchEncodersError } from '../errors.js';
import type { Optimizer } from '../optim/optimizer.js';
import { getConstantScheduleWithWarmup, getCosineScheduleWithWarmup, getLinearScheduleWithWarmup, LambdaLR, OneCycleLR, ReduceLROnPlateau } from '../optim/schedulers.js';
import type { SchedulerConfig } from './module.js';

export type ScheduleName = 'constant' | 'linear' | 'cosine' | 'onecycle' | 'wsd' | 'plateau';
export const scheduleNames: readonly ScheduleName[] = ['constant', 'linear', 'cosine', 'onecycle', 'wsd', 'plateau'];

export interface ScheduleOptions {
  /** Steps of the whole training. */
  totalSteps: number;
  /** Which share of them warms up linearly. Default: 0. */
  warmupRatio?: number;
  /** wsd: which share of them decays at the end. Default: 0.2. */
  decayRatio?: number;
  /** plateau: the logged value it looks at, and whether more of it is better. Default: 'val_loss', 'min'. */
  monitor?: string;
  mode?: 'min' | 'max';
}

/**
 * A schedule by its name: linear and cosine fall to 0, one-cycle rises to the rate and falls, wsd (Hu et al., 2024) is constant and falls at the end, plateau
 * falls to a tenth when nothing gets better for 10 epochs.
 * @throws ERR_CONFIG for a name that is not known, or a length that is not.
 */
export function createSchedule(name: ScheduleName, optimizer: Optimizer, { totalSteps, warmupRatio = 0, decayRatio = 0.2, monitor = 'val_loss', mode = 'min' }: ScheduleOptions): SchedulerConfig {
  if (!scheduleNames.includes(name)) throw new TorchEncodersError('ERR_CONFIG', `the schedule '${name}' is not known; known are ${scheduleNames.join(', ')}`);
  if (name === 'plateau') return { scheduler: new ReduceLROnPlateau(optimizer, { mode }), interval: 'epoch', monitor };
  if (!Number.isFinite(totalSteps) && (name !== 'constant' || warmupRatio > 0)) {
    throw new TorchEncodersError('ERR_CONFIG', `the schedule '${name}' wants to know how long training will be; give maxSteps, or a loader that says its length`);
  }
  const numWarmupSteps = Math.ceil(totalSteps * warmupRatio) || 0;
  const options = { numWarmupSteps, numTrainingSteps: totalSteps };
  const makers: Record<Exclude<ScheduleName, 'plateau'>, () => SchedulerConfig['scheduler']> = {
    constant: () => getConstantScheduleWithWarmup(optimizer, options),
    linear: () => getLinearScheduleWithWarmup(optimizer, options),
    cosine: () => getCosineScheduleWithWarmup(optimizer, options),
    onecycle: () => new OneCycleLR(optimizer, { maxLr: optimizer.paramGroups[0]!.lr, totalSteps: totalSteps + 1, ...(warmupRatio > 0 && { pctStart: warmupRatio }) }),
    wsd: () => warmupStableDecay(optimizer, totalSteps, numWarmupSteps, decayRatio),
  };
  return { scheduler: makers[name](), interval: 'step' };
}

/** Up linearly, level, then down as half a cosine to 0. */
function warmupStableDecay(optimizer: Optimizer, steps: number, warmup: number, decayRatio: number): LambdaLR {
  const decay = Math.max(1, Math.round(steps * decayRatio));
  return new LambdaLR(optimizer, (step) => {
    if (step < warmup) return step / warmup;
    const left = (steps - step) / decay;
    return left >= 1 ? 1 : 0.5 * (1 - Math.cos(Math.PI * Math.max(0, left)));
  });
}
