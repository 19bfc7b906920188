// What stands under the name `losses.crossEncoder`.
export { BinaryCrossEntropyLoss, CrossEntropyLoss, MarginMSELoss, MSELoss, MultipleNegativesRankingLoss, type Activation, type BinaryCrossEntropyOptions, type CrossRankingOptions } from './crossencoder.js';
export * from './lists.js';
