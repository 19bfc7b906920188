// Small data sets in a folder of their own, and what is expected of errors.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as assert from 'uvu/assert';
import { TorchEncodersError, UnifiedDataInterface, type DataLoader, type LoadOptions, type Tensor } from '../../lib/index.js';

export const scratch = mkdtempSync(join(tmpdir(), 'data-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

let sets = 0;
/** Writes a card and its files to a new folder and gives the card's path. */
export function cardOf(card: string, files: Readonly<Record<string, string | Buffer>>): string {
  const folder = join(scratch, String(sets++));
  for (const [name, content] of Object.entries({ 'card.yml': `name: small\nlicence: none\n${card}`, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return join(folder, 'card.yml');
}
export const load = (card: string, files: Readonly<Record<string, string | Buffer>>, options: LoadOptions = {}): Promise<UnifiedDataInterface> => UnifiedDataInterface.load(cardOf(card, files), { cacheDir: null, ...options });

export async function rejects(run: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  const error = await run.then(() => undefined, (caught: unknown) => caught);
  assert.ok(error instanceof TorchEncodersError && error.code === code && message.test(error.message) && !error.message.includes('\n'), String(error));
}

/** Every batch of a loader, tensors as arrays. */
export async function batchesOf(loader: DataLoader): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for await (const batch of loader) found.push(Object.fromEntries(Object.entries(batch as Record<string, Tensor>).map(([name, tensor]) => [name, tensor.toArray()])));
  return found;
}
