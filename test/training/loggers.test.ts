// What runs leave behind: event files as TensorBoard's own writer makes them, JSON lines, the page with the curves.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync, appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CSVLogger, JSONLLogger, TensorBoardLogger, Trainer, TrainingReport } from '../../lib/index.js';
import { crc32c, restartEvent, scalarEvent, textEvent, versionEvent } from '../../lib/training/loggers/eventfile.js';
import { script } from '../scripts/harness.js';
import { batches, folder, is, failure, net } from './support.js';

const fixture = (name: string): string => fileURLToPath(new URL(`../../../test/fixtures/tensorboard/${name}`, import.meta.url));
const { records } = JSON.parse(readFileSync(fixture('events.json'), 'utf8')) as { records: Record<string, string> };

test('event files: each record is TensorBoard\'s, byte by byte', () => {
  assert.is(crc32c(Buffer.from('123456789')), 0xe3069283);
  assert.is(versionEvent(1.5).toString('hex'), records.version);
  assert.is(scalarEvent(1700000000.25, 300, { val_loss: 0.125, größe: -3, zero: 0 }).toString('hex'), records.scalars);
  assert.is(scalarEvent(2, 5e9, { x: Infinity }).toString('hex'), records.far);
  assert.is(textEvent(3, 0, 'hparams', '| a | 1 |').toString('hex'), records.text);
  assert.is(restartEvent(4, 7).toString('hex'), records.restart);
});

const { cacheDir, fillFolder, isComplete } = await script<{
  cacheDir(): string; isComplete(folder: string): boolean; fillFolder(folder: string, fill: (half: string) => Promise<void>): Promise<void>;
}>('setup/cache.mjs');

/** The environment in which python3 has TensorBoard: as it is, else with what is installed into the cache, once; undefined where neither is to be had. */
async function withTensorBoard(): Promise<NodeJS.ProcessEnv | undefined> {
  const has = (env: NodeJS.ProcessEnv): boolean => spawnSync('python3', ['-c', 'import tensorboard'], { env }).status === 0;
  if (has(process.env)) return process.env;
  const installed = join(cacheDir(), 'tensorboard');
  const env = { ...process.env, PYTHONPATH: installed };
  if (!isComplete(installed) && process.env.TORCH_ENCODERS_OFFLINE !== '1') {
    await fillFolder(installed, async (half) => {
      const { status } = spawnSync('python3', ['-m', 'pip', 'install', '--quiet', '--timeout', '10', '--retries', '1', '--target', half, 'tensorboard'], { timeout: 180_000 });
      if (status !== 0) throw new Error('pip could not get it');
    }).catch(() => undefined);
  }
  return has(env) ? env : undefined;
}
const env = await withTensorBoard();
if (!env) console.log('SKIPPED: TensorBoard reads event files back: it is not installed, and pip could not get it');

(env ? test : test.skip)('TensorBoardLogger: a file for each process in the run\'s folder; TensorBoard reads it back', async () => {
  const saveDir = folder();
  const logger = new TensorBoardLogger({ saveDir, name: 'net' });
  await logger.logHyperparams({ lr: 0.1 });
  for (let step = 1; step <= 3; step++) await logger.logMetrics({ train_loss: 1 / step, epoch: step }, step);
  const again = new TensorBoardLogger({ saveDir, name: 'net' });
  again.loadStateDict(logger.stateDict());
  await again.resume(2);
  await again.logMetrics({ train_loss: 0.25 }, 3);
  const dir = join(saveDir, 'net', 'version_0');
  assert.is(readdirSync(dir).filter((name) => /^events\.out\.tfevents\.\d+\./.test(name)).length, 2);
  const { status, stdout, stderr } = spawnSync('python3', [fixture('make.py'), 'read', dir], { encoding: 'utf8', env });
  assert.is(status, 0, stderr);
  const { scalars, texts } = JSON.parse(stdout) as { scalars: Record<string, [number, number][]>; texts: Record<string, [number, string][]> };
  assert.equal(scalars.train_loss, [[1, 1], [2, 0.5], [3, 0.25]]);
  assert.match(texts.hparams![0]![1], /\| lr \| 0\.1 \|/);
});

test('JSON lines and CSV: what a killed run wrote behind the checkpoint goes, half lines too', async () => {
  const saveDir = folder();
  for (const logger of [new JSONLLogger({ saveDir, version: 'j' }), new CSVLogger({ saveDir, version: 'c' })]) {
    for (let step = 1; step <= 3; step++) await logger.logMetrics({ loss: step === 2 ? NaN : step }, step);
    const path = join(await logger.logDir(), logger instanceof CSVLogger ? 'metrics.csv' : 'metrics.jsonl');
    appendFileSync(path, logger instanceof CSVLogger ? '4,0.1' : '{"step":4,"lo');
    await logger.resume(2);
    await logger.logMetrics({ loss: 9, more: 1 }, 3);
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    if (logger instanceof CSVLogger) assert.equal(lines, ['step,loss,more', '1,1,', '2,NaN,', '3,9,1']);
    else assert.equal(lines.map((line) => (JSON.parse(line) as Record<string, unknown>)).map(({ step, loss }) => [step, loss]), [[1, 1], [2, 'NaN'], [3, 9]]);
  }
  writeFileSync(join(saveDir, 'file'), '');
  assert.ok(is('ERR_FILE', /no folder|file/)(await failure(new CSVLogger({ saveDir: join(saveDir, 'file') }).logDir())));
});

test('the page of a run: curves of train and validation in one chart, values, what it was made with', async () => {
  const dir = folder();
  const [html, svg] = [join(dir, 'report.html'), join(dir, 'curves.svg')];
  const module = Object.assign(net(), { hparams: { lr: 0.01, note: '<b>' } });
  await new Trainer({ maxEpochs: 3, logger: [new TrainingReport({ path: html, title: 'Net' }), new TrainingReport({ path: svg })], logEveryNSteps: 1 }).fit(module, batches(2), batches(1));
  const page = readFileSync(html, 'utf8');
  assert.match(page, /<h1>Net<\/h1>[^]*val_loss[^]*train_loss_epoch[^]*Last values[^]*&lt;b&gt;/);
  assert.is((page.match(/<path/g) ?? []).length, 3);
  assert.match(readFileSync(svg, 'utf8'), /^<svg [^]*<path[^]*<\/svg>\n$/);
});

test.run();
