import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { AutoEncoder, createEncoder, torch, TorchEncodersError, type BaseEncoder, type Tensor } from '../../lib/index.js';
import { native } from '../../lib/native.js';
import { op } from '../../lib/tensor/ops.js';
import { handleOf, tensor } from '../../lib/tensor/tensor.js';
import { checkGradients, close, inputsOf, maxDifference, numbers, parity, places, referenceOf, referenceTest } from '../reference.js';

const models = join(parity, 'models');
const forward = { atol: 2e-5, rtol: 1e-4 };

function outputOf(found: Awaited<ReturnType<BaseEncoder['forward']>>, name: string): Tensor {
  const index = Number(name.split('.')[1]);
  const output = name === 'last_hidden_state' ? found.lastHiddenState : name === 'pooler_output' ? found.poolerOutput : name.startsWith('hidden') ? found.hiddenStates?.[index] : found.attentions?.[index];
  return output ?? assert.unreachable(`no output ${name}`)!;
}

for (const folder of ['bert', 'bert-fp16', 'bert-sharded', 'bert-legacy-names', 'roberta', 'xlm-roberta', 'distilbert', 'mpnet', 'gte-new', 'gte-new-en-pooler']) {
  for (const unpad of [false, undefined]) {
    referenceTest(`${folder}: every forward of the reference, hidden states and attentions too, ${unpad === false ? 'padded' : 'packed'} inside`, async () => {
      const encoder = await AutoEncoder.fromPretrained(join(models, folder));
      const { cases, tensors } = await referenceOf(join(models, folder));
      let compared = 0;
      for (const one of cases.filter(({ task }) => task === 'base')) {
        const inputs = inputsOf(one, tensors);
        const unpadInputs = one.kwargs?.unpad_inputs ?? unpad; // GTE: positions count real tokens
        const found = await encoder.forward(inputs, { outputHiddenStates: true, outputAttentions: true, unpadInputs });
        for (const [name, { tensor: key }] of Object.entries(one.outputs)) {
          // The reference pools column 0 even where that is padding; packed, there is no padding to pool.
          if (unpadInputs === undefined && name === 'pooler_output' && one.name === 'left_pad') continue;
          const output = outputOf(found, name);
          compared += close(numbers(output), numbers(tensors[key!]!), forward, `${one.name} ${name}`, places(one, inputs.attentionMask, output.shape));
        }
      }
      assert.ok(compared > (folder === 'bert-fp16' ? 1_000 : 5_000), `${compared} values compared`);
      encoder.dispose();
    });
  }
}

for (const folder of ['bert', 'roberta', 'xlm-roberta', 'distilbert', 'mpnet', 'gte-new', 'gte-new-en-pooler']) referenceTest(`${folder}: the gradient of every parameter`, async () => {
  const { cases, tensors } = await referenceOf(join(models, folder));
  for (const one of cases.filter(({ task }) => task === 'base-grad')) {
  const encoder = await AutoEncoder.fromPretrained(join(models, folder));
  const { inputIds, attentionMask, tokenTypeIds, W } = inputsOf(one, tensors);
  const mean = await encoder.encode(inputIds!, attentionMask, 'mean', { tokenTypeIds, unpadInputs: one.kwargs?.unpad_inputs });
  const pooled = op('aten::div.Tensor', mean, op('aten::clamp_min', op('aten::norm.ScalarOpt_dim', mean, 2, [1], true), 1e-12));
  close(numbers(pooled), numbers(tensors[one.outputs.pooled!.tensor!]!), { atol: 1e-5 }, 'pooled');
  const loss = op('aten::sum', op('aten::mul.Tensor', pooled, W!));
  close([loss.item()], [one.outputs.loss!.value!], { atol: 1e-5, rtol: 1e-5 }, 'loss');
  await loss.backward();
  checkGradients(encoder, one, tensors);
  }
});

referenceTest('pooling: the six modes and a concatenation, padding on the right and on the left', async () => {
  const { cases, tensors } = await referenceOf(join(models, 'bert'));
  let compared = 0;
  for (const one of cases.filter(({ task }) => task === 'pooling')) {
    const { tokenEmbeddings, attentionMask } = inputsOf(one, tensors);
    for (const [name, { tensor: key }] of Object.entries(one.outputs)) {
      if (/normalize|classic/.test(name)) continue; // another module; the formula of older versions
      const methods = name === 'mean+max' ? ['max', 'mean'] : [name];
      const found = native.poolPadded(handleOf(tokenEmbeddings!), handleOf(attentionMask!), methods);
      compared += close(Array.from(native.tensorDataSync(found) as Float32Array), numbers(tensors[key!]!), { atol: 1e-5 }, `${one.name} ${name}`);
    }
  }
  assert.ok(compared > 1_000, `${compared} values compared`);
});

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
