// Installs TensorBoard into a temporary environment and lets it read what our logger writes: node scripts/tensorboard.mjs [PYTHON]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './setup.mjs';

const [python = 'python3'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'tensorboard-'));
try {
  execFileSync(python, ['-m', 'venv', folder], { stdio: 'inherit' });
  execFileSync(join(folder, 'bin/pip'), ['install', '--quiet', 'tensorboard'], { stdio: 'inherit' });
  const out = execFileSync(process.execPath, [join(root, 'dist/test/training/loggers.test.js')], { encoding: 'utf8', env: { ...process.env, TORCH_ENCODERS_TENSORBOARD_PYTHON: join(folder, 'bin/python') } });
  if (out.includes('no TensorBoard')) throw new Error(out);
  console.log(out);
} finally {
  rmSync(folder, { recursive: true });
}
