import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { refusal, scratch, script } from './harness.js';

const { withLock } = await script<{
  withLock<T>(folder: string, work: () => Promise<T>, options?: { log?(line: string): void; patience?: number; poll?: number }): Promise<T>;
}>('setup/lock.mjs');

test('one after the other, and the lock is gone afterwards, also after an error', async () => {
  const lock = join(scratch(), 'made/lock');
  let inside = 0;
  const work = async (): Promise<void> => {
    assert.is(++inside, 1);
    await sleep(20);
    inside--;
  };
  await Promise.all([1, 2, 3].map(() => withLock(lock, work, { poll: 5 })));
  assert.is(await refusal(withLock(lock, () => Promise.reject(new Error('broken')))), 'broken');
  assert.not.ok(existsSync(lock));
});

test('the lock of a process that is gone is taken over', async () => {
  const dead = spawnSync(process.execPath, ['--version']).pid;
  const lock = join(scratch({ [`lock/${dead}`]: '' }), 'lock');
  assert.is(await withLock(lock, () => Promise.resolve('done')), 'done');
});

test('the lock of a living process is waited for, then given up with its number', async () => {
  const lock = join(scratch({ [`lock/${process.ppid}`]: '' }), 'lock');
  const lines: string[] = [];
  const message = await refusal(withLock(lock, () => Promise.resolve(), { log: (line) => lines.push(line), patience: 0.05, poll: 10 }));
  assert.match(message, `process ${process.ppid} has held`);
  assert.is(lines.length, 1);
  assert.ok(existsSync(join(lock, String(process.ppid))));
});

test.run();
