// npm run pack: build/pack/ with the three tarballs of this platform and npm-cache/, from which they install without a network.
// `--no-cache` leaves the cache out. On each platform it makes that platform's packages.
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findLibtorch } from './libtorch.mjs';
import { checkFloor } from './pack/floor.mjs';
import { fillNpmCache } from './pack/cache.mjs';
import { addonPackage, libtorchPackage, mainPackage } from './pack/packages.mjs';
import { tarball } from './pack/tarball.mjs';
import { main, isMain } from './setup/main.mjs';
import { Failure } from './setup/failure.mjs';
import { root, setup } from './setup.mjs';

export const packFolder = join(root, 'build', 'pack');

/** { main, addon, libtorch, cache }: the paths of the tarballs, and of npm's cache. */
export async function pack({ log = console.log, cache = true } = {}) {
  await setup({ quiet: true });
  const { platforms } = await import('../dist/lib/load/platforms.js');
  const platform = platforms.find(({ key }) => key === `${process.platform}-${process.arch}`);
  if (!platform) throw new Failure('packing', { cause: `there is no package for ${process.platform}-${process.arch}`, cure: 'add a row to lib/load/platforms.ts' });
  const libtorch = await findLibtorch({ log });
  mkdirSync(packFolder, { recursive: true });
  const stage = join(packFolder, 'stage');
  const tarballs = {
    libtorch: await tarball(await libtorchPackage({ root, stage, platform, libtorch, log }), packFolder, log),
    addon: await tarball(await addonPackage({ root, stage, platform, log }), packFolder, log),
    main: await tarball(await mainPackage({ root, stage, platforms }), packFolder, log),
  };
  await checkFloor(stage, log);
  removeOthers(tarballs);
  for (const path of Object.values(tarballs)) log(`${(statSync(path).size / 1e6).toFixed(2)} MB  ${path}`);
  const npmCache = join(packFolder, 'npm-cache');
  if (cache) await fillNpmCache({ tarballs, folder: npmCache, log });
  return { ...tarballs, cache: npmCache };
}

/** Tarballs of earlier versions. */
function removeOthers(tarballs) {
  for (const name of readdirSync(packFolder)) {
    if (name.endsWith('.tgz') && !Object.values(tarballs).includes(join(packFolder, name))) rmSync(join(packFolder, name));
  }
}

if (isMain(import.meta.url)) await main(() => pack({ cache: !process.argv.includes('--no-cache') }));
