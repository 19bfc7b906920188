// The same loops as any x86-64 runs them: every model of the references once more, without AVX2.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { referenceTest } from '../reference.js';

referenceTest('every model × every output where there is no AVX2', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', fileURLToPath(new URL('../parity.test.js', import.meta.url))], {
    encoding: 'utf8', env: { ...process.env, ATEN_CPU_CAPABILITY: 'default' },
  });
  assert.is(status, 0, stdout + stderr);
});

test.run();
