import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../setup/command.mjs';
import { fingerprint, whenChanged } from '../setup/stamp.mjs';

/** The path of the tarball that `npm pack` makes of a folder; an unchanged folder is not packed twice, as LibTorch takes half a minute. */
export async function tarball(folder, into, log) {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const path = join(into, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
  await whenChanged({ stamp: `${folder}.stamp`, key: fingerprint(folder, ['.']), stands: () => existsSync(path) }, async () => {
    await run(`npm pack ${name}`, 'npm', ['pack', folder, '--pack-destination', into, '--ignore-scripts'], { log, cure: 'look at the output' });
  });
  return path;
}
