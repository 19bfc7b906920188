import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { AutoModelForMaskedLM, AutoModelForSequenceClassification, AutoModelForTokenClassification, memory, TorchEncodersError } from '../../lib/index.js';
import { heldTensors } from '../memory.js';
import { close, inputsOf, numbers, parity, referenceOf, referenceTest } from '../reference.js';

const models = join(parity, 'models');

const heads = [['bert-mlm', AutoModelForMaskedLM], ['bert-cls', AutoModelForSequenceClassification]] as const;

referenceTest('a checkpoint without the head is refused and leaves nothing behind', async () => {
  const before = await heldTensors(); // else garbage of earlier tests could go meanwhile
  for (const [folder, Model] of [['bert-mlm', AutoModelForSequenceClassification], ['bert', AutoModelForMaskedLM]] as const) {
    const error = await Model.fromPretrained(join(models, folder)).then(() => assert.unreachable('was not refused'), (e: unknown) => e);
    assert.is((error as TorchEncodersError).code, 'ERR_CONFIG');
    assert.match((error as TorchEncodersError).message, /model\.safetensors has no (classifier|cls\.predictions)/);
  }
  assert.is(memory().tensors, before);
});

referenceTest('token classification: the loss of every token; labels of another shape are refused', async () => {
  const folder = join(models, 'gte-new-token-cls');
  const model = await AutoModelForTokenClassification.fromPretrained(folder);
  const { cases, tensors } = await referenceOf(folder);
  const inputs = inputsOf(cases[0]!, tensors);
  const labels = inputs.inputIds!.mul(0);
  assert.ok((await model.forward({ ...inputs, labels })).loss!.item() === 0); // one class only
  assert.is(((await model.forward({ ...inputs, labels: labels.sum(0) }).catch((e: unknown) => e)) as TorchEncodersError).code, 'ERR_SHAPE');
});

referenceTest('what is saved is loaded again with the same logits', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'task-'));
  try {
    for (const [name, Model] of heads) {
      const model = await Model.fromPretrained(join(models, name));
      await model.savePretrained(folder);
      const again = await Model.fromPretrained(folder);
      assert.is(readFileSync(join(folder, 'config.json'), 'utf8'), readFileSync(join(models, name, 'config.json'), 'utf8')); // also 2.0, which would become 2
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
