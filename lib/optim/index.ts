// What stands under the name `optim`.
export * from './optimizers.js';
export { Optimizer, type OptimizerState, type ParamGroup } from './optimizer.js';
export * from './averaging.js';
export * as lrScheduler from './schedulers.js';
