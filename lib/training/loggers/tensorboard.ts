import { appendFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { restartEvent, scalarEvent, textEvent, versionEvent } from './eventfile.js';
import { RunFolder, type LoggerOptions } from './folder.js';
import type { Logger } from './logger.js';

let serial = 0;

/**
 * Writes event files that TensorBoard shows: `tensorboard --logdir saveDir`.
 * @example
 * new TensorBoardLogger({ saveDir: 'runs', name: 'esol' });
 */
export class TensorBoardLogger implements Logger {
  readonly #folder: RunFolder;
  #path: string | undefined;

  constructor(options: LoggerOptions) {
    this.#folder = new RunFolder(options);
  }
  /** The folder of this run. */
  logDir(): Promise<string> {
    return this.#folder.path();
  }
  async logHyperparams(parameters: Readonly<Record<string, unknown>>): Promise<void> {
    const rows = Object.entries(parameters).map(([name, value]) => `| ${name} | ${JSON.stringify(value)} |`);
    await this.#append(textEvent(now(), 0, 'hparams', ['| name | value |', '|---|---|', ...rows].join('\n')));
  }
  async logMetrics(metrics: Readonly<Record<string, number>>, step: number): Promise<void> {
    await this.#append(scalarEvent(now(), step, metrics));
  }
  /** TensorBoard leaves out what older files of the folder say of later steps. */
  async resume(step: number): Promise<void> {
    await this.#append(restartEvent(now(), step + 1));
  }
  stateDict(): unknown {
    return this.#folder.stateDict();
  }
  loadStateDict(state: unknown): void {
    this.#folder.loadStateDict(state);
  }

  /** Each process has a file of its own. */
  async #append(bytes: Uint8Array): Promise<void> {
    if (!this.#path) {
      const name = `events.out.tfevents.${Math.floor(now())}.${hostname()}.${process.pid}.${serial++}`;
      await writeFile((this.#path = join(await this.logDir(), name)), versionEvent(now()));
    }
    await appendFile(this.#path, bytes);
  }
}

const now = (): number => Date.now() / 1000;
