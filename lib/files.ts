import { constants } from 'node:fs';
import { access, open, readdir, realpath, writeFile } from 'node:fs/promises';
import { isAbsolute, join, normalize, sep } from 'node:path';
import { TorchEncodersError } from './errors.js';

const MAXIMUM = 64 << 20; // of a JSON file of a model folder; the largest of real models has 30 MB

/** The path of a file of a model folder. A name that leads out of the folder is refused: a model comes from strangers. */
export function inside(folder: string, name: string): string {
  const path = normalize(name);
  if (isAbsolute(path) || path === '..' || path.startsWith(`..${sep}`)) {
    throw new TorchEncodersError('ERR_FILE', `${folder} names the file '${name}', which lies outside of it; nothing outside a model folder is opened`);
  }
  return join(folder, path);
}

/**
 * Refuses a model folder in which a file that could be read is a link that leads out of it. In the hub's cache, where every file is a
 * link to a blob, the model's own part of the cache counts as the folder.
 */
export async function refuseForeignLinks(folder: string): Promise<void> {
  const real = await realpath(folder);
  const [own] = /^.*?[/\\]models--[^/\\]+(?=[/\\]snapshots[/\\])/.exec(real) ?? [real];
  const check = async (at: string, depth: number): Promise<void> => {
    for (const entry of await readdir(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (entry.isDirectory() && depth < 2) await check(path, depth + 1);
      if (!entry.isSymbolicLink()) continue;
      const target = await realpath(path).catch(() => path); // a dead link: it is missing where it is read
      if (target !== own && !target.startsWith(own + sep)) {
        throw new TorchEncodersError('ERR_FILE', `${path} is a link to ${target}, outside of the model folder; nothing outside it is opened: put the file itself there`);
      }
    }
  };
  await check(real, 0);
}

export async function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(() => true, () => false);
}

const sources = new WeakMap<object, string>();

/** Writes a JSON file. What was read from one is written as it was there: JavaScript does not tell 2.0 from 2, and Python's readers do. */
export async function writeJson(path: string, value: object): Promise<void> {
  await writeFile(path, sources.get(value) ?? `${JSON.stringify(value, null, 2)}\n`);
}

/** A JSON object or list from a file that may be missing, cut off, foreign or huge: ERR_FILE says which. */
export async function readJson(path: string): Promise<unknown> {
  const text = await readText(path);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) sources.set(value, text);
    return value;
  } catch (error) {
    throw new TorchEncodersError('ERR_FILE', `${path} is not JSON: ${oneLine(error)}; is it cut off?`, { cause: error });
  }
}

export async function readText(path: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const stat = await file.stat();
      if (!stat.isFile()) throw new TorchEncodersError('ERR_FILE', `${path} is no file`);
      if (stat.size > MAXIMUM) throw new TorchEncodersError('ERR_FILE', `${path} has ${stat.size} bytes, more than the ${MAXIMUM} that such a file may have`);
      return await file.readFile('utf8');
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(path, error);
  }
}

/** An error of the file system as ours, with its path and its reason. */
export function fileError(path: string, error: unknown): TorchEncodersError {
  if (error instanceof TorchEncodersError) return error;
  const reasons: Record<string, string> = { ENOENT: 'there is no such file', EACCES: 'no permission', EISDIR: 'it is a folder', ENOTDIR: 'a part of its path is no folder', ENOSPC: 'the disk is full' };
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return new TorchEncodersError('ERR_FILE', `${path}: ${reasons[code] ?? oneLine(error)}`, { cause: error });
}

const oneLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').slice(0, 200);

/** Files that hold pickles, by what they end in: a pickle can be a program, so none is ever opened by a loader. */
export const isPickle = (path: string): boolean => /\.(bin|pt|pth|ckpt|pkl|pickle)$/.test(path);

/** Whether a file begins as a safetensors file does: the size of a header that fits into it, and the header's brace. */
export async function isSafetensors(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined);
  if (!file) return false;
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(9), 0, 9, 0);
    return bytesRead === 9 && buffer.readBigUInt64LE() <= BigInt(size) - 8n && buffer[8] === 0x7b;
  } finally {
    await file.close();
  }
}

/** The refusal of a pickle, with the line that converts it. */
export function refusePickle(path: string, output = path.replace(/\.[^.]+$/, '.safetensors')): never {
  throw new TorchEncodersError('ERR_UNSUPPORTED', `${path} is a pickle, which can hold a program and is never opened here; make it readable: npx torch-encoders convert ${path} ${output}`);
}
