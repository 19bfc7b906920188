import { TorchEncodersError } from '../../errors.js';
import { CoSENTLoss } from '../losses/scored.js';
import { BatchHardSoftMarginTripletLoss } from '../losses/batchtriplet.js';
import type { SentenceLoss } from '../losses/loss.js';
import { MultipleNegativesRankingLoss } from '../losses/ranking.js';
import { SimCSELoss } from '../losses/unsupervised.js';
import type { Strategy } from './strategies.js';
import type { RecordType } from './records.js';

/**
 * The learning rate by the number of parameters: those of uniem's own defaults (1e-4, 5e-5, 8e-6) are known to diverge without warm-up. Few parameters take larger steps.
 */
export function defaultLearningRate(parameters: number, strategy: Strategy): number {
  const full = parameters <= 80e6 ? 5e-5 : parameters <= 200e6 ? 2e-5 : 1e-5;
  const factor = strategy === 'full' ? 1 : strategy === 'bitfit' ? 10 : strategy.type === 'lora' ? 10 : 100;
  return full * factor;
}

/** The loss that fits what the rows are. @param temperature of in-batch negatives and of CoSENT: their scale is 1 / temperature. */
export function defaultLoss(type: RecordType, temperature: number): SentenceLoss {
  if (!(temperature > 0)) throw new TorchEncodersError('ERR_RANGE', `temperature is ${temperature}; wanted a number above 0`);
  switch (type) {
    case 'scored_pair': return new CoSENTLoss({ scale: 1 / temperature });
    case 'labelled_text': return new BatchHardSoftMarginTripletLoss();
    case 'text': return new SimCSELoss({ scale: 1 / temperature });
    default: return new MultipleNegativesRankingLoss({ scale: 1 / temperature });
  }
}

/** No decay for biases and norms. */
export const decays = (name: string): boolean => !/bias$|(layer_?norm|(^|[._])(ln|norm)\d*|_ln)\.[^.]*$/i.test(name);
