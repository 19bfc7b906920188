// Brings a fresh clone to a working state, and does nothing the second time. Node's own modules only: it runs before
// node_modules is there. `--build-only` leaves the packages alone, `--quiet` prints failures only.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findLibtorch } from './libtorch.mjs';
import { buildAddon } from './setup/addon.mjs';
import { Failure } from './setup/failure.mjs';
import { withLock } from './setup/lock.mjs';
import { isMain, main } from './setup/main.mjs';
import { installPackages } from './setup/packages.mjs';
import { compileTypeScript } from './setup/typescript.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

export async function setup({ buildOnly = false, quiet = false } = {}) {
  const log = quiet ? () => {} : (line) => console.log(`set-up: ${line}`);
  await withLock(join(root, '.setup', 'lock'), async () => {
    const started = Date.now();
    if (!buildOnly) await installPackages({ root, log });
    else if (!existsSync(join(root, 'node_modules', 'cmake-js'))) {
      throw new Failure('building without packages', {
        cause: 'node_modules is not there', cure: 'run `npm run setup`, which does all, or `npm ci --ignore-scripts` first',
      });
    }
    const libtorch = await findLibtorch({ log });
    await buildAddon({ root, libtorch, log });
    await compileTypeScript({ root, log });
    log(`ready in ${((Date.now() - started) / 1000).toFixed(1)} s, with LibTorch ${libtorch.version} from ${libtorch.source}`);
  }, { log });
}

if (isMain(import.meta.url)) {
  await main(() => setup({ buildOnly: process.argv.includes('--build-only'), quiet: process.argv.includes('--quiet') }));
}
