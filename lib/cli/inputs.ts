// The files of a corpus: named, or all of a folder or of a prefix, in the order of their names.
import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { TorchEncodersError } from '../errors.js';
import { fileError } from '../files.js';
import { isRemote, listRemote, withLocalCopy } from './remote.js';
import { inputFormats, readRows, type Row } from './rows.js';
import type { Shard } from './shard.js';

export interface InputFile {
  readonly path: string;
  readonly size: number;
}

const isInput = (path: string): boolean => (inputFormats as readonly string[]).includes(extname(path).toLowerCase());

/** @throws ERR_FILE for what is not there, and for a folder without a file that can be read. */
export async function filesOf(inputs: readonly string[]): Promise<InputFile[]> {
  const found = await Promise.all(inputs.map(async (input) => {
    const files = isRemote(input) ? await listRemote(input) : await localFiles(input);
    const fitting = files.length === 1 && files[0]!.path === input ? files : files.filter(({ path }) => isInput(path));
    if (fitting.length === 0) throw new TorchEncodersError('ERR_FILE', `${input} has no file to read${files.length > 0 ? ` among ${files.length}` : ''}; wanted ${inputFormats.join(', ')}`);
    return fitting.sort((a, b) => (a.path < b.path ? -1 : 1));
  }));
  return found.flat();
}

async function localFiles(path: string): Promise<InputFile[]> {
  try {
    const about = await stat(path);
    if (!about.isDirectory()) return [{ path, size: about.size }];
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map((entry) => join(entry.parentPath, entry.name));
    return await Promise.all(files.map(async (file) => ({ path: file, size: (await stat(file)).size })));
  } catch (error) {
    throw fileError(path, error);
  }
}

/** How a corpus is shared out: whole files where there are enough of them, so that no process reads what is another's; else blocks of rows. */
export const splitOf = (files: readonly InputFile[], { count }: Shard): 'files' | 'blocks' => (count > 1 && files.length >= count ? 'files' : 'blocks');

/** The rows of files one after another; `bytes` counts on from file to file. */
export async function* rowsOfFiles(files: readonly InputFile[], field: string): AsyncGenerator<Row> {
  let before = 0;
  for (const { path, size } of files) {
    const rows = isRemote(path) ? await withLocalCopy(path, (copy) => readRows(copy, field, path)) : readRows(path, field);
    for await (const row of rows) yield { ...row, bytes: before + row.bytes };
    before += size;
  }
}

/** The shard's part of the rows, in blocks of a size. */
export async function* blocksOf(files: readonly InputFile[], field: string, size: number, shard: Shard): AsyncGenerator<Row[]> {
  const { index, count } = shard;
  const byFiles = splitOf(files, shard) === 'files';
  let [block, chunk]: [number, Row[]] = [0, []];
  const isOwn = (): boolean => byFiles || block % count === index;
  for await (const row of rowsOfFiles(byFiles ? files.filter((_, i) => i % count === index) : files, field)) {
    if (chunk.push(row) < size) continue;
    if (isOwn()) yield chunk;
    block++;
    chunk = [];
  }
  if (chunk.length > 0 && isOwn()) yield chunk;
}
