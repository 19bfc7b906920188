import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { AutoEncoder, AutoModelForMaskedLM, AutoModelForSequenceClassification, AutoModelForTokenClassification, memory, TorchEncodersError } from '../../lib/index.js';
import { heldTensors } from '../memory.js';
import { checkGradients, close, inputsOf, numbers, parity, places, referenceOf, referenceTest } from '../reference.js';

const models = join(parity, 'models');
const logitsTolerance = { atol: 1e-4, rtol: 1e-4 };

const heads = [
  ['bert-mlm', AutoModelForMaskedLM],
  ['bert-cls', AutoModelForSequenceClassification],
  ['bert-cls-multi', AutoModelForSequenceClassification],
  ['bert-cls-regression', AutoModelForSequenceClassification],
  ['roberta-mlm', AutoModelForMaskedLM],
  ['roberta-cls', AutoModelForSequenceClassification],
  ['xlm-roberta-mlm', AutoModelForMaskedLM],
  ['xlm-roberta-cls', AutoModelForSequenceClassification],
  ['distilbert-mlm', AutoModelForMaskedLM],
  ['distilbert-cls', AutoModelForSequenceClassification],
  ['mpnet-mlm', AutoModelForMaskedLM],
  ['mpnet-cls', AutoModelForSequenceClassification],
  ['gte-new-mlm', AutoModelForMaskedLM],
  ['gte-new-mlm-unpad', AutoModelForMaskedLM],
  ['gte-new-cls', AutoModelForSequenceClassification],
  ['gte-new-cls-regression', AutoModelForSequenceClassification],
] as const;

for (const [folder, Model] of heads) {
  for (const unpadInputs of [undefined, false]) {
    referenceTest(`${folder}: logits, loss and every gradient of the reference, ${unpadInputs === false ? 'padded' : 'packed'} inside`, async () => {
      const model = await Model.fromPretrained(join(models, folder));
      const { cases, tensors } = await referenceOf(join(models, folder));
      const one = cases.find(({ grads }) => grads)!;
      const inputs = inputsOf(one, tensors);
      const { loss, logits } = await model.forward(inputs, { unpadInputs });
      close(numbers(logits), numbers(tensors[one.outputs.logits!.tensor!]!), logitsTolerance, 'logits', places(one, inputs.attentionMask, logits.shape));
      close([loss!.item()], [one.outputs.loss!.value!], { atol: 1e-5, rtol: 1e-5 }, 'loss');
      await loss!.backward();
      // A tied decoder is the word embeddings; one reference names it by the one, another by the other.
      const tied = Object.entries(model.stateDict()).find(([name]) => name.endsWith('word_embeddings.weight'))![1];
      checkGradients({ stateDict: () => ({ 'lm_head.decoder.weight': tied, ...model.stateDict() }) }, one, tensors);
      model.dispose();
    });
  }
}

for (const folder of ['bert-mlm', 'roberta-mlm', 'xlm-roberta-mlm', 'distilbert-mlm', 'mpnet-mlm']) referenceTest(`${folder}: the encoder inside`, async () => {
  const encoder = await AutoEncoder.fromPretrained(join(models, folder));
  const { cases, tensors } = await referenceOf(join(models, folder));
  const one = cases.find(({ name }) => name === 'encoder')!;
  const inputs = inputsOf(one, tensors);
  const { lastHiddenState, poolerOutput } = await encoder.forward(inputs);
  close(numbers(lastHiddenState), numbers(tensors[one.outputs.last_hidden_state!.tensor!]!), { atol: 2e-5, rtol: 1e-4 }, 'last_hidden_state', places(one, inputs.attentionMask, lastHiddenState.shape));
  assert.is(poolerOutput, undefined);
});

referenceTest('a checkpoint without the head is refused and leaves nothing behind', async () => {
  const before = await heldTensors(); // else garbage of earlier tests could go meanwhile
  for (const [folder, Model] of [['bert-mlm', AutoModelForSequenceClassification], ['bert', AutoModelForMaskedLM]] as const) {
    const error = await Model.fromPretrained(join(models, folder)).then(() => assert.unreachable('was not refused'), (e: unknown) => e);
    assert.is((error as TorchEncodersError).code, 'ERR_CONFIG');
    assert.match((error as TorchEncodersError).message, /model\.safetensors has no (classifier|cls\.predictions)/);
  }
  assert.is(memory().tensors, before);
});

referenceTest('gte-new-token-cls: a number for each token, and its weight', async () => {
  const folder = join(models, 'gte-new-token-cls');
  const model = await AutoModelForTokenClassification.fromPretrained(folder);
  const { cases, tensors } = await referenceOf(folder);
  const one = cases[0]!;
  const inputs = inputsOf(one, tensors);
  const { logits } = await model.forward(inputs);
  const where = places(one, inputs.attentionMask, logits.shape);
  close(numbers(logits), numbers(tensors[one.outputs.logits!.tensor!]!), logitsTolerance, 'logits', where);
  const weights = tensors[one.outputs.term_weights!.tensor!]!;
  close(numbers(logits.relu().reshape(weights.shape)), numbers(weights), logitsTolerance, 'term_weights', where);
  const { lastHiddenState } = await model.encoder.forward(inputs);
  close(numbers(lastHiddenState), numbers(tensors[one.outputs.last_hidden_state!.tensor!]!), { atol: 2e-5, rtol: 1e-4 }, 'last_hidden_state', places(one, inputs.attentionMask, lastHiddenState.shape));
  const labels = inputs.inputIds!.mul(0);
  assert.ok((await model.forward({ ...inputs, labels })).loss!.item() === 0); // one class only
  assert.is(((await model.forward({ ...inputs, labels: labels.sum(0) }).catch((e: unknown) => e)) as TorchEncodersError).code, 'ERR_SHAPE');
});

referenceTest('what is saved is loaded again with the same logits', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'task-'));
  try {
    for (const [name, Model] of heads.slice(0, 2)) {
      const model = await Model.fromPretrained(join(models, name));
      await model.savePretrained(folder);
      const again = await Model.fromPretrained(folder);
      assert.equal(Object.keys(again.stateDict()).sort(), Object.keys(model.stateDict()).sort());
      const { cases, tensors } = await referenceOf(join(models, name));
      const { labels: _, ...inputs } = inputsOf(cases[0]!, tensors);
      close(numbers((await again.forward(inputs)).logits), numbers((await model.forward(inputs)).logits), { atol: 1e-6 }, 'logits');
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

referenceTest('labels of another shape are refused with the shape wanted', async () => {
  const model = await AutoModelForSequenceClassification.fromPretrained(join(models, 'bert-cls'));
  const { cases, tensors } = await referenceOf(join(models, 'bert-cls'));
  const inputs = inputsOf(cases[0]!, tensors);
  const error = await model.forward({ ...inputs, labels: inputs.inputIds! }).then(() => assert.unreachable('was not refused'), (e: unknown) => e);
  assert.is((error as TorchEncodersError).code, 'ERR_SHAPE');
  assert.match((error as TorchEncodersError).message, /labels have shape .*single_label_classification wants \[/);
});

test.run();
