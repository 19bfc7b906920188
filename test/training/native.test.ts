// What training asks of the native side: random numbers of encoders from the seed, recomputed layers, operators without a gradient.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createEncoder, nn, optim, torch, Trainer, TrainerModule, type BaseEncoder, type Tensor } from '../../lib/index.js';
import { close, numbers } from '../reference.js';
import { failure, is } from './support.js';

const sizes = { vocab_size: 40, hidden_size: 16, num_hidden_layers: 3, num_attention_heads: 2, intermediate_size: 24, max_position_embeddings: 32 };
const families: Record<string, { type: 'bert' | 'gte'; config: Record<string, unknown> }> = {
  bert: { type: 'bert', config: sizes },
  mpnet: { type: 'bert', config: { ...sizes, model_type: 'mpnet', pad_token_id: 1 } },
  gte: { type: 'gte', config: { ...sizes, attention_probs_dropout_prob: 0.1 } },
  modernbert: { type: 'bert', config: { ...sizes, model_type: 'modernbert', attention_dropout: 0.1, mlp_dropout: 0.1 } },
  nomic: { type: 'bert', config: { ...sizes, model_type: 'nomic_bert', hidden_dropout_prob: 0.1 } },
  qwen3: { type: 'bert', config: { ...sizes, model_type: 'qwen3', num_key_value_heads: 1, head_dim: 8, attention_dropout: 0.1 } },
  deberta: { type: 'bert', config: { ...sizes, model_type: 'deberta-v2', relative_attention: true, pos_att_type: ['c2p', 'p2c'], share_att_key: true } },
};
const ids = torch.tensor([[5, 6, 7, 8, 9], [10, 11, 12, 0, 0]], { dtype: 'int64' });
const mask = torch.tensor([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]], { dtype: 'int64' });
const weigh = torch.randn([2, 16], { generator: new torch.Generator().manualSeed(9) });

async function gradients(encoder: BaseEncoder, seed: number): Promise<Record<string, Tensor>> {
  torch.manualSeed(seed);
  encoder.zeroGrad();
  await (await encoder.encode(ids, mask, 'mean')).mul(weigh).sum().backward();
  return Object.fromEntries([...encoder.namedParameters()].flatMap(([name, { grad }]) => (grad ? [[name, grad.clone()]] : [])));
}

for (const [name, { type, config }] of Object.entries(families)) {
  test(`${name}: layers that are computed again give the same gradients, dropout and all`, async () => {
    torch.manualSeed(0);
    const encoder = await createEncoder(type, config);
    encoder.train();
    const kept = await gradients(encoder, 4);
    encoder.gradientCheckpointingEnable();
    const again = await gradients(encoder, 4);
    assert.equal(Object.keys(again), Object.keys(kept));
    for (const [parameter, gradient] of Object.entries(kept)) {
      const values = numbers(gradient);
      close(numbers(again[parameter]!), values, { atol: 1e-6 * Math.max(...values.map(Math.abs)) }, parameter);
    }
    const other = await gradients(encoder, 5);
    assert.not.equal(Object.values(other).map((one) => numbers(one)), Object.values(kept).map((one) => numbers(one)));
    encoder.dispose();
  });
}

test('an encoder\'s dropout follows from the seed', async () => {
  torch.manualSeed(0);
  const encoder = await createEncoder('bert', sizes);
  encoder.train();
  const run = async (seed: number): Promise<number[]> => {
    torch.manualSeed(seed);
    return [...numbers(await encoder.encode(ids, mask)), ...numbers(torch.rand([2]))];
  };
  assert.equal(await run(1), await run(1));
  assert.not.equal(await run(1), await run(2));
});

test('frozen layers may be computed again too: the rest gets its gradients', async () => {
  const encoder = await createEncoder('bert', { ...sizes, hidden_dropout_prob: 0, attention_probs_dropout_prob: 0 });
  encoder.train();
  for (const [name, parameter] of encoder.namedParameters()) if (!name.startsWith('encoder.layer.2')) parameter.requiresGrad = false;
  const kept = await gradients(encoder, 1);
  encoder.gradientCheckpointingEnable();
  const again = await gradients(encoder, 1);
  assert.equal(Object.keys(again), Object.keys(kept));
  assert.ok(Object.keys(kept).every((name) => name.startsWith('encoder.layer.2')));
});


test('training refuses an operator that has no gradient; elsewhere LibTorch warns', async () => {
  class Pointwise extends TrainerModule {
    layer = new nn.Linear(4, 4);
    trainingStep(x: Tensor): Tensor {
      return (torch.ops.mkldnn!._linear_pointwise!(x, x, this.layer.weight, this.layer.bias, 'add') as Tensor).sum();
    }
    configureOptimizers(): optim.SGD {
      return new optim.SGD(this.parameters(), { lr: 0.1 });
    }
  }
  const error = await failure(new Trainer({ maxEpochs: 1 }).fit(new Pointwise(), [torch.ones([2, 4])]));
  assert.ok(is('ERR_UNSUPPORTED', /No gradient can be computed through mkldnn::_linear_pointwise/)(error), String(error));
});

test.run();
