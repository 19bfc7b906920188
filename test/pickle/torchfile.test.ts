// Files of torch.save and Lightning, read without running anything; and files that mean harm.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { AutoEncoder, loadSafetensors, TorchEncodersError } from '../../lib/index.js';
import { readTorchFile } from '../../lib/pickle/torchfile.js';
import { heldTensors } from '../memory.js';
import { unpackTensor, type Packed } from '../packed.js';

interface PickleCase {
  name: string;
  base64: string;
  tensors?: Record<string, Packed>;
  left?: string[];
  error?: string;
}
const { cases } = JSON.parse(readFileSync(fileURLToPath(new URL('../../../test/fixtures/pickles/pickles.json', import.meta.url)), 'utf8')) as { cases: PickleCase[] };
const folder = mkdtempSync(join(tmpdir(), 'pickle-'));
test.after(() => rmSync(folder, { recursive: true }));

const fileOf = ({ name, base64 }: PickleCase): string => {
  const path = join(folder, `${name}.pt`);
  writeFileSync(path, Buffer.from(base64, 'base64'));
  return path;
};
const good = cases.filter(({ tensors }) => tensors);
const bad = cases.filter(({ error }) => error);
assert.ok(good.length >= 15 && bad.length >= 20);

for (const one of good) test(`${one.name}: the tensors that PyTorch wrote, bit by bit`, async () => {
  const { tensors, left } = await readTorchFile(fileOf(one));
  assert.equal(Object.keys(tensors).sort(), Object.keys(one.tensors!).sort());
  for (const [name, packed] of Object.entries(one.tensors!)) {
    const wanted = unpackTensor(packed);
    assert.equal([tensors[name]!.dtype, tensors[name]!.shape], [wanted.dtype, wanted.shape], name);
    assert.equal(Buffer.from(tensors[name]!.dataSync().buffer), Buffer.from(wanted.dataSync().buffer), name);
  }
  if (one.left) assert.equal(left, one.left);
});

for (const one of bad) test(`${one.name}: refused in one line, and nothing is run`, async () => {
  const before = await heldTensors();
  const error = (await readTorchFile(fileOf(one)).then(() => assert.unreachable('was read'), (e: unknown) => e)) as TorchEncodersError;
  assert.instance(error, TorchEncodersError, String(error));
  assert.ok(['ERR_FILE', 'ERR_UNSUPPORTED'].includes(error.code), error.code);
  assert.match(error.message, new RegExp(one.error!));
  assert.not.match(error.message, /\n/);
  assert.is(await heldTensors(), before);
  assert.not.ok(existsSync('/tmp/harm'));
});

test('a file cut off anywhere, or with any byte turned, is refused or read: never a crash', async () => {
  const { base64 } = cases.find(({ name }) => name === 'state-dict')!;
  const whole = Buffer.from(base64, 'base64');
  const path = join(folder, 'broken.pt');
  const tries = [...Array.from({ length: 60 }, (_, i) => whole.subarray(0, Math.floor((i * whole.length) / 60))), ...Array.from({ length: 400 }, (_, i) => {
    const turned = Buffer.from(whole);
    turned[(i * 7919) % whole.length]! ^= 1 << (i % 8);
    return turned;
  })];
  for (const bytes of tries) {
    writeFileSync(path, bytes);
    const outcome = await readTorchFile(path).catch((e: unknown) => e);
    assert.ok(outcome instanceof TorchEncodersError || !(outcome instanceof Error), String((outcome as Error).stack));
  }
});

test('every loader names the line that converts', async () => {
  const path = fileOf(cases.find(({ name }) => name === 'state-dict')!);
  const model = mkdtempSync(join(folder, 'model-'));
  writeFileSync(join(model, 'config.json'), '{"model_type":"bert"}');
  writeFileSync(join(model, 'pytorch_model.bin'), 'x');
  for (const call of [() => loadSafetensors(path), () => AutoEncoder.fromPretrained(path), () => AutoEncoder.fromPretrained(model)]) {
    const error = (await call().then(() => assert.unreachable(), (e: unknown) => e)) as TorchEncodersError;
    assert.is(error.code, 'ERR_UNSUPPORTED');
    assert.match(error.message, /npx torch-encoders convert \S+\.(pt|bin) \S+\.safetensors$/);
  }
});

test.run();
