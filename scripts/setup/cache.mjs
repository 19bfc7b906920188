import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { isAlive } from './lock.mjs';

const MARKER = '.complete';

/** Where downloads are kept between clones. */
export function cacheDir(env = process.env) {
  if (env.TORCH_ENCODERS_CACHE) return resolve(env.TORCH_ENCODERS_CACHE);
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'torch-encoders');
}

/** A folder without the marker is the rest of something interrupted. */
export const isComplete = (folder) => existsSync(join(folder, MARKER));

/**
 * Makes `folder` whole or not at all: `fill(half)` works in a sibling, the marker is written last, then one rename.
 * Of two processes that fill the same folder the first to end wins, as the other may be using it by then.
 */
export async function fillFolder(folder, fill) {
  const half = `${folder}.half-${process.pid}`;
  mkdirSync(dirname(folder), { recursive: true });
  removeLeftovers(folder);
  mkdirSync(half);
  try {
    await fill(half);
    writeFileSync(join(half, MARKER), '');
    if (isComplete(folder)) return;
    rmSync(folder, { recursive: true, force: true }); // a folder without the marker
    renameSync(half, folder);
  } catch (error) {
    if (!['EEXIST', 'ENOTEMPTY'].includes(error.code) || !isComplete(folder)) throw error;
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

/** Half-filled siblings of processes that are gone. */
function removeLeftovers(folder) {
  const start = `${basename(folder)}.half-`;
  for (const name of readdirSync(dirname(folder))) {
    if (!name.startsWith(start)) continue;
    const owner = Number(name.slice(start.length));
    if (owner === process.pid || !isAlive(owner)) rmSync(join(dirname(folder), name), { recursive: true, force: true });
  }
}
