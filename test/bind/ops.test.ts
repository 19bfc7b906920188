import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TorchEncodersError } from '../../lib/errors.js';
import { native, type Handle } from '../../lib/native.js';

const call = (name: string, ...values: unknown[]): Handle => native.op(native.findOp(name), ...values) as Handle;

test('an operator by its schema: defaults, lists, several results', () => {
  const x = native.tensorFrom(new Float32Array([3, 1, 2, 4]), [2, 2]);
  assert.equal(native.tensorDataSync(call('aten::add.Scalar', x, 1)), new Float32Array([4, 2, 3, 5]));
  assert.equal(native.tensorDataSync(call('aten::sum.dim_IntList', x, [0])), new Float32Array([5, 5]));
  const [values, indices] = call('aten::topk', x, 1) as unknown as [Handle, Handle];
  assert.equal(native.tensorDataSync(values), new Float32Array([3, 4]));
  assert.equal(native.tensorDataSync(indices), BigInt64Array.from([0n, 1n]));
});

test('gradients pass through the door', async () => {
  const x = native.tensorFrom(new Float32Array([1, 2, 3]), [3]);
  native.tensorSetRequiresGrad(x, true);
  await native.tensorBackward(call('aten::sum', call('aten::mul.Tensor', x, x)));
  assert.equal(native.tensorDataSync(native.tensorGrad(x)!), new Float32Array([2, 4, 6]));
});

test('a wrong argument is named with what was found and what the schema wants', () => {
  const x = native.tensorFrom(new Float32Array(2), [2]);
  assert.throws(() => call('aten::sum.dim_IntList', x, ['a']), (e: unknown) => e instanceof TorchEncodersError && e.code === 'ERR_DTYPE' && /argument dim .*found a string/.test(e.message));
  assert.throws(() => call('aten::nonsense'), (e: unknown) => e instanceof TorchEncodersError && e.code === 'ERR_UNSUPPORTED');
});

test.run();
