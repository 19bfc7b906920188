import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The scripts are plain JavaScript, outside of what tsc compiles: each test states the shape of what it uses. */
export async function script<Exports>(path: string): Promise<Exports> {
  return (await import(pathToFileURL(resolve('scripts', path)).href)) as Exports;
}

const folders: string[] = [];
process.once('exit', () => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder that goes when the test file ends, with these files in it. */
export function scratch(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'torch-encoders-'));
  folders.push(folder);
  write(folder, files);
  return folder;
}

export function write(folder: string, files: Readonly<Record<string, string>>, mode = 0o644): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content, { mode });
  }
}

/** A folder to be the whole PATH, with a python3 that runs this shell script: no real Python, pip or network is met. */
export function pathWithPython(body: string): string {
  const folder = scratch();
  write(folder, { python3: `#!/bin/sh\n${body}\n` }, 0o755);
  return folder;
}

/** The message of what a promise is rejected with. */
export async function refusal(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    (value) => { throw new Error(`not refused: ${JSON.stringify(value)}`); },
    (error: unknown) => (error as Error).message,
  );
}
