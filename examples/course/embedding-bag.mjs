// A text is the mean of the vectors of its words and pairs of words, as in fastText; beside it, TF-IDF with logistic regression.
// node examples/course/embedding-bag.mjs [--data FOLDER] [--out FOLDER] [--quick]
import { DataLoader, inferenceMode, nn, optim, plot, torch } from 'torch-encoders';
import { loadTexts, wordsOf } from './news.mjs';
import { quick, savePicture } from './options.mjs';

const { labels, train, test } = await loadTexts();
const termsOf = (text) => {
  const words = wordsOf(text);
  return [...words, ...words.slice(1).map((word, i) => `${words[i]} ${word}`)];
};
const documents = new Map(); // term → how many texts have it
for (const { text } of train) for (const term of new Set(termsOf(text))) documents.set(term, (documents.get(term) ?? 0) + 1);
const vocabulary = new Map([...documents].filter(([, count]) => count > 1).map(([term], i) => [term, i]));
console.log(`${train.length} texts to learn from, ${test.length} to be tested with, ${vocabulary.size} terms that occur in two texts or more`);
const encode = ({ text, label }) => ({ ids: termsOf(text).flatMap((term) => vocabulary.get(term) ?? []), label });
const [trainRows, testRows] = [train.map(encode), test.map(encode)];

/** Texts end to end, where each begins, and for TF-IDF what each term weighs: (1 + log count) · log(texts / texts with it), to length 1. */
function collate(rows) {
  const bags = rows.map(({ ids }) => tfIdf ? [...new Set(ids)] : ids);
  let end = 0;
  const batch = {
    ids: torch.tensor(bags.flat(), { dtype: 'int64' }),
    offsets: torch.tensor(bags.map((bag) => (end += bag.length) - bag.length), { dtype: 'int64' }),
    labels: torch.tensor(rows.map(({ label }) => label), { dtype: 'int64' }),
  };
  if (tfIdf) batch.weights = torch.tensor(bags.flatMap((bag, i) => tfIdf(bag, rows[i].ids)));
  return batch;
}
let tfIdf;
const terms = [...vocabulary.keys()];
const weigh = (bag, ids) => {
  const weights = bag.map((id) => (1 + Math.log(ids.filter((one) => one === id).length)) * (1 + Math.log(train.length / documents.get(terms[id]))));
  const length = Math.hypot(...weights);
  return weights.map((weight) => weight / length);
};

class TextClassifier extends nn.Module {
  constructor(sparse) {
    super();
    this.isSparse = sparse;
    this.embedding = new nn.EmbeddingBag(vocabulary.size, 128, { mode: 'mean', sparse });
    this.dropout = new nn.Dropout(0.5);
    this.classifier = new nn.Linear(128, labels.length);
    nn.init.uniform_(this.embedding.weight, -0.1, 0.1);
  }
  forward({ ids, offsets }) {
    return this.classifier.forward(this.dropout.forward(this.embedding.forward(ids, offsets)));
  }
}

/** Logistic regression: a row of the table is what a term says for each class, and a text is the weighted sum of its terms' rows. */
class LogisticRegression extends nn.Module {
  constructor() {
    super();
    this.table = new nn.EmbeddingBag(vocabulary.size, labels.length, { mode: 'sum' });
    this.bias = new nn.Parameter(torch.zeros([labels.length]));
    nn.init.zeros_(this.table.weight);
  }
  forward({ ids, offsets, weights }) {
    return this.table.forward(ids, offsets, weights).add(this.bias);
  }
}

/** Trains and gives the accuracy after each epoch. Dense parameters go to Adam, sparse ones to SparseAdam. */
async function fit(name, model, { epochs, lr, weightDecay = 0 }) {
  const isSparse = (parameter) => parameter === model.embedding?.weight && model.isSparse;
  const parameters = [...model.parameters()];
  const optimizers = [new optim.AdamW(parameters.filter((one) => !isSparse(one)), { lr, weightDecay })];
  if (parameters.some(isSparse)) optimizers.push(new optim.SparseAdam(parameters.filter(isSparse), { lr }));
  const schedulers = optimizers.map((optimizer) => new optim.lrScheduler.LambdaLR(optimizer, (epoch) => 1 - epoch / epochs));
  const accuracies = [];
  const started = performance.now();
  for (let epoch = 1; epoch <= epochs; epoch++) {
    model.train();
    for await (const batch of new DataLoader(trainRows, { batchSize: 32, shuffle: true, seed: epoch, collate })) {
      const loss = nn.functional.crossEntropy(model.forward(batch), batch.labels);
      for (const optimizer of optimizers) optimizer.zeroGrad();
      await loss.backward();
      for (const optimizer of optimizers) await optimizer.step();
    }
    for (const scheduler of schedulers) scheduler.step();
    model.eval();
    let right = 0;
    for await (const batch of new DataLoader(testRows, { batchSize: 256, collate })) right += inferenceMode(() => model.forward(batch).argmax(1).eq(batch.labels).sum().item());
    accuracies.push([epoch, right / test.length]);
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(`${name}: accuracy ${accuracies.at(-1)[1].toFixed(4)} after ${epochs} epochs in ${seconds.toFixed(1)} s`);
  return accuracies;
}
const curves = {
  'EmbeddingBag, Adam': await fit('EmbeddingBag with dense gradients', new TextClassifier(false), { epochs: quick ? 2 : 8, lr: 3e-3 }),
  'EmbeddingBag, SparseAdam': await fit('EmbeddingBag with sparse gradients', new TextClassifier(true), { epochs: quick ? 2 : 8, lr: 3e-3 }),
};
tfIdf = weigh;
curves['TF-IDF'] = await fit('TF-IDF with logistic regression', new LogisticRegression(), { epochs: quick ? 2 : 8, lr: 2e-2, weightDecay: 1e-4 });
await savePicture('embedding-bag.svg', plot.lines(curves, { title: 'Accuracy on texts not learned from', xLabel: 'epoch' }));
