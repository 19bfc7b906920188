// Inside other programs: node scripts/neighbours.mjs. Installs the tarballs of build/pack/ beside onnxruntime-node, sharp, better-sqlite3, Express, Fastify,
// esbuild and Next.js (packaging/neighbours), and tries: either load order, the examples, the two recipes. better-sqlite3 is compiled here, as its binary
// does not come from npm.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findDemoModel } from './model.mjs';
import { packFolder } from './pack.mjs';
import { findOnPath } from './setup/command.mjs';
import { Failure } from './setup/failure.mjs';
import { main } from './setup/main.mjs';
import { installFolder } from './tools.mjs';
import { root } from './setup.mjs';

const app = mkdtempSync(join(tmpdir(), 'torch-encoders-neighbours-'));
process.on('exit', () => rmSync(app, { recursive: true, force: true }));

function run(what, command, args, env = {}) {
  const { status, signal, stdout, stderr } = spawnSync(command, args, { cwd: app, encoding: 'utf8', env: { ...process.env, ...env } });
  if (status !== 0) throw new Failure(what, { cause: `it ended with ${signal ?? status}`, cure: 'look at its output', tail: stdout + stderr });
  return { stdout, stderr };
}
const node = (what, ...args) => run(what, process.execPath, args).stdout.trim();

/** node_modules: ours from the tarballs, the others as links into packaging/neighbours. */
async function install() {
  const neighbours = join(await installFolder('packaging/neighbours'), 'node_modules');
  writeFileSync(join(app, 'package.json'), '{ "private": true }');
  const tarballs = readdirSync(packFolder).filter((name) => name.endsWith('.tgz')).map((name) => join(packFolder, name));
  run('installing the tarballs', 'npm', ['install', '--offline', '--cache', join(packFolder, 'npm-cache'), '--ignore-scripts', ...tarballs]);
  for (const name of readdirSync(neighbours).filter((entry) => !entry.startsWith('.'))) {
    for (const path of name.startsWith('@') ? readdirSync(join(neighbours, name)).map((entry) => join(name, entry)) : [name]) {
      if (existsSync(join(app, 'node_modules', path))) continue;
      mkdirSync(dirname(join(app, 'node_modules', path)), { recursive: true });
      symlinkSync(join(neighbours, path), join(app, 'node_modules', path));
    }
  }
  const sqlite = join(neighbours, 'better-sqlite3');
  if (!existsSync(join(sqlite, 'build/Release/better_sqlite3.node'))) {
    const gyp = join(dirname(realpathSync(findOnPath('npm'))), '../node_modules/node-gyp/bin/node-gyp.js'); // npm brings its own
    const { status, stderr } = spawnSync(process.execPath, [gyp, 'rebuild', '--release', `--nodedir=${dirname(dirname(process.execPath))}`], { cwd: sqlite, encoding: 'utf8' });
    if (status !== 0) console.log(`better-sqlite3 could not be compiled, and is left out: ${stderr.trim().split('\n').at(-1)}`);
  }
  return existsSync(join(sqlite, 'build/Release/better_sqlite3.node'));
}

/** Each neighbour loads first, then second; both work. */
function loadOrders(model, hasSqlite) {
  const uses = {
    'onnxruntime-node': `const ort = require('onnxruntime-node'); if (new ort.Tensor('float32', [1, 2], [2]).size !== 2) throw new Error('onnxruntime');`,
    sharp: `await require('sharp')({ create: { width: 8, height: 8, channels: 3, background: 'red' } }).png().toBuffer();`,
    ...(hasSqlite && { 'better-sqlite3': `if (new (require('better-sqlite3'))(':memory:').prepare('select 1 + 1 as two').get().two !== 2) throw new Error('sqlite');` }),
  };
  const ours = `const { SentenceEncoder } = await import('torch-encoders'); console.log((await (await SentenceEncoder.fromPretrained(process.argv[2])).encode('Hello world')).dataSync()[0].toFixed(5));`;
  const answers = new Set();
  const all = Object.values(uses).join('\n');
  for (const [name, use] of [...Object.entries(uses), ['all of them', all]]) {
    for (const order of [[use, ours, use], [ours, use]]) {
      writeFileSync(join(app, 'order.mjs'), `import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\n${order.map((part) => `{ ${part} }`).join('\n')}`);
      answers.add(node(`${name} in one process`, 'order.mjs', model));
    }
  }
  if (answers.size !== 1) throw new Failure('neighbours', { cause: `vectors differ: ${[...answers].join(', ')}`, cure: 'find which' });
  console.log(`beside ${Object.keys(uses).join(', ')}, each first and second, and all together: the same vector`);
}

/** An example that listens answers one request. */
function server(file, model) {
  cpSync(join(root, 'examples', file), join(app, file));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, model, '0'], { cwd: app, stdio: ['ignore', 'pipe', 'inherit'] });
    child.on('error', reject);
    child.stdout.setEncoding('utf8').once('data', async (line) => {
      const url = `http://127.0.0.1:${/(\d+)/.exec(line)[1]}/embed`;
      const ask = async (texts) => { const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', connection: 'close' }, body: JSON.stringify({ texts }) }); return [answer.status, await answer.json()]; };
      const [status, { vectors }] = await ask(['Hello world', 'Good day']);
      const [refused, { code }] = await ask([3]);
      child.on('close', (end) => (end === 0 ? resolve(`examples/${file}: ${status} with ${vectors.length} × ${vectors[0].length}, a number instead of a text ${refused} ${code ?? ''}, ended with ${end} on SIGTERM`) : reject(new Failure(file, { cause: `ended with ${end}` }))));
      child.kill('SIGTERM');
    });
  });
}

function esbuild(model) {
  writeFileSync(join(app, 'bundled.mjs'), `import { SentenceEncoder } from 'torch-encoders'; console.log((await (await SentenceEncoder.fromPretrained(process.argv[2])).encode('Hello world')).shape[0]);`);
  for (const [format, out] of [['esm', 'out.mjs']]) run('esbuild', join(app, 'node_modules/esbuild/bin/esbuild'), ['bundled.mjs', '--bundle', '--platform=node', `--format=${format}`, '--external:torch-encoders', `--outfile=${out}`]);
  console.log(`esbuild: the bundle prints ${node('the bundle', 'out.mjs', model)}`);
}

/** Next.js with the recipe of docs/install.md: a route that embeds, built and started. */
async function next(model) {
  const files = {
    'next.config.mjs': "export default { serverExternalPackages: ['torch-encoders', 'tokenizers'] };\n",
    'app/layout.jsx': 'export default function Layout({ children }) { return <html><body>{children}</body></html>; }\n',
    'app/page.jsx': 'export default function Page() { return <p>embeds</p>; }\n',
    'app/embed/route.js': `import { SentenceEncoder } from 'torch-encoders';
export const runtime = 'nodejs';
export const dynamic = 'force-dynamic';
let model;
export async function GET(request) {
  model ??= SentenceEncoder.fromPretrained(process.env.MODEL); // once, by the first request
  const vector = await (await model).encode(new URL(request.url).searchParams.get('text') ?? '');
  return Response.json({ size: vector.shape[0], first: vector.dataSync()[0] });
}
`,
  };
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(app, file)), { recursive: true });
    writeFileSync(join(app, file), content);
  }
  const cli = join(app, 'node_modules/next/dist/bin/next');
  const env = { NEXT_TELEMETRY_DISABLED: '1' };
  run('next build', process.execPath, [cli, 'build', '--webpack'], env);
  const child = spawn(process.execPath, [cli, 'start', '-p', '3987', '-H', '127.0.0.1'], { cwd: app, env: { ...process.env, ...env, MODEL: model }, stdio: 'ignore' });
  try {
    for (let i = 0; ; i++) {
      try {
        const answer = await fetch('http://127.0.0.1:3987/embed?text=Hello%20world');
        console.log(`next: ${answer.status} ${await answer.text()}`);
        return;
      } catch (error) {
        if (i > 60) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  } finally {
    child.kill();
  }
}

await main(async () => {
  const { dir } = await findDemoModel({ log: () => {} });
  const hasSqlite = await install();
  loadOrders(dir, hasSqlite);
  console.log(await server('express.mjs', dir));
  console.log(await server('fastify.mjs', dir));
  cpSync(join(root, 'examples/worker.mjs'), join(app, 'worker.mjs'));
  console.log(`examples/worker.mjs: ${node('worker', 'worker.mjs', dir, '2').split('\n').sort().join('; ')}`);
  esbuild(dir);
  await next(dir);
});
