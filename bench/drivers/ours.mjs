import { readFileSync } from 'node:fs';

export async function load({ model, driver, attention }) {
  const { SentenceEncoder, buildInfo } = await import('torch-encoders');
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const encoder = await SentenceEncoder.fromPretrained(model, { dtype: driver.dtype, attention });
  return {
    version: `${version} (LibTorch ${buildInfo().torchVersion})`,
    encoder,
    async encode(texts) {
      const vectors = await encoder.encode(texts);
      const data = vectors.dataSync();
      vectors.dispose();
      return data;
    },
  };
}
