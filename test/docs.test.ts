// The programs of README.md and examples/ run as printed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const root = fileURLToPath(new URL('../../', import.meta.url));
const model = process.env.TORCH_ENCODERS_DEMO_MODEL;
if (!model) console.log('SKIPPED: the model all-MiniLM-L6-v2 is not here; scripts/model.mjs fetches it');
const run = model ? test : test.skip;
const readme = readFileSync(join(root, 'README.md'), 'utf8');

const node = (args: string[], cwd: string): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  assert.is(status, 0, stdout + stderr);
  return stdout;
};

run('README: the programs, in a package that has installed this one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{}');
    const programs = [...readme.matchAll(/```js\n([^`]*)```/g)].map(([, program]) => program!);
    assert.is(programs.length, 4);
    const modules = join(folder, 'node_modules');
    mkdirSync(modules);
    symlinkSync(root, join(modules, 'torch-encoders'));
    const sentences = ['A cat sleeps.', 'A kitten naps.', 'Rain falls on the roof.', 'It is raining.', 'Two men play chess.', 'A game of chess is played.'];
    mkdirSync(join(folder, 'data/sts'), { recursive: true });
    for (const part of ['train', 'dev', 'test']) writeFileSync(join(folder, `data/sts/stsb-en-${part}.csv`), sentences.flatMap((a, i) => sentences.map((b, j) => `${a},${b},${i >> 1 === j >> 1 ? 5 : (i + j) % 3}`)).join('\n'));
    const [first, second, third, fourth] = programs.map((program, i) => {
      assert.ok(i > 0 || program.trim().split('\n').length <= 15);
      writeFileSync(join(folder, `${i}.mjs`), program);
      return node([`${i}.mjs`, model!, join(folder, 'data')], folder);
    });
    assert.match(first!, /^0\.\d{3} The Moon pulls on the ocean\.\n0\.\d{3} /);
    assert.match(second!, /\[ 1, 4, 384 \]/);
    assert.match(fourth!, /^0\.\d{4} 0\.\d{4}\n$/);
    assert.match(readFileSync(join(folder, 'minilm-sts/model/README.md'), 'utf8'), /test_spearman_cosine/);
    assert.match(third!, /tensor\(\[\[-0\.[45]\d{3}\]\], grad_fn=<AddmmBackward0>\)/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('docs/from-pytorch.md: the program prints what PyTorch\'s prints', () => {
  const page = readFileSync(join(root, 'docs/from-pytorch.md'), 'utf8');
  const [, program] = /```js\n([^`]*(?:`[^`]+`[^`]*)*?)```/.exec(page)!;
  const file = join(mkdtempSync(join(tmpdir(), 'page-')), 'port.mjs');
  writeFileSync(file, program!.replace("'torch-encoders'", JSON.stringify(join(root, 'dist/lib/index.js'))));
  assert.match(page, new RegExp(`Both print \`${node([file], root).trim()}\``));
});

run('README: the two commands come first, and the command lines are those that there are', () => {
  assert.match(readme.split('\n## ')[0]!, /npm run demo.*\nnpm test/);
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  assert.ok(scripts.demo && scripts.test);
  for (const [, command] of readme.matchAll(/npx torch-encoders (\w+)/g)) assert.match(node(['dist/lib/cli/main.js', command!, '--help'], root), /Usage/);
});

run('examples/search.mjs finds what was asked', () => {
  const out = node(['examples/search.mjs', model!, 'Why is the sky blue?'], root);
  assert.match(out, /Why is the sky blue\?\n +0\.\d{3} {2}The sky is blue because/);
  assert.match(out, /\d{3} passages, 384 dimensions, model .*, float32 on cpu with \d+ threads?, LibTorch 2\.13.*\n\d+ tokens, \d+ tokens\/s/);
  assert.match(out, /Next:/);
  assert.ok(readFileSync(join(root, 'examples/passages.txt'), 'utf8').trim().split('\n').length >= 300);
});

test.run();
