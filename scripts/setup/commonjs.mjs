import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { filesUnder } from './stamp.mjs';

/**
 * dist/cjs/, what `require` finds: modules that give the ES modules, so that there is one Tensor in a program whichever way it asks, and the same
 * declarations marked as CommonJS, as TypeScript wants them. They lie in the package, where Node 20.19 gives require(esm) without a warning.
 */
export function writeCommonJs(root, dist) {
  const out = join(dist, 'cjs');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  writeFileSync(join(out, 'package.json'), '{ "type": "commonjs" }\n');
  for (const file of filesUnder(join(dist, 'lib'), '').filter((path) => path.endsWith('.d.ts') && !path.startsWith('cli/'))) {
    mkdirSync(dirname(join(out, file)), { recursive: true });
    copyFileSync(join(dist, 'lib', file), join(out, file));
  }
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const { import: asked, require: required } of Object.values(exports)) {
    if (!required) continue;
    const path = relative(join(root, dirname(required.default)), join(root, asked.default));
    writeFileSync(join(root, required.default), `'use strict';\nmodule.exports = require(${JSON.stringify(path.replaceAll('\\', '/'))});\n`);
  }
}
