import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Head, MLPHead, sequenceLosses as losses, torch, type HeadOptions } from '../../lib/index.js';
import type { Tensor } from '../../lib/tensor/tensor.js';
import { camel, close, numbers, referenceOf, referenceTest, type Case } from '../reference.js';
import { ptls, under } from './support.js';

type Config = Record<string, number> & { selector?: string };
type LossCase = Case & { config: Config };

function selectorOf({ selector = '', neg_count: negCount }: Config): losses.PairSelector | losses.TripletSelector {
  switch (selector) {
    case 'HardNegativePairSelector': return new losses.HardNegativePairSelector({ negCount });
    case 'AllPositivePairSelector(balance=False)': return new losses.AllPositivePairSelector({ balance: false });
    case 'HardTripletSelector': return new losses.HardTripletSelector({ negCount });
    case 'AllTripletSelector': return new losses.AllTripletSelector();
    default: return new losses.SemiHardTripletSelector();
  }
}
function lossOf({ name, config }: LossCase): losses.SequenceLoss {
  const options = Object.fromEntries(Object.entries(config).map(([key, value]) => [camel(key), value]));
  const Loss = losses[name.split('.')[0] as 'ContrastiveLoss'] as unknown as new (options: object) => losses.SequenceLoss;
  return new Loss({ ...options, samplingStrategy: selectorOf(config), tripletSelector: selectorOf(config) });
}

referenceTest('losses of pytorch-lifestream: values and gradients; chosen pairs, distances, recall', async () => {
  const { cases, tensors } = await referenceOf(join(ptls, 'losses'));
  let compared = 0;
  for (const one of cases as LossCase[]) {
    const embeddings = tensors[one.inputs.embeddings!]!.detach().clone();
    const labels = tensors[one.inputs.labels ?? 'data/label']!;
    const wanted = (name: string): number[] => numbers(tensors[one.outputs[name]!.tensor!]!);
    if (one.task === 'coles-loss') {
      embeddings.requiresGrad = true;
      const loss = await lossOf(one).forward(embeddings, labels);
      close([loss.item()], [one.outputs.loss!.value!], { atol: 1e-5, rtol: 1e-6 }, one.name);
      await loss.backward();
      close(numbers(embeddings.grad!), numbers(tensors[one.grads!.embeddings!]!), { atol: 1e-5, rtol: 1e-5 }, `gradient of ${one.name}`);
    } else if (one.task === 'pair-selector') {
      for (const negCount of [2, 5]) {
        const { positive, negative } = await new losses.HardNegativePairSelector({ negCount }).getPairs(embeddings, labels);
        assert.equal(numbers(positive), wanted('positive_pairs'));
        assert.equal(numbers(negative), wanted(`negative_pairs.neg${negCount}`));
      }
    } else if (one.task === 'distance') {
      close(numbers(await losses.outerPairwiseDistance(embeddings)), wanted('distances'), { atol: 1e-5 }, 'distances');
      close(numbers(await losses.outerCosineSimilarity(embeddings)), wanted('cosine'), { atol: 1e-6 }, 'cosines');
    } else {
      for (const [name, { value }] of Object.entries(one.outputs)) {
        const [, k, metric] = /@(\d+)\.(\w+)/.exec(name)!;
        assert.is(await losses.recallTopK(embeddings, labels, { k: Number(k), metric: metric as 'cosine' }), value!, name);
      }
    }
    compared++;
  }
  assert.is(compared, cases.length);
});

referenceTest('heads of pytorch-lifestream', async () => {
  const { cases, tensors } = await referenceOf(join(ptls, 'heads'));
  for (const one of cases as (Case & { config: Record<string, unknown> })[]) {
    const head = new Head(Object.fromEntries(Object.entries(one.config).map(([key, value]) => [camel(key), value])) as HeadOptions).eval();
    head.loadStateDict(under(tensors, `${one.name}/in/weights.`));
    close(numbers(head.forward(tensors['data/x']!)), numbers(tensors[one.outputs.y!.tensor!]!), { atol: 1e-6 }, one.name);
  }
});

const two = torch.tensor([[1, 0], [0.9, 0.1], [0, 1], [0.1, 0.9]]);
const pairLabels = torch.tensor([0, 0, 1, 1], { dtype: 'int64' });

test('the selector gives the negatives that there are where fewer are asked for, and never one of the same label', async () => {
  const { negative } = await new losses.HardNegativePairSelector({ negCount: 5 }).getPairs(two, pairLabels);
  assert.equal(numbers(negative), [[0, 3], [1, 3], [2, 1], [3, 1], [0, 2], [1, 2], [2, 0], [3, 0]].flat());
  const oneClass = await new losses.HardNegativePairSelector({ negCount: 5 }).getPairs(two, torch.zeros([4], { dtype: 'int64' }));
  assert.equal(oneClass.negative.shape, [0, 2]);
  const far = await new losses.HardNegativePairSelector({ negCount: 2 }).getPairs(two.mul(1000), pairLabels);
  assert.ok((far.negative.toArray() as [number, number][]).every(([a, b]) => Math.floor(a / 2) !== Math.floor(b / 2)), 'distances beyond any bound');
  const triplets = await new losses.HardTripletSelector({ negCount: 5, isAligned: true }).getTriplets(two, pairLabels);
  assert.equal(triplets.toArray(), [[0, 1, 3], [2, 3, 1], [0, 1, 2], [2, 3, 0]], 'each pair with its own negatives');
  assert.equal((await new losses.SemiHardTripletSelector().getTriplets(two, torch.zeros([4], { dtype: 'int64' }))).shape, [0, 3]);
});

test('a batch of one label, or of one row, gives a loss that can be learnt from', async () => {
  for (const rows of [1, 4]) {
    const embeddings = two.slice(0, 0, rows).detach().clone();
    embeddings.requiresGrad = true;
    const loss = await new losses.ContrastiveLoss().forward(embeddings, torch.zeros([rows], { dtype: 'int64' }));
    assert.ok(Number.isFinite(loss.item()));
    await loss.backward();
  }
});

test('reduction mean does not grow with the batch, as the sum does', async () => {
  const doubled = torch.cat([two, two.neg()]);
  const labels = torch.tensor([0, 0, 1, 1, 2, 2, 3, 3], { dtype: 'int64' });
  const at = async (reduction: 'sum' | 'mean', embeddings: Tensor, of: Tensor): Promise<number> => (await new losses.ContrastiveLoss({ margin: 1.6, samplingStrategy: new losses.AllPositivePairSelector({ balance: false }), reduction }).forward(embeddings, of)).item();
  assert.ok((await at('sum', doubled, labels)) > 1.9 * (await at('sum', two, pairLabels)));
  const [small, large] = [await at('mean', two, pairLabels), await at('mean', doubled, labels)];
  assert.ok(large < 1.1 * small, `${small} and ${large}`);
  const sum = await at('sum', two, pairLabels);
  close([small], [sum / 6], { atol: 1e-6 }, 'the mean is over the six pairs');
});

test('the selectors that draw: balanced pairs, one random negative each, weighted by distance', async () => {
  torch.manualSeed(0);
  const { positive, negative } = await new losses.AllPositivePairSelector().getPairs(two, pairLabels);
  assert.is(positive.shape[0], 2);
  assert.is(negative.shape[0], 2);
  const label = numbers(pairLabels);
  const triplets = (await new losses.RandomNegativeTripletSelector().getTriplets(two, pairLabels)).toArray() as number[][];
  assert.is(triplets.length, 2);
  for (const [a, p, n] of triplets) assert.ok(label[a!] === label[p!] && label[a!] !== label[n!]);
  const weighted = await new losses.DistanceWeightedPairSelector().getPairs(two, pairLabels);
  assert.is(weighted.positive.shape[0], 4);
  for (const [a, n] of weighted.negative.toArray() as number[][]) assert.ok(label[a!] !== label[n!]);
});

test('recall leaves the row itself out, also among equal rows, and takes what there is', async () => {
  const equal = torch.ones([4, 3]);
  assert.is(await losses.recallTopK(equal, torch.tensor([0, 0, 0, 0], { dtype: 'int64' }), { k: 2 }), 1);
  assert.is(await losses.recallTopK(two, pairLabels, { k: 9 }), 1 / 3);
  assert.ok(Number.isNaN(await losses.recallTopK(two.slice(0, 0, 1), pairLabels.slice(0, 0, 1))));
});

test('MLPHead: one linear layer or hidden ones; a size that does not fit names both', () => {
  const plain = new MLPHead({ inputDim: 4 }).eval();
  assert.equal(plain.forward(torch.ones([3, 4])).shape, [3, 2]);
  assert.equal(Object.keys(plain.stateDict()), ['layers.1.weight', 'layers.1.bias']);
  const deep = new MLPHead({ inputDim: 4, hiddenDims: [8, 6], nClasses: 5, activation: 'gelu' });
  assert.equal(deep.forward(torch.ones([3, 4])).shape, [3, 5]);
  assert.throws(() => deep.forward(torch.ones([3, 7])), /wants vectors of 4 numbers, the encoder gives 7/);
  assert.throws(() => new MLPHead({ inputDim: 4, activation: 'step' as never }), /activation is "step"; wanted one of relu/);
  assert.throws(() => new MLPHead({ inputDim: 0 }), /inputDim is 0/);
  assert.throws(() => new MLPHead({ inputDim: 2, dropout: 1 }), /dropout is 1/);
  assert.throws(() => new Head({ objective: 'regression' }), /wants inputSize/);
});

test('two views that do not stand side by side, a selector of nothing: refused with one line', async () => {
  await new losses.VicregLoss({ simCoeff: 1, stdCoeff: 1, covCoeff: 1 }).forward(two, torch.tensor([0, 1, 0, 1], { dtype: 'int64' }))
    .then(() => assert.unreachable(), (error: Error) => assert.match(error.message, /two rows of each sequence side by side.*splitCount to 2/));
  assert.throws(() => new losses.HardNegativePairSelector({ negCount: 0 }), /negCount is 0/);
  await new losses.ContrastiveLoss({ reduction: 'none' as never }).forward(two, pairLabels).then(() => assert.unreachable(), (error: Error) => assert.match(error.message, /reduction is "none"/));
});

test.run();

