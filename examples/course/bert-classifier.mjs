// A pretrained encoder learns to sort news: MiniLM with a linear layer, all of it trained.
// node examples/course/bert-classifier.mjs [--model MODEL] [--data FOLDER] [--out FOLDER] [--quick]
import { amp, AutoEncoder, DataLoader, inferenceMode, metrics, nn, optim, plot, Tokenizer, torch } from 'torch-encoders';
import { loadTexts } from './news.mjs';
import { model as name, quick, savePicture } from './options.mjs';

const device = torch.cuda.isAvailable() ? 'cuda' : 'cpu';
const { labels, train, test } = await loadTexts();
const tokenizer = await Tokenizer.fromPretrained(name);
const encoder = await AutoEncoder.fromPretrained(name, { device });

/** Tokens of a list of texts, padded to the longest of them; 64 are enough for most news. */
async function collate(rows) {
  const encodings = await tokenizer.encodeBatch(rows.map(({ text }) => text), { padding: true, truncation: true, maxLength: 64 });
  const ints = (values) => torch.tensor(values, { dtype: 'int64' }).to(device);
  return { inputIds: ints(encodings.map(({ inputIds }) => inputIds)), attentionMask: ints(encodings.map(({ attentionMask }) => attentionMask)), labels: ints(rows.map(({ label }) => label)) };
}

class Classifier extends nn.Module {
  constructor() {
    super();
    this.encoder = encoder;
    this.dropout = new nn.Dropout(0.1);
    this.classifier = new nn.Linear(encoder.getHiddenSize(), labels.length).to(device);
  }
  async forward({ inputIds, attentionMask }) {
    const vectors = await this.encoder.encode(inputIds, attentionMask, 'mean'); // [B, H]
    return this.classifier.forward(this.dropout.forward(vectors));
  }
}

const model = new Classifier();
const used = quick ? train.slice(0, 32) : train;
const epochs = quick ? 1 : 2;
const steps = epochs * Math.ceil(used.length / 32);
const optimizer = new optim.AdamW([{ params: model.encoder.parameters(), lr: 1e-4 }, { params: model.classifier.parameters(), lr: 2e-3 }], { lr: 1e-4, weightDecay: 0.01 });
const scheduler = optim.lrScheduler.getCosineScheduleWithWarmup(optimizer, { numWarmupSteps: Math.ceil(steps / 10), numTrainingSteps: steps });
const scaler = new amp.GradScaler({ enabled: device === 'cuda' }); // half precision pays on a GPU; on a CPU both of these do nothing

async function predict(rows) {
  model.eval();
  const predicted = [];
  for await (const batch of new DataLoader(rows, { batchSize: 64, collate })) predicted.push(...(await inferenceMode(async () => (await model.forward(batch)).argmax(1).toArray())));
  model.train();
  return predicted;
}

const curve = [];
let step = 0;
model.train();
for (let epoch = 1; epoch <= epochs; epoch++) {
  for await (const batch of new DataLoader(used, { batchSize: 32, shuffle: true, seed: epoch, collate })) {
    const loss = await amp.autocast(async () => nn.functional.crossEntropy(await model.forward(batch), batch.labels), { dtype: 'float16', enabled: device === 'cuda' });
    optimizer.zeroGrad();
    await scaler.scale(loss).backward();
    await scaler.unscale_(optimizer); // before clipping, which looks at the gradients
    nn.utils.clipGradNorm_(model.parameters(), 1);
    await scaler.step(optimizer);
    scaler.update();
    scheduler.step();
    curve.push([++step, loss.item()]);
    if (step % 20 === 0) console.log(`step ${step} of ${steps}: loss ${loss.item().toFixed(4)}`);
  }
}

const tested = quick ? test.slice(0, 32) : test;
const predicted = await predict(tested);
const wanted = tested.map(({ label }) => label);
console.log(`MiniLM, fine-tuned: accuracy ${metrics.accuracy(wanted, predicted).toFixed(4)}`);
const confusion = metrics.confusionMatrix(wanted, predicted, labels.map((_, i) => i));
await savePicture('bert-classifier.svg', plot.panels(plot.lines({ loss: curve }, { title: 'Loss', xLabel: 'step' }), plot.heatmap(confusion, { title: 'Labels (rows) and what the model says', rows: labels, columns: labels })));
