// Fourteen data sets × {bert, gte}: does each learn, in how long, with how much memory, packed and padded; and some steps on texts of mixed lengths.
// `npm run bench -- tasks DATA [NAMES]`, where DATA is the folder of the data sets. Each measurement is a process of its own, with one thread; a run that is stopped goes on where it was.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildTaskModel, createEncoder, defaultConfiguration, manualSeed, optim, setNumThreads, TaskModule, torch, Trainer, UnifiedDataInterface, UnifiedTaskModel } from '../dist/lib/index.js';

const cards = ['esol', 'freesolv', 'lipophilicity', 'pubchem-descriptors', 'bbbp', 'hiv', 'clintox', 'sider', 'tox21', 'stsb-en', 'stsb-zh', 'banking77', 'agnews', 'transactions'];
const shape = { hidden_size: 256, num_hidden_layers: 4, num_attention_heads: 4, intermediate_size: 1024, max_position_embeddings: 128, pooling_method: 'mean' };
const [batchSize, tokens, fewest, most, probe, testBatches] = [32, 40_000, 30, 156, 4, 32]; // 156 batches are 5,000 rows
const longer = { 'clintox bert': 3, 'stsb-zh bert': 3 }; // as many times the steps: with 30 these were no better than untrained
const gentler = { 'clintox bert': 3e-4 }; // at 1e-3 it comes to give all rows the same
const results = fileURLToPath(new URL('results/tasks.json', import.meta.url));
const self = fileURLToPath(import.meta.url);

export function tasks([dataRoot, names = [...cards, 'mixed'].join(',')]) {
  if (!dataRoot) throw new Error('tasks wants the folder of the data sets: npm run bench -- tasks DATA');
  mkdirSync(fileURLToPath(new URL('results', import.meta.url)), { recursive: true });
  const done = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : {};
  for (const name of names.split(',')) {
    for (const type of ['bert', 'gte']) {
      for (const mode of name === 'mixed' ? ['packed', 'padded'] : ['train', 'packed', 'padded']) {
        const key = `${name} ${type} ${mode}`;
        if (done[key]) continue;
        const { status, stdout, stderr } = spawnSync(process.execPath, [self, dataRoot, name, type, mode], { encoding: 'utf8', env: { ...process.env, OMP_NUM_THREADS: '1' } });
        if (status !== 0) throw new Error(`${key}: ${stderr}`);
        done[key] = JSON.parse(stdout);
        console.error(key, stdout.trim());
        writeFileSync(results, `${JSON.stringify(done, null, 1)}\n`);
      }
    }
  }
  console.log(tableOf(done));
}

const setPadded = (encoder, mode) => mode === 'padded' && encoder.settle({ eager: false, deterministic: false, padded: true, foreign: [] });

/** What happens while `run` runs: its seconds, and how far memory rises above what was there before. */
async function measured(run) {
  const [before, started] = [process.memoryUsage().rss, performance.now()];
  await run();
  return { seconds: (performance.now() - started) / 1000, riseMB: (process.resourceUsage().maxRSS * 1024 - before) / 2 ** 20, peakMB: process.resourceUsage().maxRSS / 1024 };
}

/** One cell: 'train' with what it brought on the test rows (the first 1,024); 'packed' and 'padded' are some steps alone. */
async function cell(dataRoot, name, type, mode) {
  const config = await defaultConfiguration(JSON.stringify({
    encoder_type: type, reset_weights: true, bert: { architecture: { ...shape, task_head: {} } }, gte: { architecture: shape }, dataset: { name, max_length: 128 }, training: { lr: gentler[`${name} ${type}`] ?? 1e-3 },
  }));
  const udi = await UnifiedDataInterface.load(name, { dataRoot, config });
  const [model, handler] = await buildTaskModel(config, null, udi);
  setPadded(model.encoder, mode);
  const { train, test } = udi.getLoaders({ batchSize, seed: 42, maxLength: model.encoder.maxLength });
  const meanTokens = Math.min(udi.describe().tokens.mean, 128);
  const maxSteps = mode === 'train' ? Math.min(most, (longer[`${name} ${type}`] ?? 1) * Math.max(fewest, Math.round(tokens / batchSize / meanTokens))) : probe;
  const module = new TaskModule(model, handler, { lr: config.training.lr });
  const trainer = new Trainer({ maxSteps, gradientClipVal: 1, seed: 42, enableProgressBar: false, limitTestBatches: testBatches });
  const before = mode === 'train' ? await trainer.test(module, test) : {};
  const cost = await measured(() => trainer.fit(module, train));
  const after = mode === 'train' ? await trainer.test(module, test) : {};
  return { metric: handler.primaryMetric, mode: handler.mode, before, after, steps: trainer.globalStep, rows: Math.min(udi.describe().rows.train, trainer.globalStep * batchSize), meanTokens, ...cost };
}

/** Texts of 2 to 128 tokens, most of them short: lengths are 2^u, u uniform from 1 to 7. The same for both ways. */
async function mixed(type, mode) {
  const vocabulary = 8000;
  const encoder = await createEncoder(type, { ...shape, vocab_size: vocabulary });
  setPadded(encoder, mode);
  const model = new UnifiedTaskModel(encoder, 'regression', 1);
  const optimizer = new optim.AdamW(model.parameters(), { lr: 1e-4 });
  let sum = 0;
  const batch = () => {
    const lengths = torch.rand([batchSize]).mul(6).add(1).mul(Math.LN2).exp().round();
    sum += lengths.sum().item();
    const longest = lengths.max().item();
    return { inputIds: torch.randint(5, vocabulary, [batchSize, longest], { dtype: 'int64' }), attentionMask: torch.arange(longest).lt(lengths.unsqueeze(1)).to('int64') };
  };
  const cost = await measured(async () => {
    for (let step = 0; step < 10; step++) {
      const { outputs } = await model.forward(batch());
      optimizer.zeroGrad();
      await outputs.square().mean().backward();
      await optimizer.step();
    }
  });
  return { steps: 10, meanTokens: sum / 10 / batchSize, ...cost };
}

function tableOf(done) {
  const step = (name, type) => ['packed', 'padded'].map((mode) => Math.round(done[`${name} ${type} ${mode}`].seconds / done[`${name} ${type} ${mode}`].steps * 1000)).join(', ');
  const memory = (name, type) => ['packed', 'padded'].map((mode) => Math.round(done[`${name} ${type} ${mode}`].riseMB)).join(', ');
  const head = ['card', 'metric', 'untrained → trained: bert', 'gte', 'steps: bert, gte', 's: bert, gte', 'peak MB: bert, gte', 'ms a step, packed and padded: bert', 'gte', 'MB above the loaded model, packed and padded: bert', 'gte'];
  const lines = cards.filter((name) => done[`${name} gte padded`]).map((name) => {
    const of = (type) => done[`${name} ${type} train`];
    const { metric } = of('bert');
    const learned = (type) => [of(type).before, of(type).after].map((values) => values[`test_${metric}`].toFixed(3)).join(' → ');
    const both = (value) => ['bert', 'gte'].map((type) => value(of(type)).toFixed(0)).join(', ');
    return [name, metric, learned('bert'), learned('gte'), both(({ steps }) => steps), both(({ seconds }) => seconds), both(({ peakMB }) => peakMB), step(name, 'bert'), step(name, 'gte'), memory(name, 'bert'), memory(name, 'gte')];
  });
  if (done['mixed gte padded']) lines.push(['mixed lengths', ...Array(6).fill(''), step('mixed', 'bert'), step('mixed', 'gte'), memory('mixed', 'bert'), memory('mixed', 'gte')]);
  return [head, head.map(() => '---'), ...lines].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

if (process.argv[1] === self) {
  const [dataRoot, name, type, mode] = process.argv.slice(2);
  setNumThreads(1);
  manualSeed(42);
  console.log(JSON.stringify(await (name === 'mixed' ? mixed(type, mode) : cell(dataRoot, name, type, mode))));
}
