// Every module and optimizer against PyTorch: initialisation from a seed, 20 steps, the state afterwards.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nn, optim, Tensor, torch } from '../../lib/index.js';
import { unpack, unpackTensor, type Packed, type Value } from '../packed.js';
import { close, numbers } from '../reference.js';

const folder = fileURLToPath(new URL('../../../test/fixtures/nn/', import.meta.url));
const read = <Kind>(name: string): Kind[] => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Kind[];
const unpackAll = (values: Record<string, Value>): Record<string, unknown> => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, unpack(value)]));
const tolerance = { atol: 1e-5, rtol: 1e-5 };

type Loose = nn.Module & { forward(...inputs: unknown[]): unknown };
const first = (value: unknown): Tensor => (Array.isArray(value) ? first(value[0]) : (value as Tensor));

interface ModuleCase {
  module: string; args: Value[]; options: Record<string, Value>; inputs: Value[]; call: Record<string, Value>;
  start: Record<string, Packed>; end: Record<string, Packed>; losses: number[]; output: Packed; lr: number;
}

function compareState(found: Record<string, Tensor>, wanted: Record<string, Packed>, what: string): void {
  assert.equal(Object.keys(found).sort(), Object.keys(wanted).sort(), what);
  for (const [name, packed] of Object.entries(wanted)) {
    const expected = unpackTensor(packed);
    assert.equal([found[name]!.dtype, found[name]!.shape], [expected.dtype, expected.shape], `${what} ${name}`);
    close(numbers(found[name]!), numbers(expected), tolerance, `${what} ${name}`);
  }
}

test('every module: the same start from a seed, and 20 steps', async () => {
  const failures: string[] = [];
  const cases = read<ModuleCase>('modules.json');
  for (const [i, one] of cases.entries()) {
    try {
      await checkModule(one);
    } catch (error) {
      failures.push(`${i} ${one.module} ${JSON.stringify(one.options).slice(0, 60)}: ${(error as Error).message}`);
    }
  }
  if (failures.length > 0) assert.unreachable(`${failures.length} of ${cases.length} differ:\n${failures.slice(0, 20).join('\n')}`);
  assert.ok(cases.length >= 60);
});

async function checkModule(one: ModuleCase): Promise<void> {
  torch.manualSeed(0);
  const Kind = (nn as unknown as Record<string, new (...args: unknown[]) => Loose>)[one.module]!;
  const options = unpackAll(one.options);
  const module = new Kind(...one.args.map(unpack), ...(Object.keys(options).length > 0 ? [options] : []));
  compareState(module.stateDict(), one.start, 'at the start');
  const inputs = one.inputs.map(unpack) as Tensor[];
  const parameters = [...module.parameters()];
  const learned = parameters.length > 0 ? parameters : inputs.filter(({ dtype }) => /float/.test(dtype));
  if (parameters.length === 0) for (const input of learned) input.requiresGrad = true;
  const optimizer = new optim.SGD(learned, { lr: one.lr });
  const call = Object.keys(one.call).length > 0 ? [unpackAll(one.call)] : [];
  for (const [step, wanted] of one.losses.entries()) {
    const out = first(module.forward(...inputs, ...call));
    const loss = out.mul(out).mean();
    optimizer.zeroGrad();
    await loss.backward();
    await optimizer.step();
    close([loss.item()], [wanted], tolerance, `loss of step ${step}`);
  }
  compareState(module.stateDict(), one.end, 'at the end');
  module.eval();
  close(numbers(first(module.forward(...inputs, ...call))), numbers(unpackTensor(one.output)), tolerance, 'output');
}

test('every optimizer: 20 steps, two groups, one step without a gradient; its state can be stored and taken up', async () => {
  for (const one of read<{ optimizer: 'SGD'; options: Record<string, Value>; start: Packed[]; end: Packed[] }>('optimizers.json')) {
    for (const isInterrupted of [false, true]) {
      const [a, b] = one.start.map((packed) => new nn.Parameter(unpackTensor(packed))) as [nn.Parameter, nn.Parameter];
      const make = (): optim.SGD => new optim[one.optimizer]([{ params: [a] }, { params: [b], lr: 2 * (one.options.lr as number) }], one.options);
      let optimizer = make();
      for (let step = 0; step < 20; step++) {
        if (isInterrupted && step === 7) {
          const state = optimizer.stateDict();
          optimizer = make();
          optimizer.loadStateDict(state);
        }
        const loss = a.sin().mul(a).sum().add(b.sub(1).pow(4).sum());
        optimizer.zeroGrad();
        await loss.backward();
        if (step === 3) b.grad = undefined;
        await optimizer.step();
      }
      [a, b].forEach((parameter, i) => close(numbers(parameter), numbers(unpackTensor(one.end[i]!)), tolerance, `${one.optimizer} ${JSON.stringify(one.options)} parameter ${i}`));
    }
  }
});

test('sparse gradients: SparseAdam, then SGD', async () => {
  const [one] = read<{ start: Packed; ids: number[][]; SparseAdam: Packed; SGD: Packed }>('sparse.json');
  const embedding = new nn.Embedding(6, 3, { sparse: true });
  embedding.loadStateDict({ weight: unpackTensor(one!.start) });
  for (const name of ['SparseAdam', 'SGD'] as const) {
    const optimizer = new optim[name](embedding.parameters(), { lr: 0.05 });
    for (let step = 0; step < 20; step++) {
      optimizer.zeroGrad();
      await embedding.forward(torch.tensor(one!.ids[step % 2]!, { dtype: 'int64' })).pow(2).sum().backward();
      await optimizer.step();
    }
    close(numbers(embedding.weight), numbers(unpackTensor(one![name])), tolerance, name);
  }
});

test.run();
