// As a new user, without a network and a compiler: node scripts/tryinstall.mjs [npm] [pnpm] [bun]. For each it installs the tarballs of build/pack/ into an
// empty folder inside a network namespace that has no network, and runs README's first program and `verify` there. pnpm and Bun come from
// packaging/neighbours; they know no tarball for a dependency of a dependency, so overrides say where those are, and fill their stores beforehand.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDemoModel } from './model.mjs';
import { packFolder } from './pack.mjs';
import { Failure } from './setup/failure.mjs';
import { findOnPath } from './setup/command.mjs';
import { main } from './setup/main.mjs';
import { installFolder } from './tools.mjs';
import { root } from './setup.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'torch-encoders-try-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** A folder to be the whole PATH: these programs and a shell. */
function pathOf(programs) {
  const folder = join(scratch, 'bin');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [name, target] of Object.entries({ sh: findOnPath('sh'), env: findOnPath('env'), node: process.execPath, ...programs })) symlinkSync(target, join(folder, name));
  return folder;
}

const hasNamespaces = spawnSync('unshare', ['-n', 'true']).status === 0;
function run(command, args, { cwd, env, network = false }) {
  const [program, ...rest] = network || !hasNamespaces ? [command, ...args] : ['unshare', '-n', 'env', '-i', ...Object.entries(env).map(([name, value]) => `${name}=${value}`), command, ...args];
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(program, rest, { cwd, env: network || !hasNamespaces ? env : process.env, encoding: 'utf8' });
  if (status !== 0) throw new Failure(`${command} ${args.join(' ')}`, { cause: `it ended with ${status}`, cure: 'look at its output', tail: stdout + stderr });
  return { stdout, seconds: (performance.now() - started) / 1000 };
}

const tarballs = Object.fromEntries(readdirSync(existsSync(packFolder) ? packFolder : scratch).filter((name) => name.endsWith('.tgz')).map((name) => {
  const { name: called } = JSON.parse(execFileSync('tar', ['-xOf', join(packFolder, name), 'package/package.json'], { encoding: 'utf8' }));
  return [called, `file:${join(packFolder, name)}`];
}));

/** manager: how it installs into a folder, first with the network into its store, then without. */
const managers = {
  npm: async () => ({
    env: { PATH: pathOf({ npm: findOnPath('npm'), npx: findOnPath('npx') }) },
    install: ['npm', ['install', '--offline', '--cache', join(packFolder, 'npm-cache'), '--ignore-scripts', '--no-audit', '--no-fund', ...Object.values(tarballs).map((path) => path.slice(5))]],
    manifest: {},
  }),
  pnpm: async () => {
    const store = join(scratch, 'pnpm-store');
    const overrides = Object.fromEntries(Object.entries(tarballs).filter(([name]) => name !== 'torch-encoders'));
    return {
      env: { PATH: pathOf({ pnpm: join(await installFolder('packaging/neighbours'), 'node_modules/.bin/pnpm') }) },
      warm: ['pnpm', ['install', '--store-dir', store, '--ignore-scripts']],
      install: ['pnpm', ['install', '--offline', '--frozen-lockfile', '--store-dir', store, '--ignore-scripts']],
      manifest: { dependencies: { 'torch-encoders': tarballs['torch-encoders'] }, pnpm: { overrides } },
      files: { 'pnpm-workspace.yaml': `overrides:\n${Object.entries(overrides).map(([name, path]) => `  '${name}': '${path}'\n`).join('')}` },
      keep: ['pnpm-lock.yaml'],
    };
  },
  bun: async () => ({
    env: { PATH: pathOf({ bun: bunProgram(await installFolder('packaging/neighbours')) }), BUN_INSTALL_CACHE_DIR: join(scratch, 'bun-cache') },
    warm: ['bun', ['install', '--ignore-scripts']],
    install: ['bun', ['install', '--ignore-scripts', '--frozen-lockfile']],
    manifest: { dependencies: { 'torch-encoders': tarballs['torch-encoders'] }, overrides: Object.fromEntries(Object.entries(tarballs).filter(([name]) => name !== 'torch-encoders')) },
    keep: ['bun.lock'],
    runs: 'bun',
  }),
};
const bunProgram = (folder) => ['bun-linux-x64', 'bun-linux-x64-baseline'].map((name) => join(folder, 'node_modules/@oven', name, 'bin/bun')).find(existsSync);

async function tryManager(name, model) {
  const { env: own, warm, install, manifest, files = {}, keep = [], runs = 'node' } = await managers[name]();
  const env = { HOME: scratch, ...own };
  const folderOf = (kind) => {
    const folder = join(scratch, `${name}-${kind}`);
    mkdirSync(folder);
    for (const [file, content] of Object.entries({ 'package.json': JSON.stringify({ private: true, ...manifest }), ...files })) writeFileSync(join(folder, file), content);
    return folder;
  };
  const app = folderOf('app');
  if (warm) {
    const first = folderOf('first');
    run(...warm, { cwd: first, env: { ...process.env, ...env, PATH: `${env.PATH}:${process.env.PATH}` }, network: true });
    for (const file of keep) writeFileSync(join(app, file), readFileSync(join(first, file)));
  }
  const { seconds } = run(...install, { cwd: app, env });
  const [, program] = /```js\n([^`]*)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'));
  writeFileSync(join(app, 'program.mjs'), program);
  const { stdout, seconds: ran } = run(runs, ['program.mjs', model], { cwd: app, env });
  if (!/^0\.\d{3} The Moon pulls on the ocean\./.test(stdout)) throw new Failure(`README's program with ${name}`, { cause: `it printed ${stdout}`, cure: 'look at what was installed' });
  const { stdout: verified } = run(runs, ['node_modules/torch-encoders/dist/lib/cli/main.js', 'verify', model], { cwd: app, env });
  console.log(`${name}: installed ${hasNamespaces ? 'without a network' : 'offline'} in ${seconds.toFixed(1)} s; README's program in ${ran.toFixed(1)} s: ${stdout.split('\n')[0]}; ${verified.split('\n')[0]}`);
}

await main(async () => {
  if (Object.keys(tarballs).length < 3) throw new Failure('trying the tarballs', { cause: `there are not three in ${packFolder}`, cure: 'npm run pack' });
  const { dir } = await findDemoModel({ log: () => {} });
  const asked = process.argv.slice(2);
  for (const name of asked.length > 0 ? asked : ['npm', 'pnpm', 'bun']) await tryManager(name, dir);
});
