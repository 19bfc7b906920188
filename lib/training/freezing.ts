// Which parameters learn: frozen encoders, layers that thaw from the top, biases alone.
import { TorchEncodersError } from '../errors.js';
import type { Module } from '../nn/module.js';
import type { Callback } from './callbacks/callback.js';
import type { TrainerModule } from './module.js';
import { layerOf, uniquelyNamed } from './parametergroups.js';
import type { Trainer } from './trainer.js';

/**
 * BitFit (Ben Zaken et al., 2021): only parameters whose names have one of the keywords learn, and those of the head.
 * @param options.keep which parameters learn besides. Default: those of no encoder.
 * @returns how many numbers learn, of how many.
 * @example
 * bitFit(module); // { trainable: 102_914, total: 109_486_085 }
 */
export function bitFit(module: Module, { keywords = ['bias'], keep = (name: string) => !/(^|\.)encoder\./.test(name) }: { keywords?: readonly string[]; keep?: (name: string) => boolean } = {}): { trainable: number; total: number } {
  let [trainable, total] = [0, 0];
  for (const [name, parameter] of uniquelyNamed(module)) {
    parameter.requiresGrad = keep(name) || keywords.some((keyword) => name.includes(keyword));
    total += parameter.numel;
    if (parameter.requiresGrad) trainable += parameter.numel;
  }
  if (trainable === 0) throw new TorchEncodersError('ERR_CONFIG', `bitFit: no parameter has ${keywords.map((keyword) => `'${keyword}'`).join(' or ')} in its name, so nothing would learn`);
  return { trainable, total };
}

/** Options of {@link Freezing}. */
export interface FreezingOptions {
  /** For how many epochs it stays frozen. */
  epochs: number;
  /** Then one layer each so many epochs thaws, from the top down, embeddings last. Default: all at once. */
  everyNEpochs?: number;
  /** What is frozen, by the names of its parameters. Default: what belongs to an encoder. */
  frozen?: (name: string) => boolean;
}

/**
 * Keeps the encoder as it is for some epochs, so that a new head does not spoil it, then lets it learn, at once or layer by layer (gradual unfreezing; Howard and
 * Ruder, 2018). What was frozen by hand stays frozen.
 * @example
 * new Freezing({ epochs: 2, everyNEpochs: 1 });
 */
export class Freezing implements Callback {
  readonly #options: Required<Omit<FreezingOptions, 'everyNEpochs'>> & FreezingOptions;
  #held: { name: string; parameter: { requiresGrad: boolean }; order: number }[] = [];

  constructor({ frozen = (name) => /(^|\.)_?(seq_)?encoder\./.test(name), ...options }: FreezingOptions) {
    if (!Number.isInteger(options.epochs) || options.epochs < 0) throw new TorchEncodersError('ERR_CONFIG', `Freezing: epochs is ${options.epochs}; wanted a whole number of at least 0`);
    this.#options = { ...options, frozen };
  }

  onFitStart(_: Trainer, module: TrainerModule): void {
    const named = uniquelyNamed(module).filter(([name, { requiresGrad }]) => requiresGrad && this.#options.frozen(name));
    const layers = [...new Set(named.flatMap(([name]) => layerOf(name) ?? []))].sort((a, b) => b - a);
    // What stands in no layer and is no embedding, such as a last norm, thaws with the top.
    const orderOf = (name: string): number => (/(^|\.)embeddings?\.|embed_tokens/.test(name) && layerOf(name) === undefined ? layers.length : Math.max(0, layers.indexOf(layerOf(name) ?? layers[0] ?? 0)));
    this.#held = named.map(([name, parameter]) => ({ name, parameter, order: orderOf(name) }));
    if (this.#held.length === 0) throw new TorchEncodersError('ERR_CONFIG', 'Freezing: no parameter is the encoder\'s; say what is to be frozen with `frozen`');
  }
  onTrainEpochStart(trainer: Trainer): void {
    const { epochs, everyNEpochs } = this.#options;
    const since = trainer.currentEpoch - epochs;
    for (const { parameter, order } of this.#held) {
      const learns = since >= 0 && (everyNEpochs === undefined || since >= order * everyNEpochs);
      if (parameter.requiresGrad !== learns) parameter.requiresGrad = learns;
    }
  }
  onFitEnd(): void {
    for (const { parameter } of this.#held) parameter.requiresGrad = true;
  }
}
