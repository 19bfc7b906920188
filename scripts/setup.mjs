// Brings a fresh clone to a working state: packages, LibTorch, the addon, the TypeScript. Built-ins only: it runs before node_modules is there.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

const cache = process.env.TORCH_ENCODERS_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'torch-encoders');

function step(why, command, args, cure) {
  console.log(`set-up: ${why}`);
  const ran = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (ran.status === 0) return;
  console.error(`set-up failed: ${why}\n${(ran.stdout ?? '') + (ran.stderr ?? '')}`.slice(-4000) + `\n${ran.error?.message ?? ''} Cure: ${cure}`);
  process.exit(1);
}

function libtorch() {
  if (process.env.LIBTORCH) return resolve(process.env.LIBTORCH);
  const done = join(cache, 'libtorch-2.13.0-cpu');
  if (existsSync(join(done, '.complete'))) return join(done, 'torch');
  const half = `${done}.${process.pid}`;
  rmSync(done, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  step('LibTorch 2.13 from the wheel torch==2.13.0', 'python3', ['-m', 'pip', 'download', '-q', '--no-deps', 'torch==2.13.0', '-d', half], 'check that pip reaches its index, or set LIBTORCH');
  const wheel = join(half, readdirSync(half).find((name) => name.endsWith('.whl')));
  step('unpacking LibTorch', 'python3', ['-m', 'zipfile', '-e', wheel, half], 'free 1 GB of disk');
  rmSync(wheel);
  writeFileSync(join(half, '.complete'), '');
  renameSync(half, done);
  return join(done, 'torch');
}

export function setup() {
  if (!existsSync('node_modules/.package-lock.json')) step('packages by npm ci', 'npm', ['ci', '--ignore-scripts'], 'check that npm reaches its registry');
  const dir = libtorch();
  step('the addon (a cold build takes minutes)', 'node_modules/.bin/cmake-js', ['build', '--out', 'build/cmake', `--CDLIBTORCH=${dir}`, '-p', '2'], 'install g++ 12 and cmake');
  mkdirSync('build/Release', { recursive: true });
  copyFileSync('build/cmake/Release/torch_encoders.node', 'build/Release/torch_encoders.node.new');
  renameSync('build/Release/torch_encoders.node.new', 'build/Release/torch_encoders.node');
  step('TypeScript', 'node_modules/.bin/tsc', ['-p', 'tsconfig.json'], 'mend the errors above');
}
if (process.argv[1]?.endsWith('setup.mjs')) setup();
