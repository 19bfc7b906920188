import { Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { noGrad } from '../tensor/modes.js';
import { handleOf, type Tensor } from '../tensor/tensor.js';
import { architectures } from './auto.js';
import type { BaseEncoder } from './base.js';
import type { Weights } from './checkpoint.js';
import { architectureOf } from './load.js';

/** Options of {@link resizeTokenEmbeddings}. */
export interface ResizeOptions {
  /** The row that a token had before; undefined for one that is new. Default: the same id. */
  from?: (id: number) => number | undefined;
  /** The pad id of the new vocabulary. Default: as before. */
  padId?: number;
}

/**
 * The encoder with word embeddings for another vocabulary: rows that were there stay, others are drawn from N(0, initializer_range²), by the default generator. All other
 * weights are the same. The encoder that is given is disposed of. As Transformers' resize_token_embeddings.
 * @throws ERR_RANGE for a size or a row that cannot be, ERR_UNSUPPORTED for int8 matrices.
 *
 * @example
 * const larger = await vocab.withTokens(['<solvent>']);
 * const encoder = await resizeTokenEmbeddings(given, larger.size);
 */
export async function resizeTokenEmbeddings(encoder: BaseEncoder, size: number, { from = (id) => id, padId }: ResizeOptions = {}): Promise<BaseEncoder> {
  if (!Number.isSafeInteger(size) || size < 1) throw new TorchEncodersError('ERR_RANGE', `the size of a vocabulary is ${size}; wanted a whole number of at least 1`);
  if (encoder.dtype === 'int8') throw new TorchEncodersError('ERR_UNSUPPORTED', 'int8 matrices are not resized; load the model in another dtype');
  const config = Config.from({ ...encoder.config, vocab_size: size, ...(padId !== undefined && { pad_token_id: padId }) }, 'config.json of the resized encoder');
  const architecture = architectureOf(config, architectures);
  const state = Object.entries(encoder.stateDict()).map(([name, tensor]): [string, Tensor] => [architecture.nameOf(name) ?? name, tensor.detach()]);
  const words = state.find(([name]) => name === architecture.wordEmbeddings)![1];
  const resized = noGrad(() => rowsOf(words, size, from, config.number('initializer_range', 0.02)));
  if (padId !== undefined) noGrad(() => resized.select(0, padId).zero_());
  const weights: Weights = Object.fromEntries(state.map(([name, tensor]) => [name, handleOf(name === architecture.wordEmbeddings ? resized : tensor)]));
  const made = await architecture.make(config, weights, { dtype: encoder.dtype, pooling: encoder.pooling, addPoolingLayer: state.some(([name]) => name.startsWith('pooler.')) });
  encoder.dispose();
  return made;
}

/** The old rows in their new places, fresh ones between. */
function rowsOf(words: Tensor, size: number, from: (id: number) => number | undefined, std: number): Tensor {
  const [rows, H] = words.shape as [number, number];
  const [places, sources]: [number[], number[]] = [[], []];
  for (let id = 0; id < size; id++) {
    const row = from(id);
    if (row === undefined || row >= rows) continue;
    if (!Number.isInteger(row) || row < 0) throw new TorchEncodersError('ERR_RANGE', `token ${id} is to have the row ${row}; there are 0 to ${rows - 1}`);
    places.push(id);
    sources.push(row);
  }
  const made = F.randn([size, H]).mul_(std).to(words.dtype);
  if (places.length > 0) made.set([places], words.index(sources));
  return made;
}
