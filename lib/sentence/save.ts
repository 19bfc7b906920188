import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { BaseEncoder } from '../encoders/base.js';
import { exists, fileError } from '../files.js';
import type { Pipeline } from './modules.js';
import type { SentenceSettings } from './settings.js';

interface Parts {
  /** The folder that the model came from: its tokenizer's files are copied. */
  readonly source: string;
  readonly encoder: BaseEncoder;
  readonly pipeline: Pipeline;
  readonly settings: SentenceSettings;
  readonly maxSeqLength: number;
}

const tokenizerFiles = ['tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json', 'added_tokens.json', 'vocab.txt', 'vocab.json', 'merges.txt', 'sentencepiece.bpe.model', 'spiece.model'];

/** Writes the files of sentence-transformers' layout, under the names that all of its versions read. */
export async function saveSentenceEncoder(folder: string, { source, encoder, pipeline, settings, maxSeqLength }: Parts): Promise<void> {
  await encoder.savePretrained(folder);
  const json = (name: string, value: unknown): Promise<void> => writeFile(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  const entries = [{ kind: 'Transformer', path: '' }, { kind: 'Pooling', path: '1_Pooling' }, ...pipeline.modules.map(({ kind }, i) => ({ kind, path: `${i + 2}_${kind}` }))];
  try {
    for (const name of resolve(source) === resolve(folder) ? [] : tokenizerFiles) if (await exists(join(source, name))) await copyFile(join(source, name), join(folder, name));
    await mkdir(join(folder, '1_Pooling'), { recursive: true });
    await json('1_Pooling/config.json', {
      word_embedding_dimension: encoder.getHiddenSize(),
      pooling_mode_cls_token: pipeline.pooling.includes('cls'),
      pooling_mode_max_tokens: pipeline.pooling.includes('max'),
      pooling_mode_mean_tokens: pipeline.pooling.includes('mean'),
      pooling_mode_mean_sqrt_len_tokens: pipeline.pooling.includes('mean_sqrt_len_tokens'),
      pooling_mode_weightedmean_tokens: pipeline.pooling.includes('weightedmean'),
      pooling_mode_lasttoken: pipeline.pooling.includes('lasttoken'),
      include_prompt: pipeline.includePrompt,
    });
    await json('sentence_bert_config.json', { max_seq_length: maxSeqLength, do_lower_case: settings.doLowerCase });
    await json('config_sentence_transformers.json', { prompts: settings.prompts, default_prompt_name: settings.defaultPromptName ?? null, similarity_fn_name: settings.similarityFnName });
    for (const [i, module] of pipeline.modules.entries()) await module.save(join(folder, entries[i + 2]!.path));
    await json('modules.json', entries.map(({ kind, path }, idx) => ({ idx, name: String(idx), path, type: `sentence_transformers.models.${kind}` })));
  } catch (error) {
    throw fileError(folder, error);
  }
}
