import { describe } from '../config.js';
import { TorchEncodersError, warnOnce } from '../errors.js';
import { ModuleDict } from '../nn/containers.js';
import { Embedding } from '../nn/embedding.js';
import { orthogonal_ } from '../nn/init.js';
import { BatchNorm1d, Linear } from '../nn/layers.js';
import { Module } from '../nn/module.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { queued } from '../tensor/ops.js';
import { Tensor } from '../tensor/tensor.js';
import { PaddedBatch, type EventPayload } from './paddedbatch.js';
import { scalerOf, type Scaler, type ScalerName } from './scalers.js';

export interface TrxEncoderOptions {
  /** Of categorical columns: `in` codes, 0 for padding, each a vector of `out` numbers. */
  embeddings?: Readonly<Record<string, { readonly in: number; readonly out: number }>>;
  /** Of numerical columns: how each becomes numbers. NaN counts as 0. */
  numericValues?: Readonly<Record<string, ScalerName | Scaler>>;
  /** The standard deviation of noise that is added to the vectors of codes in training, anew for each event. Default: 0. */
  embeddingsNoise?: number;
  /** Dropout of the vectors of codes. Default: 0. */
  embDropout?: number;
  /** Dropout takes a dimension out of a whole sequence rather than of single events. Default: false. */
  spatialDropout?: boolean;
  /** Batch norm of the numerical columns. Default: true. */
  useBatchNorm?: boolean;
  /** Its statistics are of real events alone. `false`: of padding too, as pytorch-lifestream has it by default. Default: true. */
  useBatchNormWithLens?: boolean;
  /** Default: false. */
  orthogonalInit?: boolean;
  /** The size of a linear layer behind it all; 0: none. Default: 0. */
  linearProjectionSize?: number;
  /** What becomes of a code beyond the dictionary: the last code, or ERR_RANGE. Default: 'clip'. */
  outOfIndex?: 'clip' | 'assert';
}

/** The name that checkpoints have for it. */
class RBatchNorm extends Module {
  readonly bn: BatchNorm1d;
  constructor(size: number) {
    super();
    this.bn = new BatchNorm1d(size);
  }
  forward(x: Tensor): Tensor { return this.bn.forward(x); }
}

/**
 * A vector for each event: its codes' vectors, then its numbers. As pytorch-lifestream's class of the name, with its defaults and names of weights.
 *
 * @example
 * const trxEncoder = new TrxEncoder({ embeddings: { mcc: { in: 100, out: 24 } }, numericValues: { amount: 'log' } });
 * trxEncoder.outputSize; // 25
 */
export class TrxEncoder extends Module {
  readonly embeddings: ModuleDict<Embedding>;
  readonly customEmbeddings: ModuleDict<Scaler>;
  readonly customEmbeddingBatchNorm: RBatchNorm | undefined;
  readonly linearProjectionHead: Linear | undefined;
  /** The size of an event's vector. */
  readonly outputSize: number;
  readonly #options: TrxEncoderOptions;

  constructor(options: TrxEncoderOptions) {
    super();
    const { embeddings = {}, numericValues = {}, useBatchNorm = true, linearProjectionSize = 0, orthogonalInit = false } = options;
    this.#options = options;
    for (const [column, size] of Object.entries(embeddings)) {
      if (!Number.isSafeInteger(size?.in) || !Number.isSafeInteger(size.out) || size.in < 3 || size.out < 1) {
        throw new TorchEncodersError('ERR_CONFIG', `embeddings.${column} is ${describe(size)}; wanted { in, out } with in of at least 3: padding and two codes`);
      }
    }
    if (Object.keys(embeddings).length + Object.keys(numericValues).length === 0) throw new TorchEncodersError('ERR_CONFIG', 'TrxEncoder wants embeddings or numericValues: it has no column to encode');
    this.embeddings = new ModuleDict(Object.fromEntries(Object.entries(embeddings).map(([column, size]) => [column, new Embedding(size.in, size.out, { paddingIdx: 0 })])));
    this.customEmbeddings = new ModuleDict(Object.fromEntries(Object.entries(numericValues).map(([column, scaler]) => [column, scalerOf(column, scaler)])));
    const numeric = [...this.customEmbeddings.items.values()].reduce((sum, scaler) => sum + scaler.outputSize, 0);
    const size = Object.values(embeddings).reduce((sum, { out }) => sum + out, numeric);
    this.customEmbeddingBatchNorm = useBatchNorm && numeric > 0 ? new RBatchNorm(numeric) : undefined;
    this.linearProjectionHead = linearProjectionSize > 0 ? new Linear(size, linearProjectionSize) : undefined;
    this.outputSize = linearProjectionSize > 0 ? linearProjectionSize : size;
    if (!orthogonalInit) return;
    for (const embedding of this.embeddings.items.values()) orthogonal_(embedding.weight.detach().slice(0, 1));
    if (this.linearProjectionHead) orthogonal_(this.linearProjectionHead.weight);
  }

  /** How many codes each categorical column has. */
  get categoryMaxSize(): Record<string, number> {
    return Object.fromEntries([...this.embeddings.items].map(([column, { numEmbeddings }]) => [column, numEmbeddings]));
  }

  /** [B, L, outputSize], zeros on padding. @throws ERR_CONFIG for a column that the batch lacks, ERR_RANGE for a code out of range. */
  async forward(batch: PaddedBatch<EventPayload>): Promise<PaddedBatch<Tensor>> {
    using packed = await this.forwardPacked(batch);
    return new PaddedBatch(await batch.layout.unpack(packed), batch.seqLens);
  }

  /** @internal The same for the events end to end: [T, outputSize]. */
  async forwardPacked(batch: PaddedBatch<EventPayload>): Promise<Tensor> {
    const parts: Tensor[] = [];
    for (const [column, embedding] of this.embeddings.items) parts.push(await this.#vectors(batch, column, embedding));
    if (this.customEmbeddings.items.size > 0) parts.push(this.#numbers(batch));
    const joined = await queued('aten::cat', parts, 1);
    for (const part of parts) part.dispose();
    if (!this.linearProjectionHead) return joined;
    using whole = joined;
    const { weight, bias } = this.linearProjectionHead;
    return await queued('aten::linear', whole, weight, bias!);
  }

  async #vectors(batch: PaddedBatch<EventPayload>, column: string, embedding: Embedding): Promise<Tensor> {
    const { outOfIndex = 'clip', embeddingsNoise = 0, embDropout = 0, spatialDropout = false } = this.#options;
    using codes = await batch.layout.pack(columnOf(batch, column));
    if (outOfIndex === 'assert') {
      const most = codes.max().item();
      if (most >= embedding.numEmbeddings) throw new TorchEncodersError('ERR_RANGE', `${column} has the code ${most}; the dictionary ends at ${embedding.numEmbeddings - 1}`);
    }
    using within = (codes.dtype === 'int32' ? codes : codes.to('int64')).clamp(0, embedding.numEmbeddings - 1);
    let vectors = await queued('aten::embedding', embedding.weight, within, 0);
    if (!this.training) return vectors;
    if (embDropout > 0 && !spatialDropout) vectors = F.dropout(vectors, embDropout, true);
    if (embDropout > 0 && spatialDropout) {
      const kept = F.dropout(F.ones([batch.length, embedding.embeddingDim], { device: vectors.device }), embDropout, true);
      vectors = vectors.mul(kept.indexSelect(0, batch.layout.sequences));
    }
    return embeddingsNoise > 0 ? vectors.add(F.randnLike(vectors), { alpha: embeddingsNoise }) : vectors;
  }

  #numbers(batch: PaddedBatch<EventPayload>): Tensor {
    const { useBatchNormWithLens = true } = this.#options;
    const isPadded = this.customEmbeddingBatchNorm !== undefined && this.training && !useBatchNormWithLens;
    const scaled = [...this.customEmbeddings.items].map(([column, scaler]) => {
      const values = columnOf(batch, column).to('float32').flatten();
      const events = isPadded ? values : values.indexSelect(0, batch.layout.rows);
      if (events.isnan().any().item()) warnOnce(`${column} has NaN; it counts as 0`);
      return scaler.forward(events.nanToNum(0));
    });
    const numbers = F.cat(scaled, 1);
    const normed = this.customEmbeddingBatchNorm?.forward(numbers) ?? numbers;
    return isPadded ? normed.indexSelect(0, batch.layout.rows) : normed;
  }
}

function columnOf(batch: PaddedBatch<EventPayload>, column: string): Tensor {
  const found = batch.payload instanceof Tensor ? undefined : batch.payload[column];
  if (!(found instanceof Tensor) || found.ndim !== 2) {
    throw new TorchEncodersError('ERR_CONFIG', `the batch has no events' column '${column}' [B, L], which the TrxEncoder wants; it has ${batch.payload instanceof Tensor ? 'a tensor without names' : Object.keys(batch.payload).join(', ')}`);
  }
  return found;
}
