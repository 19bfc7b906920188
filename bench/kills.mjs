// A training that is killed at random moments, again and again, and goes on from what it left: node bench/kills.mjs [KILLS=200] [STEPS=400]
// Every checkpoint must be whole after every kill, and the last weights those of a training that nobody disturbs, bit by bit.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CSVLogger, DataLoader, EarlyStopping, ModelCheckpoint, nn, optim, readCheckpoint, TensorDataset, torch, Trainer, TrainerModule } from '../dist/lib/index.js';

/** Dropout, batch norm, a schedule; shuffled batches, accumulation, validation inside epochs, checkpoints of three kinds. */
class Net extends TrainerModule {
  body = new nn.Sequential(new nn.Linear(8, 32), new nn.BatchNorm1d(32), new nn.ReLU(), new nn.Dropout(0.2), new nn.Linear(32, 1));
  loss([x, y]) { return nn.functional.mseLoss(this.body.forward(x), y); }
  trainingStep(batch) {
    const loss = this.loss(batch);
    this.log('train_loss', loss, { onStep: true, onEpoch: true });
    return loss;
  }
  validationStep(batch) { this.log('val_loss', this.loss(batch)); }
  configureOptimizers() {
    const optimizer = new optim.AdamW(this.parameters(), { lr: 0.003 });
    return { optimizer, lrScheduler: { scheduler: new optim.lrScheduler.CosineAnnealingLR(optimizer, { tMax: 50 }), interval: 'step' } };
  }
}

async function train(folder, steps) {
  torch.manualSeed(1);
  const x = torch.randn([240, 8]);
  const y = x.sum({ dim: [1], keepdim: true }).sin();
  const module = new Net();
  const dirpath = join(folder, 'checkpoints');
  const checkpoints = [
    new ModelCheckpoint({ dirpath, everyNTrainSteps: 3, saveTopK: 1, saveLast: true, filename: 'step-{step}' }),
    new ModelCheckpoint({ dirpath, monitor: 'val_loss', saveTopK: 2, filename: 'best-{epoch:02d}-{val_loss:.4f}' }),
    new ModelCheckpoint({ dirpath, trainTimeInterval: 0.05, filename: 'time-{step}', saveTopK: 1 }), // between two steps too
  ];
  const trainer = new Trainer({ maxSteps: steps, seed: 7, accumulateGradBatches: 2, gradientClipVal: 1, valCheckInterval: 0.5, logEveryNSteps: 5, logger: new CSVLogger({ saveDir: folder, version: 0 }), callbacks: [new EarlyStopping({ monitor: 'val_loss', patience: 10_000 }), ...checkpoints] });
  const loaders = [new DataLoader(new TensorDataset(x, y), { batchSize: 16, shuffle: true, seed: 3 }), new DataLoader(new TensorDataset(x, y), { batchSize: 60 })];
  const ckptPath = await checkpoints[0].resolve('last');
  process.send?.('begun');
  await trainer.fit(module, ...loaders, { ckptPath });
  const hash = createHash('sha256');
  for (const [name, tensor] of Object.entries(module.stateDict()).sort()) hash.update(name).update(new Uint8Array(tensor.dataSync().buffer));
  process.send?.({ hash: hash.digest('hex') });
}

/** Runs to the end, or is killed after so many milliseconds; its hash if it came to the end. */
function run(folder, steps, killAfter) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), 'train', folder, String(steps)], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env: { ...process.env, OMP_NUM_THREADS: '1' } });
    let [hash, errors, timer] = [undefined, '', undefined];
    child.stderr.on('data', (text) => { errors += text; });
    child.on('message', (message) => {
      if (message === 'begun' && killAfter !== undefined) timer = setTimeout(() => child.kill('SIGKILL'), killAfter);
      if (message.hash) hash = message.hash;
    });
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(`it ended with ${code ?? signal}: ${errors}`));
      else resolve(hash);
    });
  });
}

async function kill(kills, steps) {
  const folder = mkdtempSync(join(tmpdir(), 'kills-'));
  try {
    const wanted = await run(join(folder, 'whole'), steps);
    const result = { kills: 0, runs: 0, equal: 0, checkpoints: 0, unusable: 0, leftovers: 0 };
    while (result.kills < kills) {
      const disturbed = join(folder, `run-${result.runs}`);
      let hash;
      while (hash === undefined) {
        hash = await run(disturbed, steps, result.kills < kills ? 20 + Math.random() * 400 : undefined);
        if (hash === undefined) result.kills++;
        const dirpath = join(disturbed, 'checkpoints');
        for (const name of readdirSync(disturbed).includes('checkpoints') ? readdirSync(dirpath) : []) {
          if (name.endsWith('.tmp')) { result.leftovers++; continue; }
          result.checkpoints++;
          await readCheckpoint(join(dirpath, name)).then(({ weights }) => new Net().loadStateDict(weights)).catch(() => result.unusable++);
        }
      }
      result.runs++;
      if (hash === wanted) result.equal++;
    }
    return result;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first, ...rest] = process.argv.slice(2);
if (first === 'train') {
  await train(rest[0], Number(rest[1]));
} else {
  const result = await kill(Number(first ?? 200), Number(rest[0] ?? 400));
  console.log(JSON.stringify(result));
  process.exitCode = result.unusable === 0 && result.equal === result.runs ? 0 : 1;
}
