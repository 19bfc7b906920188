// Speech of the course: two convolutions, three bidirectional LSTM layers, CTC; steps of training. The same in PyTorch is recognizer.py.
import { nn, torch } from 'torch-encoders';
import { stepsOf } from './steps.mjs';

class Recognizer extends nn.Module {
  cnn = new nn.Sequential(new nn.Conv1d(80, 128, 5, { stride: 2, padding: 2 }), new nn.ReLU(), new nn.Conv1d(128, 128, 5, { stride: 2, padding: 2 }), new nn.ReLU());
  lstm = new nn.LSTM(128, 96, { numLayers: 3, bidirectional: true, batchFirst: true });
  classifier = new nn.Linear(192, 16);
  forward(features) {
    return this.classifier.forward(this.lstm.forward(this.cnn.forward(features).transpose(1, 2))[0]).logSoftmax(-1).transpose(0, 1);
  }
}

function begin() {
  const model = new Recognizer();
  const features = torch.randn([32, 80, 100]);
  const targets = torch.randint(1, 16, [32, 5]);
  const [frames, letters] = [Array(32).fill(25), Array(32).fill(5)];
  return { model, lossOf: () => nn.functional.ctcLoss(model.forward(features), targets, frames, letters, { zeroInfinity: true }) };
}

export const measure = stepsOf(begin, 5);
