// What stands under the name `torch`.
export { tensor } from './tensor/tensor.js';
export { memory, noGrad, setNumThreads, getNumThreads } from './tensor/modes.js';
