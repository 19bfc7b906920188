import { resolveModel } from '../hub/resolve.js';
import type { EncodeOptions, SentenceEncoder } from '../sentence/encoder.js';
import type { Precision } from '../sentence/quantize.js';
import type { DType } from '../tensor/tensor.js';
import { downloadBar, type Output } from './console.js';

/** What commands that load a model take. */
export interface ModelOptions extends Output {
  readonly model: string;
  readonly dtype?: DType | 'auto';
  readonly revision?: string;
  readonly localFilesOnly?: boolean;
}

/** What commands that embed texts take. */
export interface EmbedOptions extends ModelOptions {
  readonly field: string;
  readonly prompt?: string;
  readonly promptName?: string;
  readonly normalize?: boolean;
  readonly truncateDim?: number;
  readonly precision?: Precision;
  readonly batchSize?: number;
  readonly maxTokensPerBatch?: number;
}

/** The folder of a model, with a bar while it is downloaded. */
export async function folderOf({ model, revision, localFilesOnly, json }: ModelOptions): Promise<string> {
  const download = downloadBar({ json });
  try {
    return await resolveModel(model, { revision, localFilesOnly, onProgress: download.onProgress });
  } finally {
    await download.stop();
  }
}

export async function load(options: ModelOptions): Promise<SentenceEncoder> {
  const { SentenceEncoder } = await import('../sentence/encoder.js');
  return SentenceEncoder.fromPretrained(await folderOf(options), { dtype: options.dtype });
}

export function encodeOptions({ prompt, promptName, normalize, truncateDim, precision, batchSize, maxTokensPerBatch }: EmbedOptions): Omit<EncodeOptions, 'outputValue'> {
  return { prompt, promptName, normalize, truncateDim, precision, batchSize, maxTokensPerBatch };
}
