// An encoder and a decoder learn to write dates in one way, however they are spelled: "the third of march 2021" → "2021-03-03".
// node examples/course/dates.mjs [--out FOLDER] [--quick]
import { DataLoader, inferenceMode, nn, optim, plot, torch } from 'torch-encoders';
import { quick, savePicture } from './options.mjs';

// The data: dates of 1900 to 2099, spelled in seven ways.
const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const ones = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth', 'eighteenth', 'nineteenth'];
const dayInWords = (day) => (day < 20 ? ones[day] : day === 20 ? 'twentieth' : day === 30 ? 'thirtieth' : `${day < 30 ? 'twenty' : 'thirty'} ${ones[day % 10]}`);
const two = (number) => String(number).padStart(2, '0');
const ways = [
  (y, m, d) => `${d} ${months[m - 1]} ${y}`, (y, m, d) => `${months[m - 1]} ${d}, ${y}`, (y, m, d) => `the ${dayInWords(d)} of ${months[m - 1]} ${y}`, (y, m, d) => `${months[m - 1].slice(0, 3)} ${d} ${y}`,
  (y, m, d) => `${two(d)}.${two(m)}.${y}`, (y, m, d) => `${m}/${d}/${y}`, (y, m, d) => `${dayInWords(d)} ${months[m - 1].slice(0, 3)}. ${y}`,
];
const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789 ,./-'];
const [PAD, BEGIN, END] = [0, 1, 2];
const encode = (text) => Array.from(text, (letter) => letters.indexOf(letter) + 3);
const decode = (ids) => ids.map((id) => letters[id - 3] ?? '?').join('');

const random = new torch.Generator().manualSeed(1);
const pick = (count) => torch.randint(count, [], { generator: random }).item();
function newDate(unwanted) {
  for (;;) {
    const date = new Date(Date.UTC(1900, 0, 1 + pick(73049))); // to 2099
    const target = date.toISOString().slice(0, 10);
    if (!unwanted?.has(target)) return { source: ways[pick(ways.length)](date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()), target };
  }
}
const test = Array.from({ length: quick ? 20 : 500 }, () => newDate());
const tested = new Set(test.map(({ target }) => target));
const train = Array.from({ length: quick ? 200 : 12000 }, () => newDate(tested)); // no date of the test, in any spelling

const padded = (rows) => torch.tensor(rows.map((row) => [...row, ...Array(Math.max(...rows.map(({ length }) => length)) - row.length).fill(PAD)]), { dtype: 'int64' });
const collate = (pairs) => ({ source: padded(pairs.map(({ source }) => encode(source))), target: torch.tensor(pairs.map(({ target }) => [BEGIN, ...encode(target), END]), { dtype: 'int64' }), pairs });

class Translator extends nn.Module {
  constructor(width = 64, heads = 4, layers = 2) {
    super();
    const options = { dimFeedforward: 4 * width, dropout: 0.1, batchFirst: true, normFirst: true };
    this.letters = new nn.Embedding(letters.length + 3, width, { paddingIdx: PAD });
    this.positions = new nn.Embedding(48, width);
    this.encoder = new nn.TransformerEncoder(new nn.TransformerEncoderLayer(width, heads, options), layers, new nn.LayerNorm(width));
    this.decoder = new nn.TransformerDecoder(new nn.TransformerDecoderLayer(width, heads, options), layers, new nn.LayerNorm(width));
    this.head = new nn.Linear(width, letters.length + 3);
  }
  embed = (ids) => this.letters.forward(ids).add(this.positions.forward(torch.arange(ids.shape[1])));
  /** What the decoder looks at [B, S, width], and where it must not look. */
  encode(source) {
    const padding = source.eq(PAD);
    return { memory: this.encoder.forward(this.embed(source), { srcKeyPaddingMask: padding }), padding };
  }
  decode(target, { memory, padding }) { // [B, T] → logits of the letter after each [B, T, letters]
    const tgtMask = nn.Transformer.generateSquareSubsequentMask(target.shape[1]);
    return this.head.forward(this.decoder.forward(this.embed(target), memory, { tgtMask, memoryKeyPaddingMask: padding }));
  }
}

/** For every row the likeliest next letter, until all have ended. */
function greedy(model, source, limit = 12) {
  const encoded = model.encode(source);
  let target = torch.full([source.shape[0], 1], BEGIN, { dtype: 'int64' });
  for (let i = 0; i < limit; i++) target = torch.cat([target, model.decode(target, encoded).index(':', -1).argmax(-1, true)], 1);
  return target.toArray().map((row) => (row.indexOf(END) < 0 ? row.slice(1) : row.slice(1, row.indexOf(END))));
}

/** The `beams` likeliest beginnings of one row, each with the logarithm of its probability, until the best of all has ended. */
function beamSearch(model, source, { beams = 4, limit = 12 } = {}) {
  const { memory, padding } = model.encode(source);
  let alive = [{ ids: [BEGIN], score: 0 }];
  let ended = [];
  for (let i = 0; i < limit && alive.length > 0; i++) {
    const all = { memory: memory.expand([alive.length, -1, -1]), padding: padding.expand([alive.length, -1]) };
    const logProbs = model.decode(torch.tensor(alive.map(({ ids }) => ids), { dtype: 'int64' }), all).index(':', -1).logSoftmax(-1);
    const { values, indices } = logProbs.topk(beams);
    const [scores, ids] = [values.toArray(), indices.toArray()];
    const grown = alive.flatMap((one, b) => ids[b].map((id, k) => ({ ids: [...one.ids, id], score: one.score + scores[b][k] }))).sort((a, b) => b.score - a.score).slice(0, beams);
    ended = [...ended, ...grown.filter(({ ids }) => ids.at(-1) === END)].sort((a, b) => b.score - a.score);
    alive = grown.filter(({ ids, score }) => ids.at(-1) !== END && score > (ended[0]?.score ?? -Infinity));
  }
  const { ids, score } = ended[0] ?? alive[0];
  return { ids: ids.slice(1).filter((id) => id !== END), score };
}

const model = new Translator();
const epochs = quick ? 1 : 12;
const loader = new DataLoader(train, { batchSize: 64, shuffle: true, seed: 1, collate });
const optimizer = new optim.AdamW(model.parameters(), { lr: 2e-3 });
const scheduler = new optim.lrScheduler.OneCycleLR(optimizer, { maxLr: 2e-3, totalSteps: epochs * Math.ceil(train.length / 64) });
const exactMatch = async () => {
  model.eval();
  let right = 0;
  for await (const { source, pairs } of new DataLoader(test, { batchSize: 100, collate })) right += inferenceMode(() => greedy(model, source)).filter((ids, i) => decode(ids) === pairs[i].target).length;
  model.train();
  return right / test.length;
};
const curves = { loss: [], match: [] };
for (let epoch = 1; epoch <= epochs; epoch++) {
  let sum = 0;
  for await (const { source, target } of loader) {
    const logits = model.decode(target.index(':', ':-1'), model.encode(source));
    const loss = nn.functional.crossEntropy(logits.flatten(0, 1), target.index(':', '1:').flatten());
    optimizer.zeroGrad();
    await loss.backward();
    nn.utils.clipGradNorm_(model.parameters(), 1);
    await optimizer.step();
    scheduler.step();
    sum += (loss.item() * source.shape[0]) / train.length;
  }
  curves.loss.push([epoch, sum]);
  curves.match.push([epoch, await exactMatch()]);
  console.log(`epoch ${epoch}: loss ${sum.toFixed(4)}, exact match ${curves.match.at(-1)[1].toFixed(3)}`);
}

model.eval();
const beam = test.map(({ source }) => inferenceMode(() => decode(beamSearch(model, collate([{ source, target: '' }]).source).ids)));
test.slice(0, 5).forEach(({ source }, i) => console.log(`${source} → ${beam[i]}`));
console.log(`exact match: greedy ${curves.match.at(-1)[1].toFixed(3)}, beam of 4 ${(beam.filter((text, i) => text === test[i].target).length / test.length).toFixed(3)}`);
await savePicture('dates.svg', plot.panels(plot.lines({ loss: curves.loss }, { title: 'Loss of a letter', xLabel: 'epoch' }), plot.lines({ match: curves.match }, { title: 'Exact match, dates not learned from', xLabel: 'epoch' })));
