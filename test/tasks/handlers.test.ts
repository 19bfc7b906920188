// Losses, decoding, missing labels and refusals of the six tasks.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nn, TaskHandler, torch, TorchEncodersError } from '../../lib/index.js';
import { close, numbers } from '../reference.js';

const is = (code: string, message: RegExp) => (e: unknown): boolean => e instanceof TorchEncodersError && e.code === code && message.test(e.message);
const F = nn.functional;
const outputs = torch.tensor([[0.5, -1, 2], [1, 0.25, -0.5]]);

test('classes: cross entropy with weights and smoothing; names decode', () => {
  const labels = torch.tensor([2, 1], { dtype: 'int64' });
  const handler = TaskHandler.create('classification', { outputDim: 3, labels: ['a', 'b', 'c'], classWeights: [1, 2, 0.5], labelSmoothing: 0.1 });
  close([handler.computeLoss(outputs, labels).item()], [F.crossEntropy(outputs, labels, { weight: torch.tensor([1, 2, 0.5]), labelSmoothing: 0.1 }).item()], { atol: 1e-7 }, 'loss');
  assert.equal(handler.decode(outputs), ['c', 'a']);
  assert.throws(() => handler.computeLoss(outputs, torch.tensor([1, 2])), is('ERR_SHAPE', /labels are float32 \[2\]; classification wants int64 \[2\]/));
});

test('several labels: binary cross entropy over those that are known', () => {
  const handler = TaskHandler.create('multi_label_classification', { outputDim: 3, labels: ['a', 'b', 'c'] });
  const known = torch.tensor([[1, 0, 1], [0, 1, 0]]);
  close([handler.computeLoss(outputs, known).item()], [F.binaryCrossEntropyWithLogits(outputs, known).item()], { atol: 1e-7 }, 'loss');
  const some = torch.tensor([[1, NaN, 1], [NaN, NaN, 0]]);
  const each = numbers(F.binaryCrossEntropyWithLogits(outputs, known, { reduction: 'none' }));
  close([handler.computeLoss(outputs, some).item()], [(each[0]! + each[2]! + each[5]!) / 3], { atol: 1e-7 }, 'of known ones');
  assert.is(handler.computeLoss(outputs, torch.full([2, 3], NaN)).item(), 0);
  assert.equal(handler.decode(outputs), [['a', 'c'], ['a', 'b']]);
  assert.is(handler.computeMetrics(outputs, some).acc, 1);
});

test('a missing label gives no gradient, and no NaN', async () => {
  for (const task of ['multi_label_classification', 'multi_target_regression'] as const) {
    const x = torch.tensor([[0.5, -1], [1, 2]], { requiresGrad: true });
    await TaskHandler.create(task, { outputDim: 2 }).computeLoss(x, torch.tensor([[1, NaN], [NaN, 0]])).backward();
    const [a, b, c, d] = numbers(x.grad!);
    assert.ok(a !== 0 && b === 0 && c === 0 && d !== 0, `${task}: ${[a, b, c, d]}`);
  }
});

test('numbers: squared errors of one, absolute errors of several; measured and decoded in their own scale', () => {
  const one = TaskHandler.create('regression', { outputDim: 1, normalization: { mean: [10], std: [2] } });
  const [found, wanted] = [torch.tensor([[0.5], [-1]]), torch.tensor([1, -2])];
  close([one.computeLoss(found, wanted).item()], [(0.25 + 1) / 2], { atol: 1e-7 }, 'loss');
  assert.equal(one.decode(found), [11, 8]);
  close([one.computeMetrics(found, wanted).mae!], [(1 + 2) / 2], { atol: 1e-6 }, 'mae');
  const several = TaskHandler.create('multi_target_regression', { outputDim: 3 });
  close([several.computeLoss(outputs, torch.zeros([2, 3])).item()], [F.l1Loss(outputs, torch.zeros([2, 3])).item()], { atol: 1e-7 }, 'loss');
  assert.throws(() => several.computeLoss(outputs, torch.zeros([2])), is('ERR_SHAPE', /wants float32 \[2, 3\]/));
});

test('masked words: −100 is not asked; perplexity; all places or those that are asked', () => {
  const handler = TaskHandler.create('mlm', { outputDim: 3 });
  const labels = torch.tensor([[2, -100], [-100, 1]], { dtype: 'int64' });
  const all = torch.stack([outputs, outputs.add(1)]).reshape([2, 2, 3]);
  const asked = torch.stack([all.index(0, 0), all.index(1, 1)]);
  const loss = handler.computeLoss(all, labels).item();
  close([loss], [F.crossEntropy(all.reshape([4, 3]), labels.reshape([4])).item()], { atol: 1e-7 }, 'loss');
  close([handler.computeLoss(asked, labels).item()], [loss], { atol: 1e-7 }, 'of rows');
  close([handler.computeMetrics(all, labels).perplexity!], [Math.exp(loss)], { atol: 1e-5 }, 'perplexity');
  assert.equal(handler.decode(all), [[2, 0], [2, 0]]);
  assert.throws(() => handler.computeLoss(torch.zeros([3, 3]), labels), is('ERR_SHAPE', /3 places asked/));
});

test('what a task cannot be is refused', () => {
  assert.throws(() => TaskHandler.create('ranking' as 'mlm', { outputDim: 1 }), is('ERR_CONFIG', /"ranking"; wanted .*regression/));
  assert.throws(() => TaskHandler.create('regression', { outputDim: 2 }), is('ERR_CONFIG', /multi_target_regression/));
  assert.throws(() => TaskHandler.create('regression', { outputDim: 1, labelSmoothing: 0.1 }), is('ERR_CONFIG', /no classes/));
  assert.throws(() => TaskHandler.create('classification', { outputDim: 3, classWeights: [1] }), is('ERR_SHAPE', /1 class weights.*outputDim is 3/));
  assert.throws(() => TaskHandler.create('classification', { outputDim: 0 }), is('ERR_RANGE', /outputDim is 0/));
  assert.throws(() => TaskHandler.create('classification', { outputDim: 2, labels: ['a'] }), is('ERR_SHAPE', /1 labels are named/));
});

test.run();
