import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../../files.js';
import { RunFolder, type LoggerOptions } from './folder.js';
import type { Logger } from './logger.js';

/**
 * Writes metrics.csv: a row for each step that something was logged at, a column for each name.
 * @example
 * new Trainer({ maxEpochs: 3, logger: new CSVLogger({ saveDir: 'runs' }) });
 */
export class CSVLogger implements Logger {
  readonly #folder: RunFolder;
  #columns: string[] = [];

  constructor(options: LoggerOptions) {
    this.#folder = new RunFolder(options);
  }
  /** The folder of this run. */
  logDir(): Promise<string> {
    return this.#folder.path();
  }
  async logHyperparams(parameters: Readonly<Record<string, unknown>>): Promise<void> {
    await writeFile(join(await this.logDir(), 'hparams.json'), `${JSON.stringify(parameters, null, 2)}\n`);
  }

  async logMetrics(metrics: Readonly<Record<string, number>>, step: number): Promise<void> {
    const row: Record<string, number> = { step, ...metrics };
    const fresh = Object.keys(row).filter((name) => !this.#columns.includes(name));
    if (fresh.length > 0) await this.#widen(fresh);
    await appendFile(await this.#path(), line(this.#columns.map((name) => row[name])));
  }
  async resume(step: number): Promise<void> {
    const rows = await this.#read();
    this.#columns = rows[0] ?? [];
    const at = this.#columns.indexOf('step');
    await this.#write(rows.filter((row, i) => i === 0 || Number(row[at]) <= step));
  }
  stateDict(): unknown {
    return this.#folder.stateDict();
  }
  loadStateDict(state: unknown): void {
    this.#folder.loadStateDict(state);
  }

  async #path(): Promise<string> {
    return join(await this.logDir(), 'metrics.csv');
  }
  async #read(): Promise<string[][]> {
    const path = await this.#path();
    if (!(await exists(path))) return [];
    const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1); // a line that was cut off is none
    return lines.map((row) => row.split(','));
  }
  /** New columns stand behind the others, empty in the rows before. */
  async #widen(fresh: readonly string[]): Promise<void> {
    const rows = this.#columns.length > 0 ? await this.#read() : [];
    this.#columns = [...this.#columns, ...fresh];
    await this.#write([this.#columns, ...rows.slice(1).map((row) => [...row, ...fresh.map(() => '')])]);
  }
  async #write(rows: readonly (readonly string[])[]): Promise<void> {
    const path = await this.#path();
    await writeFile(`${path}.tmp`, rows.map((row) => line(row)).join(''));
    await rename(`${path}.tmp`, path);
  }
}

const line = (values: readonly unknown[]): string => `${values.map((value) => (value === undefined ? '' : String(value))).join(',')}\n`;
