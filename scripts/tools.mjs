import { join } from 'node:path';
import { installPackages } from './setup/packages.mjs';
import { root } from './setup.mjs';

/** The folder, with what its package.json and lockfile say installed in it; nothing is done twice. */
export async function installFolder(path, log = (line) => console.error(line)) {
  const folder = join(root, path);
  await installPackages({ root: folder, log });
  return folder;
}
