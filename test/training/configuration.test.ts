import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { defaultConfiguration, loadConfiguration, printConfiguration, TorchEncodersError } from '../../lib/index.js';

const scratch = mkdtempSync(join(tmpdir(), 'configuration-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

async function refused(text: string, message: RegExp, settings: readonly string[] = []): Promise<void> {
  const error = await defaultConfiguration(text, 'run.yml', settings).then(() => undefined, (caught: unknown) => caught);
  assert.ok(error instanceof TorchEncodersError && error.code === 'ERR_CONFIG' && message.test(error.message) && !error.message.includes('\n'), String(error));
}

test('the defaults are those of the contract, and what is printed is read again', async () => {
  const config = await defaultConfiguration();
  assert.equal(config.bert.architecture, { hidden_size: 512, num_hidden_layers: 4, num_attention_heads: 8, intermediate_size: 2048, max_position_embeddings: 512, pooling_method: 'mean', task_head: { hidden_ratio: 0.5, activation: 'relu', dropout: 0.1 } });
  assert.equal(config.gte, {
    architecture: { hidden_size: 768, num_hidden_layers: 12, num_attention_heads: 12, intermediate_size: 3072, max_position_embeddings: 8192, rope_theta: 20000, pooling_method: null, task_head: null },
    optimization: { unpad_inputs: true, use_memory_efficient_attention: true, torch_dtype: 'float16' },
  });
  assert.equal([config.encoder_type, config.model_name, config.pretrained, config.reset_weights, config.task.type, config.output_dir], ['bert', null, null, false, 'auto', './runs/esol-bert']);
  assert.equal(config.vocab, { source: 'auto', build: null, min_frequency: 1, max_size: null });
  assert.equal(config.dataset, { name: 'esol', data_root: './data', max_length: 128 });
  assert.equal(config.training, {
    epochs: 60, max_steps: null, batch_size: 32, max_tokens: null, accumulate: 1, lr: 1e-4, weight_decay: 0.01, layer_decay: 1, scheduler: 'cosine', warmup_ratio: 0.1, precision: '32', grad_clip: 1, freeze_epochs: 0,
    label_smoothing: 0, class_weights: null, gradient_checkpointing: false, lora: null, monitor: null, early_stopping: null, save_top_k: 1, logger: ['tensorboard', 'csv'], num_workers: 0, seed: 42,
  });
  assert.equal(config.pretraining, { mlm: 1, contrastive: 0, mlm_probability: 0.15, whole_word: false, temperature: 0.05 });
  assert.equal(await defaultConfiguration(await printConfiguration(config)), config);
});

test('an unknown key, a wrong type, a value out of range: the key, its line, the nearest known key', async () => {
  await refused('encoder_type: bert\ntraining:\n  epochs: 3\n  lr_rate: 1\n', /run\.yml, line 4: unknown key 'training\.lr_rate'; did you mean 'training\.lr'\?/);
  await refused('lr: 1', /line 1: unknown key 'lr'; did you mean 'training\.lr'\?/);
  await refused('training: { batchSize: 3 }', /unknown key 'training\.batchSize'; did you mean 'training\.batch_size'\?/);
  await refused('gte:\n  architecture:\n    rope_base: 1\n', /line 3: unknown key 'gte\.architecture\.rope_base'; did you mean 'gte\.architecture\.rope_theta'\?/);
  await refused('bert: { architecture: { task_head: { hiden_ratio: 1 } } }', /unknown key 'bert\.architecture\.task_head\.hiden_ratio'; did you mean 'bert\.architecture\.task_head\.hidden_ratio'\?/);
  await refused('training:\n  epochs: many\n', /line 2: 'training\.epochs' is "many"; wanted a whole number of at least 1/);
  await refused('training:\n  epochs: 0\n', /'training\.epochs' is 0; wanted a whole number of at least 1/);
  await refused('training: { epochs: 1.5 }', /wanted a whole number/);
  await refused('training: { lr: .inf }', /'training\.lr' is null; wanted a number above 0|'training\.lr' is .*; wanted a number above 0/);
  await refused('training: { label_smoothing: 1 }', /wanted a number from 0 to below 1/);
  await refused('training: { scheduler: cosin }', /'training\.scheduler' is "cosin"; wanted one of constant, linear, cosine/);
  await refused('training: { precision: 16 }', /wanted one of 32, 16-mixed, bf16-mixed/);
  await refused('training: { class_weights: [1, -1] }', /class_weights/);
  await refused('training: 3', /'training' is 3; wanted keys and values/);
  await refused('reset_weights: "yes"', /'reset_weights' is "yes"; wanted true or false/);
  await refused('bert: { architecture: { hidden_size: 100 } }', /hidden_size is 100, which 8 attention heads do not divide/);
  await refused('pretraining: { mlm: 0 }', /are both 0, which leaves nothing to learn/);
  await refused('task: { type: retrieval }', /'task\.type' is "retrieval"; wanted one of auto, regression/);
  await refused('a: 1\na: 2\n', /line 2: it is not YAML: Map keys must be unique/);
  await refused('training: {epochs: 3', /it is not YAML/);
  await refused('just a text', /it holds "just a text"; wanted keys and values/);
  const { training } = await defaultConfiguration('training: { lora: {}, early_stopping: { patience: 5 }, class_weights: balanced, lr: 2e-5 }');
  assert.equal([training.lora, training.early_stopping, training.class_weights, training.lr], [{ r: 8, alpha: 16, dropout: 0, target_modules: null }, { patience: 5, min_delta: 0 }, 'balanced', 2e-5]);
});

test('--set: in place of what the file says, told by its own name', async () => {
  const path = join(scratch, 'run.yml');
  writeFileSync(path, 'encoder_type: bert\ntraining: { epochs: 3 }\n');
  const config = await loadConfiguration(path, ['training.epochs=5', 'encoder_type=gte', 'training.logger=[csv]', 'bert.architecture.task_head=null', 'dataset.name=sider', 'training.grad_clip=']);
  assert.equal([config.training.epochs, config.encoder_type, config.training.logger, config.bert.architecture.task_head, config.dataset.name, config.training.grad_clip], [5, 'gte', ['csv'], null, 'sider', null]);
  await refused('', /run\.yml, --set training\.epoch: unknown key 'training\.epoch'; did you mean 'training\.epochs'\?/, ['training.epoch=3']);
  await refused('', /--set training\.epochs: 'training\.epochs' is "x"/, ['training.epochs=x']);
  await refused('', /--set training: wanted a key and a value/, ['training']);
  await refused('', /--set training\.logger: "\[" is not YAML/, ['training.logger=[']);
  await refused('', /--set __proto__\.x: unknown key '__proto__'|unknown key/, ['__proto__.x=1']);
  const error = await loadConfiguration(join(scratch, 'none.yml')).then(() => undefined, (caught: unknown) => caught);
  assert.ok(error instanceof TorchEncodersError && error.code === 'ERR_FILE');
});

test.run();
