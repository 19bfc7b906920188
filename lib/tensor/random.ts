import { native } from '../native.js';
import type { GeneratorHandle } from '../native.generated.js';
import { handleOf, Tensor } from './tensor.js';

/**
 * A stream of random numbers: the Mersenne Twister of LibTorch, as PyTorch has it on the CPU. The stream is the same at any number of threads.
 *
 * @example
 * const generator = new Generator().manualSeed(7);
 * torch.rand([2], { generator });
 */
export class Generator {
  /** @internal */
  readonly handle: GeneratorHandle;

  /** Seeded with what cannot be foreseen, until {@link manualSeed}. */
  constructor(handle: GeneratorHandle = native.generatorCreate()) {
    this.handle = handle;
  }

  manualSeed(seed: number | bigint): this {
    native.generatorManualSeed(this.handle, seed);
    return this;
  }
  /** The seed that it was last given. */
  initialSeed(): number {
    return native.generatorInitialSeed(this.handle);
  }
  /** uint8: what `setState` takes, here or in PyTorch. */
  getState(): Tensor {
    return new Tensor(native.generatorState(this.handle));
  }
  setState(state: Tensor): this {
    native.generatorSetState(this.handle, handleOf(state));
    return this;
  }
}

/** What operators without a `generator` draw from; each worker has its own. */
export const defaultGenerator = new Generator(native.defaultGenerator());

/** Seeds the default generator, so that what follows can be repeated. */
export function manualSeed(seed: number | bigint): Generator {
  return defaultGenerator.manualSeed(seed);
}
/** The state of the default generator: part of a checkpoint. */
export const getRngState = (): Tensor => defaultGenerator.getState();
export const setRngState = (state: Tensor): void => void defaultGenerator.setState(state);
