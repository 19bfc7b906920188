// Writes the TypeScript declarations of the addon, from the addon itself. `--check` writes nothing and fails where they differ.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { operatorFiles } from './generate/operators.mjs';
import { Failure } from './setup/failure.mjs';
import { isMain, main } from './setup/main.mjs';
import { root } from './setup.mjs';

export const declarationsFile = join(root, 'lib', 'native.generated.ts');

export function generate() {
  const lines = createRequire(import.meta.url)('node-gyp-build')(root).declarations();
  const kinds = [...new Set(lines.join(' ').match(/\b[A-Z]\w+(?=Handle\b)/g))].sort();
  return [
    '// Written by scripts/generate.mjs from the built addon: do not edit, run `npm run generate`.',
    "import type { ErrorCode } from './errors.js';",
    '',
    'declare const kind: unique symbol;',
    '/** An opaque native object; it carries a number, never a pointer (native/bind/handle.h). */',
    'export interface Handle<Kind extends string = string> { readonly [kind]: Kind }',
    ...kinds.map((name) => `export type ${name}Handle = Handle<'${name}'>;`),
    'export type TypedData =',
    '  | Float32Array | Float64Array | BigInt64Array | BigUint64Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array;',
    '',
    'export interface NativeAddon {',
    ...lines.map((line) => `  ${line.replaceAll('(string)[]', 'string[]')};`),
    '}',
    '',
  ].join('\n');
}

/** Every generated file, below the repository's root, with its content. */
function generatedFiles() {
  const addon = createRequire(import.meta.url)('node-gyp-build')(root);
  const operators = Object.entries(operatorFiles(addon.opSchemas())).map(([name, text]) => [join('lib', 'tensor', 'generated', name), text]);
  return [[relative(root, declarationsFile), generate()], ...operators];
}

if (isMain(import.meta.url)) {
  await main(() => {
    for (const [file, text] of generatedFiles()) {
      const path = join(root, file);
      if (!process.argv.includes('--check')) writeFileSync(path, text);
      else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
        throw new Failure('checking the declarations of the addon', { cause: `${file} is not what the built addon declares`, cure: 'run `npm run generate` and commit the file' });
      }
    }
  });
}
