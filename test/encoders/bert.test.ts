import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TorchEncodersError } from '../../lib/errors.js';
import { native, type Handle } from '../../lib/native.js';

const shared = process.env.TORCH_ENCODERS_SHARED ?? '../shared';
const dir = join(shared, 'parity/models/bert');
interface Case { name: string; task: string; inputs: Record<string, string>; outputs: Record<string, { tensor: string }>; compare: string }

async function bert(): Promise<Handle> {
  const c = JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8')) as Record<string, unknown>;
  const camel = Object.fromEntries(Object.entries(c).map(([key, value]) => [key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()), value]));
  const { tensors } = await native.loadSafetensors(join(dir, 'model.safetensors'), true);
  return native.makeBert({ ...camel, addPoolingLayer: true }, tensors, 'float32');
}
const numbers = (tensor: Handle): number[] => Array.from(native.tensorDataSync(tensor) as Float32Array, Number);

const run = existsSync(dir) ? test : test.skip;
if (!existsSync(dir)) console.log(`SKIPPED: no reference data at ${shared}; set TORCH_ENCODERS_SHARED`);

run('BERT: every padded forward of the reference, hidden states and attentions too, at real positions', async () => {
  const encoder = await bert();
  const { cases } = JSON.parse(readFileSync(join(dir, 'expected.json'), 'utf8')) as { cases: Case[] };
  const { tensors } = await native.loadSafetensors(join(dir, 'expected.safetensors'), true);
  let compared = 0;
  for (const one of cases.filter(({ task }) => task === 'base')) {
    const inputs: Record<string, unknown> = { unpadInputs: false };
    for (const [name, key] of Object.entries(one.inputs)) inputs[name.replace(/_(.)/g, (_, l: string) => l.toUpperCase())] = tensors[key];
    const found = await native.encoderForward(encoder, inputs, { outputHiddenStates: true, outputAttentions: true });
    const mask = one.compare === 'valid' && inputs.attentionMask ? numbers(inputs.attentionMask as Handle) : undefined;
    for (const [name, { tensor }] of Object.entries(one.outputs)) {
      const index = Number(name.split('.')[1]);
      const got = name === 'last_hidden_state' ? found.lastHiddenState : name === 'pooler_output' ? found.poolerOutput
        : name.startsWith('hidden') ? found.hiddenStates?.[index] : found.attentions?.[index];
      const [a, b] = [numbers(got as Handle), numbers(tensors[tensor] as Handle)];
      assert.is(a.length, b.length, `${one.name} ${name}`);
      const shape = native.tensorInfo(got as Handle).shape;
      const [L, last] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
      b.forEach((wanted, i) => {
        const row = Math.floor(i / last); // of [B, L] or, for attentions, of [B, heads, L]
        const batch = shape.length === 4 ? Math.floor(row / L / (shape[1] ?? 1)) : Math.floor(row / L);
        if (mask && shape.length > 2 && mask[batch * L + (row % L)] === 0) return;
        // The reference pools column 0 even where that is padding; our pooler takes the first real token.
        if (mask && shape.length === 2 && mask[row * (mask.length / (shape[0] ?? 1))] === 0) return;
        compared++;
        if (!(Math.abs((a[i] ?? NaN) - wanted) <= 2e-5 + 1e-4 * Math.abs(wanted))) assert.unreachable(`${one.name} ${name}[${i}]: ${a[i]}, wanted ${wanted}`);
      });
    }
  }
  assert.ok(compared > 10_000, `${compared} values compared`);
});

run('pooling: the six modes and a concatenation, padding on the right and on the left', async () => {
  const { cases } = JSON.parse(readFileSync(join(dir, 'expected.json'), 'utf8')) as { cases: Case[] };
  const { tensors } = await native.loadSafetensors(join(dir, 'expected.safetensors'), true);
  for (const one of cases.filter(({ task }) => task === 'pooling'))
    for (const [name, { tensor }] of Object.entries(one.outputs)) {
      if (/normalize|classic/.test(name)) continue; // another module; the formula of older versions
      const methods = name === 'mean+max' ? ['max', 'mean'] : [name];
      const got = numbers(native.poolPadded(tensors[one.inputs.token_embeddings!]!, tensors[one.inputs.attention_mask!]!, methods));
      numbers(tensors[tensor]!).forEach((wanted, i) => assert.ok(Math.abs((got[i] ?? NaN) - wanted) <= 1e-5, `${one.name} ${name}[${i}]: ${got[i]}, wanted ${wanted}`));
    }
});

run('BERT: bad input is refused with a code, before any work', async () => {
  const encoder = await bert();
  const ids = native.tensorFrom(BigInt64Array.from([1n, 999_999n]), [1, 2]);
  for (const [inputs, code] of [
    [{ inputIds: ids, unpadInputs: false }, 'ERR_RANGE'],
    [{ inputIds: ids, attentionMask: native.tensorFrom(BigInt64Array.from([1n]), [1, 1]), unpadInputs: false }, 'ERR_SHAPE'],
    [{ unpadInputs: false }, 'ERR_CONFIG'],
  ] as const) {
    const error = await native.encoderForward(encoder, inputs, { outputHiddenStates: false, outputAttentions: false }).then(() => undefined, (e: unknown) => e);
    assert.instance(error, TorchEncodersError);
    assert.is((error as TorchEncodersError).code, code);
  }
});

test('a disposed handle is refused', () => {
  const tensor = native.tensorFrom(new Float32Array([1, 2]), [2]);
  native.dispose(tensor);
  assert.throws(() => native.tensorInfo(tensor), (e: unknown) => e instanceof TorchEncodersError && e.code === 'ERR_DISPOSED');
});

test.run();
