import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TorchEncodersError } from '../../lib/errors.js';
import { op, queued } from '../../lib/tensor/ops.js';
import { tensor, type Tensor } from '../../lib/tensor/tensor.js';

const is = (code: string, message: RegExp) => (e: unknown): boolean => e instanceof TorchEncodersError && e.code === code && message.test(e.message);

test('an operator by its schema: defaults, lists, several results', async () => {
  const x = tensor([[3, 1], [2, 4]]);
  assert.equal(op('aten::add.Scalar', x, 1).toArray(), [[4, 2], [3, 5]]);
  assert.equal((await queued('aten::sum.dim_IntList', x, [0])).toArray(), [5, 5]);
  const [values, indices] = op<[Tensor, Tensor]>('aten::topk', x, 1);
  assert.equal([values.toArray(), indices.toArray()], [[[3], [4]], [[0], [1]]]);
});

test('gradients pass through the door', async () => {
  const x = tensor([1, 2, 3], { requiresGrad: true });
  await op('aten::sum', op('aten::mul.Tensor', x, x)).backward();
  assert.equal(x.grad?.toArray(), [2, 4, 6]);
});

test('a wrong argument is named with what was found and what the schema wants', () => {
  assert.throws(() => op('aten::sum.dim_IntList', tensor([1]), ['a']), is('ERR_DTYPE', /argument dim .*found a string/));
  assert.throws(() => op('aten::nonsense'), is('ERR_UNSUPPORTED', /nonsense/));
});

test('a disposed tensor is refused', () => {
  const x = tensor([1, 2]);
  x.dispose();
  assert.throws(() => x.shape, is('ERR_DISPOSED', /disposed/));
  assert.throws(() => op('aten::sum', x), is('ERR_DISPOSED', /disposed/));
});

test.run();
