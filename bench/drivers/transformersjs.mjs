import { createRequire } from 'node:module';
import { dirname, basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inBatches } from './batches.mjs';

export async function load({ model, rivals, driver, threads }) {
  const require = createRequire(`${rivals}/node/package.json`);
  const { env, pipeline } = await import(pathToFileURL(require.resolve('@huggingface/transformers').replace(/\.cjs$/, '.mjs')));
  Object.assign(env, { allowRemoteModels: false, localModelPath: `${dirname(model)}/` });
  const extract = await pipeline('feature-extraction', basename(model), {
    local_files_only: true, device: 'cpu', dtype: driver.precision === 'int8' ? 'q8' : 'fp32', session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 },
  });
  const encodeBatch = async (texts) => (await extract(texts, { pooling: 'mean', normalize: true })).data;
  return { version: env.version, encode: (texts) => inBatches(texts, driver.batches === 'sorted', encodeBatch) };
}
