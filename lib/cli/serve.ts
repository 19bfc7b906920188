import { print } from './console.js';
import { folderOf, type ModelOptions } from './model.js';

/** serve MODEL…: see docs/serve.md. */
export interface ServeCommand extends Omit<ModelOptions, 'model'> {
  readonly models: readonly string[];
  readonly port: number;
  readonly host: string;
  readonly apiKey?: string | readonly string[];
  readonly maxConcurrentRequests?: number;
  readonly maxQueueTime?: number;
  readonly maxBatchTokens?: number;
  readonly maxClientBatchSize?: number;
  readonly payloadLimit?: number;
  readonly requestTimeout?: number;
  readonly autoTruncate: boolean;
  /** In megabytes. */
  readonly maxMemory?: number;
  readonly idleUnload?: number;
  readonly corsAllowOrigin?: readonly string[];
}

/** Serves until it is told to stop: by SIGTERM or SIGINT, after which those who were let in are answered. */
export async function serve({ models, port, host, apiKey, maxMemory, dtype, revision, localFilesOnly, json, ...options }: ServeCommand): Promise<void> {
  const { createEmbeddingServer, jsonLogger, servedName } = await import('../serve/index.js');
  const specs = [];
  for (const text of models) {
    const { name, model } = named(text);
    specs.push({ name: name ?? (await servedName(model)), model: await folderOf({ model, revision, localFilesOnly, json }), dtype });
  }
  const logger = jsonLogger((line) => void process.stderr.write(line));
  const embeddings = await createEmbeddingServer(specs, {
    ...options, logger,
    apiKeys: typeof apiKey === 'string' ? apiKey.split(',') : apiKey,
    ...(maxMemory !== undefined && { maxMemory: maxMemory * 2 ** 20 }),
  });
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => {
      logger.info({ signal }, 'draining');
      void embeddings.close().then(resolve);
    });
  });
  try {
    const { url } = await embeddings.listen({ port, host });
    print({ json }, { url, models: specs.map(({ name }) => name) }, `${specs.map(({ name }) => name).join(', ')} at ${url}`);
    await stopped;
  } finally {
    await embeddings.close(0);
  }
}

/** NAME=MODEL, or a model that is called by its own name. */
function named(text: string): { name?: string; model: string } {
  const [, name, model] = /^([\w.-]+)=(.+)$/s.exec(text) ?? [];
  return model === undefined ? { model: text } : { name, model };
}
