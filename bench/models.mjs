// The models that are measured, each a folder in the cache with the same safetensors for every driver; what other engines read is exported beside it.
import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findDemoModel } from '../scripts/model.mjs';
import { fillFolder, isComplete } from '../scripts/setup/cache.mjs';

const FILES = ['config.json', 'config_sentence_transformers.json', 'modules.json', 'special_tokens_map.json', 'tokenizer.json', 'tokenizer_config.json', 'vocab.txt', '1_Pooling/config.json'];
export const maxLength = 512;

function copyOf(files, from, to) {
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    copyFileSync(join(from, file), join(to, file));
  }
  writeFileSync(join(to, 'sentence_bert_config.json'), JSON.stringify({ max_seq_length: maxLength, do_lower_case: false }));
}

const makers = {
  /** all-MiniLM-L6-v2 with all its 512 positions in use. */
  async minilm(half, { log }) {
    const { dir } = await findDemoModel({ log });
    copyOf(FILES, dir, half);
    try {
      linkSync(join(dir, 'model.safetensors'), join(half, 'model.safetensors'));
    } catch {
      copyFileSync(join(dir, 'model.safetensors'), join(half, 'model.safetensors'));
    }
  },
  /** BERT-base with random weights; MiniLM's tokenizer, which is BERT's. */
  async 'bert-base'(half, { log }) {
    const { dir } = await findDemoModel({ log });
    const { createEncoder, torch } = await import('torch-encoders');
    torch.manualSeed(0);
    const encoder = await createEncoder('bert', { hidden_size: 768, num_hidden_layers: 12, num_attention_heads: 12, intermediate_size: 3072 });
    await encoder.savePretrained(half);
    encoder.dispose();
    copyOf(FILES.filter((file) => file !== 'config.json'), dir, half);
    const pooling = JSON.parse(readFileSync(join(dir, '1_Pooling/config.json'), 'utf8'));
    writeFileSync(join(half, '1_Pooling/config.json'), JSON.stringify({ ...pooling, word_embedding_dimension: 768 }));
  },
};
export const modelNames = Object.keys(makers);

/** The folder of a model, made when it is not there. */
export async function modelFolder(name, cache, log) {
  const folder = join(cache, 'models', name);
  if (!isComplete(folder)) {
    log(`making the model ${name}`);
    await fillFolder(folder, (half) => makers[name](half, { log }));
  }
  return folder;
}

export const configOf = (folder) => JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'));
export const has = (folder, ...names) => existsSync(join(folder, ...names));
