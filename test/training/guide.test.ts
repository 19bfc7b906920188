// docs/training.md as it is printed: its files, its program, its commands.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const blocks = [...readFileSync(join(root, 'docs/training.md'), 'utf8').matchAll(/^```(\w+)\n([^]*?)^```/gm)].map(([, language, text]) => ({ language: language!, text: text! }));
const of = (wanted: string): string[] => blocks.filter(({ language }) => language === wanted).map(({ text }) => text);

test('the guide of training runs as it is printed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'training-guide-'));
  try {
    const [card, config] = of('yaml');
    const molecules = Array.from({ length: 80 }, (_, i) => `${'C'.repeat(1 + (i % 7))}${'O'.repeat(1 + (i % 3))}${'N'.repeat(i % 2)},${(i % 3) - (i % 7) / 2}`);
    for (const [name, text] of [['molecules.csv', `smiles,solubility\n${molecules.join('\n')}\n`], ['molecules.yml', card!], ['run.yml', config!], ['program.mjs', of('js')[0]!]] as const) writeFileSync(join(folder, name), text);
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(root, join(folder, 'node_modules/torch-encoders'));
    const run = (args: readonly string[]): string => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [...args], { cwd: folder, encoding: 'utf8', env: { ...process.env, OMP_NUM_THREADS: '1', XDG_CACHE_HOME: join(folder, 'cache') } });
      assert.is(status, 0, `${args.join(' ')}: ${stderr}`);
      return stdout;
    };
    assert.match(run(['program.mjs']), /test_rmse/);
    const commands = of('sh')[0]!.trim().split('\n').map((line) => line.replace('npx torch-encoders ', '').split(' '));
    const told = commands.map((words) => run([join(root, 'dist/lib/cli/main.js'), ...words]));
    assert.ok([0, 1, 3].every((i) => told[i]!.includes('rmse')) && told[2]!.includes('perplexity') && told[4]!.includes('reset_weights'));
    assert.ok(['molecules', 'gte', 'after'].every((name) => existsSync(join(folder, 'runs', name, 'encoder/model.safetensors'))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.run();
