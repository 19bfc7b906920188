// What the tests of event sequences share: the reference's folders, encoders made from their configurations, batches from their tensors.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PaddedBatch, RnnSeqEncoder, TransformerSeqEncoder, TrxEncoder } from '../../lib/index.js';
import type { SeqEncoder } from '../../lib/sequences/seqencoder.js';
import type { TransformerOptions } from '../../lib/sequences/transformer.js';
import type { RnnOptions } from '../../lib/sequences/rnn.js';
import type { TrxEncoderOptions } from '../../lib/sequences/trxencoder.js';
import type { Tensor } from '../../lib/tensor/tensor.js';
import { camel, parity } from '../reference.js';

export const ptls = join(parity, 'ptls');

const camelKeys = (options: Record<string, unknown>): Record<string, unknown> => Object.fromEntries(Object.entries(options).map(([name, value]) => [camel(name), value]));

export interface PtlsConfig {
  class?: string;
  trx_encoder: Record<string, unknown>;
  seq_encoder: Record<string, unknown>;
}
export const configOf = (folder: string, file = 'config.json'): PtlsConfig => JSON.parse(readFileSync(join(ptls, folder, file), 'utf8')) as PtlsConfig;

/** The encoder that a configuration of pytorch-lifestream describes; `changes` to its options in our names. */
export function encoderOf(config: PtlsConfig, changes: { trx?: Partial<TrxEncoderOptions>; seq?: Partial<TransformerOptions> } = {}): SeqEncoder {
  const trxEncoder = new TrxEncoder({ ...camelKeys(config.trx_encoder), ...changes.trx } as TrxEncoderOptions);
  const options = { ...camelKeys(config.seq_encoder), ...changes.seq };
  return config.class === 'RnnSeqEncoder' ? new RnnSeqEncoder(trxEncoder, options as unknown as RnnOptions) : new TransformerSeqEncoder(trxEncoder, options as TransformerOptions);
}

/** Tensors named `feature.X` and `seq_lens` as a batch. */
export function batchOf(named: Record<string, Tensor>): PaddedBatch<Record<string, Tensor>> {
  const features = Object.entries(named).filter(([name]) => name.startsWith('feature.'));
  return new PaddedBatch(Object.fromEntries(features.map(([name, one]) => [name.slice('feature.'.length), one])), named.seq_lens!);
}

/** The tensors under a prefix, without it. */
export const under = (tensors: Record<string, Tensor>, prefix: string): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(tensors).filter(([name]) => name.startsWith(prefix)).map(([name, one]) => [name.slice(prefix.length), one]));
