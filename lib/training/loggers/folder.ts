import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError } from '../../files.js';

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
  async path(): Promise<string> {
    const root = join(this.options.saveDir, this.options.name ?? 'logs');
    this.#version ??= await nextVersion(root);
    const folder = join(root, typeof this.#version === 'number' ? `version_${this.#version}` : this.#version);
    await mkdir(folder, { recursive: true }).catch((error: unknown) => { throw fileError(folder, error); });
    return folder;
  }
  stateDict(): { version?: number | string } {
    return { version: this.#version };
  }
  /** A training that goes on writes where it began, unless it was told where. */
  loadStateDict(state: unknown): void {
    this.#version = this.options.version ?? (state as { version?: number | string }).version ?? this.#version;
  }
}

async function nextVersion(root: string): Promise<number> {
  const names = await readdir(root).catch(() => []);
  return Math.max(-1, ...names.flatMap((name) => (/^version_(\d+)$/.exec(name) ? [Number(name.slice(8))] : []))) + 1;
}
