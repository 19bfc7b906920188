// Time and memory of `coles pretrain` and `coles embed` on a large Parquet of bench/events.py: node bench/coles-cli.mjs EVENTS.parquet
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { memoryOf } from './harness/memory.mjs';

const [table] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'coles-cli-'));
const config = join(folder, 'coles.yml');
writeFileSync(config, `data: { events: ${resolve(table)}, col_id: client_id, col_event_time: time, event_time_transformation: none, cols_category: [category], cols_numerical: { amount: log } }
encoder: { type: rnn, hidden_size: 64, embedding_dim: 16 }
pretraining: { split_count: 5, cnt_min: 10, cnt_max: 30 }
training: { epochs: 1, batch_size: 128 }
output_dir: ${join(folder, 'run')}
`);

/** The command's answer, its seconds, and the most memory that it had (its own and the pages of files). */
function coles(...args) {
  return new Promise((done, failed) => {
    const started = performance.now();
    const child = spawn(process.execPath, [fileURLToPath(new URL('../dist/lib/cli/main.js', import.meta.url)), 'coles', ...args, '--config', config, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let [out, peak] = ['', 0];
    child.stdout.on('data', (text) => { out += text; });
    const look = setInterval(() => {
      peak = memoryOf(child.pid, 'VmHWM') ?? peak;
    }, 200);
    child.on('close', (code) => {
      clearInterval(look);
      if (code === 0) done({ answer: JSON.parse(out), seconds: (performance.now() - started) / 1000, megabytes: peak / 1024e3 });
      else failed(new Error(`coles ${args[0]} ended with ${code}`));
    });
  });
}

const show = (what, { seconds, megabytes }, events) => console.log(`${what}: ${seconds.toFixed(0)} s, ${Math.round(events / seconds)} events/s, at most ${megabytes.toFixed(0)} MB`);
console.log(`${table}: ${(statSync(table).size / 1e6).toFixed(0)} MB`);
const pretrained = await coles('pretrain');
const { events, clients, metrics } = pretrained.answer;
console.log(`${events} events of ${clients} clients, ${JSON.stringify(metrics)}`);
show('pretrain, one epoch', pretrained, events);
show('embed', await coles('embed', '--out', join(folder, 'vectors.npy')), events);
rmSync(folder, { recursive: true });
