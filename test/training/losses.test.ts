// Losses of sentence embeddings against sentence-transformers' own: values and gradients.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SentenceEncoder, torch, TorchEncodersError, type DType, type Tensor } from '../../lib/index.js';
import * as losses from '../../lib/training/losses/index.js';
import { fixtureOf, folderOf } from '../fixture.js';
import { close, numbers, parity, referenceOf, referenceTest, type Case } from '../reference.js';

interface LossCase extends Case {
  config: { scale?: number; similarity?: string; distance?: string; margin?: number; size_average?: boolean; dims?: number[]; weights?: number[] };
}

/** The loss that a case of the reference means, by its name and its settings. */
function lossOf({ name, config }: LossCase): losses.SentenceLoss {
  const { scale, distance, margin } = config;
  const distanceMetric = distance?.toLowerCase().replace('_distance', '') as 'cosine' | undefined;
  const similarityFct = config.similarity === 'dot_score' ? 'dot' : undefined;
  const sizes = { matryoshkaDims: config.dims ?? [], matryoshkaWeights: config.weights };
  const makers: Record<string, () => losses.SentenceLoss> = {
    MultipleNegativesRankingLoss: () => new losses.MultipleNegativesRankingLoss({ scale, similarityFct }),
    MultipleNegativesSymmetricRankingLoss: () => new losses.MultipleNegativesSymmetricRankingLoss({ scale }),
    CoSENTLoss: () => new losses.CoSENTLoss({ scale }),
    AnglELoss: () => new losses.AnglELoss({ scale }),
    CosineSimilarityLoss: () => new losses.CosineSimilarityLoss(),
    TripletLoss: () => new losses.TripletLoss({ distanceMetric, tripletMargin: margin }),
    ContrastiveLoss: () => new losses.ContrastiveLoss({ distanceMetric, margin, sizeAverage: config.size_average }),
    OnlineContrastiveLoss: () => new losses.OnlineContrastiveLoss({ distanceMetric, margin }),
    'MatryoshkaLoss.MNRL': () => new losses.MatryoshkaLoss({ loss: new losses.MultipleNegativesRankingLoss(), ...sizes }),
    'MatryoshkaLoss.CoSENT.weights': () => new losses.MatryoshkaLoss({ loss: new losses.CoSENTLoss(), ...sizes }),
    MSELoss: () => new losses.MSELoss(),
    MarginMSELoss: () => new losses.MarginMSELoss(),
    BatchAllTripletLoss: () => new losses.BatchAllTripletLoss({ distanceMetric, margin }),
    BatchHardTripletLoss: () => new losses.BatchHardTripletLoss({ distanceMetric, margin }),
    BatchSemiHardTripletLoss: () => new losses.BatchSemiHardTripletLoss({ distanceMetric, margin }),
    BatchHardSoftMarginTripletLoss: () => new losses.BatchHardSoftMarginTripletLoss({ distanceMetric }),
  };
  return (makers[name] ?? makers[name.split('.')[0]!])!();
}

/** Value and gradients as the case has them. */
async function check(loss: losses.SentenceLoss, one: LossCase, tensors: Record<string, Tensor>): Promise<void> {
  const { labels, ...columns } = one.inputs;
  const embeddings = Object.values(columns).map((key) => leaf(tensors[key]!));
  const value = await loss.forward(embeddings, labels === undefined ? undefined : tensors[labels]);
  close([value.item()], [one.outputs.loss!.value!], { atol: 1e-6, rtol: 1e-5 }, one.name);
  await value.backward();
  Object.entries(columns).forEach(([, key], i) => {
    const wanted = numbers(tensors[one.grads![key.split('/')[1]!]!]!);
    const most = Math.max(...wanted.map(Math.abs));
    close(numbers(embeddings[i]!.grad!), wanted, { atol: 1e-4 * most + 1e-9 }, `${one.name}: gradient of ${key}`);
  });
}
function leaf(values: Tensor): Tensor {
  const copy = values.detach().clone();
  copy.requiresGrad = true;
  return copy;
}

referenceTest('37 losses of the reference: values and gradients', async () => {
  const { cases, tensors } = await referenceOf(join(parity, 'losses'));
  assert.ok(cases.length >= 37);
  for (const one of cases) await check(lossOf(one as LossCase), one as LossCase, tensors);
});

interface Stored {
  shape: number[];
  dtype: DType;
  values: number[];
}
interface Fixture {
  columns: Record<string, Stored>;
  labels: Record<string, Stored>;
  cases: { name: string; kind: string; options: object; columns: string[]; label: string | null; value: number; gradients: Stored[] }[];
  crossEncoder: { name: string; kind: string; options: object; logits: Stored; label: Stored | number[][]; value: number; gradient: Stored }[];
}
const fixture = JSON.parse(readFileSync(fileURLToPath(new URL('../../../test/fixtures/losses/losses.json', import.meta.url)), 'utf8')) as Fixture;
const tensorOf = ({ shape, dtype, values }: Stored): Tensor => torch.tensor(values, { dtype }).reshape(shape);
const gradientClose = (found: Tensor, { values }: Stored, name: string): number => close(numbers(found), values, { atol: 1e-4 * Math.max(...values.map(Math.abs)) + 1e-7 }, `${name}: gradient`);

test(`${fixture.cases.length} more losses of sentence-transformers and uniem: values and gradients`, async () => {
  for (const { name, kind, options, columns, label, value, gradients } of fixture.cases) {
    const embeddings = columns.map((one) => leaf(tensorOf(fixture.columns[one]!)));
    const given = kind === 'SpladeLoss' ? { ...options, loss: new losses.SparseMultipleNegativesRankingLoss() } : options;
    const loss = new (losses as unknown as Record<string, new (options: object) => losses.SentenceLoss>)[kind]!(given);
    for (const [i, parameter] of [...loss.parameters()].entries()) torch.noGrad(() => parameter.copy_(torch.arange(parameter.numel).mul(0.37).add(i + 1).sin().mul(0.3).reshape(parameter.shape)));
    const found = await loss.forward(embeddings, label === null ? undefined : tensorOf(fixture.labels[label]!));
    close([found.item()], [value], { atol: 1e-6, rtol: 1e-5 }, name);
    await found.backward();
    embeddings.forEach((one, i) => gradientClose(one.grad!, gradients[i]!, name));
  }
});

test('losses of cross-encoders, from logits: values and gradients', async () => {
  for (const { name, kind, options, logits, label, value, gradient } of fixture.crossEncoder) {
    const given = leaf(tensorOf(logits));
    const loss = new (losses.crossEncoder as unknown as Record<string, new (options: object) => { forward(x: Tensor, labels: Tensor): Promise<Tensor>; ofLists(model: unknown, lists: object): Promise<Tensor> }>)[kind]!(options);
    const model = { logits: async () => given.alias() };
    const lists = { queries: ['q', 'r'], documents: [['0', '1', '2', '3'], ['4', '5']], labels: label };
    const found = Array.isArray(label) ? await loss.ofLists(model, lists) : await loss.forward(kind === 'MarginMSELoss' ? given.reshape([2, 3]) : given, tensorOf(label));
    close([found.item()], [value], { atol: 1e-6, rtol: 1e-5 }, name);
    await found.backward();
    gradientClose(given.grad!, gradient, name);
  }
});

const is = (code: string, message: RegExp) => (e: unknown): boolean => e instanceof TorchEncodersError && e.code === code && message.test(e.message);
async function refused(call: () => unknown, code: string, message: RegExp): Promise<void> {
  try {
    await call();
  } catch (error) {
    return assert.ok(is(code, message)(error), (error as Error).message);
  }
  assert.unreachable('was not refused');
}

test('what a loss cannot be computed of is refused with what it wants', async () => {
  const x = torch.ones([3, 4]);
  await refused(() => new losses.MultipleNegativesRankingLoss().forward([x]), 'ERR_SHAPE', /MultipleNegativesRankingLoss wants at least 2 columns, found 1/);
  await refused(() => new losses.TripletLoss().forward([x, x]), 'ERR_SHAPE', /TripletLoss wants 3 columns, found 2/);
  await refused(() => new losses.CoSENTLoss().forward([x, x]), 'ERR_SHAPE', /a label for each of 3 rows, found none/);
  await refused(() => new losses.CoSENTLoss().forward([x, x], torch.ones([2])), 'ERR_SHAPE', /found the shape \[2\]/);
  await refused(() => new losses.CosineSimilarityLoss().forward([x, torch.ones([2, 4])], torch.ones([3])), 'ERR_SHAPE', /./);
  await refused(() => new losses.MSELoss().forward([x]), 'ERR_SHAPE', /teacher's vectors/);
  await refused(() => new losses.GISTEmbedLoss({ guide: undefined as never }).forward([x, x], x), 'ERR_SHAPE', /guide's vectors \[3, 2, D\]/);
  await refused(() => new losses.OnlineContrastiveLoss().forward([x, x], torch.tensor([2, 2, 2])), 'ERR_RANGE', /0 and 1/);
  await refused(() => new losses.MatryoshkaLoss({ loss: new losses.CoSENTLoss(), matryoshkaDims: [8] }).forward([x, x], torch.ones([3])), 'ERR_RANGE', /matryoshkaDims has 8.*4 dimensions/);
  await refused(() => new losses.MatryoshkaLoss({ loss: new losses.CoSENTLoss(), matryoshkaDims: [] }), 'ERR_CONFIG', /empty/);
  await refused(() => new losses.MultipleNegativesRankingLoss({ scale: 0 }), 'ERR_RANGE', /scale is 0/);
  await refused(() => new losses.MultipleNegativesRankingLoss({ directions: ['doc_to_doc'] }), 'ERR_CONFIG', /wanted query_to_doc/);
  await refused(() => new losses.MultipleNegativesRankingLoss({ directions: ['query_to_doc', 'doc_to_doc'], partitionMode: 'per_direction' }), 'ERR_CONFIG', /use 'joint'/);
  await refused(() => new losses.TripletLoss({ distanceMetric: 'hamming' as never }), 'ERR_CONFIG', /'hamming' is not known; known are cosine/);
  await refused(() => new losses.SoftmaxLoss({ embeddingDimension: 4, numLabels: 2, concatenationSentRep: false, concatenationSentDifference: false }), 'ERR_CONFIG', /nothing to look at/);
  await refused(() => new losses.PairInBatchNegSoftmaxContrastLoss({ temperature: 0 }), 'ERR_RANGE', /temperature is 0/);
});

const texts = [['A cat sleeps.', 'The dog runs far away from home.', 'Rain', 'a b c d', 'Bread rises because yeast gives off gas.', 'x'],
  ['A kitten naps.', 'A dog is running.', 'It rains today', 'e f g', 'Yeast makes bread rise.', 'y z']];
const gradientsOf = (model: SentenceEncoder): number[] => [...model.parameters()].flatMap(({ grad, numel }) => (grad ? numbers(grad) : new Array<number>(numel).fill(0)));

referenceTest('the cached loss has the gradient of the uncached one, with dropout on', async () => {
  const model = await SentenceEncoder.fromPretrained(join(parity, 'models', 'bert'));
  model.train();
  const maker = (miniBatchSize: number): losses.CachedMultipleNegativesRankingLoss => new losses.CachedMultipleNegativesRankingLoss({ miniBatchSize, directions: ['query_to_doc', 'query_to_query', 'doc_to_query', 'doc_to_doc'] });
  for (const miniBatchSize of [1, 4, 100]) {
    torch.manualSeed(3);
    model.zeroGrad();
    const cached = await maker(miniBatchSize).ofTexts(model, texts);
    await cached.mul(0.5).backward(); // as where gradients are accumulated
    const after = torch.getRngState().toArray();
    const [value, found] = [cached.item(), gradientsOf(model)];

    torch.manualSeed(3); // the same mini-batches, whose graphs are all kept
    model.zeroGrad();
    const columns: Tensor[] = [];
    for (const column of texts) {
      const parts: Tensor[] = [];
      for (let i = 0; i < column.length; i += miniBatchSize) parts.push(...(await model.embedColumns([column.slice(i, i + miniBatchSize)])));
      columns.push(torch.cat(parts));
    }
    const plain = await new losses.MultipleNegativesRankingLoss({ directions: ['query_to_doc', 'query_to_query', 'doc_to_query', 'doc_to_doc'] }).forward(columns);
    await plain.mul(0.5).backward();
    close([value], [plain.item()], { atol: 1e-6 }, 'the loss');
    close(found, gradientsOf(model), { atol: 1e-5 }, `gradients, ${miniBatchSize} at a time`);
    assert.ok(Math.max(...found.map(Math.abs)) > 1e-3, 'there are gradients');
    assert.equal(torch.getRngState().toArray(), after, 'random numbers go on as if nothing had been repeated');
  }
  model.dispose();
});

referenceTest('Matryoshka over the cached loss, MegaBatch some at a time: the gradients of all at once', async () => {
  const model = await SentenceEncoder.fromPretrained(join(parity, 'models', 'bert'));
  const sizes = { matryoshkaDims: [48, 16], matryoshkaWeights: [1, 0.5] };
  const pairs: [losses.SentenceLoss, losses.SentenceLoss][] = [
    [new losses.MatryoshkaLoss({ loss: new losses.CachedMultipleNegativesRankingLoss({ miniBatchSize: 2 }), ...sizes }), new losses.MatryoshkaLoss({ loss: new losses.MultipleNegativesRankingLoss(), ...sizes })],
    [new losses.MegaBatchMarginLoss({ miniBatchSize: 4 }), new losses.MegaBatchMarginLoss({ useMiniBatchedVersion: false })],
  ];
  for (const pair of pairs) {
    const runs: number[][] = [];
    for (const loss of pair) {
      model.zeroGrad();
      const value = await loss.ofTexts(model, texts);
      await value.backward();
      runs.push([value.item(), ...gradientsOf(model)]);
    }
    close(runs[0]!, runs[1]!, { atol: 1e-5 }, pair[0].constructor.name);
  }
  const validation = await torch.noGrad(() => pairs[0]![0].ofTexts(model, texts));
  assert.not(validation.requiresGrad);
  model.dispose();
});

interface ModelFixture {
  columns: string[][];
  damaged: string[];
  scores: number[];
  cases: { name: string; value: number; norms: Record<string, number>; own: Record<string, number> }[];
}

test('losses of a model\'s layers, and of a decoder beside it: values and norms of gradients of sentence-transformers', async () => {
  const { columns, damaged, scores, cases } = JSON.parse(readFileSync(fileURLToPath(new URL('../../../test/fixtures/losses/models.json', import.meta.url)), 'utf8')) as ModelFixture;
  const model = await SentenceEncoder.fromPretrained(await folderOf(fixtureOf('layer-norm')));
  const denoising = new losses.DenoisingAutoEncoderLoss({ model });
  const wave = (place: number, parameter: Tensor): Tensor => torch.arange(parameter.numel, { dtype: 'float64' }).mul(0.37).add(1.7 * place + 0.5).sin().mul(0.3).to('float32').reshape(parameter.shape);
  for (const [name, parameter] of denoising.namedParameters()) {
    const layer = Number(/crossattention\.(\d)/.exec(name)?.[1] ?? 7);
    const part = name === 'bias' ? 9 : ['value', 'dense', 'LayerNorm', 'transform.'].findIndex((one) => name.includes(one) || (one === 'LayerNorm' && name.includes('transformNorm')));
    const place = 10 * layer + 2 * (name.startsWith('transform.') ? 3 : part) + (name.endsWith('bias') ? 1 : 0);
    torch.noGrad(() => parameter.copy_(/Norm\.weight/.test(name) ? wave(place, parameter).add(1) : wave(place, parameter)));
  }
  const weighted = { nLayersPerStep: -1, lastLayerWeight: 2, priorLayersWeight: 0.5, klDivWeight: 3, klTemperature: 0.7, layerWeighting: 'log' } as const;
  const made: Record<string, losses.SentenceLoss> = {
    'adaptive layers, all': new losses.AdaptiveLayerLoss({ loss: new losses.CoSENTLoss(), nLayersPerStep: -1 }),
    'adaptive layers, weights': new losses.AdaptiveLayerLoss({ loss: new losses.MultipleNegativesRankingLoss(), ...weighted }),
    'two dimensions, all': new losses.Matryoshka2dLoss({ loss: new losses.CoSENTLoss(), matryoshkaDims: [16, 8], matryoshkaWeights: [1, 0.5], nLayersPerStep: -1, nDimsPerStep: -1 }),
    denoising,
  };
  for (const { name, value, norms, own } of cases) {
    model.zeroGrad();
    const loss = await made[name]!.ofTexts(model, name === 'denoising' ? [damaged, columns[0]!] : columns, torch.tensor(scores));
    close([loss.item()], [value], { atol: 1e-6, rtol: 1e-5 }, name);
    await loss.backward();
    const norm = (parameter: Tensor): number => Math.hypot(...numbers(parameter.grad!));
    for (const [ending, wanted] of Object.entries(norms)) close([norm(Object.entries(model.stateDict()).find(([one]) => one.endsWith(ending))![1])], [wanted], { atol: 1e-6, rtol: 1e-4 }, `${name}: ${ending}`);
    assert.is(Object.keys(own).length > 0, name === 'denoising');
    for (const [theirs, wanted] of Object.entries(own)) {
      const ours = theirs.replace(/^decoder\.bert\.encoder\.layer\.(\d)\.crossattention\.(self\.|output\.)/, 'crossattention.$1.').replace('decoder.cls.predictions.transform.dense', 'transform').replace('decoder.cls.predictions.transform.LayerNorm', 'transformNorm').replace('decoder.cls.predictions.bias', 'bias');
      const found = [...denoising.namedParameters()].find(([one]) => one === ours)?.[1];
      if (found) close([norm(found)], [wanted], { atol: 1e-6, rtol: 1e-4 }, `${name}: ${ours}`);
      else close([wanted], [0], { atol: 1e-6 }, `${theirs}: attention over one vector has no query or key to learn`);
    }
  }
  const alone = await denoising.ofTexts(model, [columns[0]!]);
  assert.ok(Number.isFinite(alone.item()));
  await refused(() => denoising.forward(), 'ERR_UNSUPPORTED', /use ofTexts/);
  const narrow = await SentenceEncoder.fromPretrained(await folderOf(fixtureOf('dense-residual')));
  await refused(() => new losses.DenoisingAutoEncoderLoss({ model: narrow }), 'ERR_UNSUPPORTED', /vectors of 16 dimensions.*found 12/);
  model.dispose();
});

test('SimCSE: a text twice, with other dropout; words left out', async () => {
  const model = await SentenceEncoder.fromPretrained(await folderOf(fixtureOf('dense-residual'), { 'config.json': { ...(fixtureOf('dense-residual').files['config.json'] as object), hidden_dropout_prob: 0.1 } }));
  model.train();
  const [a, b] = await model.embedColumns([['a dog sleeps'], ['a dog sleeps']]);
  assert.not.equal(a!.toArray(), b!.toArray());
  const loss = await new losses.SimCSELoss().ofTexts(model, [['a dog sleeps', 'the old bird', 'night']]);
  await loss.backward();
  assert.ok(loss.item() > 0);
  assert.is(losses.deleteWords('one two three four five.', 0.6, 1).split(' ').length, 2);
  assert.ok(losses.deleteWords('今天天气很好，我们去公园散步。', 0.6, 1).length < 10);
  assert.is(losses.deleteWords('alone', 0.6, 1), 'alone');
  model.dispose();
});

test.run();
