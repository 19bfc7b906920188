// Data sets that a worker makes anew, for loader.test.ts.
import { Dataset, TorchEncodersError, torch, type BatchContext, type Tensor, type WorkerSource } from '../../lib/index.js';

export class Squares extends Dataset<{ square: number; index: Tensor; seed: number }> {
  constructor(readonly length: number, readonly bad = -1) {
    super();
  }
  get(index: number, context?: BatchContext): { square: number; index: Tensor; seed: number } {
    if (index === this.bad) throw new TorchEncodersError('ERR_FILE', `item ${index} cannot be read`);
    return { square: index * index, index: torch.tensor([index]), seed: context!.seed };
  }
  override lengthOf(index: number): number {
    return (index % 7) + 1;
  }
  override workerSource(): WorkerSource {
    return { module: import.meta.url, export: 'squares', args: [this.length, this.bad] };
  }
}

export function squares(length: number, bad: number): Squares {
  if (length === 13) process.exit(3); // ends only the thread
  if (length === 14) throw new Error('the file is gone');
  return new Squares(length, bad);
}
