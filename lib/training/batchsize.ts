import { freemem } from 'node:os';
import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { getRngState, setRngState } from '../tensor/random.js';
import type { Loader } from './batches.js';
import { isOutOfMemory } from './memory.js';
import type { TrainerModule } from './module.js';
import { Trainer } from './trainer.js';

/** Options of {@link findBatchSize}. */
export interface BatchSizeOptions {
  /** 'power' doubles until memory runs out; 'binsearch' then closes in on the limit. Default: 'power'. */
  mode?: 'power' | 'binsearch';
  /** Default: 2. */
  initial?: number;
  /** How many steps are tried at each size. Default: 3. */
  stepsPerTrial?: number;
  /** Default: 25. */
  maxTrials?: number;
  /** No size above this is tried. Default: no limit. */
  max?: number;
}

/**
 * The largest batch size with which a few steps of training fit into memory. The module, its weights and the random numbers are afterwards as they were. On a CPU
 * a size is not tried when the growth so far says that it would not fit into what is free, since there the system may end the process instead of refusing memory.
 *
 * @param loaderOf a loader of batches of a size.
 * @throws ERR_MEMORY when not even `initial` fits.
 *
 * @example
 * const batchSize = await findBatchSize(module, (batchSize) => new DataLoader(dataset, { batchSize }));
 */
export async function findBatchSize(module: TrainerModule, loaderOf: (batchSize: number) => Loader, { mode = 'power', initial = 2, stepsPerTrial = 3, maxTrials = 25, max = Infinity }: BatchSizeOptions = {}): Promise<number> {
  for (const [name, value] of Object.entries({ initial, stepsPerTrial, maxTrials })) {
    if (!Number.isInteger(value) || value < 1) throw new TorchEncodersError('ERR_CONFIG', `findBatchSize: ${name} is ${describe(value)}; wanted a whole number of at least 1`);
  }
  const weights = Object.fromEntries(Object.entries(module.stateDict()).map(([name, tensor]) => [name, tensor.detach().clone()]));
  const rng = getRngState();
  const growth: { size: number; bytes: number }[] = [];
  const fits = async (size: number): Promise<boolean> => {
    if (!foreseen(growth, size)) return false;
    const before = process.memoryUsage.rss();
    let peak = before;
    try {
      const watch = { onAfterBackward: () => void (peak = Math.max(peak, process.memoryUsage.rss())) };
      await new Trainer({ maxSteps: stepsPerTrial, callbacks: [watch], enableProgressBar: false, handleSignals: false, checkGradients: false, terminateOnNan: false }).fit(module, loaderOf(size));
      growth.push({ size, bytes: peak - before });
      return true;
    } catch (error) {
      if (isOutOfMemory(error)) return false;
      throw error;
    } finally {
      module.loadStateDict(weights);
      module.zeroGrad();
      setRngState(rng);
    }
  };
  try {
    return await search(fits, { mode, initial, maxTrials, max });
  } finally {
    for (const tensor of Object.values(weights)) tensor.dispose();
  }
}

async function search(fits: (size: number) => Promise<boolean>, { mode, initial, maxTrials, max }: Required<Omit<BatchSizeOptions, 'stepsPerTrial'>>): Promise<number> {
  let [good, bad, trials] = [0, Infinity, 0];
  for (let size = Math.min(initial, max); trials < maxTrials && size > good && size < bad; trials++) {
    if (await fits(size)) good = size;
    else bad = size;
    if (good === 0) break;
    size = bad === Infinity ? Math.min(2 * good, max) : mode === 'binsearch' ? Math.floor((good + bad) / 2) : good;
  }
  if (good > 0) return good;
  throw new TorchEncodersError('ERR_MEMORY', `findBatchSize: not even a batch of ${Math.min(initial, max)} fits into memory`);
}

/** Whether a size will fit, going by how much the ones before took: twice the size takes twice the memory at most. */
function foreseen(growth: readonly { size: number; bytes: number }[], size: number): boolean {
  const last = growth.at(-1);
  if (!last || last.bytes <= 0) return true;
  const available = (process as { availableMemory?: () => number }).availableMemory?.() ?? freemem();
  return (last.bytes * size) / last.size < available + last.bytes;
}
