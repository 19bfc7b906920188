import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
export { memory, saveSafetensors, SentenceEncoder, TorchEncodersError } from '../../lib/index.js';
import { memory } from '../../lib/index.js';
import { tensor, type Tensor } from '../../lib/tensor/tensor.js';

export const tensorOf = (data: Float32Array | BigInt64Array, shape: number[]): Tensor => tensor(data, { shape });

/** How many tensors are held once garbage has been collected: from here on, the count tells exactly what stays. */
export async function heldTensors(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let i = 0; i < 3; i++) {
    collect();
    await new Promise((resolve) => setImmediate(resolve)); // finalizers run between
  }
  return memory().tensors;
}
