import { TorchEncodersError } from '../../errors.js';
import { describe } from '../../config.js';
import { Module } from '../../nn/module.js';
import { noGrad } from '../../tensor/modes.js';
import { tensor, type Tensor } from '../../tensor/tensor.js';
import type { BaseEncoder } from '../../encoders/base.js';
import { Lora, type LoraOptions } from '../lora.js';

/**
 * Which parameters learn. 'full': all; 'bitfit': biases alone (Ben Zaken et al., 2022); lora: matrices of low rank beside those of attention (Hu et al., 2022);
 * prefix: the vectors of new tokens that are put before each text.
 */
export type Strategy = 'full' | 'bitfit' | ({ readonly type: 'lora' } & LoraOptions) | { readonly type: 'prefix'; readonly tokens: readonly string[] };

/** What learns, and what is to be done about it around each step. */
export interface Learning {
  readonly parameters: readonly (readonly [name: string, parameter: Tensor])[];
  /** Whether weight decay is for any of them. Default: true. */
  readonly decays?: boolean;
  /** What stands beside the model. */
  readonly lora?: Lora;
  /** When the gradients of a step are whole. */
  gather?(): void;
}

/** Sets what collects gradients. @throws ERR_CONFIG for a strategy that is not known or finds nothing to train. */
export function learningOf(model: Module, strategy: Strategy, { encoder, wordEmbeddings, newTokens, usesPooler }: { encoder: BaseEncoder | undefined; wordEmbeddings: string; newTokens: readonly number[]; usesPooler: boolean }): Learning {
  const all = [...model.namedParameters()].filter(([name]) => usesPooler || !/(^|\.)pooler\./.test(name)); // a pooler that nothing reads
  const keep = (wanted: (name: string) => boolean): [string, Tensor][] => {
    const kept = all.filter(([name]) => wanted(name));
    if (kept.length === 0) throw new TorchEncodersError('ERR_CONFIG', `the strategy ${describe(strategy)} finds no parameter to train`);
    const chosen = new Set(kept.map(([, parameter]) => parameter));
    for (const parameter of model.parameters()) if (parameter.requiresGrad !== chosen.has(parameter)) parameter.requiresGrad = chosen.has(parameter);
    return kept;
  };
  if (strategy === 'full') return { parameters: keep(() => true) };
  if (strategy === 'bitfit') return { parameters: keep((name) => name.endsWith('bias')) };
  switch (typeof strategy === 'object' ? strategy.type : undefined) {
    case 'lora': {
      if (!encoder) throw new TorchEncodersError('ERR_CONFIG', 'the strategy lora wants a model with a Transformer');
      for (const parameter of model.parameters()) if (parameter.requiresGrad) parameter.requiresGrad = false;
      const lora = new Lora(encoder, strategy as LoraOptions);
      return { parameters: [...lora.namedParameters()], lora };
    }
    case 'prefix': {
      const [[, table]] = keep((name) => name.endsWith(wordEmbeddings)) as [[string, Tensor]];
      return { parameters: [[wordEmbeddings, table]], decays: false, gather: () => keepRows(table, newTokens) };
    }
    default: throw new TorchEncodersError('ERR_CONFIG', `the strategy ${describe(strategy)} is not known; wanted 'full', 'bitfit', { type: 'lora' } or { type: 'prefix', tokens }`);
  }
}

/** Other rows get no gradient, so that Adam does not move them. */
function keepRows(table: Tensor, rows: readonly number[]): void {
  if (!table.grad) return;
  noGrad(() => {
    const grad = table.grad!;
    using places = tensor(rows as number[], { dtype: 'int64' });
    using kept = grad.indexSelect(0, places);
    grad.zero_();
    grad.indexCopy_(0, places, kept);
  });
}
