import { join } from 'node:path';
import { TorchEncodersError } from '../errors.js';
import { exists } from '../files.js';
import type { Tokenize } from '../text/recipes.js';
import { VocabManager } from '../text/vocab.js';
import type { Card, DatasetTask } from './card.js';

/** The part of the configuration file that the data follows from; every key may be left out. */
export interface DataConfig {
  readonly encoder_type?: string;
  readonly model_name?: string | null;
  readonly pretrained?: string | null;
  readonly reset_weights?: boolean;
  readonly vocab?: { readonly source?: string; readonly build?: Tokenize | null; readonly min_frequency?: number; readonly max_size?: number | null };
  readonly dataset?: { readonly max_length?: number | null };
  readonly task?: { readonly type?: Exclude<DatasetTask, 'retrieval'> | 'auto' };
  readonly training?: { readonly class_weights?: 'balanced' | readonly number[] | null };
}

/** The weights of GTE where a configuration names none. */
export const defaultGte = 'Alibaba-NLP/gte-multilingual-base';

/** The model whose weights, and so whose tokenizer, a configuration asks for; undefined for an encoder that is built new. */
export function modelOf({ encoder_type = 'bert', model_name, reset_weights = false }: DataConfig): string | undefined {
  if (encoder_type !== 'bert' && encoder_type !== 'gte') return encoder_type;
  return model_name ?? (encoder_type === 'gte' && !reset_weights ? defaultGte : undefined);
}

/** The vocabulary: an earlier run's, one that is built, a folder's, or the encoder's own; for an encoder that is built new, as the card says. */
export async function vocabularyOf(config: DataConfig, card: Card, corpus: () => Iterable<string>): Promise<VocabManager> {
  const { source = 'auto', build = null, min_frequency: minFrequency = 1, max_size: maxSize = null } = config.vocab ?? {};
  if (config.pretrained) return VocabManager.fromPretrained((await exists(join(config.pretrained, 'encoder'))) ? join(config.pretrained, 'encoder') : config.pretrained);
  if (build !== null) return VocabManager.build(corpus(), { tokenize: build, minFrequency: build === 'bytes' || build === 'bpe' ? undefined : minFrequency, maxSize });
  if (source !== 'auto') return VocabManager.fromPretrained(source);
  const model = modelOf(config);
  if (model !== undefined) return VocabManager.fromPretrained(model);
  const { tokenize } = card;
  if (tokenize) return VocabManager.build(corpus(), { tokenize, minFrequency: tokenize === 'bytes' || tokenize === 'bpe' ? undefined : minFrequency, maxSize });
  throw new TorchEncodersError('ERR_CONFIG', `${card.path}: an encoder that is built new needs a vocabulary; say vocab.build in the configuration, or tokenize in the card: smiles, characters, words, bytes, bpe, codes`);
}
