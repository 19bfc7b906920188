// The models that are measured, each a folder in the cache with the same safetensors for every driver; what other engines read is exported beside it.
import { copyFileSync, linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findDemoModel } from '../scripts/model.mjs';
import { fillFolder, isComplete } from '../scripts/setup/cache.mjs';

const TOKENIZER = ['special_tokens_map.json', 'tokenizer.json', 'tokenizer_config.json', 'vocab.txt'];
const SENTENCES = ['config_sentence_transformers.json', 'modules.json'];
const POOLING = '1_Pooling/config.json';
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const writeJson = (path, value) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(value));
};

/** A sentence model around a Transformer in `to`: tokenizer, mean pooling and normalisation of MiniLM, whose tokenizer is BERT's. */
function completeAs(from, to, dimension, maxLength) {
  for (const file of [...TOKENIZER, ...SENTENCES]) copyFileSync(join(from, file), join(to, file));
  writeJson(join(to, POOLING), { ...readJson(join(from, POOLING)), word_embedding_dimension: dimension });
  writeJson(join(to, 'tokenizer_config.json'), { ...readJson(join(from, 'tokenizer_config.json')), model_max_length: maxLength });
  writeJson(join(to, 'sentence_bert_config.json'), { max_seq_length: maxLength, do_lower_case: false });
}

function link(from, to) {
  try {
    linkSync(from, to);
  } catch { // another disk
    copyFileSync(from, to);
  }
}

async function random(half, demo, type, config, maxLength) {
  const { createEncoder, torch } = await import('torch-encoders');
  torch.manualSeed(0);
  const encoder = await createEncoder(type, { vocab_size: 30_522, hidden_size: 768, num_hidden_layers: 12, num_attention_heads: 12, intermediate_size: 3072, pad_token_id: 0, ...config });
  await encoder.savePretrained(half);
  encoder.dispose();
  completeAs(demo, half, 768, maxLength);
}

export const models = {
  /** all-MiniLM-L6-v2 with all its 512 positions in use. */
  minilm: { maxLength: 512, async make(half, demo) {
    for (const file of ['config.json', 'model.safetensors']) link(join(demo, file), join(half, file));
    completeAs(demo, half, 384, 512);
  } },
  /** BERT-base and GTE's base model with random weights. */
  'bert-base': { maxLength: 512, make: (half, demo) => random(half, demo, 'bert', { attention_probs_dropout_prob: 0.1, hidden_dropout_prob: 0.1 }, 512) },
  'gte-8192': { maxLength: 8192, make: (half, demo) => random(half, demo, 'gte', {}, 8192) },
};

/** The folder of a model, made when it is not there. */
export async function modelFolder(name, cache, log) {
  const folder = join(cache, 'models', name);
  if (isComplete(folder)) return folder;
  log(`making the model ${name}, once`);
  const { dir } = await findDemoModel({ log });
  await fillFolder(folder, (half) => models[name].make(half, dir));
  return folder;
}

export const configOf = (folder) => readJson(join(folder, 'config.json'));
