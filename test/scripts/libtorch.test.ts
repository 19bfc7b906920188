import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pathWithPython, refusal, scratch, script, write } from './harness.js';

interface Found { dir: string; version: string; source: string }
const { findLibtorch } = await script<{
  findLibtorch(options: { log(line: string): void; env: Record<string, string> }): Promise<Found>;
}>('libtorch.mjs');

const header = 'include/torch/headeronly/version.h';
const library = `lib/${process.platform === 'darwin' ? 'libtorch_cpu.dylib' : 'libtorch_cpu.so'}`;
const versionHeader = (minor: number): string => `#define TORCH_VERSION_MAJOR 2\n#define TORCH_VERSION_MINOR ${minor}\n#define TORCH_VERSION_PATCH 1\n`;
const libtorch = (minor: number): Record<string, string> => ({ [header]: versionHeader(minor), [library]: '' });

/** Looks without a network, in an empty cache and with a python3 that has no torch, unless told otherwise. */
async function find(env: Record<string, string>): Promise<Found & { lines: string[] }> {
  const lines: string[] = [];
  const closed = { TORCH_ENCODERS_OFFLINE: '1', TORCH_ENCODERS_CACHE: scratch(), PATH: pathWithPython('echo "torch in "') };
  return { ...(await findLibtorch({ log: (line) => lines.push(line), env: { ...closed, ...env } })), lines };
}

test('LIBTORCH: a good folder is taken', async () => {
  const dir = scratch(libtorch(13));
  const found = await find({ LIBTORCH: dir });
  assert.equal([found.dir, found.version, found.source], [dir, '2.13.1', 'LIBTORCH']);
});

test('LIBTORCH: a wrong folder is an error that names what was found', async () => {
  for (const [dir, said] of [
    [join(scratch(), 'nowhere'), 'there is no such folder'],
    [scratch(), 'it has no LibTorch headers'],
    [scratch({ [header]: versionHeader(12) }), 'it is LibTorch 2.12.1, and 2.13 is wanted'],
    [scratch({ 'include/torch/csrc/api/include/torch/version.h': versionHeader(6) }), 'it is LibTorch 2.6.1, and 2.13 is wanted'],
    [scratch({ [header]: versionHeader(13) }), `without ${library}`],
  ] as const) {
    const message = await refusal(find({ LIBTORCH: dir }));
    for (const part of [dir, said, 'cure:  point LIBTORCH']) assert.ok(message.includes(part), message);
  }
});

test("Python's torch: the right version is taken, another is passed over aloud", async () => {
  const [good, old] = [scratch(libtorch(13)), scratch(libtorch(12))];
  const found = await find({ PATH: pathWithPython(`echo "torch in ${good}"`) });
  assert.equal([found.dir, found.source], [good, "Python's torch"]);
  const message = await refusal(find({ PATH: pathWithPython(`echo "torch in ${old}"`) }));
  assert.match(message, `Python's torch in ${old} is passed over: it is LibTorch 2.12.1`);
});

test('cache: a finished folder is taken, a half-finished one is not', async () => {
  const cache = scratch();
  const dir = join(cache, 'libtorch-2.13.0-cpu');
  write(dir, libtorch(13));
  assert.match(await refusal(find({ TORCH_ENCODERS_CACHE: cache })), 'TORCH_ENCODERS_OFFLINE is 1');
  write(dir, { '.complete': '' });
  assert.equal((await find({ TORCH_ENCODERS_CACHE: cache })).dir, dir);
});

test('cache: a finished folder that has lost its library is removed', async () => {
  const cache = scratch({ [`libtorch-2.13.0-cpu/${header}`]: versionHeader(13), 'libtorch-2.13.0-cpu/.complete': '' });
  assert.match(await refusal(find({ TORCH_ENCODERS_CACHE: cache })), `without ${library}`);
  assert.not.ok(existsSync(join(cache, 'libtorch-2.13.0-cpu')));
});

test('nothing at all: the message says what was tried and what to do', async () => {
  const message = await refusal(find({ PATH: scratch() }));
  for (const part of ['no LibTorch 2.13 was found', 'TORCH_ENCODERS_OFFLINE is 1', 'set LIBTORCH']) assert.ok(message.includes(part), message);
});

test.run();
