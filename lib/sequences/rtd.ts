import { mixSeeds } from '../data/random.js';
import type { BatchContext } from '../data/dataset.js';
import { Sequential } from '../nn/containers.js';
import { binaryCrossEntropyWithLogits } from '../nn/functional.js';
import { Linear } from '../nn/layers.js';
import { Module } from '../nn/module.js';
import { rocAuc } from '../tasks/metrics/classification.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { collateFeatureDict } from './collate.js';
import type { LabeledBatch } from './datasets.js';
import { eventCount, sequenceFeatures, type EventRecord } from './features.js';
import { PretrainModule, type PretrainOptions } from './pretrain.js';
import { drawInteger, randomOf } from './random.js';
import type { SeqEncoder } from './seqencoder.js';

/**
 * Makes batches in which some events were replaced by others of the batch; the labels, int64 [T] sequence by sequence, say which.
 * @param options.replaceProb of each event. Default: 0.15. @param options.skipFirst how many first events of a sequence stay. Default: 1.
 *
 * @example
 * new DataLoader(sliceDataset(records, { minLen: 25, maxLen: 100 }), { batchSize: 64, collate: rtdCollate() });
 */
export function rtdCollate({ replaceProb = 0.15, skipFirst = 1 }: { replaceProb?: number; skipFirst?: number } = {}): (records: readonly EventRecord[], context: BatchContext) => LabeledBatch {
  return (records, context) => {
    const random = randomOf(mixSeeds(context.seed, records.length));
    const places = records.flatMap((record, sequence) => Array.from({ length: eventCount(record) }, (_, place) => [sequence, place] as const));
    const from = places.map((own) => (random() < replaceProb && own[1] >= skipFirst ? places[drawInteger(random, 0, places.length)] : undefined));
    let at = 0;
    const replaced = records.map((record) => {
      const own = from.slice(at, (at += eventCount(record)));
      const features = sequenceFeatures(record).map(([name, values]) => {
        const copy = values.slice();
        own.forEach((other, place) => {
          if (other) copy[place] = (records[other[0]]![name] as typeof values)[other[1]]!;
        });
        return [name, copy] as const;
      });
      return Object.fromEntries(features) as EventRecord;
    });
    return [collateFeatureDict(replaced), tensor(from.map((other) => (other ? 1 : 0)), { dtype: 'int64' })];
  };
}

/** pytorch-lifestream's name of the layer: `_head.0.head.0`. */
class AllStepsHead extends Module {
  readonly head: Sequential;
  constructor(size: number) {
    super();
    this.head = new Sequential(new Linear(size, 1));
  }
  forward(x: Tensor): Tensor {
    return this.head.forward(x) as Tensor;
  }
}

/**
 * Replaced token detection (Clark et al., ELECTRA, 2020) of events: which of them were replaced? For batches of {@link rtdCollate};
 * validation logs `valid/valid_auroc`, over the whole of it.
 */
export class RtdModule extends PretrainModule {
  override readonly metricName = 'valid/valid_auroc';
  override readonly metricMode = 'max';
  readonly #head: Sequential;
  #scores: number[] = [];
  #labels: number[] = [];

  constructor(seqEncoder: SeqEncoder, options: PretrainOptions = {}) {
    super(seqEncoder, options);
    this.#head = new Sequential(new AllStepsHead(seqEncoder.stateSize));
  }
  protected override parts(): Record<string, Module> {
    return { _head: this.#head };
  }

  protected async loss([events, labels]: LabeledBatch): Promise<Tensor> {
    return binaryCrossEntropyWithLogits(await this.#logits(events), labels.to('float32'));
  }
  override async validationStep([events, labels]: LabeledBatch): Promise<void> {
    using logits = await this.#logits(events);
    this.#scores.push(...Array.from((await logits.data()) as Float32Array));
    this.#labels.push(...Array.from((await labels.data()) as BigInt64Array, Number));
  }
  override onValidationEpochStart(): void {
    [this.#scores, this.#labels] = [[], []];
  }
  override onValidationEpochEnd(): void {
    this.log(this.metricName, rocAuc(this.#labels, this.#scores), { progBar: true });
  }

  /** [T], sequence by sequence. */
  async #logits(batch: LabeledBatch[0]): Promise<Tensor> {
    const { layout } = batch;
    using events = await this.seqEncoder.eventsOf(batch);
    using states = await this.seqEncoder.seqEncoder.sequence(events, layout);
    const starts = [0];
    for (const length of layout.lengths) starts.push(starts.at(-1)! + length);
    const inOrder = layout.index('in order', (fill) => layout.forEach((at, sequence, place) => { fill[starts[sequence]! + place] = at; }));
    return (this.#head.forward(states) as Tensor).squeeze(1).indexSelect(0, inOrder);
  }
}
