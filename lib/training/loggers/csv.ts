import { appendFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists } from '../../files.js';
import type { Logger } from './logger.js';

/** Where a logger writes: `saveDir/name/version_0`, with the next number for each new run. */
export interface LoggerOptions {
  saveDir: string;
  /** Default: 'logs'. */
  name?: string;
  /** A number or a name of the version. Default: the first number that is free. */
  version?: number | string;
}

/** The folder of a run, made when it is first asked for. */
export class RunFolder {
  #version: number | string | undefined;
  constructor(private readonly options: LoggerOptions) {
    this.#version = options.version;
  }
  get version(): number | string | undefined {
    return this.#version;
  }
  set version(version: number | string | undefined) {
    this.#version = version;
  }
  async path(): Promise<string> {
    const root = join(this.options.saveDir, this.options.name ?? 'logs');
    this.#version ??= await nextVersion(root);
    const folder = join(root, typeof this.#version === 'number' ? `version_${this.#version}` : this.#version);
    await mkdir(folder, { recursive: true });
    return folder;
  }
}

async function nextVersion(root: string): Promise<number> {
  const names = await readdir(root).catch(() => []);
  return Math.max(-1, ...names.flatMap((name) => (/^version_(\d+)$/.exec(name) ? [Number(name.slice(8))] : []))) + 1;
}

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
    return { version: this.#folder.version };
  }
  loadStateDict(state: unknown): void {
    this.#folder.version = (state as { version?: number | string }).version ?? this.#folder.version;
  }

  async #path(): Promise<string> {
    return join(await this.logDir(), 'metrics.csv');
  }
  async #read(): Promise<string[][]> {
    const path = await this.#path();
    if (!(await exists(path))) return [];
    return (await readFile(path, 'utf8')).trimEnd().split('\n').map((row) => row.split(','));
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
