import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { abortError, TorchEncodersError, type ErrorCode } from './errors.js';
import type { NativeAddon } from './native.generated.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The addon. This file is its only importer. */
export const native: NativeAddon = load();

function load(): NativeAddon {
  let addon: NativeAddon;
  try {
    addon = (createRequire(import.meta.url)('node-gyp-build') as (root: string) => NativeAddon)(root);
  } catch (error) {
    throw new TorchEncodersError('ERR_NATIVE', page(error), { cause: error });
  }
  addon.setErrorClass(NativeError as unknown as new (code: ErrorCode, message: string) => Error);
  return addon;
}

/** What the addon constructs and throws; a constructor that returns an object gives that object. */
function NativeError(code: ErrorCode | 'AbortError', message: string): Error {
  return code === 'AbortError' ? abortError() : new TorchEncodersError(code, message);
}

/** The one message that is a page: nothing works without the addon, so it lists what can be wrong and what helps. */
function page(error: unknown): string {
  const { glibcVersionRuntime: glibc } = (process.report?.getReport() as { header?: { glibcVersionRuntime?: string } } | undefined)?.header ?? {};
  return [
    `torch-encoders: the native addon could not be loaded on ${process.platform}-${process.arch}, Node ${process.version}, ${glibc ? `glibc ${glibc}` : 'no glibc'}.`,
    `  It said: ${error instanceof Error ? error.message.split('\n').join('\n           ') : String(error)}`,
    '  What it can be, and the cure:',
    '  - it was not built yet: run `npm run setup` in the package (it needs Python 3 with pip and g++ 12)',
    '  - LibTorch was moved since the build: run `npm run setup` again, or set LIBTORCH to a LibTorch 2.13 and build',
    '  - another LibTorch came first: LD_LIBRARY_PATH names a folder with one; take it out',
    '  - Alpine (musl): LibTorch exists for glibc only; use a Debian image such as node:20-slim',
    '  - node_modules came from another system: install again on this one',
    '  `npx torch-encoders doctor` looks at each of these.',
  ].join('\n');
}
