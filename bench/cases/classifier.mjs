// A small Transformer classifier of one's own, steps of training. The same in PyTorch is classifier.py.
import { nn, torch } from 'torch-encoders';
import { stepsOf } from './steps.mjs';

class Classifier extends nn.Module {
  embedding = new nn.Embedding(1000, 128);
  encoder = new nn.TransformerEncoder(new nn.TransformerEncoderLayer(128, 4, { dimFeedforward: 512, dropout: 0.1, batchFirst: true }), 4);
  head = new nn.Linear(128, 5);
  forward(ids) {
    return this.head.forward(this.encoder.forward(this.embedding.forward(ids)).mean([1]));
  }
}

function begin() {
  const model = new Classifier();
  const ids = torch.randint(1000, [32, 64]);
  const labels = torch.randint(5, [32]);
  return { model, lossOf: () => nn.functional.crossEntropy(model.forward(ids), labels) };
}

export const measure = stepsOf(begin, 1);
