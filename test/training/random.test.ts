// Dropout inside an encoder draws from the environment's generator, as every other random number does.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createEncoder, torch } from '../../lib/index.js';

test('a seed repeats an encoder\'s dropout, with gradients and without, and the stream goes on from there', async () => {
  const encoder = await createEncoder('bert', { vocab_size: 50, hidden_size: 16, num_hidden_layers: 2, num_attention_heads: 2, intermediate_size: 32, max_position_embeddings: 16 });
  const inputIds = torch.tensor([[2, 7, 9, 3], [2, 5, 3, 0]], { dtype: 'int64' });
  const attentionMask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]], { dtype: 'int64' });
  const run = async (): Promise<unknown> => [(await encoder.encode(inputIds, attentionMask)).toArray(), torch.rand([2]).toArray()];
  encoder.train();
  torch.manualSeed(5);
  const first = await run();
  torch.manualSeed(5);
  assert.equal(await run(), first);
  torch.manualSeed(5);
  assert.equal(await torch.noGrad(run), first);
  torch.manualSeed(6);
  assert.not.equal(await run(), first);
  encoder.eval();
  const still = (await encoder.encode(inputIds, attentionMask)).toArray();
  assert.equal((await encoder.encode(inputIds, attentionMask)).toArray(), still);
  encoder.dispose();
});

test.run();
