// Threads that load one file have its pages in memory once, and what one of them writes is its own.
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { saveSafetensors, torch } from '../../lib/index.js';

const folder = mkdtempSync(join(tmpdir(), 'threads-'));
test.after(() => rmSync(folder, { recursive: true }));
const library = new URL('../../lib/index.js', import.meta.url).href;
const program = `const { parentPort, workerData: path } = require('node:worker_threads');
import(${JSON.stringify(library)}).then(async ({ loadSafetensors }) => {
  const { weight } = await loadSafetensors(path);
  parentPort.on('message', (write) => {
    if (write) weight.index(0).fill_(7);
    parentPort.postMessage(weight.sum().item()); // touches every page
  });
  parentPort.postMessage('ready');
});`;

/** Kilobytes of the mappings of a file in this process. */
function mapped(path: string, name: string): number {
  const parts = readFileSync('/proc/self/smaps', 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m).filter((part) => part.split('\n')[0]!.endsWith(path));
  return parts.reduce((sum, part) => sum + Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(part)![1]), 0);
}

(process.platform === 'linux' ? test : test.skip)('weights of one file in four threads: its pages once, no copies; in-place changes stay in the thread', async () => {
  const path = join(folder, 'weights.safetensors');
  const [rows, columns] = [64, 32_768];
  await saveSafetensors(path, { weight: torch.ones([rows, columns]) }); // 8 MiB
  const size = (rows * columns * 4) / 1024;
  const workers = Array.from({ length: 4 }, () => new Worker(program, { eval: true, workerData: path }));
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  const ask = async (worker: Worker, write = false): Promise<number> => { worker.postMessage(write); return (await once(worker, 'message') as [number])[0]; };
  for (const worker of workers) assert.is(await ask(worker), rows * columns);
  assert.is(mapped(path, 'Private_Dirty'), 0);
  assert.ok(mapped(path, 'Rss') >= 4 * size, 'each thread looks at all of it');
  assert.ok(Math.abs(mapped(path, 'Pss') - size) < size / 10, `${mapped(path, 'Pss')} kB in memory for a file of ${size}`);
  assert.is(await ask(workers[0]!, true), rows * columns + 6 * columns);
  for (const worker of workers.slice(1)) assert.is(await ask(worker), rows * columns);
  assert.ok(mapped(path, 'Private_Dirty') < size / 10, 'only the pages that were written are copied');
  await Promise.all(workers.map((worker) => worker.terminate()));
});

test.run();
