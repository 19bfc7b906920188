import { TorchEncodersError } from '../errors.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { inferenceMode } from '../tensor/modes.js';
import { Tensor } from '../tensor/tensor.js';
import { iterate, type Loader } from '../training/batches.js';
import { PaddedBatch, type EventPayload } from './paddedbatch.js';
import type { SeqEncoder } from './seqencoder.js';

export interface Embedded {
  /** [N, embeddingSize], in the loader's order. */
  readonly embeddings: Tensor;
  /** int64 [N]; undefined where the batches have no labels. */
  readonly labels: Tensor | undefined;
}

/** The events of a batch and, where it has them, its labels. */
export function partsOf(batch: unknown): { events: PaddedBatch<EventPayload>; labels?: Tensor } {
  if (batch instanceof PaddedBatch) return { events: batch as PaddedBatch<EventPayload> };
  const [events, labels] = Array.isArray(batch) ? (batch as unknown[]) : [];
  if (!(events instanceof PaddedBatch)) throw new TorchEncodersError('ERR_DTYPE', 'a batch of events is a PaddedBatch, or a PaddedBatch and its labels; make it with colesCollate, targetCollate() or collateFeatureDict');
  return { events: events as PaddedBatch<EventPayload>, labels: labels instanceof Tensor ? labels : undefined };
}

/** The vectors of all sequences of a loader, in evaluation and without gradients; the encoder's modes are as before afterwards. */
export function embedBatches(encoder: SeqEncoder, loader: Loader): Promise<Embedded> {
  const modes = [...encoder.modules()].map((one): [typeof one, boolean] => [one, one.training]);
  encoder.eval();
  return inferenceMode(async () => {
    const [embeddings, labels]: [Tensor[], Tensor[]] = [[], []];
    const iterator = iterate(loader);
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      const parts = partsOf(next.value);
      embeddings.push(await encoder.encode(parts.events));
      if (parts.labels) labels.push(parts.labels);
    }
    if (embeddings.length === 0) throw new TorchEncodersError('ERR_RANGE', 'the loader has no batches to embed');
    return { embeddings: F.cat(embeddings, 0), labels: labels.length > 0 ? F.cat(labels, 0) : undefined };
  }).finally(() => {
    for (const [one, mode] of modes) if (one.training !== mode) one.train(mode); // from the outside in
  });
}
