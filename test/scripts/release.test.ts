import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scratch, script } from './harness.js';

interface Release {
  changesOf(version: string, changelog: string): string;
  objections(state: { status: string; tags: string; version: string; repository?: object; isCi: boolean }): string[];
  publishCommand(tarball: string): string[];
}
const { changesOf, objections, publishCommand } = await script<Release>('release.mjs');

test('what CHANGELOG.md says of a version; a version that it does not know is refused', () => {
  const changelog = '# Changes\n\n## 0.2.0 (2026-12-01)\n\nnew\n\n## 0.1.0\n\nfirst\n\n## 0.0.9 (x)\n';
  assert.is(changesOf('0.2.0', changelog), 'new');
  assert.is(changesOf('0.1.0', changelog), 'first');
  for (const version of ['0.2', '9.9.9', '0.0.9']) assert.throws(() => changesOf(version, changelog), new RegExp(`it says nothing of ${version}[^]*write a section "## ${version} \\(date\\)"`));
});

test('what stands against publishing: changes, no tag, no repository, no job to sign', () => {
  const good = { status: '', tags: 'v0.1.0', version: '0.1.0', repository: {}, isCi: true };
  assert.equal(objections(good), []);
  assert.match(objections({ ...good, status: ' M lib/a.ts\n M b' }).join('|'), /^the work tree has changes: {2}M lib\/a\.ts$/);
  assert.match(objections({ ...good, tags: '' }).join('|'), /^the commit has no tag v0\.1\.0$/);
  assert.match(objections({ ...good, repository: undefined }).join('|'), /^package\.json names no repository/);
  assert.match(objections({ ...good, isCi: false }).join('|'), /^provenance is signed by the token of a CI job/);
  assert.equal(publishCommand('a.tgz'), ['npm', 'publish', 'a.tgz', '--access', 'public', '--provenance']);
});

test('dead links of a site: files and anchors that are not there; links to elsewhere are not asked for', async () => {
  const { deadLinks } = await script<{ deadLinks(site: string): string[] }>('docs.mjs');
  const site = scratch({
    'index.html': '<h1 id="top">a</h1> <a href="sub/b.html#c">b</a> <a href="https://elsewhere.org/x">x</a> <a href="#top">top</a> <img src="no.png"> <a href="#none">n</a> <a href="sub/b.html#d">d</a> <a href="sub">s</a>',
    'sub/b.html': '<a id="c" href="../index.html">up</a> <a href="c.html">c</a>',
  });
  assert.equal(deadLinks(site).sort(), ['index.html: #none', 'index.html: no.png', 'index.html: sub', 'index.html: sub/b.html#d', 'sub/b.html: c.html']);
});

test.run();
