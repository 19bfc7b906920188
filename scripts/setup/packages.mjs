import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { run } from './command.mjs';

const KINDS = ['dependencies', 'devDependencies', 'optionalDependencies'];

/** node_modules as package-lock.json says. Install scripts stay off: no package here needs one. */
export async function installPackages({ root, log }) {
  if (areInstalled(root)) return;
  const verb = existsSync(join(root, 'package-lock.json')) ? 'ci' : 'install';
  log(`packages: npm ${verb}, since node_modules is not what package.json and its lockfile say`);
  await run('installing the packages', 'npm', [verb, '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root, log, cure: 'npm must reach its registry; if package.json and package-lock.json disagree, run `npm install`',
  });
}

/**
 * npm writes node_modules/.package-lock.json last, so that it is there and agrees with package-lock.json is our stamp.
 * A plain `npm install` by the user satisfies it as well.
 */
export function areInstalled(root) {
  const [declared, wanted, installed] = ['package.json', 'package-lock.json', 'node_modules/.package-lock.json'].map((path) => {
    const file = join(root, path);
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  });
  if (!declared || !wanted || !installed) return false;
  const { '': top, ...packages } = wanted.packages;
  if (!KINDS.every((kind) => isDeepStrictEqual(declared[kind] ?? {}, top[kind] ?? {}))) return false;
  const agrees = ([path, { version, integrity, optional }]) => {
    const found = installed.packages[path];
    return found ? found.version === version && found.integrity === integrity : optional === true; // other platforms' builds
  };
  return Object.entries(packages).every(agrees) && Object.keys(installed.packages).every((path) => path in packages);
}
