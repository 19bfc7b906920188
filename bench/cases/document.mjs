// The most memory that one long text takes, beyond what Node and LibTorch take before the model is loaded; and its time.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { memoryBound } from '../harness/formulas.mjs';

export async function measure({ encoder, encode, rssBefore }, { texts, model }) {
  const started = performance.now();
  await encode(texts);
  const seconds = (performance.now() - started) / 1000;
  const tokens = await encoder.tokenizer.countTokens(texts[0]);
  const weights = statSync(join(model, 'model.safetensors')).size;
  return { seconds, tokens, peakMB: (process.resourceUsage().maxRSS * 1024 - rssBefore) / 2 ** 20, boundMB: memoryBound(encoder.encoder.config, tokens, weights) / 2 ** 20 };
}
