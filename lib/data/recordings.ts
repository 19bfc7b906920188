import { tensor, type Tensor } from '../tensor/tensor.js';
import { Dataset, type WorkerSource } from './dataset.js';
import { loadWav } from './wav.js';

export interface Recording {
  readonly waveform: Float32Array;
  readonly label: number;
}

/** What every batch of a data set of recordings is. */
export interface SoundBatch {
  /** float32 [B, S], zeros behind the end of each. */
  inputValues: Tensor;
  /** int64 [B]: the samples of each. */
  lengths: Tensor;
  /** int64 [B]: the class. */
  labels: Tensor;
}

/** Recordings of one class each, read when they are asked for; of several channels, the first. */
export class RecordingDataset extends Dataset<Recording> {
  constructor(private readonly paths: readonly string[], private readonly labels: readonly number[]) {
    super();
  }
  get length(): number {
    return this.paths.length;
  }
  async get(index: number): Promise<Recording> {
    const { waveform } = await loadWav(this.paths[index]!);
    using all = waveform;
    return { waveform: (all.dataSync() as Float32Array).subarray(0, all.shape[1]), label: this.labels[index]! };
  }
  override workerSource(): WorkerSource {
    return { module: import.meta.url, export: 'recordingDataset', args: [this.paths, this.labels] };
  }
}

/** @internal What a worker calls for a {@link RecordingDataset}. */
export const recordingDataset = (paths: readonly string[], labels: readonly number[]): RecordingDataset => new RecordingDataset(paths, labels);

export function collateRecordings(items: readonly Recording[]): SoundBatch {
  const S = Math.max(...items.map(({ waveform }) => waveform.length));
  const values = new Float32Array(items.length * S);
  items.forEach(({ waveform }, i) => values.set(waveform, i * S));
  return {
    inputValues: tensor(values, { shape: [items.length, S] }),
    lengths: tensor(BigInt64Array.from(items, ({ waveform }) => BigInt(waveform.length))),
    labels: tensor(BigInt64Array.from(items, ({ label }) => BigInt(label))),
  };
}
