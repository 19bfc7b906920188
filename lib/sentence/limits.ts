import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import type { BatchLimits } from './batches.js';

/** Refuses what is no whole number within bounds. */
export function within(name: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new TorchEncodersError('ERR_RANGE', `${name} is ${describe(value)}; wanted a whole number ${most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`}`);
}

export function checkLimits({ batchSize = 1, maxTokensPerBatch = 1 }: BatchLimits): void {
  within('batchSize', batchSize, 1);
  within('maxTokensPerBatch', maxTokensPerBatch, 1);
}
