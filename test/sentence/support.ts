export { memory, saveSafetensors, SentenceEncoder, TorchEncodersError } from '../../lib/index.js';
export { heldTensors } from '../memory.js';
import { tensor, type Tensor } from '../../lib/tensor/tensor.js';

export const tensorOf = (data: Float32Array | BigInt64Array, shape: number[]): Tensor => tensor(data, { shape });
