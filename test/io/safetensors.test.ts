import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TorchEncodersError } from '../../lib/errors.js';
import { native } from '../../lib/native.js';

const dir = mkdtempSync(join(tmpdir(), 'safetensors-'));
test.after(() => rmSync(dir, { recursive: true }));

function file(header: string, data = 0): string {
  const path = join(dir, 'bad.safetensors');
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(Buffer.byteLength(header)));
  writeFileSync(path, Buffer.concat([size, Buffer.from(header), Buffer.alloc(data)]));
  return path;
}

test('what is saved is loaded, mapped and read', async () => {
  const path = join(dir, 'good.safetensors');
  const values = new Float32Array([1, -2, 3.5, 0, 1e-30, 7]);
  await native.saveSafetensors(path, { 'a"b': native.tensorFrom(values, [2, 3]), flag: native.tensorFrom(new Uint8Array([1]), [1], 'bool') }, { format: 'pt' });
  for (const map of [true, false]) {
    const { tensors, metadata } = await native.loadSafetensors(path, map);
    assert.equal(metadata, { format: 'pt' });
    assert.equal(native.tensorInfo(tensors['a"b']!).shape, [2, 3]);
    assert.equal(native.tensorDataSync(tensors['a"b']!), values);
    assert.is(native.tensorInfo(tensors.flag!).dtype, 'bool');
  }
  writeFileSync(join(dir, 'cut.safetensors'), readFileSync(path).subarray(0, -1));
});

const bad: [string, () => string, RegExp][] = [
  ['missing', () => join(dir, 'nowhere'), /cannot be opened/],
  ['a folder', () => dir, /is not a file/],
  ['cut short', () => join(dir, 'cut.safetensors'), /truncated/],
  ['an overlap', () => file('{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}', 3), /overlap/],
  ['a gap', () => file('{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}', 2), /a gap/],
  ['a name twice', () => file('{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}'), /twice/],
  ['a shape of other bytes', () => file('{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}', 4), /want 8/],
  ['an impossible shape', () => file('{"a":{"dtype":"U8","shape":[8589934592,8589934592,0],"data_offsets":[0,0]}}'), /impossibly large/],
  ['bytes nobody owns', () => file('{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 2), /more than the header tells/],
  ['no JSON', () => file('[]'), /is missing/],
];
for (const [name, make, message] of bad)
  test(`refused: ${name}`, async () => {
    const error = await native.loadSafetensors(make(), true).then(() => undefined, (e: unknown) => e);
    assert.instance(error, TorchEncodersError);
    assert.is((error as TorchEncodersError).code, 'ERR_FILE');
    assert.match((error as TorchEncodersError).message, message);
  });

test.run();
