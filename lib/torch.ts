import * as distributed from './distributed/index.js';
import { buildInfo } from './info.js';
import { checkpoint, customFunction, detectAnomaly, grad } from './tensor/autograd.js';
import { asyncFunctions, fft, linalg, ops, schemas, special, torchFunctions } from './tensor/functions.js';
import { slice } from './tensor/indexing.js';
import { autocast, enableGrad, getNumThreads, inferenceMode, isGradEnabled, memory, noGrad, setNumThreads } from './tensor/modes.js';
import { defaultGenerator, Generator, getRngState, manualSeed, setRngState } from './tensor/random.js';
import { tidy } from './tensor/scope.js';
import { tableOf } from './tensor/table.js';
import { tensor, Tensor } from './tensor/tensor.js';

/** What is not an operator. */
const own = {
  tensor,
  isTensor: (value: unknown): value is Tensor => value instanceof Tensor,
  slice,
  linalg, fft, special, ops, schemas,
  /** Operators that are queued and leave the event loop free. */
  async: asyncFunctions,
  autograd: { grad, customFunction, detectAnomaly },
  utils: { checkpoint },
  /** Processes that compute together, as torch.distributed. */
  distributed,
  noGrad, enableGrad, inferenceMode, isGradEnabled, autocast, tidy, memory, setNumThreads, getNumThreads,
  /** Whether this build of LibTorch has found a GPU. */
  cuda: { isAvailable: (): boolean => buildInfo().cuda },
  Generator, defaultGenerator, manualSeed, getRngState, setRngState,
};

/** Tensors, and LibTorch's operators as functions, under PyTorch's names in camelCase. */
export const torch: Omit<typeof torchFunctions, keyof typeof own> & typeof own = tableOf((table) => Object.assign(table, torchFunctions, own));
