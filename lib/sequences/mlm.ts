import { TorchEncodersError } from '../errors.js';
import type { Module } from '../nn/module.js';
import { Parameter } from '../nn/module.js';
import { Adam } from '../optim/optimizers.js';
import { OneCycleLR } from '../optim/schedulers.js';
import { torchFunctions as F } from '../tensor/functions.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Optimizers } from '../training/module.js';
import { partsOf } from './embed.js';
import { L2NormEncoder } from './head.js';
import type { EventPayload, PaddedBatch } from './paddedbatch.js';
import { PretrainModule } from './pretrain.js';
import type { SeqEncoder } from './seqencoder.js';

export interface MLMPretrainOptions {
  /** Steps of the optimizer in all, for the one-cycle schedule. */
  totalSteps: number;
  /** Default: 20. */
  lossTemperature?: number;
  /** Default: 0.001. */
  maxLr?: number;
  /** Default: 0. */
  weightDecay?: number;
  /** The share of steps in which the learning rate rises. Default: 0.1. */
  pctStart?: number;
  /** Predictions of length 1. Default: true. */
  normPredict?: boolean;
  /** Of each event. Default: 0.1. */
  replaceProba?: number;
  /** How many other predictions stand beside the right one. Default: 1. */
  negCount?: number;
}

/**
 * Masked events: of some the vector is replaced, by a learnt one (80 %), another event's (10 %) or none (10 %); the encoder's state there is to be more like the
 * vector than its states at other masked events. For batches of {@link collateFeatureDict}; validation logs `mlm/valid_mlm_loss`.
 */
export class MLMPretrainModule extends PretrainModule<SeqEncoder, unknown> {
  override readonly metricName = 'mlm/valid_mlm_loss';
  override readonly metricMode = 'min';
  readonly tokenMask: Parameter;
  readonly #settings: Required<MLMPretrainOptions>;
  readonly #norm = new L2NormEncoder();

  constructor(seqEncoder: SeqEncoder, { lossTemperature = 20, maxLr = 1e-3, weightDecay = 0, pctStart = 0.1, normPredict = true, replaceProba = 0.1, negCount = 1, totalSteps }: MLMPretrainOptions) {
    super(seqEncoder, {});
    const [size, wanted] = [seqEncoder.stateSize, seqEncoder.trxEncoder.outputSize];
    if (size !== wanted) throw new TorchEncodersError('ERR_CONFIG', `masked events want states of the size of the events' vectors, ${wanted}; this encoder's have ${size}: set hiddenSize, or linearProjectionSize of the TrxEncoder`);
    this.#settings = { lossTemperature, maxLr, weightDecay, pctStart, normPredict, replaceProba, negCount, totalSteps };
    this.tokenMask = new Parameter(F.randn([1, 1, seqEncoder.trxEncoder.outputSize]));
  }
  protected override parts(): Record<string, Module> {
    return {};
  }
  /** The names of pytorch-lifestream's module, which holds both halves of the encoder. */
  override *children(): Generator<[string, Module]> {
    yield ['trx_encoder', this.seqEncoder.trxEncoder];
    yield ['_seq_encoder', this.seqEncoder.seqEncoder];
  }

  override configureOptimizers(): Optimizers {
    const { maxLr, weightDecay, totalSteps, pctStart } = this.#settings;
    const optimizer = new Adam([...this.parameters()].filter(({ requiresGrad }) => requiresGrad), { lr: maxLr, weightDecay });
    return { optimizer, lrScheduler: { scheduler: new OneCycleLR(optimizer, { maxLr, totalSteps, pctStart }), interval: 'step' } };
  }

  protected async loss(batch: unknown): Promise<Tensor | undefined> {
    return (await this.#losses(partsOf(batch).events))?.mean();
  }
  override async validationStep(batch: unknown): Promise<void> {
    const losses = await this.#losses(partsOf(batch).events);
    if (losses) this.log(this.metricName, losses.mean(), { batchSize: losses.numel, progBar: true });
  }

  /** One for each masked event, of which there are at least two; undefined where there is only one event. */
  async #losses(batch: PaddedBatch<EventPayload>): Promise<Tensor | undefined> {
    const { replaceProba, normPredict, lossTemperature, negCount } = this.#settings;
    const events = await this.seqEncoder.eventsOf(batch);
    const T = events.shape[0]!;
    if (T < 2) return undefined;
    const drawn = F.rand([T], { device: events.device }).lt(replaceProba).nonzero().flatten();
    const masked = drawn.numel >= 2 ? drawn : F.randperm(T, { device: events.device }).slice(0, 0, 2); // each is told from another
    const N = masked.numel;
    const lot = F.rand([N, 1], { device: events.device });
    const own = events.indexSelect(0, masked);
    const others = events.indexSelect(0, F.randint(T, [N], { device: events.device, dtype: 'int64' }));
    const hidden = F.where(lot.lt(0.8), this.tokenMask.squeeze(0), F.where(lot.lt(0.9), others, own));
    const states = await this.seqEncoder.seqEncoder.sequence(events.indexCopy(0, masked, hidden), batch.layout);
    const found = states.indexSelect(0, masked);
    const predicted = normPredict ? this.#norm.forward(found) : found;
    const notSelf = F.eye(N, { device: events.device }).neg().add(1);
    const negatives = predicted.indexSelect(0, notSelf.multinomial(Math.min(negCount, N - 1)).flatten()).unflatten(0, [N, Math.min(negCount, N - 1)]);
    const candidates = F.cat([predicted.unsqueeze(1), negatives], 1); // [N, 1 + negatives, E]
    const scores = candidates.mul(own.unsqueeze(1)).sum([2]).mul(lossTemperature);
    return scores.logSoftmax(1).select(1, 0).neg();
  }
}
