// One writer of a file at a time, also on machines that share a disk: a file beside it that its owner touches, and that whoever finds it untouched for a while takes.
import { open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { TorchEncodersError } from '../errors.js';
import { fileError } from '../files.js';

const [touchedEvery, staleAfter] = [5_000, 30_000];

/** Gives what gives it back. @throws ERR_FILE where another process is at work. */
export async function lock(out: string): Promise<() => Promise<void>> {
  const path = `${out}.lock`;
  const own = { pid: process.pid, host: hostname() };
  for (let turn = 0; ; turn++) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(JSON.stringify(own));
      await file.close();
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw fileError(path, error);
      if (!(await isLeft(path, own))) throw new TorchEncodersError('ERR_FILE', `${out} is being written by ${await ownerOf(path)}; wait for it, or remove ${path} if that is no more`);
      if (turn > 10) throw new TorchEncodersError('ERR_FILE', `${path} comes back each time that it is removed; another process is at work`);
      await rm(path, { force: true });
    }
  }
  const touch = setInterval(() => void utimes(path, new Date(), new Date()).catch(() => undefined), touchedEvery).unref();
  return async () => {
    clearInterval(touch);
    await rm(path, { force: true });
  };
}

/** Of a process that has ended: on this machine that is known, of others it shows after a while. A container that starts anew has its old number, so that it finds its own. */
async function isLeft(path: string, own: { pid: number; host: string }): Promise<boolean> {
  const owner = await read(path);
  if (owner?.host === own.host) {
    if (owner.pid === own.pid) return true;
    try {
      process.kill(owner.pid, 0);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ESRCH';
    }
  }
  const begun = Date.now();
  for (;;) {
    const touched = await stat(path).then(({ mtimeMs }) => mtimeMs, () => 0);
    if (Date.now() - touched > staleAfter) return true;
    if (Date.now() - begun > touchedEvery + 1_000 && touched > begun) return false; // touched while we looked
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
async function read(path: string): Promise<{ pid: number; host: string } | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as { pid: number; host: string };
  } catch {
    return undefined;
  }
}
const ownerOf = async (path: string): Promise<string> => {
  const owner = await read(path);
  return owner ? `process ${owner.pid} on ${owner.host}` : 'another process';
};
