import { join } from 'node:path';
import { Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { exists, readJson } from '../files.js';
import { similarityFunctions, type SimilarityFunction } from './similarity.js';

/** What a sentence model's folder says beside its modules. */
export interface SentenceSettings {
  /** What is put before a text, by the name of its use. */
  readonly prompts: Readonly<Record<string, string>>;
  readonly defaultPromptName: string | undefined;
  readonly similarityFnName: SimilarityFunction;
  readonly maxSeqLength: number | undefined;
  readonly doLowerCase: boolean;
}

/** Reads config_sentence_transformers.json and sentence_bert_config.json; either may be missing. */
export async function readSettings(folder: string): Promise<SentenceSettings> {
  const model = await optional(join(folder, 'config_sentence_transformers.json'));
  const transformer = await optional(join(folder, 'sentence_bert_config.json'));
  const prompts = model.texts('prompts');
  const defaultPromptName = model.has('default_prompt_name') ? model.string('default_prompt_name') : undefined;
  if (defaultPromptName !== undefined && !(defaultPromptName in prompts)) {
    throw new TorchEncodersError('ERR_CONFIG', `${model.name}: default_prompt_name is '${defaultPromptName}', and prompts has ${Object.keys(prompts).join(', ') || 'none'}`);
  }
  const similarityFnName = model.string('similarity_fn_name', 'cosine') as SimilarityFunction;
  if (!similarityFunctions.includes(similarityFnName)) throw new TorchEncodersError('ERR_UNSUPPORTED', `${model.name}: similarity_fn_name is '${similarityFnName}'; supported are ${similarityFunctions.join(', ')}`);
  return {
    prompts,
    defaultPromptName,
    similarityFnName,
    maxSeqLength: transformer.has('max_seq_length') ? transformer.integer('max_seq_length') : undefined,
    doLowerCase: transformer.boolean('do_lower_case', false),
  };
}

async function optional(path: string): Promise<Config> {
  return (await exists(path)) ? Config.from(await readJson(path), path) : new Config({}, path);
}
