import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../setup/command.mjs';

/** npm's own cache of the exact packages of others that the tarballs install with: one install into a folder that is thrown away. */
export async function fillNpmCache({ tarballs, folder, log }) {
  const project = mkdtempSync(join(tmpdir(), 'torch-encoders-pack-'));
  try {
    writeFileSync(join(project, 'package.json'), '{ "private": true }\n');
    const { cache: _, ...paths } = tarballs;
    log('npm-cache: one install, with the network');
    await run('filling npm\'s cache', 'npm', ['install', '--cache', folder, '--ignore-scripts', '--no-audit', '--no-fund', ...Object.values(paths)], {
      cwd: project, log, cure: 'npm must reach its registry, or leave the cache out with --no-cache',
    });
  } finally {
    rmSync(project, { recursive: true });
  }
}
