import { createRequire } from 'node:module';
import { native } from './native.js';

/** What this build is made of. */
export interface BuildInfo {
  readonly torchVersion: string;
  /** The instruction set in use: DEFAULT, AVX2, AVX512 … */
  readonly cpuCapability: string;
  readonly cuda: boolean;
  /** In which of 'float16' and 'bfloat16' this CPU has arithmetic of its own. */
  readonly nativeHalf: readonly string[];
  /** LibTorch's own description of its build, of several lines. */
  readonly details: string;
}

/** Of this package. */
export const version: string = (createRequire(import.meta.url)('torch-encoders/package.json') as { version: string }).version;

/** How LibTorch was built, and what this machine lets it use. */
export function buildInfo(): BuildInfo {
  return native.buildInfo();
}

/** Of the LibTorch inside. */
export const torchVersion: string = buildInfo().torchVersion;
