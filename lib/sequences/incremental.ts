import { TorchEncodersError } from '../errors.js';
import { loadSafetensorsFile, saveSafetensors } from '../tensor/files.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { noGrad } from '../tensor/modes.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { collateFeatureDict } from './collate.js';
import type { EventRecord } from './features.js';
import type { RnnSeqEncoder } from './rnn.js';

/** What is remembered of a client: one row for each state of the RNN. */
type Memory = readonly Float32Array[];

/**
 * Vectors of clients that are brought up to date with each client's new events alone: what the RNN remembers is kept by client. The vectors are those of
 * all events read at once. A Transformer has no such class: each of its events looks at later ones, so it reads the last `maxSeqLen` again.
 *
 * @example
 * const states = new IncrementalEncoder(seqEncoder.eval(), { colId: 'client_id' });
 * await states.update(mondaysRecords);
 * const vectors = await states.update(tuesdaysRecords); // [clients of Tuesday, embeddingSize]
 * await states.save('states.safetensors');
 */
export class IncrementalEncoder {
  readonly #encoder: RnnSeqEncoder;
  readonly #colId: string;
  readonly #memories = new Map<string, Memory>();

  /** @throws ERR_UNSUPPORTED where a sequence cannot be continued: two directions, or a reducer other than 'last_step'. ERR_CONFIG in training mode. */
  constructor(encoder: RnnSeqEncoder, { colId }: { colId: string }) {
    const reason = encoder.seqEncoder.notIncremental;
    if (reason) throw new TorchEncodersError('ERR_UNSUPPORTED', `this RnnSeqEncoder cannot continue a sequence: ${reason}`);
    this.#encoder = encoder;
    this.#colId = colId;
  }

  /** How many clients are known. */
  get size(): number {
    return this.#memories.size;
  }
  has(id: number | bigint | string): boolean {
    return this.#memories.has(String(id));
  }
  /** Whether the client was known. Its next events are then its first. */
  forget(id: number | bigint | string): boolean {
    return this.#memories.delete(String(id));
  }

  /** Reads the new events of clients, later than those before, each client once. Gives their vectors: [clients, embeddingSize]. */
  async update(records: readonly EventRecord[]): Promise<Tensor> {
    if (this.#encoder.training) throw new TorchEncodersError('ERR_CONFIG', 'the encoder is in training mode, where batches change its statistics; call eval() first');
    const ids = records.map((record, i) => {
      const id = record[this.#colId];
      if (id === undefined || typeof id === 'object') throw new TorchEncodersError('ERR_CONFIG', `record ${i} has no ${this.#colId}; it has ${Object.keys(record).join(', ')}`);
      return String(id);
    });
    const twice = ids.find((id, i) => ids.indexOf(id) !== i);
    if (twice !== undefined) throw new TorchEncodersError('ERR_RANGE', `client ${twice} stands twice in one update; put its events together, in the order of their time`);
    using batch = collateFeatureDict(records.map((record) => ({ ...record, [this.#colId]: String(record[this.#colId]) })));
    return await noGrad(async () => {
      const [h, c] = this.#gather(ids);
      const { embedding, state } = await this.#encoder.encodeFrom(batch, c ? { h: h!, c } : { h: h! });
      await this.#keep(ids, state.c ? [state.h, state.c] : [state.h]);
      return embedding;
    });
  }

  /** [layers, B, hiddenSize] of what is remembered, or of the start. */
  #gather(ids: readonly string[]): Tensor[] {
    const start = this.#encoder.seqEncoder.start(1, F.zeros([1]));
    const shape = start.h.shape as [number, number, number];
    return [start.h, ...(start.c ? [start.c] : [])].map((fresh, part) => {
      const [layers, , size] = shape;
      const first = fresh.contiguous().dataSync() as Float32Array;
      const all = new Float32Array(layers * ids.length * size);
      ids.forEach((id, i) => {
        const own = this.#memories.get(id)?.[part] ?? first;
        for (let layer = 0; layer < layers; layer++) all.set(own.subarray(layer * size, (layer + 1) * size), (layer * ids.length + i) * size);
      });
      return tensor(all, { shape: [layers, ids.length, size] });
    });
  }
  async #keep(ids: readonly string[], states: readonly Tensor[]): Promise<void> {
    const rows = await Promise.all(states.map(async (state) => (await state.transpose(0, 1).contiguous().data()) as Float32Array));
    const size = states[0]!.numel / ids.length;
    ids.forEach((id, i) => this.#memories.set(id, rows.map((one) => one.slice(i * size, (i + 1) * size))));
  }

  /** Writes what is remembered as a safetensors file. */
  async save(path: string): Promise<void> {
    const [ids, memories] = [[...this.#memories.keys()], [...this.#memories.values()]];
    const parts = (memories[0] ?? []).map((_, part) => F.stack(memories.map((one) => tensor(one[part]!))));
    await saveSafetensors(path, Object.fromEntries(parts.map((one, part) => [`state.${part}`, one])), { clients: JSON.stringify(ids) });
  }
  /** Remembers what a file of {@link save} says, of an encoder of the same sizes, beside what is known. @throws ERR_SHAPE for another size. */
  async load(path: string): Promise<this> {
    const { tensors, metadata } = await loadSafetensorsFile(path);
    if (metadata.clients === undefined) throw new TorchEncodersError('ERR_FILE', `${path} was not written by IncrementalEncoder.save`);
    const ids = JSON.parse(metadata.clients) as string[];
    const wanted = this.#gather(['']).map(({ numel }) => numel);
    const parts = wanted.map((size, part) => {
      const found = tensors[`state.${part}`];
      if (ids.length > 0 && found?.shape[1] !== size) throw new TorchEncodersError('ERR_SHAPE', `${path} remembers ${found?.shape[1] ?? 'no'} numbers of a client; this encoder wants ${size}`);
      return found ? (found.dataSync() as Float32Array) : new Float32Array();
    });
    ids.forEach((id, i) => this.#memories.set(id, parts.map((one, part) => one.slice(i * wanted[part]!, (i + 1) * wanted[part]!))));
    return this;
  }
}
