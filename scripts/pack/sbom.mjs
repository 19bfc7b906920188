import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../setup/command.mjs';

/** What is inside of LibTorch's libraries and has a licence of its own, as LICENSES.md of its package says. */
const inside = [
  { name: 'Intel oneAPI Math Kernel Library', licenses: [{ license: { name: 'Intel Simplified Software License' } }] },
  { name: 'oneDNN', licenses: [{ license: { id: 'Apache-2.0' } }] },
  { name: 'GNU OpenMP (libgomp)', licenses: [{ expression: 'GPL-3.0-or-later WITH GCC-exception-3.1' }] },
];

/** What a user gets, as CycloneDX: npm writes it of an install from the tarballs, and the parts that it cannot see are added to LibTorch's. */
export async function sbom({ tarballs, cache, log }) {
  const project = mkdtempSync(join(tmpdir(), 'torch-encoders-sbom-'));
  try {
    writeFileSync(join(project, 'package.json'), '{ "name": "an-app", "version": "0.0.0", "private": true }\n');
    await run('installing for the list', 'npm', ['install', '--offline', '--cache', cache, '--ignore-scripts', '--no-audit', '--no-fund', ...tarballs], { cwd: project, log, cure: 'npm run pack' });
    const { components, dependencies, metadata: { component: _, ...metadata }, ...list } = JSON.parse(await run('npm sbom', 'npm', ['sbom', '--sbom-format', 'cyclonedx'], { cwd: project, kept: Infinity, cure: 'npm 10 or later' }));
    const libtorch = components.find(({ 'bom-ref': ref }) => ref.startsWith('@torch-encoders/libtorch-'));
    libtorch.components = inside.map((part) => ({ type: 'library', ...part }));
    for (const component of components) for (const reference of component.externalReferences ?? []) if (reference.url.startsWith('file:')) reference.url = reference.url.split('/').at(-1);
    const isOurs = ({ ref }) => !ref.startsWith('an-app@');
    return { ...list, metadata, components, dependencies: dependencies.filter(isOurs) };
  } finally {
    rmSync(project, { recursive: true });
  }
}
