// npm run release: makes the packages and publishes those of this platform, in the order in which they need each other. With --dry-run all of it but the
// publishing: version, changelog, tarballs with their hashes, what is inside (build/pack/sbom.cdx.json), and the commands. CONTRIBUTING.md tells more.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pack, packFolder } from './pack.mjs';
import { lintTarball } from './pack/lint.mjs';
import { sbom } from './pack/sbom.mjs';
import { attempt, run } from './setup/command.mjs';
import { Failure } from './setup/failure.mjs';
import { isMain, main } from './setup/main.mjs';
import { root } from './setup.mjs';

/** What CHANGELOG.md says of a version. */
export function changesOf(version, changelog) {
  const section = changelog.split(/^## /m).find((part) => part.startsWith(`${version} `) || part.startsWith(`${version}\n`));
  const body = section?.slice(section.indexOf('\n')).trim();
  if (!body) throw new Failure('reading CHANGELOG.md', { cause: `it says nothing of ${version}`, cure: `write a section "## ${version} (date)"` });
  return body;
}

/** What stands against publishing this checkout. A dry run shows it. */
export function objections({ status, tags, version, repository, isCi }) {
  return [
    status !== '' && `the work tree has changes: ${status.split('\n')[0]}`,
    !tags.includes(`v${version}`) && `the commit has no tag v${version}`,
    !repository && 'package.json names no repository, which provenance is checked against',
    !isCi && 'provenance is signed by the token of a CI job (packaging/ci-matrix.yml), and this is none',
  ].filter(Boolean);
}

/** In this order, so that nothing is there before what it needs. */
export const publishCommand = (tarball) => ['npm', 'publish', tarball, '--access', 'public', '--provenance'];

const git = async (...args) => (await attempt('git', args, { cwd: root })).output.trim();

async function release({ isDry, log = console.log }) {
  const { version, repository, libtorch } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const changes = changesOf(version, readFileSync(join(root, 'CHANGELOG.md'), 'utf8'));
  const { cache, ...made } = await pack({ log: (line) => log(`  ${line}`) });
  await lintTarball(made.main, (line) => log(`  ${line}`));
  const tarballs = [made.libtorch, made.addon, made.main];
  const list = await sbom({ tarballs, cache, log });
  writeFileSync(join(packFolder, 'sbom.cdx.json'), `${JSON.stringify(list, null, 2)}\n`);
  const sums = tarballs.map((path) => { const bytes = readFileSync(path); return { path, bytes: bytes.length, hash: createHash('sha256').update(bytes).digest('hex') }; });
  writeFileSync(join(packFolder, 'SHA256SUMS'), sums.map(({ hash, path }) => `${hash}  ${basename(path)}\n`).join(''));
  log(`version ${version}, with LibTorch ${libtorch}, at ${await git('rev-parse', '--short', 'HEAD')}\n\nchanges:\n${changes}\n\ntarballs (build/pack/SHA256SUMS):`);
  for (const { hash, bytes, path } of sums) log(`${hash}  ${(bytes / 1e6).toFixed(2).padStart(7)} MB  ${basename(path)}`);
  log(`\nwhat is inside: build/pack/sbom.cdx.json, CycloneDX ${list.specVersion}, ${list.components.length} packages\n\nto publish:`);
  for (const path of tarballs) log(`  ${publishCommand(basename(path)).join(' ')}`);
  const against = objections({ status: await git('status', '--porcelain'), tags: await git('tag', '--points-at', 'HEAD'), version, repository, isCi: Boolean(process.env.ACTIONS_ID_TOKEN_REQUEST_URL) });
  for (const line of against) log(`not yet: ${line}`);
  if (isDry) return log('\na dry run: nothing was published');
  if (against.length > 0) throw new Failure('publishing', { cause: against[0], cure: 'look at the lines above' });
  for (const path of tarballs) {
    const { name, version: own } = JSON.parse(await run('reading a tarball', 'tar', ['-xOf', path, 'package/package.json'], { kept: Infinity, cure: 'npm run pack' }));
    if (!(await attempt('npm', ['view', `${name}@${own}`, 'version'])).problem) { log(`${name}@${own} is there already`); continue; } // LibTorch's changes seldom
    const [command, ...args] = publishCommand(path);
    await run(`publishing ${name}`, command, args, { log, cure: 'look at the output; what is published stays, and a second run leaves it out' });
  }
}

if (isMain(import.meta.url)) await main(() => release({ isDry: process.argv.includes('--dry-run') }));
