// Every code block of README and the guides is run: those of the server and of the command line here, others where `elsewhere` says. And no link leads nowhere.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixtureOf, folderOf } from './fixture.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const main = join(root, 'dist/lib/cli/main.js');
const model = process.env.TORCH_ENCODERS_DEMO_MODEL;
if (!model) console.log('SKIPPED: the model all-MiniLM-L6-v2 is not here; scripts/model.mjs fetches it');
const run = model ? test : test.skip;

const guides = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'bench/README.md', ...['docs', 'docs/course', 'docs/decisions'].flatMap((folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith('.md')).map((name) => join(folder, name)))];
const textOf = (guide: string): string => readFileSync(join(root, guide), 'utf8');
const blocksOf = (guide: string, language: string): string[] => [...textOf(guide).matchAll(/^```(\w*)\n([^]*?)^```/gm)].filter(([, found]) => found === language).map(([, , block]) => block!);

/** A folder in which the package is installed, and each model of the guides under its name. */
function folderOfUser(): string {
  const folder = mkdtempSync(join(tmpdir(), 'guides-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['torch-encoders', 'express', 'fastify', 'openai']) symlinkSync(name === 'torch-encoders' ? root : join(root, 'node_modules', name), join(folder, 'node_modules', name));
  mkdirSync(join(folder, 'sentence-transformers'));
  for (const name of ['MODEL', 'sentence-transformers/all-MiniLM-L6-v2']) symlinkSync(model!, join(folder, name));
  return folder;
}

/** Starts a program, calls `then` with the first address that it prints, or once `url` answers, and ends it with SIGTERM. */
async function whileRunning(args: string[], cwd: string, url: string | undefined, then: (url: string) => Promise<void>): Promise<void> {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => { said += text; });
  const ended = once(child, 'close');
  try {
    for (let tries = 0; ; tries++) {
      const address = url ?? /http:\/\/[\d.]+:\d+/.exec(said)?.[0];
      if (address && (await fetch(`${address}/health`).then(() => true, () => false))) { await then(address); break; }
      assert.ok(tries < 200 && child.exitCode === null, said);
      await new Promise((go) => setTimeout(go, 100));
    }
  } finally {
    child.kill();
    await ended;
  }
}
const ask = async (url: string): Promise<number[][]> => {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ inputs: 'What is Deep Learning?' }) });
  assert.is(answer.status, 200, url);
  return (await answer.json()) as number[][];
};
const isVector = (answer: unknown): void => assert.equal((answer as number[][]).map((row) => row.length), [384]);

run('docs/serve.md: the command, the request, the client of OpenAI', async () => {
  const folder = folderOfUser();
  const [serve, curl] = blocksOf('docs/serve.md', 'sh').map((block) => block.trim());
  const [, ...args] = /^npx torch-encoders (.+)$/.exec(serve!)![1]!.split(' ').reduce<string[]>((all, word) => [...all, word], ['']);
  const port = args.indexOf('--port') + 1;
  assert.is(args[port], '3000');
  args[port] = '0';
  await whileRunning([main, ...args], folder, undefined, async (url) => {
    const { stdout, stderr, error } = spawnSync('sh', ['-c', `${curl!.replace('127.0.0.1:3000', url)} -s`], { encoding: 'utf8' });
    isVector(error || stderr.includes('not found') ? await ask(`${url}/embed`) : JSON.parse(stdout));
    const [client] = blocksOf('docs/serve.md', 'js');
    writeFileSync(join(folder, 'client.js'), `${client!.replace('http://127.0.0.1:3000', url)}\nconsole.log(data.length, data[0].embedding.length);`);
    const child = spawn(process.execPath, ['client.js'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (text) => { out += text; });
    assert.equal([(await once(child, 'close'))[0], out], [0, '2 384\n']);
  });
});

run('docs/serve.md: Express and Fastify', async () => {
  const folder = folderOfUser();
  const [, ...apps] = blocksOf('docs/serve.md', 'js');
  assert.is(apps.length, 2);
  for (const [i, app] of apps.entries()) {
    const port = 20_000 + ((process.pid * 2 + i) % 20_000);
    assert.match(app, /8080/);
    writeFileSync(join(folder, `app${i}.js`), app.replace('8080', String(port)));
    await whileRunning([`app${i}.js`], folder, `http://127.0.0.1:${port}`, async (url) => isVector(await ask(`${url}/ml/embed`)));
  }
});

run('README: the command lines, as printed', async () => {
  const folder = folderOfUser();
  writeFileSync(join(folder, 'texts.txt'), 'The Moon pulls on the ocean.\nBread rises because yeast gives off gas.\nA hash table finds a key at once.\n');
  writeFileSync(join(folder, 'pairs.jsonl'), ['["A cat sleeps.", "A kitten naps.", 5]', '["A cat sleeps.", "It is raining.", 0]', '["Rain falls.", "It is raining.", 4]'].map((line) => JSON.parse(line) as [string, string, number])
    .map(([sentence1, sentence2, label]) => JSON.stringify({ sentence1, sentence2, label })).join('\n'));
  const { cases } = JSON.parse(readFileSync(join(root, 'test/fixtures/pickles/pickles.json'), 'utf8')) as { cases: { name: string; base64: string }[] };
  writeFileSync(join(folder, 'pytorch_model.bin'), Buffer.from(cases.find(({ name }) => name === 'state-dict')!.base64, 'base64'));
  symlinkSync(await folderOf(fixtureOf('cross-encoder-1')), join(folder, 'CROSS_ENCODER'));
  const said: Record<string, string> = {};
  const lines = blocksOf('README.md', 'sh').flatMap((block) => block.trim().split('\n')).filter((line) => line.startsWith('npx torch-encoders '));
  for (const line of lines) {
    const args = [...line.slice('npx torch-encoders '.length).matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
    if (args[0] === 'serve') continue; // run above
    if (args[0] === 'bench') args.push('--help'); // half a minute; test/cli runs it
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { cwd: folder, encoding: 'utf8' });
    assert.ok(status === 0 || args[0] === 'doctor', `${line}: ${stdout}${stderr}`); // doctor may find something wrong with this machine
    said[args[0]!] = stdout;
  }
  assert.ok(lines.length >= 10 && existsSync(join(folder, 'vectors.npy')) && existsSync(join(folder, 'model.safetensors')) && readdirSync(join(folder, 'pictures')).length > 0);
  assert.match(said.search!, /0\.\d{3}.*The Moon pulls on the ocean/);
  assert.match(said.verify!, /ok .*golden vectors/);
});

test('each code block of the guides has somebody who runs it', () => {
  /** Blocks of a language in a guide, and who runs them. */
  const elsewhere: Record<string, string> = {
    'README.md js': 'test/docs.test.ts', 'README.md sh': 'here; npm run demo and npm test are the set-up itself', 'docs/from-pytorch.md js': 'test/docs.test.ts',
    'docs/from-pytorch.md python': 'PyTorch, for the line that test/docs.test.ts compares with', 'docs/serve.md js': 'here', 'docs/serve.md sh': 'here',
    'docs/training.md js': 'test/training/guide.test.ts', 'docs/training.md yaml': 'test/training/guide.test.ts', 'docs/training.md sh': 'test/training/guide.test.ts',
    'docs/distributed.md sh': 'test/distributed/guide.test.ts', 'docs/distributed.md js': 'test/distributed/guide.test.ts',
    'docs/corpora.md sh': 'test/cli/resume.test.ts', 'docs/scale.md sh': 'test/examples/corpora.test.ts', 'docs/scale.md ': 'test/examples/corpora.test.ts', 'docs/corpora.md python': 'NumPy: by hand',
    'docs/install.md sh': 'scripts/tryinstall.mjs', 'docs/install.md ': 'scripts/tryinstall.mjs', 'docs/install.md dockerfile': 'scripts/trysystem.mjs',
    'docs/course/README.md sh': 'scripts/tryinstall.mjs', 'CONTRIBUTING.md ': 'a map of folders', 'bench/README.md sh': 'minutes each: by hand',
  };
  const seen = new Set<string>();
  for (const guide of guides) {
    for (const [, language] of textOf(guide).matchAll(/^```(\w*)\n[^]*?^```/gm)) {
      const key = `${guide} ${language}`;
      seen.add(key);
      const isCourse = guide.startsWith('docs/course/') && language === 'js'; // test/course.test.ts
      assert.ok(isCourse || elsewhere[key], `nobody runs the ${language || 'plain'} block of ${guide}`);
    }
  }
  for (const [key, who] of Object.entries(elsewhere)) {
    assert.ok(seen.has(key), `${key} is no longer there`);
    if (/^(test|scripts)\//.test(who)) assert.ok(existsSync(join(root, who)), who);
  }
});

test('no link of the guides leads nowhere', () => {
  const anchors = (text: string): Set<string> => new Set([...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title!.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-')));
  for (const guide of guides) {
    const text = textOf(guide).replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
    for (const [, link] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link!)) continue;
      const [path, anchor] = link!.split('#') as [string, string?];
      const target = path === '' ? join(root, guide) : resolve(root, dirname(guide), path);
      assert.ok(existsSync(target), `${guide}: ${link}`);
      if (anchor && statSync(target).isFile()) assert.ok(anchors(readFileSync(target, 'utf8')).has(anchor), `${guide}: ${link}`);
    }
  }
});

test.run();
