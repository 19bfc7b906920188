import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { writeCommonJs } from './commonjs.mjs';
import { fingerprint, filesUnder, whenChanged } from './stamp.mjs';

/** dist/ from the TypeScript that tsconfig.json includes. */
export async function compileTypeScript({ root, log }) {
  const { include, compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  const out = compilerOptions.outDir;
  const sources = include.flatMap((path) => filesUnder(root, path)).filter((file) => /(?<!\.d)\.ts$/.test(file));
  const outputs = new Set(sources.map((file) => join(out, file.replace(/\.ts$/, '.js'))));
  const missing = () => [...outputs, join(out, 'cjs', 'index.js')].some((file) => !existsSync(join(root, file)));
  const key = fingerprint(root, ['tsconfig.json', 'package.json', 'package-lock.json', ...include]);
  await whenChanged({ stamp: join(root, out, '.typescript-stamp'), key, stands: () => !missing() }, async () => {
    log('TypeScript: tsc, since the sources changed');
    removeStale(root, out, outputs);
    // tsc trusts its own record of what it wrote, so with an output gone the record must go too.
    if (missing()) rmSync(join(root, compilerOptions.tsBuildInfoFile), { force: true });
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    await run('compiling the TypeScript', process.execPath, [tsc, '-p', 'tsconfig.json'], { cwd: root, log, cure: 'mend the errors below' });
    writeCommonJs(root, join(root, out));
  });
}

/** What tsc made of sources that are gone: a deleted test must not go on running. */
function removeStale(root, out, outputs) {
  for (const file of filesUnder(root, out)) {
    const compiled = file.replace(/\.(d\.ts|js)(\.map)?$/, '.js');
    if (compiled.endsWith('.js') && !outputs.has(compiled)) rmSync(join(root, file));
  }
}
