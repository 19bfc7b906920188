import { TorchEncodersError } from '../errors.js';
import { ModuleList } from '../nn/containers.js';
import { Linear } from '../nn/layers.js';
import type { Module } from '../nn/module.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { queued } from '../tensor/ops.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { partsOf } from './embed.js';
import type { EventPayload, PaddedBatch } from './paddedbatch.js';
import { PretrainModule, type PretrainOptions } from './pretrain.js';
import { RnnSeqEncoder } from './rnn.js';

export interface CpcOptions extends PretrainOptions {
  /** Events of the batch that stand beside the right one, drawn for each sequence. Default: 40. */
  nNegatives?: number;
  /** How many events ahead are foreseen. Default: 6. */
  nForwardSteps?: number;
}

/**
 * Contrastive predictive coding (van den Oord et al., 2018): from the state behind an event, a linear layer for each step foresees the vectors of the next events
 * among others. Only real events count. For batches of {@link collateFeatureDict}, or with anything beside them; validation logs `valid/cpc_accuracy`.
 */
export class CpcModule extends PretrainModule<RnnSeqEncoder, unknown> {
  override readonly metricName = 'valid/cpc_accuracy';
  override readonly metricMode = 'max';
  readonly #linears: ModuleList<Linear>;
  readonly #nNegatives: number;

  /** @throws ERR_UNSUPPORTED for an encoder whose states know later events. */
  constructor(seqEncoder: RnnSeqEncoder, { nNegatives = 40, nForwardSteps = 6, ...options }: CpcOptions = {}) {
    super(seqEncoder, options);
    if (!(seqEncoder instanceof RnnSeqEncoder) || seqEncoder.seqEncoder.isBidirectional) throw new TorchEncodersError('ERR_UNSUPPORTED', 'CpcModule wants an RnnSeqEncoder of one direction: it foresees events that others have read already');
    this.#nNegatives = nNegatives;
    this.#linears = new ModuleList(Array.from({ length: nForwardSteps }, () => new Linear(seqEncoder.seqEncoder.outputSize, seqEncoder.trxEncoder.outputSize)));
  }
  protected override parts(): Record<string, Module> {
    return { _linears: this.#linears };
  }

  protected async loss(batch: unknown): Promise<Tensor | undefined> {
    const steps = await this.#scores(partsOf(batch).events);
    const losses = steps.map((scores) => scores.logSoftmax(1).select(1, 0).neg().mean());
    return losses.length > 0 ? F.stack(losses).mean() : undefined;
  }
  override async validationStep(batch: unknown): Promise<void> {
    const steps = await this.#scores(partsOf(batch).events);
    if (steps.length === 0) return;
    const all = F.cat(steps, 0);
    const isFound = all.select(1, 0).gt(all.slice(1, 1).amax([1]));
    this.log(this.metricName, isFound.to('float32').mean(), { batchSize: all.shape[0]!, progBar: true });
  }

  /** For each step ahead, the score of the right event and those of the others: [P, 1 + negatives], P the events that have one so far ahead. */
  async #scores(batch: PaddedBatch<EventPayload>): Promise<Tensor[]> {
    const { layout } = batch;
    const events = await this.seqEncoder.eventsOf(batch);
    const context = await this.seqEncoder.seqEncoder.sequence(events, layout);
    const [B, count] = [layout.lengths.length, Math.min(this.#nNegatives, layout.total)];
    const drawn = F.ones([B, layout.total], { device: events.device }).multinomial(count);
    const negatives = events.indexSelect(0, drawn.flatten()).unflatten(0, [B, count]).mT; // [B, E, count]
    const found: Tensor[] = [];
    for (const [i, linear] of [...this.#linears].entries()) {
      const here = placesBefore(layout.offsets, i + 1);
      if (here.length === 0) break;
      const rows = tensor(here, { dtype: 'int64', device: events.device });
      const foreseen = linear.forward(context);
      const right = foreseen.indexSelect(0, rows).mul(events.indexSelect(0, rows.add(i + 1))).sum([1], true);
      const others = await queued('aten::bmm', await layout.unpack(foreseen), negatives);
      found.push(F.cat([right, (await layout.pack(others)).indexSelect(0, rows)], 1));
    }
    return found;
  }
}

/** The events that have another `ahead` places behind them in their sequence. */
function placesBefore(offsets: readonly number[], ahead: number): number[] {
  return offsets.slice(1).flatMap((end, i) => Array.from({ length: Math.max(0, end - ahead - offsets[i]!) }, (_, place) => offsets[i]! + place));
}
