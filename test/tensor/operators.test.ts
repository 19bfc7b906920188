// Every case of test/fixtures/operators: what PyTorch gives for an operator, forward and gradient.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { torch, Tensor, type DType } from '../../lib/index.js';
import { isPacked, unpack, type Packed, type Value } from '../packed.js';
import { close, numbers } from '../reference.js';

const folder = fileURLToPath(new URL('../../../test/fixtures/operators/', import.meta.url));
interface Case { op: string; args: Value[]; options: Record<string, Value>; outputs: Value[]; grads?: (Packed | null)[] }

const tolerances: Partial<Record<DType, number>> = { float64: 1e-10, float32: 1e-5, float16: 2e-3, bfloat16: 1.6e-2, complex64: 1e-5 };

const leaves = (value: unknown): Tensor[] => (value instanceof Tensor ? [value] : Array.isArray(value) ? value.flatMap(leaves) : []);
const isFloating = ({ dtype }: Tensor): boolean => /float|complex/.test(dtype);

function compare(found: Tensor, wanted: Packed, what: string): void {
  const [dtype, shape] = wanted.t;
  assert.equal([found.dtype, found.shape], [dtype, shape], what);
  const tolerance = tolerances[dtype] ?? 0;
  const numeric = (tensor: Tensor): number[] => (/^b?float16$/.test(dtype) ? numbers(tensor.to('float32')) : numbers(tensor));
  const [a, b] = [numeric(found), numeric(unpack(wanted) as Tensor)];
  const same = (i: number): boolean => Object.is(a[i], b[i]) || (Number.isNaN(a[i]!) && Number.isNaN(b[i]!)); // also infinities
  close(a, b, { atol: tolerance, rtol: tolerance }, what, (i) => !same(i));
}

const operators = new Set<string>();
for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
  const cases = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case[];
  test(`${file}: ${cases.length} cases`, async () => {
    const failures: string[] = [];
    for (const [i, one] of cases.entries()) {
      try {
        await check(one);
      } catch (error) {
        failures.push(`case ${i}, ${one.op}: ${(error as Error).message}`);
      }
      operators.add(one.op);
    }
    if (failures.length > 0) assert.unreachable(`${failures.length} of ${cases.length} differ:\n${failures.slice(0, 20).join('\n')}`);
  });
}

async function check(one: Case): Promise<void> {
  const args = one.args.map(unpack);
  const options = Object.fromEntries(Object.entries(one.options).map(([key, value]) => [key, unpack(value)]));
  const inputs = leaves([...args, ...Object.values(options)]).filter(isFloating);
  one.grads?.forEach((gradient, i) => { if (gradient) inputs[i]!.requiresGrad = true; });
  const result = torch.ops.aten![one.op]!(...args, ...(Object.keys(options).length > 0 ? [options] : []));
  const outputs = leaves(result);
  if (outputs.length === 0) assert.equal([result], one.outputs);
  one.outputs.filter(isPacked).forEach((wanted, i) => compare(outputs[i]!, wanted, `output ${i}`));
  if (!one.grads) return;
  const losses = outputs.filter((output) => output.requiresGrad && /^float/.test(output.dtype)).map((output) => {
    const weight = torch.arange(output.numel, { dtype: 'float64' }).cos().reshape(output.shape).to(output.dtype);
    return output.mul(weight).sum();
  });
  await losses.reduce((sum, loss) => sum.add(loss)).backward();
  one.grads.forEach((wanted, i) => { if (wanted) compare(inputs[i]!.grad ?? assert.unreachable(`no gradient ${i}`)!, wanted, `gradient ${i}`); });
}

test('they are 250 operators and more', () => assert.ok(operators.size >= 250, `${operators.size}`));

test.run();
