// One of the processes of the tests beside: node rank.js CASE OPTIONS, in a launcher's environment. Prints one line of JSON.
import { createEncoder, Head, losses, nn, optim, PaddedBatch, TaskHandler, TaskModule, torch, Trainer, TrainerModule, UnifiedTaskModel, CoLESModule, ModelCheckpoint, RnnSeqEncoder, TrxEncoder, type Optimizers, type Tensor } from '../../lib/index.js';

const [name = '', json = '{}'] = process.argv.slice(2);
const options = JSON.parse(json) as { dirpath?: string; ckptPath?: string; maxSteps?: number; accumulate?: number; patience?: number; rows?: number };
torch.setNumThreads(1);
const { distributed } = torch;
const tell = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

const sgd = (module: nn.Module): Optimizers => new optim.SGD(module.parameters(), { lr: 0.1, momentum: 0.9 });
const weights = (module: nn.Module): Record<string, number[]> => Object.fromEntries(Object.entries(module.stateDict()).map(([key, value]) => [key, Array.from(value.dataSync() as Float32Array, Number)]));

/** Batches of `size` rows, the last of `last`. */
function numbers(count: number, size: number, last: number): { x: Tensor; y: Tensor }[] {
  const generator = new torch.Generator().manualSeed(3);
  return Array.from({ length: count }, (_, i) => {
    const x = torch.randn([i === count - 1 ? last : size, 4], { generator });
    return { x, y: x.sum({ dim: [1], keepdim: true }).sin() };
  });
}

class Regression extends TrainerModule {
  readonly first = new nn.Linear(4, 8);
  readonly last = new nn.Linear(8, 1);
  readonly steps: Record<string, number[]>[] = [];
  #loss({ x, y }: { x: Tensor; y: Tensor }): Tensor {
    return nn.functional.mseLoss(this.last.forward(this.first.forward(x).tanh()), y);
  }
  trainingStep(batch: { x: Tensor; y: Tensor }): Tensor {
    const loss = this.#loss(batch);
    this.log('train_loss', loss, { onStep: true, onEpoch: true });
    return loss;
  }
  override validationStep(batch: { x: Tensor; y: Tensor }): void {
    this.log('val_loss', this.#loss(batch));
  }
  override onTrainBatchEnd(): void {
    this.steps.push(weights(this));
  }
  configureOptimizers(): Optimizers {
    return sgd(this);
  }
}

/** By plain descent: AdamW makes steps of a gradient that is rounding alone, such as that of a key's bias. */
class Task extends TaskModule {
  override configureOptimizers(): Optimizers {
    return sgd(this);
  }
}

/** Words as numbers, a text as the mean of its words' vectors. */
class Words extends nn.Module {
  readonly table = new nn.Embedding(16, 6);
  readonly turn = new nn.Linear(6, 6);
  forward(): never {
    throw new Error('by columns');
  }
  async embedColumns(columns: readonly (readonly string[])[]): Promise<Tensor[]> {
    return columns.map((texts) => torch.stack(texts.map((text) => this.turn.forward(this.table.forward(torch.tensor(text.split(' ').map(Number), { dtype: 'int64' })).mean([0])))));
  }
}
type TextBatch = { columns: string[][] };
class Contrastive extends TrainerModule {
  override readonly lossOver = 'all';
  readonly words = new Words();
  readonly steps: Record<string, number[]>[] = [];
  constructor(private readonly loss: losses.MultipleNegativesRankingLoss) { super(); }
  override rowsOfBatch({ columns }: TextBatch): number {
    return columns[0]!.length;
  }
  override partOfBatch({ columns }: TextBatch, begin: number, end: number): TextBatch {
    return { columns: columns.map((texts) => texts.slice(begin, end)) };
  }
  trainingStep({ columns }: TextBatch): Promise<Tensor> {
    return this.loss.ofTexts(this.words, columns);
  }
  override onTrainBatchEnd(): void {
    this.steps.push(weights(this));
  }
  configureOptimizers(): Optimizers {
    return sgd(this);
  }
}
const pairs = (sizes: readonly number[]): TextBatch[] => sizes.map((size, batch) => ({ columns: [0, 1].map((column) => Array.from({ length: size }, (_, i) => `${(3 * i + batch) % 16} ${(5 * i + column) % 16} ${(i + 7 * column) % 16}`)) }));

async function trained<Module extends TrainerModule & { readonly steps: Record<string, number[]>[] }>(module: Module, train: readonly unknown[], settings: object = {}): Promise<Record<string, number[]>[]> {
  await new Trainer({ maxEpochs: 2, numSanityValSteps: 0, ...settings }).fit(module, train);
  return module.steps;
}

const cases: Record<string, () => Promise<unknown>> = {
  async collectives() {
    await distributed.initProcessGroup();
    const rank = distributed.getRank();
    const reduced: Record<string, unknown> = {};
    for (const op of ['sum', 'mean', 'min', 'max'] as const) {
      const value = torch.tensor([rank + 1, -rank]);
      await distributed.allReduce(value, op);
      reduced[op] = value.toArray();
    }
    const given = torch.tensor([rank, rank]);
    await distributed.broadcast(given, 1);
    // A rank has as many rows as its number says; the loss of all rows is computed on each.
    const own = torch.full([rank, 2], rank + 1, { dtype: 'float32', requiresGrad: true });
    const all = await distributed.allGather(own);
    await all.square().sum().backward();
    const turned = await distributed.allGather(torch.tensor([[1, 2], [3, 4]]).t());
    const objects = await distributed.allGatherObject({ rank, text: 'ä\n' });
    await distributed.barrier();
    const refused = await distributed.allReduce(torch.ones([2], { device: 'meta' as 'cpu' })).then(() => '', (error: Error) => error.message);
    const result = { refused, rank, size: distributed.getWorldSize(), reduced, given: given.toArray(), all: all.toArray(), grad: own.grad?.toArray(), turned: turned.toArray(), objects, threads: torch.getNumThreads() };
    await distributed.destroyProcessGroup();
    return { ...result, after: distributed.getWorldSize() };
  },
  async regression() {
    torch.manualSeed(distributed.getRank() + 1); // ranks begin with other weights; all take those of rank 0
    const module = new Regression();
    const { accumulate: accumulateGradBatches = 1 } = options;
    const trainer = new Trainer({ maxEpochs: 2, numSanityValSteps: 0, gradientClipVal: 0.5, accumulateGradBatches });
    const rows = numbers(3, 8, options.rows ?? 5);
    await trainer.fit(module, rows, rows);
    const { train_loss_epoch: train, val_loss: val } = trainer.callbackMetrics;
    return { steps: module.steps, train, val };
  },
  async ranking() {
    torch.manualSeed(1);
    return { steps: await trained(new Contrastive(new losses.MultipleNegativesRankingLoss({ scale: 3 })), pairs([8, 8, 5])) };
  },
  async cached() {
    torch.manualSeed(1);
    return { steps: await trained(new Contrastive(new losses.CachedMultipleNegativesRankingLoss({ scale: 3, miniBatchSize: 2 })), pairs([8, 8, 5])) };
  },
  async mlm() {
    torch.manualSeed(1);
    const sizes = { vocab_size: 12, hidden_size: 8, num_hidden_layers: 2, num_attention_heads: 2, intermediate_size: 16, max_position_embeddings: 8, hidden_dropout_prob: 0, attention_probs_dropout_prob: 0 };
    const module = new Task(new UnifiedTaskModel(await createEncoder('bert', sizes), 'mlm', 12), TaskHandler.create('mlm', { outputDim: 12 }));
    const generator = new torch.Generator().manualSeed(5);
    // Rows with no place that is asked, so that some rank has nothing to learn from.
    const batch = (rows: number, asked: number) => {
      const inputIds = torch.randint(1, 12, [rows, 6], { generator, dtype: 'int64' });
      const labels = torch.where(torch.arange(rows).unsqueeze(1).lt(asked), inputIds, torch.tensor(-100, { dtype: 'int64' }));
      return { inputIds, attentionMask: torch.ones([rows, 6], { dtype: 'int64' }), labels };
    };
    const data = [batch(8, 8), batch(8, 3), batch(5, 1)];
    const trainer = new Trainer({ maxEpochs: 1, numSanityValSteps: 0, checkGradients: false });
    await trainer.fit(module, data, data);
    const { val_loss: loss, val_acc: acc, val_perplexity: perplexity } = trainer.callbackMetrics;
    return { steps: [weights(module)], val: loss, acc, perplexity };
  },
  async classes() {
    torch.manualSeed(1);
    const sizes = { vocab_size: 12, hidden_size: 8, num_hidden_layers: 1, num_attention_heads: 2, intermediate_size: 16, max_position_embeddings: 8, hidden_dropout_prob: 0, attention_probs_dropout_prob: 0 };
    const module = new Task(new UnifiedTaskModel(await createEncoder('gte', sizes), 'classification', 3), TaskHandler.create('classification', { outputDim: 3, classWeights: [1, 2, 5], labelSmoothing: 0.1 }));
    const generator = new torch.Generator().manualSeed(5);
    const data = [8, 8, 3].map((rows) => ({ inputIds: torch.randint(1, 12, [rows, 6], { generator, dtype: 'int64' }), attentionMask: torch.ones([rows, 6], { dtype: 'int64' }), labels: torch.randint(0, 3, [rows], { generator, dtype: 'int64' }) }));
    const trainer = new Trainer({ maxEpochs: 1, numSanityValSteps: 0 });
    await trainer.fit(module, data, data);
    const { train_loss_epoch: train, val_loss: val, val_f1: f1, val_auc: auc } = trainer.callbackMetrics;
    return { steps: [weights(module)], train, val, f1, auc };
  },
  async coles() {
    torch.manualSeed(1);
    const trx = new TrxEncoder({ embeddings: { code: { in: 9, out: 4 } }, embeddingsNoise: 0 });
    const module = new CoLESModule(new RnnSeqEncoder(trx, { hiddenSize: 6 }), { head: new Head({ useNormEncoder: true }) });
    const generator = new torch.Generator().manualSeed(5);
    const data = [8, 6].map((rows) => [new PaddedBatch({ code: torch.randint(1, 9, [rows, 5], { generator, dtype: 'int64' }) }, Array.from({ length: rows }, (_, i) => 2 + (i % 4))), torch.arange(rows, { dtype: 'int64' }).div(2, { roundingMode: 'floor' })]);
    const trainer = new Trainer({ maxEpochs: 2, numSanityValSteps: 0, checkGradients: false });
    await trainer.fit(module, data, data);
    return { steps: [weights(module)], recall: trainer.callbackMetrics['valid/recall_top_k'] };
  },
  async resumed() {
    torch.manualSeed(1);
    const module = new Regression();
    const trainer = new Trainer({ maxEpochs: 2, maxSteps: options.maxSteps, numSanityValSteps: 0, accumulateGradBatches: options.accumulate ?? 1, callbacks: [new ModelCheckpoint({ dirpath: options.dirpath!, everyNTrainSteps: 1, saveTopK: -1 })] });
    await trainer.fit(module, numbers(4, 8, 5), undefined, options.ckptPath === undefined ? {} : { ckptPath: options.ckptPath });
    const { last } = { last: weights(module) };
    return { steps: [last] };
  },
  /** Trains on and on; told to a parent that stops one. */
  async endless() {
    await distributed.initProcessGroup({ patience: options.patience ?? 20 });
    const module = new Regression();
    class Telling extends Regression {
      override onTrainBatchEnd(): void {
        if (this.count++ === 3) tell({ pid: process.pid, rank: distributed.getRank() });
      }
      count = 0;
    }
    void module;
    await new Trainer({ maxEpochs: -1, numSanityValSteps: 0 }).fit(new Telling(), numbers(3, 8, 8));
    return {};
  },
};

tell(await cases[name]!());
