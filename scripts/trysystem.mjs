// The Dockerfile of docs/install.md where there is no Docker: `debootstrap --variant=minbase bookworm ROOT`, then node scripts/trysystem.mjs ROOT (as root). Puts this
// machine's Node and npm into that system, as node:20-slim has them, and does what the lines say there: no compiler, no network, the tarballs of build/pack/.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { findDemoModel } from './model.mjs';
import { packFolder } from './pack.mjs';
import { findOnPath } from './setup/command.mjs';
import { Failure } from './setup/failure.mjs';
import { main } from './setup/main.mjs';
import { root } from './setup.mjs';

const server = `import { createServer } from 'node:http';
import { createEmbeddingServer } from 'torch-encoders/serve';
const embeddings = await createEmbeddingServer('./model');
createServer(embeddings.handler).listen(Number(process.env.PORT), '127.0.0.1', () => console.log('ready'));
process.once('SIGTERM', () => process.exit(0));
`;
const lines = [.../```dockerfile\n([^]*?)```/.exec(readFileSync(join(root, 'docs/install.md'), 'utf8'))[1].trim().split('\n')].map((line) => /^(\w+) (.+)$/.exec(line).slice(1));

function inside(system, folder, words, env = {}) {
  const said = Object.entries({ PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/root', npm_config_offline: 'true', npm_config_cache: '/npm-cache', ...env }).map(([name, value]) => `${name}=${value}`);
  return ['chroot', [system, 'env', '-i', ...said, 'sh', '-c', `cd ${folder} && exec "$@"`, 'sh', ...words]];
}

/** What node:20-slim has beyond Debian: Node and npm. */
function bringNode(system) {
  const npm = dirname(dirname(realpathSync(findOnPath('npm'))));
  for (const path of ['usr/local/lib/node_modules/npm', 'usr/local/bin/npm']) rmSync(join(system, path), { recursive: true, force: true });
  mkdirSync(join(system, 'usr/local/lib/node_modules'), { recursive: true });
  cpSync(process.execPath, join(system, 'usr/local/bin/node'));
  cpSync(npm, join(system, 'usr/local/lib/node_modules/npm'), { recursive: true, verbatimSymlinks: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(system, 'usr/local/bin/npm'));
}

/** What the author of an app has beside the Dockerfile. */
function makeApp(app, model) {
  rmSync(app, { recursive: true, force: true });
  mkdirSync(app, { recursive: true });
  const tarballs = readdirSync(packFolder).filter((name) => name.endsWith('.tgz'));
  for (const name of tarballs) cpSync(join(packFolder, name), join(app, name));
  writeFileSync(join(app, 'package.json'), '{ "name": "app", "private": true }\n');
  execFileSync('npm', ['install', '--offline', '--cache', join(packFolder, 'npm-cache'), '--ignore-scripts', '--no-omit-lockfile-registry-resolved', ...tarballs.map((name) => `./${name}`)], { cwd: app, stdio: 'ignore' });
  rmSync(join(app, 'node_modules'), { recursive: true });
  writeFileSync(join(app, 'server.mjs'), server);
  cpSync(model, join(app, 'model'), { recursive: true, dereference: true });
  return tarballs;
}

await main(async () => {
  const [system] = process.argv.slice(2);
  if (!system) throw new Failure('trying another system', { cause: 'no folder was given', cure: 'debootstrap --variant=minbase bookworm ROOT; node scripts/trysystem.mjs ROOT' });
  const { dir } = await findDemoModel({ log: () => {} });
  const app = join(packFolder, 'app');
  const tarballs = makeApp(app, dir);
  bringNode(system);
  cpSync(join(packFolder, 'npm-cache'), join(system, 'npm-cache'), { recursive: true });
  let folder = '/';
  for (const [verb, rest] of lines) {
    if (verb === 'WORKDIR') {
      folder = rest;
      rmSync(join(system, folder), { recursive: true, force: true });
      mkdirSync(join(system, folder), { recursive: true });
      for (const name of tarballs) cpSync(join(app, name), join(system, folder, name)); // in place of the registry
    } else if (verb === 'COPY') {
      for (const name of rest.split(' ').slice(0, -1)) cpSync(join(app, name), join(system, folder, name === '.' ? '' : name), { recursive: true, force: true });
    } else if (verb === 'RUN') {
      const [command, args] = inside(system, folder, ['sh', '-c', rest]);
      const { status, stdout, stderr } = spawnSync('unshare', ['-n', command, ...args], { encoding: 'utf8' });
      if (status !== 0) throw new Failure(rest, { cause: `it ended with ${status}`, cure: 'look at its output', tail: stdout + stderr });
      console.log(`${rest}: ${stdout.trim().split('\n')[0]}`);
    } else if (verb === 'CMD') {
      const port = '3986';
      const [command, args] = inside(system, folder, JSON.parse(rest), { PORT: port });
      const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      await new Promise((resolve, reject) => { child.stdout.once('data', resolve); child.once('close', (code) => reject(new Failure(rest, { cause: `it ended with ${code}`, cure: 'look at its output' }))); });
      const answer = await fetch(`http://127.0.0.1:${port}/embed`, { method: 'POST', headers: { 'content-type': 'application/json', connection: 'close' }, body: '{"inputs":"Hello world"}' });
      const [vector] = await answer.json();
      console.log(`${rest}: ${answer.status}, ${vector.length} numbers, the first ${vector[0].toFixed(5)}`);
      child.removeAllListeners('close');
      child.kill();
    }
  }
  const compilers = ['g++', 'gcc', 'cc', 'python3'].filter((name) => spawnSync('chroot', [system, 'sh', '-c', `command -v ${name}`]).status === 0);
  console.log(`${readFileSync(join(system, 'etc/os-release'), 'utf8').split('\n')[0]}; ${basename(process.execPath)} ${process.version}; compilers and Python there: ${compilers.join(', ') || 'none'}`);
});
