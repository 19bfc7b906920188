import { isMainThread } from 'node:worker_threads';
import { abortError, TorchEncodersError, type ErrorCode } from './errors.js';
import { loadAddon, startReport, type Report } from './load/load.js';
import { failurePage } from './load/page.js';
import type { NativeAddon } from './native.generated.js';

/** How the addon was found; `doctor` shows it. */
export const loadReport: Report = startReport();

/** The addon. This file is its only importer. */
export const native: NativeAddon = load();

function load(): NativeAddon {
  let addon: NativeAddon;
  try {
    addon = loadAddon(loadReport) as NativeAddon;
  } catch {
    throw new TorchEncodersError('ERR_NATIVE', failurePage(loadReport));
  }
  addon.setErrorClass(NativeError as unknown as new (code: ErrorCode, message: string) => Error);
  // While calls run, LibTorch must not be taken down: see Queue::quiesce. Workers end by themselves.
  if (isMainThread) process.once('exit', () => addon.quiesce());
  return addon;
}

/** What the addon constructs and throws; a constructor that returns an object gives that object. */
function NativeError(code: ErrorCode | 'AbortError', message: string): Error {
  return code === 'AbortError' ? abortError() : new TorchEncodersError(code, message);
}
