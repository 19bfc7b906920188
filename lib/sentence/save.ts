import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError, writeJson } from '../files.js';
import type { InputModule } from './inputs.js';
import type { SentenceModule, Spelling } from './modules.js';
import type { SentenceSettings } from './settings.js';

interface Parts {
  readonly input: InputModule;
  readonly modules: readonly SentenceModule[];
  readonly settings: SentenceSettings;
  readonly maxSeqLength: number;
  readonly spelling: Spelling;
}

/** Writes the files of sentence-transformers' layout, under the names that all of its versions read, or those of version 6. */
export async function saveSentenceEncoder(folder: string, { input, modules, settings, maxSeqLength, spelling }: Parts): Promise<void> {
  const json = (name: string, value: object): Promise<void> => writeJson(join(folder, name), value);
  const lines = [input, ...modules].map(({ kind, newType }, idx) => ({
    idx, name: String(idx), path: idx === 0 ? '' : `${idx}_${kind}`, type: spelling === 'new' ? newType : `sentence_transformers.models.${kind}`,
  }));
  try {
    await mkdir(folder, { recursive: true });
    await input.save(folder, spelling, maxSeqLength);
    for (const [i, module] of modules.entries()) await module.save(join(folder, lines[i + 1]!.path), spelling);
    await json('config_sentence_transformers.json', {
      ...(spelling === 'new' && { model_type: 'SentenceTransformer' }), prompts: settings.prompts, default_prompt_name: settings.defaultPromptName ?? null, similarity_fn_name: settings.similarityFnName,
    });
    await json('modules.json', lines);
  } catch (error) {
    throw fileError(folder, error);
  }
}
