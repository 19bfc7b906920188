import { Worker } from 'node:worker_threads';
import { TorchEncodersError, type ErrorCode } from '../errors.js';
import type { BatchContext, WorkerSource } from './dataset.js';
import { received } from './transfer.js';
import type { Answer, Asked } from './worker.js';

const ahead = 2; // batches that wait with each worker, as PyTorch's prefetch_factor

interface Waiting {
  resolve(items: unknown[]): void;
  reject(error: Error): void;
}

/** Threads that fetch the items of batches, which come back in their order. */
export class Workers {
  readonly #threads: readonly Worker[];
  readonly #waiting = new Map<number, Waiting>();
  #failure: Error | undefined;

  constructor(source: WorkerSource, count: number) {
    this.#threads = Array.from({ length: count }, () => {
      const thread = new Worker(new URL('./worker.js', import.meta.url), { workerData: source });
      thread.on('message', (answer: Answer) => this.#answer(answer));
      thread.on('error', (error) => this.#fail(new TorchEncodersError('ERR_CONFIG', `a worker of the DataLoader failed: ${error.message}`, { cause: error })));
      thread.on('exit', (code) => this.#fail(new TorchEncodersError('ERR_NATIVE', `a worker of the DataLoader ended by itself with the code ${code}; numWorkers: 0 fetches in this thread`)));
      return thread;
    });
  }

  /** The items of each batch, some of which are fetched ahead. */
  async *fetch(batches: Iterable<{ indices: readonly number[]; context: BatchContext }>): AsyncGenerator<unknown[]> {
    const line: Promise<unknown[]>[] = [];
    let next = 0;
    for (const batch of batches) {
      line.push(this.#ask(batch, this.#threads[next++ % this.#threads.length]!));
      if (line.length >= this.#threads.length * ahead) yield await line.shift()!;
    }
    while (line.length > 0) yield await line.shift()!;
  }

  async end(): Promise<void> {
    this.#failure = new TorchEncodersError('ERR_DISPOSED', 'the workers of the DataLoader have ended');
    await Promise.all(this.#threads.map((thread) => thread.removeAllListeners('exit').terminate()));
  }

  #ask(asked: Asked, thread: Worker): Promise<unknown[]> {
    const answer = new Promise<unknown[]>((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      this.#waiting.set(asked.context.batch, { resolve, reject });
      thread.postMessage(asked);
    });
    answer.catch(() => undefined); // one that nobody waits for any more
    return answer;
  }

  #answer({ batch, items, error }: Answer): void {
    const waiting = this.#waiting.get(batch);
    this.#waiting.delete(batch);
    if (error) waiting?.reject(new TorchEncodersError(error.code as ErrorCode, error.message));
    else waiting?.resolve(items!.map(received));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }
}
