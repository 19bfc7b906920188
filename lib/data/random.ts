import { torchFunctions } from '../tensor/functions.js';
import { Generator } from '../tensor/random.js';

/** A seed from the default generator, as PyTorch draws one for each iteration of a loader. */
export function drawSeed(): number {
  using drawn = torchFunctions.randint(2 ** 31, [1], { dtype: 'int64' });
  return drawn.item();
}

/** Seeds made from seeds: other numbers give another one, the same the same. (The finaliser of MurmurHash3, number by number.) */
export function mixSeeds(...seeds: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const seed of seeds) {
    for (const word of [seed >>> 0, Math.floor(seed / 2 ** 32) >>> 0]) {
      hash = Math.imul(hash ^ word, 0x85ebca6b);
      hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
      hash ^= hash >>> 16;
    }
  }
  return hash >>> 0;
}

/** 0 … n − 1 in the order that a seed gives: LibTorch's own randperm. Without a seed it draws from the default generator. */
export function permutation(n: number, seed?: number): number[] {
  using drawn = torchFunctions.randperm(n, { dtype: 'int64', generator: new Generator().manualSeed(seed ?? drawSeed()) });
  return Array.from(drawn.dataSync() as BigInt64Array, Number);
}
