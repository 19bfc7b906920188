import { getRank, isInitialized } from '../distributed/group.js';
import { TorchEncodersError } from '../errors.js';
import type { DownloadProgress } from '../hub/resolve.js';

/** What every command can be asked: machines want one JSON object on stdout, people a text. */
export interface Output {
  readonly json: boolean;
}

/** The result, for people or for machines. */
export function print(output: Output, result: object, text: string): void {
  if (isInitialized() && getRank() > 0) return; // rank 0 tells
  process.stdout.write(`${output.json ? JSON.stringify(result) : text}\n`);
}

/** The one line of an error, and the exit code: 2 for a wrong argument or configuration, else 1. */
export function fail(output: Output, error: unknown): number {
  const { code, message } = error instanceof TorchEncodersError ? error : { code: 'ERR_UNEXPECTED', message: (error as Error).stack ?? String(error) };
  if (output.json) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
  else process.stderr.write(`torch-encoders: ${message}\n`);
  return code === 'ERR_CONFIG' || code === 'ERR_RANGE' ? 2 : 1;
}

/** A bar on stderr, drawn on a terminal only. */
export interface Bar {
  update(value: number, payload: string): void;
  stop(): void;
}

export async function bar(what: string, total: number, output: Output): Promise<Bar> {
  if (output.json || !process.stderr.isTTY) return { update: () => undefined, stop: () => undefined };
  const { default: progress } = await import('cli-progress');
  const drawn = new progress.SingleBar({ format: `${what} [{bar}] {percentage}% {payload}`, hideCursor: true, stream: process.stderr }, progress.Presets.legacy);
  drawn.start(Math.max(total, 1), 0, { payload: '' });
  return { update: (value, payload) => drawn.update(Math.min(value, total), { payload }), stop: () => drawn.stop() };
}

/** A bar that appears with the first byte of a download. */
export function downloadBar(output: Output): { onProgress: (progress: DownloadProgress) => void; stop: () => Promise<void> } {
  let drawn: Promise<Bar> | undefined;
  let whole = 0;
  return {
    onProgress: ({ file, loaded, total }) => {
      if (total !== whole) drawn = drawn?.then((old) => (old.stop(), bar('download', total, output))) ?? bar('download', total, output);
      whole = total;
      void drawn!.then((one) => one.update(loaded, `${file} ${megabytes(loaded)} of ${megabytes(total)}`));
    },
    stop: async () => (await drawn)?.stop(),
  };
}

export const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(bytes < 10 * 2 ** 20 ? 1 : 0)} MB`;

/** Lines of names and values in two columns. */
export function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join('\n');
}
