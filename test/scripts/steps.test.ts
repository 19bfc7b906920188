// What makes a second set-up fast and a broken one start again: stamps, folders that are whole or not there, npm's record.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refusal, scratch, script, write } from './harness.js';

const { fingerprint, whenChanged } = await script<{
  fingerprint(root: string, paths: string[], facts?: object): string;
  whenChanged(step: { stamp: string; key: string; stands?: () => boolean }, work: () => Promise<void>): Promise<boolean>;
}>('setup/stamp.mjs');
const { fillFolder, isComplete } = await script<{
  fillFolder(folder: string, fill: (half: string) => Promise<void>): Promise<void>; isComplete(folder: string): boolean;
}>('setup/cache.mjs');
const { areInstalled } = await script<{ areInstalled(root: string): boolean }>('setup/packages.mjs');
const nothing = (): Promise<void> => Promise.resolve();

test('stamp: done once, again when the key changed or the result is gone', async () => {
  const root = scratch();
  const step = { stamp: join(root, 'made/stamp'), key: 'a', stands: () => existsSync(join(root, 'result')) };
  const work = (): Promise<void> => Promise.resolve(writeFileSync(join(root, 'result'), ''));
  assert.equal([await whenChanged(step, work), await whenChanged(step, work)], [true, false]);
  assert.equal([await whenChanged({ ...step, key: 'b' }, work), await whenChanged({ ...step, key: 'b' }, work)], [true, false]);
  rmSync(join(root, 'result'));
  assert.is(await whenChanged({ ...step, key: 'b' }, work), true);
});

test('stamp: a step that broke is done again, even with the inputs of the last good one', async () => {
  const stamp = join(scratch(), 'stamp');
  await whenChanged({ stamp, key: 'good' }, nothing);
  assert.is(await refusal(whenChanged({ stamp, key: 'bad' }, () => Promise.reject(new Error('broken')))), 'broken');
  assert.is(await whenChanged({ stamp, key: 'good' }, nothing), true);
});

test('fingerprint: changes with contents, names and facts, not with dates; what is absent is empty', () => {
  const root = scratch({ 'native/a.cpp': 'one', 'native/deep/b.cpp': 'two' });
  const now = (facts = {}): string => fingerprint(root, ['native', 'absent'], facts);
  const first = now();
  writeFileSync(join(root, 'native/a.cpp'), 'one');
  assert.is(now(), first);
  assert.is.not(now({ dir: 'elsewhere' }), first);
  writeFileSync(join(root, 'native/deep/b.cpp'), 'three');
  const second = now();
  assert.is.not(second, first);
  renameSync(join(root, 'native/a.cpp'), join(root, 'native/c.cpp'));
  assert.is.not(now(), second);
});

test('cache folder: broken half-way leaves nothing, the rest of a dead process is swept, a finished one is kept', async () => {
  const dead = spawnSync(process.execPath, ['--version']).pid;
  const cache = scratch({ [`model.half-${dead}/left`]: '', 'model/from-before': '' });
  const folder = join(cache, 'model');
  const broken = fillFolder(folder, (half) => {
    write(half, { part: '' });
    return Promise.reject(new Error('broken'));
  });
  assert.is(await refusal(broken), 'broken');
  assert.equal(readdirSync(cache), ['model']);
  assert.not.ok(isComplete(folder));
  await fillFolder(folder, (half) => Promise.resolve(write(half, { whole: 'first' })));
  assert.ok(isComplete(folder));
  await fillFolder(folder, (half) => Promise.resolve(write(half, { whole: 'second' })));
  assert.is(readFileSync(join(folder, 'whole'), 'utf8'), 'first');
  assert.equal(readdirSync(cache), ['model']);
});

test('packages: npm runs again when package.json, the lockfile or what is installed differ', () => {
  const json = (value: object): string => JSON.stringify(value);
  const [top, a, other] = [{ dependencies: { a: '1.0.0' } }, { version: '1.0.0', integrity: 'x' }, { version: '2.0.0', optional: true }];
  const lock = (packages: object): string => json({ packages: { '': top, ...packages } });
  const good = {
    'package.json': json(top), 'package-lock.json': lock({ 'node_modules/a': a, 'node_modules/other-platform': other }),
    'node_modules/.package-lock.json': json({ packages: { 'node_modules/a': a } }),
  };
  const installed = (files: Record<string, string>): boolean => areInstalled(scratch({ ...good, ...files }));
  assert.is(installed({}), true);
  assert.is(areInstalled(scratch({ 'package.json': good['package.json'], 'package-lock.json': good['package-lock.json'] })), false);
  assert.is(installed({ 'package.json': json({ dependencies: { a: '1.0.0', b: '1.0.0' } }) }), false);
  assert.is(installed({ 'package-lock.json': lock({ 'node_modules/a': { ...a, version: '1.0.1' } }) }), false);
  assert.is(installed({ 'package-lock.json': lock({}) }), false);
});

test.run();
