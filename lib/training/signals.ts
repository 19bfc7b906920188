import { isMainThread } from 'node:worker_threads';
import { abortError } from '../errors.js';

/** Tells of SIGINT, SIGTERM and an abort while training runs; gives what takes the listeners off. A second signal is the process's own affair. */
export function onSignals(handles: boolean, signal: AbortSignal | undefined, stop: (reason: Error) => void): () => void {
  const listeners = new Map<NodeJS.Signals, () => void>();
  if (handles && isMainThread) {
    for (const name of ['SIGINT', 'SIGTERM'] as const) listeners.set(name, () => stop(Object.assign(abortError(), { message: `Training was stopped by ${name}`, signal: name })));
  }
  for (const [name, listener] of listeners) process.once(name, listener);
  const abort = (): void => stop(abortError(signal));
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return () => {
    for (const [name, listener] of listeners) process.off(name, listener);
    signal?.removeEventListener('abort', abort);
  };
}
