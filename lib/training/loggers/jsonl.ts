import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../../files.js';
import { RunFolder, type LoggerOptions } from './folder.js';
import type { Logger } from './logger.js';

/**
 * Writes metrics.jsonl: an object for each time that something was logged, with step and time.
 * @example
 * new JSONLLogger({ saveDir: 'runs' });
 */
export class JSONLLogger implements Logger {
  readonly #folder: RunFolder;
  constructor(options: LoggerOptions) {
    this.#folder = new RunFolder(options);
  }
  logDir(): Promise<string> {
    return this.#folder.path();
  }
  async logHyperparams(parameters: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#append({ hparams: parameters });
  }
  async logMetrics(metrics: Readonly<Record<string, number>>, step: number): Promise<void> {
    await this.#append({ step, time: Date.now() / 1000, ...metrics });
  }
  /** What a killed run wrote behind this step is taken out, a half line too. */
  async resume(step: number): Promise<void> {
    const path = await this.#path();
    if (!(await exists(path))) return;
    const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
    await writeFile(`${path}.tmp`, lines.filter((line) => !((JSON.parse(line) as { step?: number }).step! > step)).map((line) => `${line}\n`).join(''));
    await rename(`${path}.tmp`, path);
  }
  stateDict(): unknown {
    return this.#folder.stateDict();
  }
  loadStateDict(state: unknown): void {
    this.#folder.loadStateDict(state);
  }

  async #path(): Promise<string> {
    return join(await this.logDir(), 'metrics.jsonl');
  }
  async #append(value: Record<string, unknown>): Promise<void> {
    await appendFile(await this.#path(), `${JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' && !Number.isFinite(one) ? String(one) : one))}\n`);
  }
}
