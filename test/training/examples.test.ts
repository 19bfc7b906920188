// examples/sts-from-nothing.mjs in its small form.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { shared } from '../reference.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const hasPairs = existsSync(join(shared, 'data/sts'));
if (!hasPairs) console.log(`SKIPPED: no stsb-zh at ${shared}/data/sts; set TORCH_ENCODERS_SHARED`);

(hasPairs ? test : test.skip)('examples/sts-from-nothing.mjs learns, and prints the bag of characters beside it', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['examples/sts-from-nothing.mjs', join(shared, 'data'), '--quick'], { cwd: root, encoding: 'utf8', env: { ...process.env, OMP_NUM_THREADS: '1' } });
  assert.is(status, 0, stderr);
  assert.match(stdout, /\d+ tokens; Spearman on 200 pairs: bag of characters 0\.\d{4}, BERT before training -?0\.\d{4}, after -?0\.\d{4}/);
});

test.run();
