// Transformer layers: masks, the fast path against attention step by step, a decoder without a memory, and what tables of vectors refuse.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nn, noGrad, optim, torch, TorchEncodersError, type Tensor } from '../../lib/index.js';
import { close, numbers } from '../reference.js';

const ids = (values: number[] | number[][]): Tensor => torch.tensor(values, { dtype: 'int64' });
const refuses = (fn: () => unknown, code: string, message: RegExp): void =>
  assert.throws(fn, (error: unknown) => error instanceof TorchEncodersError && error.code === code && message.test(error.message) && !error.message.includes('\n'));

test('TransformerEncoder with srcKeyPaddingMask: a row is the same alone, in evaluation, without gradients, and with attention step by step', () => {
  torch.manualSeed(0);
  for (const normFirst of [false, true]) {
    const layer = new nn.TransformerEncoderLayer(16, 4, { dimFeedforward: 32, dropout: 0, batchFirst: true, normFirst });
    const encoder = new nn.TransformerEncoder(layer, 2);
    const x = torch.randn([3, 7, 16]);
    const lengths = [7, 4, 1];
    const padding = torch.arange(7).unsqueeze(0).ge(ids(lengths).unsqueeze(1)); // true is left out
    const trained = encoder.forward(x, { srcKeyPaddingMask: padding });
    encoder.eval();
    const ways = [encoder.forward(x, { srcKeyPaddingMask: padding }), noGrad(() => encoder.forward(x, { srcKeyPaddingMask: padding })), stepByStep(encoder, x, padding, normFirst)];
    const floats = torch.zeros([3, 7]).maskedFill(padding, -Infinity);
    ways.push(encoder.forward(x, { srcKeyPaddingMask: floats }));
    for (const [row, length] of lengths.entries()) {
      const wanted = numbers(trained.index(row, `:${length}`));
      for (const found of ways) close(numbers(found.index(row, `:${length}`)), wanted, { atol: 2e-6, rtol: 1e-5 }, `row ${row}`);
      close(numbers(encoder.forward(x.index([row], `:${length}`)).index(0)), wanted, { atol: 2e-6, rtol: 1e-5 }, `row ${row} alone`);
    }
  }
});

/** The layers with weights of attention that are computed and given: no fused operator. */
function stepByStep(encoder: nn.TransformerEncoder, x: Tensor, padding: Tensor, normFirst: boolean): Tensor {
  for (const layer of encoder.layers) {
    const attend = (y: Tensor): Tensor => layer.selfAttn.forward(y, y, y, { keyPaddingMask: padding, needWeights: true })[0];
    const feed = (y: Tensor): Tensor => layer.linear2.forward(layer.linear1.forward(y).relu());
    if (normFirst) {
      x = x.add(attend(layer.norm1.forward(x)));
      x = x.add(feed(layer.norm2.forward(x)));
    } else {
      x = layer.norm1.forward(x.add(attend(x)));
      x = layer.norm2.forward(x.add(feed(x)));
    }
  }
  return x;
}

test('TransformerDecoder without a memory is a causal encoder with the same weights, and learns', async () => {
  for (const normFirst of [false, true]) {
    torch.manualSeed(1);
    const decoder = new nn.TransformerDecoder(new nn.TransformerDecoderLayer(16, 4, { dimFeedforward: 32, dropout: 0, batchFirst: true, normFirst }), 2, new nn.LayerNorm(16));
    const encoder = new nn.TransformerEncoder(new nn.TransformerEncoderLayer(16, 4, { dimFeedforward: 32, dropout: 0, batchFirst: true, normFirst }), 2, new nn.LayerNorm(16));
    const own = Object.entries(decoder.stateDict()).filter(([name]) => !/multihead_attn|\.norm2\./.test(name));
    encoder.loadStateDict(Object.fromEntries(own.map(([name, tensor]) => [name.replace('.norm3.', '.norm2.'), tensor])));
    const x = torch.randn([2, 5, 16]);
    const mask = nn.Transformer.generateSquareSubsequentMask(5);
    close(numbers(decoder.forward(x, null, { tgtMask: mask })), numbers(encoder.forward(x, { mask })), { atol: 1e-6 }, 'output');

    const optimizer = new optim.Adam(decoder.parameters(), { lr: 0.01 });
    const losses: number[] = [];
    for (let step = 0; step < 5; step++) {
      const loss = decoder.forward(x, null, { tgtMask: mask }).sub(x).square().mean();
      optimizer.zeroGrad();
      await loss.backward();
      await optimizer.step();
      losses.push(loss.item());
    }
    assert.ok(losses.at(-1)! < losses[0]!);
    refuses(() => decoder.forward(x, null, { memoryKeyPaddingMask: torch.zeros([2, 5]) }), 'ERR_CONFIG', /without a memory/);
  }
});

test('ids that are in no row, positions past the table, bags that begin nowhere, labels that are no class', () => {
  const position = new nn.Embedding(8, 4);
  refuses(() => position.forward(torch.arange(9)), 'ERR_RANGE', /the id 8 is in no row of an embedding with 8; wanted 0 to 7.*shorter sequence/);
  refuses(() => position.forward(ids([-1])), 'ERR_RANGE', /the id -1/);
  refuses(() => position.forward(torch.zeros([2])), 'ERR_DTYPE', /Float/);
  const bag = new nn.EmbeddingBag(8, 4);
  refuses(() => bag.forward(ids([1, 9]), ids([0])), 'ERR_RANGE', /the id 9/);
  refuses(() => bag.forward(ids([1, 2])), 'ERR_SHAPE', /found ids \[2\] without offsets/);
  refuses(() => bag.forward(ids([[1, 2]]), ids([0])), 'ERR_SHAPE', /found ids \[1, 2\] with offsets/);
  assert.throws(() => bag.forward(ids([1, 2]), ids([0, 5])), /offsets/);
  refuses(() => nn.functional.crossEntropy(torch.zeros([2, 3]), ids([0, 3])), 'ERR_RANGE', /Target 3 is out of bounds/);
  const logProbs = torch.zeros([5, 2, 4]).logSoftmax(-1);
  refuses(() => nn.functional.ctcLoss(logProbs, ids([[1, 2], [1, 4]]), [5, 5], [2, 2]), 'ERR_RANGE', /a target is 4; wanted a symbol from 0 to 3/);
  refuses(() => nn.functional.ctcLoss(logProbs, ids([1, 2, -1]), [5, 5], ids([2, 1])), 'ERR_RANGE', /a target is -1/);
  assert.ok(Number.isFinite(nn.functional.ctcLoss(logProbs, ids([[1, 2], [1, -1]]), [5, 5], [2, 1]).item())); // behind its length
});

test('EmbeddingBag: sparse gradients with SparseAdam go where dense ones with Adam go, row by row', async () => {
  const weights = torch.randn([6, 3]);
  const found = [];
  for (const sparse of [false, true]) {
    const bag = new nn.EmbeddingBag(6, 3, { sparse });
    bag.loadStateDict({ weight: weights });
    const optimizer = new optim[sparse ? 'SparseAdam' : 'Adam'](bag.parameters(), { lr: 0.1 });
    for (let step = 0; step < 10; step++) {
      optimizer.zeroGrad();
      const loss = bag.forward(ids([0, 1, 2, 3, 4, 5]), ids([0, 1, 4])).square().sum();
      await loss.backward();
      assert.is(bag.weight.grad!.isSparse, sparse);
      await optimizer.step();
    }
    found.push(numbers(bag.weight));
  }
  close(found[1]!, found[0]!, { atol: 1e-5 }, 'weight');
});

test.run();
