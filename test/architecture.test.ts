// The arrows of CONTRIBUTING.md: which room may use which. A new arrow is a decision: change it here and in the picture.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Rooms of lib/ from the ground up; each may use those in its list, and itself. '' is the files beside the rooms, on which all stand. */
const lib: Record<string, readonly string[]> = {
  '': ['load', 'tensor', 'distributed', 'nn', 'optim', 'encoders', 'sentence', 'text', 'tasks', 'data', 'training', 'sequences', 'speech', 'plot'], // index.ts and torch.ts name what is public; native.ts loads
  load: [''],
  plot: [''],
  tensor: [''],
  distributed: ['', 'tensor'],
  nn: ['', 'tensor'],
  optim: ['', 'tensor', 'nn'],
  speech: ['', 'tensor', 'nn', 'data'],
  hub: [''],
  pickle: ['', 'tensor'],
  text: ['', 'hub'],
  data: ['', 'tensor', 'hub', 'text'], // knows no model
  encoders: ['', 'tensor', 'nn', 'hub'],
  tasks: ['', 'tensor', 'nn', 'hub', 'encoders'],
  sentence: ['', 'tensor', 'nn', 'hub', 'text', 'encoders', 'tasks'],
  training: ['', 'tensor', 'distributed', 'nn', 'optim', 'hub', 'text', 'data', 'encoders', 'tasks', 'sentence', 'plot'],
  sequences: ['', 'tensor', 'distributed', 'nn', 'optim', 'data', 'tasks', 'training'],
  serve: ['', 'tensor', 'hub', 'text', 'encoders', 'sentence'],
  cli: ['', 'load', 'tensor', 'distributed', 'nn', 'hub', 'pickle', 'text', 'data', 'encoders', 'sentence', 'tasks', 'optim', 'serve', 'training', 'sequences', 'plot'],
};
/** native/: '' is addon.cpp. bind/ knows the encoder's contract, for a handle to one. */
const native: Record<string, readonly string[]> = {
  loader: [], // C, and the C library alone
  kernels: [],
  nn: ['kernels'],
  io: ['nn'],
  encoders: ['nn'],
  distributed: ['nn'], // its errors
  bind: ['nn', 'encoders', 'distributed'],
  '': ['nn', 'io', 'encoders', 'distributed', 'bind'],
};

function files(folder: string): { path: string; text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path), text: readFileSync(path, 'utf8') }));
}
const roomOf = (path: string): string => (path.split('/').length > 2 ? path.split('/')[1]! : '');

test('lib/: a room uses only what stands below it', () => {
  const found = files('lib').filter(({ path }) => path.endsWith('.ts'));
  assert.ok(found.length > 30);
  for (const { path, text } of found) {
    const room = roomOf(path);
    assert.ok(room in lib, `${path} is in a room that nobody knows; add it here and to CONTRIBUTING.md`);
    for (const [, target] of text.matchAll(/(?:from |import\()'(\.[^']*)'/g)) {
      const other = roomOf(posix.join(posix.dirname(path), target!));
      assert.ok(other === room || lib[room]!.includes(other), `${path} uses ${target}: ${room || 'the ground'} may not use ${other}`);
    }
  }
});

test('lib/: the ground is index.ts, inference.ts, torch.ts and native.ts on top, and files that use no room', () => {
  const top = new Set(['lib/index.ts', 'lib/inference.ts', 'lib/torch.ts', 'lib/native.ts']);
  for (const { path, text } of files('lib')) {
    if (roomOf(path) !== '' || top.has(path)) continue;
    assert.not.match(text, /from '\.\/\w+\//, `${path} uses a room`);
  }
});

test('torch-encoders/inference loads nothing that trains', () => {
  const seen = new Set<string>();
  const follow = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const text = readFileSync(join(root, path.replace(/\.js$/, '.ts')), 'utf8');
    for (const [, target] of text.matchAll(/^(?:import|export) (?!type )[^;]*? ?from '(\.[^']*)'/gm)) follow(posix.join(posix.dirname(path), target!));
  };
  follow('lib/inference.js');
  const rooms = new Set([...seen].map(roomOf));
  assert.ok(rooms.has('sentence') && rooms.has('encoders'));
  for (const room of ['training', 'sequences', 'data', 'optim', 'speech', 'plot']) assert.not.ok(rooms.has(room), `${room} is loaded`);
});

test('lib/: native.ts and doctor alone load the addon, and no package but the addon loader and the CLI\'s and server\'s is imported at load', () => {
  for (const { path, text } of files('lib')) {
    if (!/^lib\/(native|cli\/(doctor|build)|load\/.*)\.ts$/.test(path)) assert.not.match(text, /node-gyp-build|\.node'|load\/load/, `${path} loads the addon`);
    if (path.startsWith('lib/cli/') || path.startsWith('lib/serve/') || path === 'lib/hub/download.ts') continue; // imported when they are needed
    for (const [, name] of text.matchAll(/^import (?!type )[^;]* from '([^.'][^']*)'/gm)) assert.match(name!, /^node:/, `${path} imports ${name} at load`);
  }
});

test('native/: a room includes only what stands below it, and N-API is known to bind/ and addon.cpp alone', () => {
  const found = files('native').filter(({ path }) => /\.(c|cpp|h)$/.test(path));
  assert.ok(found.length > 30);
  for (const { path, text } of found) {
    const room = roomOf(path);
    assert.ok(room in native, `${path} is in a room that nobody knows`);
    for (const [, target] of text.matchAll(/#include "(\w+)\//g)) assert.ok(target === room || native[room]!.includes(target!), `${path} includes ${target}/`);
    if (!['bind', 'loader', ''].includes(room)) assert.not.match(text, /napi/, `${path} knows N-API`);
    assert.not.match(text, /torch\/torch\.h/, `${path} includes all of torch`);
  }
});

test('native/encoders: a model is a file of at most 150 lines', () => {
  for (const { path, text } of files('native/encoders')) {
    if (/\/(run|encoder)\./.test(path)) continue;
    assert.ok(text.split('\n').length <= 151, `${path} has ${text.split('\n').length} lines`);
  }
});

test.run();
