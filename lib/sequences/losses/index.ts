// What stands under the name `sequenceLosses`: pytorch-lifestream's losses, selectors and metric.
export { BinomialDevianceLoss, ContrastiveLoss, MarginLoss, SequenceLoss, TripletLoss, type PairReduction } from './pairs.js';
export { BarlowTwinsLoss, CentroidLoss, CentroidSoftmaxLoss, HistogramLoss, SoftmaxLoss, VicregLoss } from './batch.js';
export {
  AllPositivePairSelector, AllTripletSelector, DistanceWeightedPairSelector, HardNegativePairSelector, HardTripletSelector, RandomNegativeTripletSelector, SemiHardTripletSelector,
  type Pairs, type PairSelector, type TripletSelector,
} from './selectors.js';
export { outerCosineSimilarity, outerPairwiseDistance, recallTopK } from './distances.js';
