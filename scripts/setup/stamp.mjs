import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One hash of the contents of files and folders (with their names) and of anything else the result depends on. */
export function fingerprint(root, paths, facts = {}) {
  const hash = createHash('sha256').update(JSON.stringify(facts));
  for (const path of paths) {
    for (const file of filesUnder(root, path)) hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** The files of a folder, or the file itself, relative to root and in a fixed order; nothing for what is not there. */
export function filesUnder(root, path) {
  const whole = join(root, path);
  if (!existsSync(whole)) return [];
  if (!statSync(whole).isDirectory()) return [path];
  return readdirSync(whole).sort().flatMap((name) => filesUnder(root, join(path, name)));
}

/**
 * Does `work` unless the last one that ended well had the same key and what it made still stands. The stamp goes before
 * the work and comes back after it, so a broken or interrupted step is done again. Returns whether the work was done.
 */
export async function whenChanged({ stamp, key, stands = () => true }, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key && stands()) return false;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, key);
  return true;
}
