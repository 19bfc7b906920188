// What npm's users would run into: publint looks at package.json and the files, attw at the types as every kind of TypeScript resolves them.
import { join } from 'node:path';
import { run } from '../setup/command.mjs';
import { installFolder } from '../tools.mjs';

/** Fails where publint or attw has an error; the warnings of publint are errors too. */
export async function lintTarball(tarball, log = () => {}) {
  const bin = join(await installFolder('packaging/tools', log), 'node_modules');
  await run('publint', process.execPath, [join(bin, 'publint/src/cli.js'), '--strict', tarball], { log, cure: 'mend package.json' });
  await run('attw', process.execPath, [join(bin, '@arethetypeswrong/cli/dist/index.js'), '--no-color', tarball], { log, cure: 'mend the conditions of "exports"' });
  log('publint and attw: nothing to say');
}
