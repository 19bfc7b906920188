import { readFileSync } from 'node:fs';

export async function load({ model, driver, attention }) {
  const started = performance.now();
  const { SentenceEncoder, torchVersion } = await import('torch-encoders');
  const importSeconds = (performance.now() - started) / 1000;
  const rssBefore = process.memoryUsage().rss;
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const encoder = await SentenceEncoder.fromPretrained(model, { dtype: driver.dtype, attention });
  return {
    version: `${version} (LibTorch ${torchVersion})`,
    importSeconds,
    rssBefore,
    encoder,
    async encode(texts) {
      const vectors = await encoder.encode(texts);
      const data = await vectors.data();
      vectors.dispose();
      return data;
    },
  };
}
