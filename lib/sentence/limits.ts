import { describe } from '../config.js';
import type { BaseEncoder } from '../encoders/base.js';
import { TorchEncodersError } from '../errors.js';
import type { Tokenizer } from '../text/tokenizer.js';
import type { BatchLimits } from './batches.js';

/** Refuses what is no whole number within bounds. */
export function within(name: string, value: number, least: number, most = Number.MAX_SAFE_INTEGER): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new TorchEncodersError('ERR_RANGE', `${name} is ${describe(value)}; wanted a whole number ${most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`}`);
}

/** The longest text of a model, in tokens: what its tokenizer and its encoder both take; undefined where neither sets a limit. */
export function longestOf(tokenizer: Tokenizer, encoder: BaseEncoder): number | undefined {
  const longest = Math.min(tokenizer.modelMaxLength ?? Infinity, encoder.maxLength);
  return Number.isFinite(longest) ? longest : undefined;
}

export function checkLimits({ batchSize = 1, maxTokensPerBatch = 1 }: BatchLimits): void {
  within('batchSize', batchSize, 1);
  within('maxTokensPerBatch', maxTokensPerBatch, 1);
}
