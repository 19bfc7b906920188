// The examples of event sequences, in a small form: the road of one is that of the other.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const road = /recall@4 (0\.\d{3}|1\.000)[^]*\n11 weights loaded, 0 missing[^]*test \{[^}]*test_acc: [\d.]+[^}]*\}\nembeddings \[ (\d+), 64 \]/;
const run = (...args: string[]): RegExpExecArray => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: { ...process.env, OMP_NUM_THREADS: '1' } });
  assert.is(status, 0, stdout + stderr);
  const found = road.exec(stdout);
  assert.ok(found, stdout);
  return found!;
};

test('examples/coles-finetune/main.mjs goes the whole road with 80 clients and one epoch', () => {
  assert.ok(Number(run('examples/coles-finetune/main.mjs', '80', '1')[2]) > 10); // a fifth is the test
});

test('examples/coles-quick/main.mjs is that road with 300 clients and three epochs', () => {
  assert.match(readFileSync(join(root, 'examples/coles-quick/main.mjs'), 'utf8'), /'300', '3'/);
  assert.ok(Number(run('examples/coles-quick/main.mjs')[2]) > 50);
});

test.run();
