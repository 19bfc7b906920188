import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { AutoEncoder, createEncoder, torch, TorchEncodersError, type BaseEncoder, type Tensor } from '../../lib/index.js';
import { tensor } from '../../lib/tensor/tensor.js';
import { maxDifference, numbers, parity, referenceTest } from '../reference.js';

const models = join(parity, 'models');
referenceTest('a vector is the same with padding on the right, on the left and with none', async () => {
  const encoder = await AutoEncoder.fromPretrained(join(models, 'bert'));
  const alone = numbers(await encoder.encode(tensor([[5n, 6n, 7n]])));
  for (const [ids, mask] of [[[5n, 6n, 7n, 0n], [1n, 1n, 1n, 0n]], [[0n, 5n, 6n, 7n], [0n, 1n, 1n, 1n]]] as const) {
    const other = numbers(await encoder.encode(tensor([[...ids]]), tensor([[...mask]]), 'mean', { unpadInputs: true }));
    assert.ok(maxDifference(alone, other) <= 1e-6);
  }
});

test('createEncoder: the small BERT and GTE, the same from a seed, learning', async () => {
  const shape = { num_hidden_layers: 1, intermediate_size: 64, vocab_size: 50 };
  for (const [type, size, length] of [['bert', 512, 512], ['gte', 768, 8192]] as const) {
    const made = [];
    for (let i = 0; i < 2; i++) {
      torch.manualSeed(3);
      made.push(await createEncoder(type, shape, { size: 60 }));
    }
    const [encoder, again] = made as [BaseEncoder, BaseEncoder];
    assert.equal([encoder.getHiddenSize(), encoder.maxLength, encoder.dtype], [size, length, 'float32']);
    const words = encoder.stateDict()['embeddings.word_embeddings.weight']!;
    assert.equal([words.shape, words.select(0, type === 'bert' ? 0 : 1).abs().sum().item()], [[60, size], 0]);
    assert.ok(Math.abs(words.std().item() - 0.02) < 0.002);
    const ids = tensor([[5n, 6n, 7n]]);
    assert.equal((await encoder.encode(ids)).toArray(), (await again.encode(ids)).toArray());
    await (await encoder.encode(ids)).sum().backward();
    assert.ok([...encoder.parameters()].every(({ grad }) => grad !== undefined && Number(grad.isfinite().all().item()) === 1));
  }
  const error = await createEncoder('bert', { hidden_size: 510 }).catch((e: unknown) => e);
  assert.is((error as TorchEncodersError).code, 'ERR_CONFIG');
});

referenceTest('bad input is refused with a code, before any work, and the encoder goes on', async () => {
  const encoder = await AutoEncoder.fromPretrained(join(models, 'bert'));
  const ids = tensor([[1n, 2n]]);
  const refused = async (code: string, message: RegExp, call: Promise<unknown>): Promise<void> => {
    const error = await call.then(() => assert.unreachable('was not refused'), (e: unknown) => e);
    assert.instance(error, TorchEncodersError);
    const { code: found, message: text } = error as TorchEncodersError;
    assert.is(found, code, text);
    assert.match(text, message);
    assert.not.match(text, /\n/);
  };
  await refused('ERR_RANGE', /999999.*519/, encoder.encode(tensor([[1n, 999_999n]])));
  await refused('ERR_RANGE', /-1/, encoder.encode(tensor([[-1n]])));
  await refused('ERR_SHAPE', /attentionMask.*\[1, 1\].*\[1, 2\]/i, encoder.encode(ids, tensor([[1n]])));
  await refused('ERR_RANGE', /row 0 has no token/, encoder.encode(ids, tensor([[0n, 0n]])));
  await refused('ERR_DTYPE', /inputIds/, encoder.encode(tensor([[1.5, 2]])));
  await refused('ERR_CONFIG', /neither/, encoder.forward({}));
  await refused('ERR_CONFIG', /median/, encoder.encode(ids, undefined, 'median' as 'mean'));
  await refused('ERR_RANGE', /41 tokens.*40/, encoder.encode(tensor([Array.from({ length: 41 }, () => 1n)])));
  await refused('ERR_DTYPE', /Tensor/, encoder.encode([[1]] as unknown as Tensor));
  await refused('ERR_SHAPE', /\[2\]/, encoder.encode(tensor([1n, 2n])));
  assert.equal((await encoder.encode(ids)).shape, [1, 48]);
  encoder.dispose();
  await refused('ERR_DISPOSED', /disposed/, encoder.encode(ids));
});

test.run();
