// A thread of a DataLoader: it makes the data set anew and fetches the items of a batch when it is asked.
import { parentPort, workerData } from 'node:worker_threads';
import { TorchEncodersError } from '../errors.js';
import { fromSource, type BatchContext, type WorkerSource } from './dataset.js';
import { toSend } from './transfer.js';

export interface Asked {
  readonly indices: readonly number[];
  readonly context: BatchContext;
}
export interface Answer {
  readonly batch: number;
  readonly items?: unknown[];
  readonly error?: { readonly code: string; readonly message: string };
}

const dataset = fromSource(workerData as WorkerSource);
dataset.catch(() => undefined); // told with the first batch

parentPort!.on('message', ({ indices, context }: Asked) => void (async () => {
  try {
    const made = await dataset;
    const items: unknown[] = [];
    for (const index of indices) items.push(toSend(await made.get(index, context)));
    parentPort!.postMessage({ batch: context.batch, items } satisfies Answer);
  } catch (error) {
    const { code, message } = error instanceof TorchEncodersError ? error : { code: 'ERR_CONFIG', message: String((error as Error)?.message ?? error) };
    parentPort!.postMessage({ batch: context.batch, error: { code, message } } satisfies Answer);
  }
})());
