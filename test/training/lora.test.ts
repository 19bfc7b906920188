// Adapters of low rank: out to PEFT's files and in from them, merged; test/fixtures/lora/readback.py does the same with PEFT itself.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createEncoder, loadSafetensors, Lora, nn, saveSafetensors, torch, type BaseEncoder } from '../../lib/index.js';
import { close, numbers } from '../reference.js';
import { failure, folder, is } from './support.js';

const shape = { vocab_size: 40, hidden_size: 16, num_hidden_layers: 2, num_attention_heads: 2, intermediate_size: 32, max_position_embeddings: 20 };
const ids = torch.tensor([[2, 5, 9, 3], [2, 7, 3, 0]], { dtype: 'int64' });
const mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]], { dtype: 'int64' });
const hidden = async (encoder: BaseEncoder): Promise<number[]> => numbers((await encoder.forward({ inputIds: ids, attentionMask: mask })).lastHiddenState);

async function twins(): Promise<[BaseEncoder, BaseEncoder]> {
  const made = [];
  for (let i = 0; i < 2; i++) {
    torch.manualSeed(4);
    const encoder = await createEncoder('bert', shape);
    encoder.eval();
    made.push(encoder);
  }
  return made as [BaseEncoder, BaseEncoder];
}

/** An adapter that has learned something, in a folder. */
async function stored(encoder: BaseEncoder): Promise<{ dir: string; lora: Lora }> {
  const lora = new Lora(encoder, { rank: 3, alpha: 6, targetModules: ['query', 'value'] });
  for (const parameter of lora.parameters()) nn.init.normal_(parameter, 0, 0.2);
  const dir = folder();
  await lora.savePretrained(dir);
  return { dir, lora };
}

test('written, read beside an encoder that is the same, and merged: the same vectors', async () => {
  const [first, second] = await twins();
  const before = await hidden(first);
  const { dir, lora } = await stored(first);
  const adapted = await hidden(first);
  assert.ok(adapted.some((value, i) => Math.abs(value - before[i]!) > 1e-2));
  const read = await Lora.fromPretrained(second, dir);
  close(await hidden(second), adapted, { atol: 0 }, 'read');
  assert.equal([...read.namedParameters()].map(([name]) => name), [...lora.namedParameters()].map(([name]) => name));
  read.merge();
  close(await hidden(second), adapted, { atol: 1e-5 }, 'merged');
});

test('as PEFT names them inside a model with a head, with rank-stabilised scales', async () => {
  const [first, second] = await twins();
  const { dir } = await stored(first);
  const adapted = await hidden(first);
  const tensors = await loadSafetensors(join(dir, 'adapter_model.safetensors'), { mmap: false });
  await saveSafetensors(join(dir, 'adapter_model.safetensors'), Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name.replace('base_model.model.', 'base_model.model.bert.'), tensor])));
  const config = join(dir, 'adapter_config.json');
  writeFileSync(config, JSON.stringify({ ...JSON.parse(readFileSync(config, 'utf8')) as object, use_rslora: true, lora_alpha: 6 / Math.sqrt(3), rank_pattern: {}, modules_to_save: null }));
  await Lora.fromPretrained(second, dir);
  close(await hidden(second), adapted, { atol: 1e-5 }, 'rslora');
});

test('what is not plain LoRA, or not of this encoder, is refused by name', async () => {
  const [first, second] = await twins();
  const { dir } = await stored(first);
  const config = join(dir, 'adapter_config.json');
  const plain = JSON.parse(readFileSync(config, 'utf8')) as object;
  const refused = async (changed: object, code: string, message: RegExp): Promise<void> => {
    writeFileSync(config, JSON.stringify({ ...plain, ...changed }));
    assert.ok(is(code, message)(await failure(Lora.fromPretrained(second, dir))), JSON.stringify(changed));
  };
  await refused({ peft_type: 'LOHA' }, 'ERR_UNSUPPORTED', /peft_type is .LOHA./);
  await refused({ use_dora: true }, 'ERR_UNSUPPORTED', /use_dora is true; only the two matrices/);
  await refused({ bias: 'all' }, 'ERR_UNSUPPORTED', /bias is .all./);
  await refused({ rank_pattern: { query: 4 } }, 'ERR_UNSUPPORTED', /rank_pattern/);
  await refused({ r: 4 }, 'ERR_CONFIG', /has a matrix of \[3,16\]; wanted \[4,16\]/);
  const small = await createEncoder('bert', { ...shape, num_hidden_layers: 1 });
  writeFileSync(config, JSON.stringify(plain));
  assert.ok(is('ERR_CONFIG', /no place for base_model\.model\.encoder\.layer\.1/)(await failure(Lora.fromPretrained(small, dir))));
  assert.ok(is('ERR_FILE')(await failure(Lora.fromPretrained(second, join(dir, 'nowhere')))));
});

test.run();
