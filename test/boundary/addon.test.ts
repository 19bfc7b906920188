// The addon itself: what it declares, what it does with wrong values, and how it lives in a process.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TorchEncodersError } from '../../lib/errors.js';
import { native } from '../../lib/native.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'addon-'));
test.after(() => rmSync(scratch, { recursive: true }));

function node(program: string, { type = 'module', env = {} }: { type?: 'module' | 'commonjs'; env?: Record<string, string> } = {}): { status: number | null; stdout: string; stderr: string } {
  const file = join(scratch, `program.${type === 'module' ? 'mjs' : 'cjs'}`);
  writeFileSync(file, program.replaceAll('LIB', JSON.stringify(join(root, 'dist/lib/index.js'))));
  return spawnSync(process.execPath, [file], { encoding: 'utf8', env: { ...process.env, ...env } });
}

test('the declarations are those of the built addon', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/generate.mjs', '--check'], { cwd: root, encoding: 'utf8' });
  assert.is(status, 0, stdout + stderr);
});

test('every verb answers wrong values with a typed error of one line, and never a crash', async () => {
  const values: unknown[][] = [[], [undefined], [null, null], [5, 'a', {}], ['x', -1, []], [{}, {}, {}, {}], [[[]], Symbol('s')], [Number.NaN, 2n ** 80n], [() => 1], [new Proxy({}, {})], [new Float32Array(2), [-1]], [new Float32Array(2), [2 ** 60, 2 ** 60]]];
  const skipped = new Set(['setErrorClass', 'declarations']); // of the loader
  let refused = 0;
  for (const [name, verb] of Object.entries(native) as [string, (...values: unknown[]) => unknown][]) {
    if (skipped.has(name)) continue;
    for (const given of values) {
      try {
        await verb(...given);
      } catch (error) {
        assert.instance(error, TorchEncodersError, `${name}: ${String(error)}`);
        assert.not.match((error as Error).message, /\n|frame #|\.cpp/, name);
        refused++;
      }
    }
  }
  assert.ok(refused > 200, `${refused} refused`);
  native.setThreads(1); // the values above may have set another number
  native.setModes({ grad: true, inference: false });
});

test('a handle of another kind, a forged one and a disposed one are refused', () => {
  const tensor = native.tensorFrom(new Float32Array([1]), [1]);
  const cancel = native.cancelCreate();
  const is = (code: string) => (e: unknown): boolean => e instanceof TorchEncodersError && e.code === code;
  assert.throws(() => native.tensorInfo(cancel as never), is('ERR_DTYPE'));
  assert.throws(() => native.tensorInfo({} as never), is('ERR_DTYPE'));
  assert.throws(() => native.tensorInfo(Object.create(tensor) as never), is('ERR_DTYPE'));
  native.dispose(tensor);
  native.dispose(tensor);
  assert.throws(() => native.tensorInfo(tensor), is('ERR_DISPOSED'));
  assert.is(native.disposed(tensor), true);
});

test('several workers load it at once, compute, and end', async () => {
  const program = `
    import { parentPort } from 'node:worker_threads';
    import { torch } from LIB;
    const x = torch.tensor([[1, 2], [3, 4]], { requiresGrad: true });
    parentPort.postMessage([x.toArray(), torch.memory().tensors]);
  `.replace('LIB', JSON.stringify(join(root, 'dist/lib/index.js')));
  const file = join(scratch, 'worker.mjs');
  writeFileSync(file, program);
  const answers = await Promise.all(Array.from({ length: 3 }, () => new Promise((resolve, reject) => {
    let answer: unknown;
    new Worker(file).on('message', (value) => (answer = value)).on('error', reject).on('exit', (code) => (code === 0 ? resolve(answer) : reject(new Error(`exit ${code}`))));
  })));
  assert.equal(answers, Array.from({ length: 3 }, () => [[[1, 2], [3, 4]], 1]));
});

test('a worker that is stopped in the middle of its work, and a process that exits in it, end cleanly', () => {
  const stopped = node(`
    import { Worker } from 'node:worker_threads';
    const worker = new Worker(\`import(${'${JSON.stringify(LIB)}'}).then(async ({ torch, Tensor }) => {
      const { queued } = await import(${'${JSON.stringify(LIB.replace("index.js", "tensor/ops.js"))}'});
      const x = torch.tensor(new Float32Array(1 << 20), { shape: [1024, 1024] });
      for (let i = 0; i < 200; i++) queued('aten::mm', x, x).catch(() => {});
      (await import('node:worker_threads')).parentPort.postMessage('busy');
    })\`, { eval: true });
    worker.on('message', async () => { console.log(await worker.terminate()); });
  `);
  assert.equal([stopped.status, stopped.stdout.trim(), stopped.stderr], [0, '1', '']);
  const left = node(`
    import { torch } from LIB;
    const { queued } = await import(LIB.replace('index.js', 'tensor/ops.js'));
    const x = torch.tensor(new Float32Array(1 << 20), { shape: [1024, 1024] });
    for (let i = 0; i < 50; i++) queued('aten::mm', x, x);
    process.exit(7);
  `);
  assert.equal([left.status, left.stderr], [7, '']);
});

test('import and require give the same names, and load nothing but the addon', () => {
  const esm = node(`import * as all from LIB; console.log(Object.keys(all).sort().join(' '));`);
  const cjs = node(`console.log(Object.keys(require(LIB)).filter((name) => name !== '__esModule').sort().join(' '), Object.keys(require.cache).length);`, { type: 'commonjs' });
  assert.is(esm.status, 0, esm.stderr);
  assert.match(esm.stdout, /AutoEncoder .*SentenceEncoder .*torch /);
  assert.is(cjs.stdout.replace(/ \d+$/m, ''), esm.stdout, cjs.stderr);
  const loaded = node(`
    const { createRequire } = require('node:module');
    require(LIB);
    const modules = [...Object.keys(require.cache), ...process.report.getReport().sharedObjects];
    console.log(modules.filter((name) => /tokenizers|huggingface|commander|csv-parse/.test(name)).length);
  `, { type: 'commonjs' });
  assert.is(loaded.stdout.trim(), '0', loaded.stderr);
  assert.is((createRequire(join(root, 'package.json'))('torch-encoders/package.json') as { name: string }).name, 'torch-encoders');
});

test.run();
