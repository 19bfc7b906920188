// The course: every program in its small form, MiniGPT's cache and its choice of tokens, and the pages of docs/course run as printed.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inferenceMode, nn, torch, TorchEncodersError, UnifiedDataInterface, type Tensor } from '../lib/index.js';
import { close, numbers, shared } from './reference.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'examples/course');
const scratch = mkdtempSync(join(tmpdir(), 'course-'));
test.after(() => rmSync(scratch, { recursive: true }));

const hasDigits = existsSync(join(shared, 'data/fsdd'));
if (!hasDigits) console.log(`SKIPPED: no spoken digits at ${shared}/data/fsdd; set TORCH_ENCODERS_SHARED`);
const model = process.env.TORCH_ENCODERS_DEMO_MODEL;
if (!model) console.log('SKIPPED: the model all-MiniLM-L6-v2 is not here; scripts/model.mjs fetches it');

const run = (args: string[]): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', env: { ...process.env, OMP_NUM_THREADS: '1' } });
  assert.is(status, 0, stdout + stderr);
  return stdout;
};
const programs: Record<string, { when?: boolean; says: RegExp }> = {
  data: { says: /\d+ rows: 0 without text or label[^]*batches of 32 texts: \d+, [\d.]+ % padding[^]*the longest text has \d+ characters/ },
  'embedding-bag': { says: /dense gradients: accuracy 0\.\d{4}.*\n.*sparse gradients: accuracy 0\.\d{4}.*\nTF-IDF with logistic regression: accuracy 0\.\d{4}/ },
  'transformer-classifier': { says: /TransformerEncoder: accuracy 0\.\d{4}/ },
  'bert-classifier': { when: model !== undefined, says: /MiniLM, fine-tuned: accuracy 0\.\d{4}/ },
  'mini-gpt': { says: /MiniGPT \d+\.\d{3}, 3-gram model \d+\.\d{3}/ },
  dates: { says: /exact match: greedy 0\.\d{3}, beam of 4 0\.\d{3}/ },
  speech: { when: hasDigits, says: /hopLength 100: 0 clips have fewer frames.*[^]*beam: words spelled right \d\.\d{3}, CER \d\.\d{4}\ndigit accuracy.*: [01]\.\d{3}/ },
};

for (const [name, { when = true, says }] of Object.entries(programs)) {
  (when ? test : test.skip)(`examples/course/${name}.mjs in its small form`, () => {
    assert.match(run([join(folder, `${name}.mjs`), '--quick', '--out', scratch]), says);
    assert.match(readFileSync(join(scratch, `${name}.svg`), 'utf8'), /^<svg [^]*<\/svg>\n$/);
  });
}

test('no program of the course has more than 150 lines', () => {
  for (const name of readdirSync(folder)) assert.ok(readFileSync(join(folder, name), 'utf8').split('\n').length <= 151, name);
});

test('examples/data/movie_reviews.csv: 200 reviews, half of them good', () => {
  const lines = readFileSync(join(root, 'examples/data/movie_reviews.csv'), 'utf8').trim().split('\n').slice(1);
  assert.is(new Set(lines).size, 200);
  assert.is(lines.filter((line) => line.endsWith(',1')).length, 100);
  assert.is(lines.filter((line) => line.endsWith(',0')).length, 100);
});

test('the card of the reviews: a broken line and an unknown label with their lines; a class without a row is counted', async () => {
  copyFileSync(join(root, 'examples/data/movie_reviews.yml'), join(scratch, 'reviews.yml'));
  const load = async (csv: string): Promise<UnifiedDataInterface> => {
    writeFileSync(join(scratch, 'movie_reviews.csv'), csv);
    return UnifiedDataInterface.load(join(scratch, 'reviews.yml'), { cacheDir: null });
  };
  const refused = async (csv: string, message: RegExp): Promise<void> => {
    const error = await load(csv).then(() => undefined, (reason: unknown) => reason);
    assert.ok(error instanceof TorchEncodersError && message.test(error.message), String(error));
  };
  await refused('text,label\n好,1\n坏\n', /on line 3/);
  await refused('text,label\n好,1\n"坏,0\n', /line 3/);
  await refused('text,label\n好,1\n坏,差\n', /row 2 \(line 3\), column 'label': found "差"; wanted one of the 2 classes/);
  await refused('text,label\n', /there are no rows/);
  const good = await load(`text,label\n${Array.from({ length: 20 }, (_, i) => `好${i},1\n`).join('')}`);
  assert.equal(good.describe().labels.map(({ name, count }) => [name, count]), [['0', 0], ['1', 14]]);
});

interface Gpt extends nn.Module {
  forward(ids: Tensor, cache?: object[]): Tensor;
  newCache(): object[];
  generate(ids: number[], count: number, options?: object): AsyncIterable<number>;
}
type Draw = (logits: Tensor, options?: { temperature?: number; topK?: number; topP?: number }) => number;
const { MiniGPT, draw } = (await import(pathToFileURL(join(folder, 'mini-gpt-model.mjs')).href)) as { MiniGPT: new (options: object) => Gpt; draw: Draw };

test('MiniGPT: with its cache the same logits as without, a token or several at a time', () => {
  torch.manualSeed(0);
  const gpt = new MiniGPT({ vocabSize: 20, context: 16, width: 32, layers: 3 }).eval();
  const ids = torch.randint(20, [2, 16]);
  const whole = inferenceMode(() => gpt.forward(ids));
  for (const sizes of [[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [7, 1, 8], [16]]) {
    const cache = gpt.newCache();
    let at = 0;
    for (const size of sizes) {
      const part = inferenceMode(() => gpt.forward(ids.index(':', `${at}:${at + size}`), cache));
      close(numbers(part), numbers(whole.index(':', `${at}:${at + size}`)), { atol: 1e-5 }, `logits from ${at}`);
      at += size;
    }
  }
  const changed = ids.clone().set([0, 9], (ids.index(0, 9).item() + 1) % 20);
  close(numbers(gpt.forward(changed).index(0, ':9')), numbers(whole.index(0, ':9')), { atol: 1e-6 }, 'nothing looks ahead');
});

test('MiniGPT: a sequence past the table of positions is refused; generation goes on past it, each token as it is drawn', async () => {
  const gpt = new MiniGPT({ vocabSize: 20, context: 8, width: 16, layers: 1 }).eval();
  assert.throws(() => gpt.forward(torch.zeros([1, 9], { dtype: 'int64' })), (error: unknown) => error instanceof TorchEncodersError && error.code === 'ERR_RANGE' && /the id 8 is in no row of an embedding with 8/.test(error.message));
  const tokens: number[] = [];
  for await (const token of gpt.generate([1, 2, 3], 30, { temperature: 0.9 })) tokens.push(token);
  assert.is(tokens.length, 30);
  assert.ok(tokens.every((token) => token >= 0 && token < 20));
  const again = async (): Promise<number[]> => {
    const found: number[] = [];
    for await (const token of gpt.generate([4], 6, { temperature: 0 })) found.push(token);
    return found;
  };
  assert.equal(await again(), await again());
  let greedy = [4];
  for (let i = 0; i < 6; i++) greedy = [...greedy, inferenceMode(() => gpt.forward(torch.tensor([greedy], { dtype: 'int64' })).index(0, -1).argmax().item())];
  assert.equal(await again(), greedy.slice(1));
});

test('draw: temperature, topK and topP', () => {
  torch.manualSeed(0);
  const logits = torch.tensor([0.5, 0.3, 0.15, 0.05]).log();
  const drawn = (options: object): Record<number, number> => {
    const counts: Record<number, number> = {};
    for (let i = 0; i < 2000; i++) {
      const token = draw(logits, options);
      counts[token] = (counts[token] ?? 0) + 1 / 2000;
    }
    return counts;
  };
  const near = (found: number | undefined, wanted: number): void => assert.ok(Math.abs((found ?? 0) - wanted) < 0.04, `${found}, wanted ${wanted}`);
  const all = drawn({});
  [0.5, 0.3, 0.15, 0.05].forEach((p, i) => near(all[i], p));
  assert.equal(Object.keys(drawn({ topK: 2 })), ['0', '1']);
  near(drawn({ topK: 2 })[0], 0.5 / 0.8);
  assert.equal(Object.keys(drawn({ topP: 0.6 })), ['0', '1']); // the first two together reach it
  assert.equal(Object.keys(drawn({ topP: 0.01 })), ['0']);
  assert.equal(Object.keys(drawn({ temperature: 0 })), ['0']);
  near(drawn({ temperature: 0.5 })[0], 0.25 / (0.25 + 0.09 + 0.0225 + 0.0025));
});

test('docs/course: the program of every page runs as printed, and its pictures are there', () => {
  const at = join(root, 'docs/course');
  const pages = readdirSync(at).filter((name) => name.endsWith('.md'));
  assert.ok(pages.length >= 9);
  symlinkSync(join(root, 'examples'), join(scratch, 'examples'));
  mkdirSync(join(scratch, 'node_modules'));
  symlinkSync(root, join(scratch, 'node_modules/torch-encoders'));
  for (const page of pages) {
    const text = readFileSync(join(at, page), 'utf8');
    for (const [, target] of text.matchAll(/\]\((?!http)([^)#]+)\)/g)) assert.ok(existsSync(join(at, target!)), `${page}: ${target}`);
    const program = [...text.matchAll(/```js\n([^]*?)```/g)].map(([, block]) => block!).join('\n');
    if (program === '' || (program.includes('process.env.MODEL') && !model)) continue;
    writeFileSync(join(scratch, 'page.mjs'), program); // a folder that has installed the package
    const { status, stdout, stderr } = spawnSync(process.execPath, ['page.mjs'], { cwd: scratch, encoding: 'utf8', env: { ...process.env, OMP_NUM_THREADS: '1', MODEL: model } });
    assert.is(status, 0, `${page}: ${stdout}${stderr}`);
    for (const [, line] of text.matchAll(/^\/\/ prints (.+)$/gm)) assert.ok(stdout.includes(line!), `${page} says that it prints ${line}, and printed ${stdout}`);
  }
});

test.run();
