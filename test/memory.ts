import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { memory } from '../lib/index.js';

/** How many tensors are held once garbage has been collected: from here on, the count tells exactly what stays. */
export async function heldTensors(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let i = 0; i < 6; i++) { // what one round frees may hold what the next one does
    collect();
    await new Promise((resolve) => setImmediate(resolve)); // finalizers run between
  }
  return memory().tensors;
}
