// A small Transformer classifier of one's own, steps of training. The same in PyTorch is classifier.py.
import { nn, optim, torch } from 'torch-encoders';
import { stepsOf } from './steps.mjs';

class Classifier extends nn.Module {
  embedding = new nn.Embedding(1000, 128);
  encoder = new nn.TransformerEncoder(new nn.TransformerEncoderLayer(128, 4, { dimFeedforward: 512, dropout: 0.1, batchFirst: true }), 4);
  head = new nn.Linear(128, 5);
  forward(ids) {
    return this.head.forward(this.encoder.forward(this.embedding.forward(ids)).mean([1]));
  }
}

async function begin() {
  torch.manualSeed(0);
  const model = new Classifier();
  const optimizer = new optim.AdamW(model.parameters(), { lr: 1e-3 });
  const ids = torch.randint(1000, [32, 64]);
  const labels = torch.randint(5, [32]);
  return async () => {
    const loss = nn.functional.crossEntropy(model.forward(ids), labels);
    optimizer.zeroGrad();
    await loss.backward();
    nn.utils.clipGradNorm_(model.parameters(), 1);
    await optimizer.step();
    return loss.item();
  };
}

export const measure = stepsOf(begin);
