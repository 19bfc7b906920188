// Encoders with heads: by hand, from a configuration, for every task; BERT and GTE by one word.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BertEncoder, BertUnified, buildTaskModel, createBertMlm, createEncoder, createModelFromUdi, GTEEncoder, loadPretrainedBackbone, TaskModule, torch, TorchEncodersError, Trainer, UnifiedTaskModel, type ModelConfig, type TaskData, type TaskType, type Tensor } from '../../lib/index.js';
import { close, numbers } from '../reference.js';

const is = (code: string, message: RegExp) => (e: unknown): boolean => e instanceof TorchEncodersError && e.code === code && message.test(e.message);
const rejects = async (promise: Promise<unknown>, code: string, message: RegExp): Promise<void> => {
  const error: unknown = await promise.then(() => undefined, (e: unknown) => e);
  assert.ok(is(code, message)(error), String(error));
};

const small = { hidden_size: 16, num_hidden_layers: 2, num_attention_heads: 2, intermediate_size: 32, max_position_embeddings: 32 };
const config = (encoder_type: string, more: Partial<ModelConfig> = {}): ModelConfig => ({
  encoder_type, reset_weights: true, bert: { architecture: { ...small, pooling_method: 'cls', task_head: { hidden_ratio: 0.5, activation: 'gelu', dropout: 0 } } }, gte: { architecture: { ...small, pooling_method: null, task_head: null } }, ...more,
});
const data = (task: TaskType, outputDim: number, more: Partial<TaskData> = {}): TaskData => ({ getVocab: () => ({ size: 50, padId: 3 }), getDatasetTaskType: () => task, getOutputDim: () => outputDim, ...more });

const inputs = (): { inputIds: Tensor; attentionMask: Tensor } => ({
  inputIds: torch.tensor([[5, 6, 7, 8], [9, 10, 3, 3], [11, 12, 13, 3]], { dtype: 'int64' }), attentionMask: torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0], [1, 1, 1, 0]], { dtype: 'int64' }),
});
const labelsOf: Record<TaskType, { outputDim: number; labels: () => Tensor }> = {
  regression: { outputDim: 1, labels: () => torch.tensor([0.5, -1, 2]) },
  multi_target_regression: { outputDim: 2, labels: () => torch.tensor([[0.5, -1], [1, 2], [NaN, 1]]) },
  binary_classification: { outputDim: 2, labels: () => torch.tensor([0, 1, 1], { dtype: 'int64' }) },
  classification: { outputDim: 3, labels: () => torch.tensor([0, 2, 1], { dtype: 'int64' }) },
  multi_label_classification: { outputDim: 2, labels: () => torch.tensor([[0, 1], [1, NaN], [1, 0]]) },
  mlm: { outputDim: 50, labels: () => torch.tensor([[-100, 6, -100, 9], [-100, -100, -100, -100], [11, -100, -100, -100]], { dtype: 'int64' }) },
};

for (const encoderType of ['bert', 'gte']) {
  for (const [task, { outputDim, labels }] of Object.entries(labelsOf) as [TaskType, (typeof labelsOf)[TaskType]][]) {
    test(`${encoderType}, ${task}: the loss falls, metrics are logged`, async () => {
      torch.manualSeed(0);
      const [model, handler] = await createModelFromUdi(data(task, outputDim, { config: config(encoderType) }));
      assert.instance(model.encoder, encoderType === 'bert' ? BertEncoder : GTEEncoder);
      const batch = { ...inputs(), labels: labels() };
      const module = new TaskModule(model, handler, { lr: 0.01 });
      const losses: number[] = [];
      const trainer = new Trainer({ maxEpochs: 15, numSanityValSteps: 0, callbacks: [{ onTrainEpochEnd: ({ callbackMetrics }) => void losses.push(callbackMetrics.train_loss!) }] });
      await trainer.fit(module, [batch], [batch]);
      assert.ok(losses.at(-1)! < 0.8 * losses[0]!, `${losses[0]} to ${losses.at(-1)}`);
      assert.ok(Number.isFinite(trainer.callbackMetrics.val_loss));
      assert.ok(`val_${handler.primaryMetric}` in trainer.callbackMetrics, Object.keys(trainer.callbackMetrics).join());
      const outputs = (await trainer.predict(module, [inputs()])) as unknown[][];
      assert.is(outputs[0]!.length, 3);
      model.dispose();
    });
  }
}

test('the head: one linear layer, or one with a layer between; BERT\'s pooling by configuration', async () => {
  const encoder = await createEncoder('bert', { ...small, vocab_size: 50 });
  const plain = new UnifiedTaskModel(encoder, 'classification', 4, { poolingMethod: 'max' });
  assert.equal(Object.keys(plain.stateDict()).filter((name) => name.startsWith('head')), ['head.weight', 'head.bias']);
  const { outputs, pooled } = await plain.forward(inputs());
  assert.equal([outputs.shape, pooled.shape], [[3, 4], [3, 16]]);
  const { inputIds, attentionMask } = inputs();
  close(numbers(pooled), numbers(await encoder.encode(inputIds, attentionMask, 'max')), { atol: 0 }, 'pooled');
  assert.equal(Object.entries(new BertUnified(encoder, 'classification', 4).stateDict()).filter(([name]) => name.startsWith('head')).map(([name, { shape }]) => `${name} ${shape}`), ['head.0.weight 8,16', 'head.0.bias 8', 'head.3.weight 4,8', 'head.3.bias 4']);
  assert.throws(() => new UnifiedTaskModel(encoder, 'regression', 1, { head: { activation: 'elu' as 'relu' } }), is('ERR_CONFIG', /'elu'; wanted relu/));
  assert.throws(() => new UnifiedTaskModel(encoder, 'regression', 1, { head: { hiddenRatio: 0 } }), is('ERR_RANGE', /hiddenRatio is 0/));
  const [model] = await buildTaskModel(config('bert'), null, data('regression', 1));
  assert.instance(model, BertUnified);
  assert.equal(model.pooling, ['cls']);
});

test('createBertMlm: a single projection; in training only the places that are asked', async () => {
  const model = await createBertMlm(small, { size: 50, padId: 3 });
  assert.instance(model.encoder, BertEncoder);
  assert.equal(model.head.stateDict().weight!.shape, [50, 16]);
  const labels = labelsOf.mlm.labels();
  model.eval();
  const all = (await model.forward(inputs())).outputs;
  assert.equal(all.shape, [3, 4, 50]);
  model.encoder.train(false);
  model.training = true;
  const asked = (await model.forward({ ...inputs(), labels })).outputs;
  assert.equal(asked.shape, [3, 50]);
  close(numbers(asked), [[0, 1], [0, 3], [2, 0]].flatMap(([b, l]) => numbers(all.index(b!, l!))), { atol: 1e-5 }, 'rows');
});

test('whose weights: pretrained ones win over reset_weights, these over the defaults', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'run-'));
  try {
    torch.manualSeed(5);
    const first = await loadPretrainedBackbone(config('bert'), data('mlm', 50));
    await first.savePretrained(join(folder, 'encoder'));
    const words = (encoder: { stateDict(): Record<string, Tensor> }): number[] => numbers(encoder.stateDict()['embeddings.word_embeddings.weight']!);
    const again = await loadPretrainedBackbone(config('bert', { pretrained: folder }), data('regression', 1));
    assert.equal(words(again), words(first));
    assert.not.equal(words(await loadPretrainedBackbone(config('bert'), data('regression', 1))), words(first));
    const [model] = await buildTaskModel(config('bert', { model_name: 'nowhere' }), folder, data('regression', 1));
    assert.equal(words(model.encoder), words(first));
    const named = await loadPretrainedBackbone(config('bert', { model_name: join(folder, 'encoder'), reset_weights: false }), data('regression', 1));
    assert.equal(words(named), words(first));
    assert.equal(words(first).slice(3 * 16, 4 * 16), Array(16).fill(0), 'the pad id of the vocabulary');
    await rejects(loadPretrainedBackbone(config('bert', { pretrained: folder }), { ...data('regression', 1), getVocab: () => ({ size: 60, padId: 3 }) }), 'ERR_CONFIG', /knows 50 tokens, the data's vocabulary has 60/);
    await rejects(loadPretrainedBackbone(config('bert', { pretrained: join(folder, 'nothing') }), data('regression', 1)), 'ERR_FILE', /has no encoder/);
    await rejects(loadPretrainedBackbone(config('some/model'), data('regression', 1)), 'ERR_CONFIG', /reset_weights wants encoder_type bert or gte/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the task is the data\'s unless it is forced', async () => {
  const [, own] = await buildTaskModel(config('gte'), null, data('classification', 3, { getLabelNames: () => ['a', 'b', 'c'] }));
  assert.is(own.taskType, 'classification');
  const [model, forced] = await buildTaskModel(config('gte', { task: { type: 'mlm' } }), null, data('classification', 3));
  assert.equal([forced.taskType, forced.outputDim, model.outputDim], ['mlm', 50, 50]);
});

test.run();
