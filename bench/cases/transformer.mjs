// A small Transformer classifier of one's own, some steps of training: prints the milliseconds of each step.
// The same in PyTorch is transformer.py. Both: node|python FILE STEPS THREADS
import { nn, optim, setNumThreads, torch } from 'torch-encoders';

const [steps, threads] = process.argv.slice(2).map(Number);
setNumThreads(threads);
torch.manualSeed(0);

class Classifier extends nn.Module {
  embedding = new nn.Embedding(1000, 128);
  encoder = new nn.TransformerEncoder(new nn.TransformerEncoderLayer(128, 4, { dimFeedforward: 512, dropout: 0.1, batchFirst: true }), 4);
  head = new nn.Linear(128, 5);
  forward(ids) {
    return this.head.forward(this.encoder.forward(this.embedding.forward(ids)).mean([1]));
  }
}

const model = new Classifier();
const optimizer = new optim.AdamW(model.parameters(), { lr: 1e-3 });
const ids = torch.randint(1000, [32, 64]);
const labels = torch.randint(5, [32]);
const times = [];
let loss;
for (let step = 0; step < steps; step++) {
  const started = performance.now();
  loss = nn.functional.crossEntropy(model.forward(ids), labels);
  optimizer.zeroGrad();
  await loss.backward();
  nn.utils.clipGradNorm_(model.parameters(), 1);
  await optimizer.step();
  times.push(performance.now() - started);
}
console.log(JSON.stringify({ times, loss: loss.item() }));
