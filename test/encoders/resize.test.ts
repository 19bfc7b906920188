import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { AutoEncoder, createEncoder, createModelFromUdi, manualSeed, resizeTokenEmbeddings, TorchEncodersError, torch, type TaskData, buildTaskModel } from '../../lib/index.js';
import { heldTensors } from '../memory.js';
import { maxDifference, numbers, parity, referenceTest } from '../reference.js';

const small = { hidden_size: 16, num_hidden_layers: 1, num_attention_heads: 2, intermediate_size: 32, vocab_size: 10 };
const words = 'embeddings.word_embeddings.weight';

test('rows stay under the ids that they are given; the rest is drawn from a seed, the pad row is zero', async () => {
  manualSeed(1);
  const encoder = await createEncoder('bert', small);
  const before = encoder.stateDict()[words]!.detach().clone();
  const resized = await resizeTokenEmbeddings(encoder, 12, { from: (id) => (id < 3 ? 7 + id : undefined), padId: 5 });
  const after = resized.stateDict()[words]!.detach();
  assert.equal([after.shape, resized.config.vocab_size, resized.config.pad_token_id], [[12, 16], 12, 5]);
  assert.equal(after.index('0:3').toArray(), before.index('7:10').toArray());
  assert.is(after.index(5).abs().sum().item(), 0);
  assert.ok(after.index(8).abs().max().item() > 0 && after.index('3:').abs().max().item() < 0.2);
});

referenceTest('every architecture: a larger vocabulary gives the same vectors for the tokens that were there', async () => {
  for (const name of ['bert', 'roberta', 'distilbert', 'mpnet', 'gte-new', 'modernbert', 'nomic-bert', 'deberta-v2', 'qwen3-embedding']) {
    const folder = join(parity, 'models', name);
    const ids = torch.tensor([[5, 6, 7, 8]], { dtype: 'int64' });
    const plain = await AutoEncoder.fromPretrained(folder);
    const wanted = numbers(await plain.encode(ids));
    const larger = await resizeTokenEmbeddings(plain, Number(plain.config.vocab_size) + 3);
    assert.ok(maxDifference(numbers(await larger.encode(ids)), wanted) === 0, name);
    const last = torch.tensor([[Number(larger.config.vocab_size) - 1]], { dtype: 'int64' });
    assert.ok(numbers(await larger.encode(last)).every(Number.isFinite), name);
  }
});

test('what cannot be', async () => {
  const refused = async (run: Promise<unknown>, code: string): Promise<void> => {
    const error = await run.then(() => undefined, (caught: unknown) => caught);
    assert.ok(error instanceof TorchEncodersError && error.code === code, String(error));
  };
  await refused(resizeTokenEmbeddings(await createEncoder('bert', small), 0), 'ERR_RANGE');
  await refused(resizeTokenEmbeddings(await createEncoder('bert', small), 5, { from: () => -1 }), 'ERR_RANGE');
});

test('nothing is left behind', async () => {
  const round = async (): Promise<void> => (await resizeTokenEmbeddings(await createEncoder('bert', small), 11)).dispose();
  await round();
  const held = await heldTensors();
  for (let i = 0; i < 5; i++) await round();
  assert.ok((await heldTensors()) <= held);
});

referenceTest('weights with another vocabulary: new word embeddings, all else stays; retrieval is no task of a head', async () => {
  const folder = join(parity, 'models/bert');
  const data: TaskData = { config: { encoder_type: folder, vocab: { build: 'smiles' } }, getVocab: () => ({ size: 9, padId: 0 }), getDatasetTaskType: () => 'regression', getOutputDim: () => 1 };
  const [model] = await createModelFromUdi(data);
  const [own, plain] = [model.encoder.stateDict(), (await AutoEncoder.fromPretrained(folder)).stateDict()];
  assert.equal(own[words]!.shape[0], 9);
  const other = Object.keys(plain).find((name) => name.endsWith('query.weight'))!;
  assert.ok(maxDifference(numbers(own[other]!.detach()), numbers(plain[other]!.detach())) === 0);
  const error = await buildTaskModel({ encoder_type: 'bert' }, null, { ...data, getDatasetTaskType: () => 'retrieval' }).then(() => undefined, (caught: unknown) => caught);
  assert.ok(error instanceof TorchEncodersError && /retrieval is no task of a head/.test(error.message));
});

test.run();
