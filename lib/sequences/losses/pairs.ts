// Losses of pairs and triplets. Embeddings [N, d], labels int64 [N].
import { describe } from '../../config.js';
import { TorchEncodersError } from '../../errors.js';
import { Module } from '../../nn/module.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import type { Tensor } from '../../tensor/tensor.js';
import { pairDistances } from './distances.js';
import { AllTripletSelector, HardNegativePairSelector, type PairSelector, type TripletSelector } from './selectors.js';

/** What trains a {@link CoLESModule}. */
export abstract class SequenceLoss extends Module {
  /** A scalar. */
  abstract override forward(embeddings: Tensor, labels: Tensor): Promise<Tensor>;
}

/** 'sum' is pytorch-lifestream's, and ties the learning rate to the batch size; 'mean' is over the pairs. */
export type PairReduction = 'sum' | 'mean';

function reduce(losses: Tensor, reduction: PairReduction): Tensor {
  if (reduction !== 'sum' && reduction !== 'mean') throw new TorchEncodersError('ERR_CONFIG', `reduction is ${describe(reduction)}; wanted 'sum' or 'mean'`);
  const sum = losses.sum();
  return reduction === 'sum' ? sum : sum.div(Math.max(1, losses.numel));
}

/**
 * d² of positive pairs and relu(margin − d)² of negative ones (Hadsell et al., 2006; CoLES: Babaev et al., 2022). The default of {@link CoLESModule}.
 *
 * @example
 * const loss = await new sequenceLosses.ContrastiveLoss({ reduction: 'mean' }).forward(embeddings, labels);
 */
export class ContrastiveLoss extends SequenceLoss {
  constructor(private readonly options: { margin?: number; samplingStrategy?: PairSelector; reduction?: PairReduction } = {}) { super(); }
  async forward(embeddings: Tensor, labels: Tensor): Promise<Tensor> {
    const { margin = 0.5, samplingStrategy = new HardNegativePairSelector({ negCount: 5 }), reduction = 'sum' } = this.options;
    const { positive, negative } = await samplingStrategy.getPairs(embeddings, labels);
    const apart = pairDistances(embeddings, negative).neg().add(margin).relu();
    return reduce(F.cat([pairDistances(embeddings, positive), apart]).pow(2), reduction);
  }
}

/** relu(d − β + margin) of positive pairs, relu(β − d + margin) of negative ones (Wu et al., 2017). */
export class MarginLoss extends SequenceLoss {
  constructor(private readonly options: { margin?: number; beta?: number; samplingStrategy?: PairSelector; reduction?: PairReduction } = {}) { super(); }
  async forward(embeddings: Tensor, labels: Tensor): Promise<Tensor> {
    const { margin = 1, beta = 1.2, samplingStrategy = new HardNegativePairSelector(), reduction = 'sum' } = this.options;
    const { positive, negative } = await samplingStrategy.getPairs(embeddings, labels);
    const apart = pairDistances(embeddings, negative).neg().add(beta + margin);
    return reduce(F.cat([pairDistances(embeddings, positive).add(margin - beta), apart]).relu(), reduction);
  }
}

/** N · (mean log(1 + e^{−α(s − β)}) of positive pairs + mean log(1 + e^{αC(s − β)}) of negative ones), s their cosine (Yi et al., 2014). */
export class BinomialDevianceLoss extends SequenceLoss {
  constructor(private readonly options: { alpha?: number; beta?: number; C?: number; samplingStrategy?: PairSelector; reduction?: PairReduction } = {}) { super(); }
  async forward(embeddings: Tensor, labels: Tensor): Promise<Tensor> {
    const { alpha = 1, beta = 1, C = 1, samplingStrategy = new HardNegativePairSelector(), reduction = 'sum' } = this.options;
    const { positive, negative } = await samplingStrategy.getPairs(embeddings, labels);
    const term = (pairs: Tensor, factor: number): Tensor => {
      const cosines = F.cosineSimilarity(embeddings.indexSelect(0, pairs.select(1, 0)), embeddings.indexSelect(0, pairs.select(1, 1)), 1);
      return reduce(F.softplus(cosines.sub(beta).mul(factor)), 'mean');
    };
    const loss = term(positive, -alpha).add(term(negative, alpha * C));
    return reduction === 'sum' ? loss.mul(labels.numel) : loss;
  }
}

/** relu(d(anchor, positive) − d(anchor, negative) + margin) (Hoffer and Ailon, 2014). */
export class TripletLoss extends SequenceLoss {
  constructor(private readonly options: { margin: number; tripletSelector?: TripletSelector; reduction?: PairReduction }) { super(); }
  async forward(embeddings: Tensor, labels: Tensor): Promise<Tensor> {
    const { margin, tripletSelector = new AllTripletSelector(), reduction = 'sum' } = this.options;
    const triplets = await tripletSelector.getTriplets(embeddings, labels);
    const near = pairDistances(embeddings, triplets.slice(1, 0, 2));
    const far = pairDistances(embeddings, triplets.indexSelect(1, F.arange(0, 3, 2, { dtype: 'int64', device: triplets.device })));
    return reduce(near.sub(far).add(margin).relu(), reduction);
  }
}
