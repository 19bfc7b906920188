// How much faster several processes train than one, each with one thread: node bench/scaling.mjs [--processes 2] [--rounds 3] [--steps 20] [--rows 32]
// The same batches of mixed lengths and the same weights, in turns; the efficiency is the ratio of the rates over the number of processes.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const options = { processes: { type: 'string', default: '2' }, rounds: { type: 'string', default: '3' }, steps: { type: 'string', default: '20' }, rows: { type: 'string', default: '32' }, rank: { type: 'boolean', default: false } };
const { values: given } = parseArgs({ options });
const [processes, rounds, steps, rows] = [given.processes, given.rounds, given.steps, given.rows].map(Number);
if (given.rank) await train();
else await compare();

async function train() {
  const { createEncoder, optim, setNumThreads, TaskHandler, TaskModule, torch, Trainer, UnifiedTaskModel } = await import('../dist/lib/index.js');
  setNumThreads(1);
  torch.manualSeed(1);
  const encoder = await createEncoder('bert', { vocab_size: 8000, hidden_size: 256, num_hidden_layers: 4, num_attention_heads: 4, intermediate_size: 1024, max_position_embeddings: 256 });
  class Module extends TaskModule {
    times = [];
    onTrainBatchEnd() { this.times.push(performance.now()); }
    configureOptimizers() { return new optim.AdamW(this.parameters(), { lr: 1e-4 }); }
  }
  const module = new Module(new UnifiedTaskModel(encoder, 'classification', 4), TaskHandler.create('classification', { outputDim: 4 }));
  const generator = new torch.Generator().manualSeed(2);
  const batches = Array.from({ length: steps + 3 }, () => {
    const lengths = torch.randint(8, 128, [rows, 1], { generator, dtype: 'int64' });
    return { inputIds: torch.randint(1, 8000, [rows, 128], { generator, dtype: 'int64' }), attentionMask: torch.arange(128).unsqueeze(0).lt(lengths).to('int64'), labels: torch.randint(0, 4, [rows], { generator, dtype: 'int64' }) };
  });
  await new Trainer({ maxEpochs: 1, numSanityValSteps: 0 }).fit(module, batches);
  console.log(JSON.stringify({ seconds: (module.times.at(-1) - module.times[2]) / 1000, sum: Object.values(module.stateDict()).reduce((sum, weight) => sum + weight.abs().sum().item(), 0) }));
  process.exit();
}

async function timed(size) {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  const told = await Promise.all(Array.from({ length: size }, async (_, rank) => {
    const place = size === 1 ? {} : { RANK: rank, WORLD_SIZE: size, MASTER_ADDR: '127.0.0.1', MASTER_PORT: port };
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), '--rank', '--steps', String(steps), '--rows', String(rows)], { env: { ...process.env, OMP_NUM_THREADS: '1', ...place }, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => { text += chunk; });
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`rank ${rank} ended with ${code}`);
    return JSON.parse(text);
  }));
  return { seconds: Math.max(...told.map(({ seconds }) => seconds)), sum: told[0].sum };
}

async function compare() {
  const seconds = { 1: [], [processes]: [] };
  for (let round = 0; round < rounds; round++) for (const size of round % 2 === 0 ? [1, processes] : [processes, 1]) seconds[size].push((await timed(size)).seconds);
  const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const [alone, together] = [seconds[1], seconds[processes]];
  console.log(JSON.stringify({ steps, rows, alone, together, efficiency: { least: Math.min(...alone) / Math.min(...together) / processes, median: median(alone) / median(together) / processes } }));
}
