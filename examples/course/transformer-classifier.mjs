// A Transformer of one's own reads the words of a text: padding is hidden from it by srcKeyPaddingMask.
// node examples/course/transformer-classifier.mjs [--data FOLDER] [--out FOLDER] [--quick]
import { DataLoader, inferenceMode, nn, optim, plot, torch } from 'torch-encoders';
import { loadTexts, wordsOf } from './news.mjs';
import { quick, savePicture } from './options.mjs';

const { labels, train, test } = await loadTexts();
const [PAD, UNKNOWN, LONGEST] = [0, 1, 64];
const counts = new Map();
for (const { text } of train) for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
const vocabulary = new Map([...counts].filter(([, count]) => count > 1).map(([word], i) => [word, i + 2]));
const encode = ({ text, label }) => ({ ids: wordsOf(text).slice(0, LONGEST).map((word) => vocabulary.get(word) ?? UNKNOWN), label });
const [trainRows, testRows] = [train.map(encode), test.map(encode)];
console.log(`${train.length} texts to learn from, ${test.length} to be tested with, ${vocabulary.size} words`);

/** Padded to the longest of the batch. */
function collate(rows) {
  const longest = Math.max(1, ...rows.map(({ ids }) => ids.length));
  const ids = torch.tensor(rows.map((row) => [...row.ids, ...Array(longest - row.ids.length).fill(PAD)]), { dtype: 'int64' });
  return { ids, labels: torch.tensor(rows.map(({ label }) => label), { dtype: 'int64' }) };
}

class TransformerClassifier extends nn.Module {
  constructor({ width = 96, heads = 4, layers = 2, dropout = 0.3 } = {}) {
    super();
    this.words = new nn.Embedding(vocabulary.size + 2, width, { paddingIdx: PAD });
    this.positions = new nn.Embedding(LONGEST, width);
    this.drop = new nn.Dropout(dropout);
    this.encoder = new nn.TransformerEncoder(new nn.TransformerEncoderLayer(width, heads, { dimFeedforward: 2 * width, dropout, batchFirst: true, normFirst: true }), layers, new nn.LayerNorm(width));
    this.classifier = new nn.Linear(width, labels.length);
    for (const table of [this.words, this.positions]) table.weight.detach().mul_(0.1);
  }
  forward(ids) {
    const padding = ids.eq(PAD); // [B, L], true where nothing is
    const x = this.drop.forward(this.words.forward(ids).add(this.positions.forward(torch.arange(ids.shape[1]))));
    const hidden = this.encoder.forward(x, { srcKeyPaddingMask: padding });
    const real = padding.logicalNot().unsqueeze(-1).to('float32');
    const mean = hidden.mul(real).sum([1]).div(real.sum([1]).clampMin(1));
    return this.classifier.forward(this.drop.forward(mean));
  }
}

const model = new TransformerClassifier(quick ? { width: 32, layers: 1 } : {});
const epochs = quick ? 1 : 6;
const optimizer = new optim.AdamW(model.parameters(), { lr: 1e-3, weightDecay: 0.01 });
const scheduler = new optim.lrScheduler.OneCycleLR(optimizer, { maxLr: 1e-3, totalSteps: epochs * Math.ceil(train.length / 32) });
const curves = { train: [], test: [] };
for (let epoch = 1; epoch <= epochs; epoch++) {
  model.train();
  let right = 0;
  for await (const { ids, labels: wanted } of new DataLoader(trainRows, { batchSize: 32, shuffle: true, seed: epoch, collate })) {
    const logits = model.forward(ids);
    const loss = nn.functional.crossEntropy(logits, wanted);
    optimizer.zeroGrad();
    await loss.backward();
    nn.utils.clipGradNorm_(model.parameters(), 1);
    await optimizer.step();
    scheduler.step();
    right += logits.argmax(1).eq(wanted).sum().item();
  }
  curves.train.push([epoch, right / train.length]);
  model.eval();
  right = 0;
  for await (const { ids, labels: wanted } of new DataLoader(testRows, { batchSize: 200, collate })) right += inferenceMode(() => model.forward(ids).argmax(1).eq(wanted).sum().item());
  curves.test.push([epoch, right / test.length]);
  console.log(`epoch ${epoch}: accuracy ${curves.train.at(-1)[1].toFixed(4)} while learning, ${curves.test.at(-1)[1].toFixed(4)} on the test`);
}
console.log(`TransformerEncoder: accuracy ${curves.test.at(-1)[1].toFixed(4)}`);
await savePicture('transformer-classifier.svg', plot.lines(curves, { title: 'Accuracy', xLabel: 'epoch' }));
