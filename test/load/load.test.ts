// Where the addon comes from, and the page that tells when it does not come.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadReport } from '../../lib/native.js';
import { chooseLibtorch } from '../../lib/load/libtorch.js';
import { platforms } from '../../lib/load/platforms.js';
import { describe, inspectSystem, objection, type System } from '../../lib/load/system.js';
import { scratch, script, write } from '../scripts/harness.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const linux: System = { platform: 'linux', arch: 'x64', libc: 'glibc', libcVersion: '2.36', processor: 'some', node: 'v20.19.0' };
const isLinux = process.platform === 'linux' && process.arch === 'x64';
const linuxTest = isLinux ? test : test.skip;

/** What a program prints that ends well; PACKAGE in it is that of `folder`. */
function run(program: string, folder: string, env: Record<string, string> = {}): string {
  const file = join(scratch(), 'program.mjs');
  writeFileSync(file, program.replace('PACKAGE', JSON.stringify(join(folder, 'dist/lib/index.js'))));
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, [file], { encoding: 'utf8', env: { ...process.env, LIBTORCH: '', TORCH_ENCODERS_USE_PYTORCH: '', ...env } });
  assert.equal([status, signal, stderr], [0, null, '']);
  return stdout;
}

/** What a program prints that loads the package from `folder`. */
const load = (folder: string, env: Record<string, string> = {}): string => run(`import(PACKAGE).then(
  ({ torch, torchVersion }) => console.log('loaded', torchVersion, JSON.stringify(torch.ones(2).toArray())), ({ name, code, message }) => console.log(name, code, message));`, folder, env);

/** The package as npm lays it, without the platforms' packages. */
function copyOfPackage(): string {
  const copy = scratch();
  cpSync(join(root, 'dist/lib'), join(copy, 'dist/lib'), { recursive: true });
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Libraries with LibTorch's names: the one with the ABI number says that it is 2.12. */
function foreignLibtorch(minor = 12): string {
  const folder = scratch();
  mkdirSync(join(folder, 'lib'));
  write(folder, { 'a.c': `#include <stdint.h>\nuint64_t aoti_torch_abi_version(void) { return (2ull << 56) | (${minor}ull << 48); }\n`, 'b.c': 'int nothing;\n' });
  for (const [name, source] of [['libc10.so', 'b.c'], ['libtorch_cpu.so', 'a.c'], ['libtorch.so', 'b.c']] as const) {
    execFileSync('g++', ['-x', 'c', '-shared', '-fPIC', '-o', join(folder, 'lib', name), `-Wl,-soname,${name}`, join(folder, source)]);
  }
  return folder;
}

test('the report of a good load names each step', () => {
  assert.ok(loadReport.tried.length >= 6);
  for (const { said } of loadReport.tried) assert.is(said, 'good');
  assert.match(describe(inspectSystem()), /^\w+-\w+.*Node v\d+/);
});

linuxTest('what loading alone has read of LibTorch is given back, and comes back when it is used', () => {
  const printed = run(`import { readFileSync } from 'node:fs';
    const megabytes = () => readFileSync('/proc/self/smaps', 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)
      .filter((part) => /^.* r.x. .*libtorch_cpu/.test(part)).reduce((sum, part) => sum + Number(/^Rss: +(\\d+)/m.exec(part)[1]) / 1000, 0);
    const { torch } = await import(PACKAGE);
    const before = megabytes();
    console.log(JSON.stringify({ before, sum: torch.ones(300, 300).matmul(torch.ones(300, 300)).sum().item(), after: megabytes() }));`, root);
  const { before, sum, after } = JSON.parse(printed) as { before: number; sum: number; after: number };
  assert.ok(before < 10, `${before} MB of libtorch_cpu.so are in memory; loading it reads more than 40`);
  assert.is(sum, 27_000_000);
  assert.ok(after > before);
});

test('systems on which nothing can run are told so, and how to cure it', () => {
  const of = (system: Partial<System>, isOwnBuild = false): string => { const found = objection({ ...linux, ...system }, isOwnBuild); return found ? `${found.problem} | ${found.cure}` : ''; };
  assert.is(of({}), '');
  assert.is(of({ libcVersion: '2.28' }), '');
  assert.is(of({ libcVersion: undefined }), '');
  assert.match(of({ libc: 'musl', libcVersion: '1.2.4' }), /this system has musl 1\.2\.4 \(Alpine\?\).*glibc only \| .*node:20-slim/);
  assert.match(of({ libcVersion: '2.27' }), /glibc is 2\.27, and 2\.28 is the oldest.* \| use a newer system/);
  assert.match(of({ libcVersion: '2.9' }), /glibc is 2\.9/);
  assert.match(of({ arch: 'arm64' }), /no binary for linux-arm64: there are linux-x64, darwin-arm64, win32-x64 \| .*npx torch-encoders build/);
  assert.match(of({ platform: 'freebsd', libc: undefined }), /no binary for freebsd-x64/);
  assert.is(of({ arch: 'arm64' }, true), '');
  assert.match(of({ libc: 'musl' }, true), /musl/);
  assert.equal(platforms.map(({ addon }) => addon), ['@torch-encoders/linux-x64-gnu', '@torch-encoders/darwin-arm64', '@torch-encoders/win32-x64-msvc']);
});

test('which LibTorch: one that is open, then the user\'s word, then ours; a word that is wrong is no wish', () => {
  const none = (): undefined => undefined;
  const own = { lib: dirname(fileURLToPath(import.meta.url)), source: 'own' };
  const refusal = (env: NodeJS.ProcessEnv, given: typeof own | undefined = own): string => { try { return chooseLibtorch(env, given, none).lib; } catch (error) { return (error as Error).message; } };
  const named = scratch({ 'lib/x': '' });
  assert.is(chooseLibtorch({ LIBTORCH: named }, own, () => '/open').lib, '/open');
  assert.is(refusal({ LIBTORCH: named, TORCH_ENCODERS_USE_PYTORCH: '1' }), join(named, 'lib'));
  assert.is(refusal({}), own.lib);
  assert.match(refusal({ LIBTORCH: '/nowhere' }), /^LIBTORCH is \/nowhere, and there is no folder/);
  assert.throws(() => chooseLibtorch({}, undefined, none), 'there is no LibTorch');
});

linuxTest('TORCH_ENCODERS_USE_PYTORCH=1 takes the torch of python3 without importing it, or says that it has none', () => {
  const torch = scratch({ 'torch/__init__.py': 'raise SystemExit("imported")\n', 'torch/lib/x': '' });
  const none = scratch();
  write(none, { python3: '#!/bin/sh\necho torch in\n' }, 0o755);
  const ask = (env: Record<string, string>): string => {
    const file = join(scratch(), 'ask.mjs');
    writeFileSync(file, `import { chooseLibtorch } from ${JSON.stringify(join(root, 'dist/lib/load/libtorch.js'))};
      try { console.log(chooseLibtorch(process.env, undefined, () => undefined).lib); } catch (error) { console.log(error.message, '|', error.cure); }`);
    return execFileSync(process.execPath, [file], { encoding: 'utf8', env: { ...process.env, LIBTORCH: '', TORCH_ENCODERS_USE_PYTORCH: '1', ...env } }).trim();
  };
  assert.is(ask({ PYTHONPATH: torch }), join(torch, 'torch', 'lib'));
  assert.match(ask({ PATH: none }), /^TORCH_ENCODERS_USE_PYTORCH is 1, and python3 has no torch \| activate the environment/);
  assert.match(ask({ PATH: '/nowhere' }), /python3 could not be run/);
});

linuxTest('without the package of its platform the error is a page: system, what was tried, the cure', () => {
  const page = load(copyOfPackage());
  assert.match(page, /^TorchEncodersError ERR_NATIVE torch-encoders \d+\.\d+\.\d+ could not load its native addon\.\n {2}System: linux-x64, glibc 2\.\d+, Node v/);
  assert.match(page, /this system: good\n {4}the binary: the package @torch-encoders\/linux-x64-gnu \d\S+ is not installed\n {2}Cure: .*--os=linux --cpu=x64 --libc=glibc/);
  assert.match(page, /npx torch-encoders doctor/);
});

linuxTest('a LibTorch of another minor version, one that is cut, one that lacks a file: each is refused in words before the addon is opened', () => {
  const other = foreignLibtorch();
  assert.match(load(root, { LIBTORCH: other }), /libtorch_cpu\.so: it is LibTorch 2\.12, and the addon is built for 2\.13: .*\n {2}Cure: use LibTorch 2\.13\.0 \(pip install torch==2\.13\.0\), or unset LIBTORCH/);
  const cut = foreignLibtorch(13);
  write(cut, { 'lib/libc10.so': '\x7fELF' });
  assert.match(load(root, { LIBTORCH: cut }), /libc10\.so: .*(file too short|invalid ELF header).*\n {2}Cure: the file is damaged or of another system/);
  assert.match(load(root, { LIBTORCH: scratch({ 'lib/x': '' }) }), /libc10\.so: it is not there\n {2}Cure: it is no LibTorch 2\.13/);
  assert.match(load(root, { LIBTORCH: '/nowhere' }), /LIBTORCH is \/nowhere, and there is no folder.*\n {2}Cure: point LIBTORCH/);
});

linuxTest('a stray LD_LIBRARY_PATH does not win: the chosen libraries are opened by their paths', () => {
  assert.match(load(root, { LD_LIBRARY_PATH: join(foreignLibtorch(), 'lib') }), /^loaded 2\.13\.0 \[1,1\]/);
});

linuxTest('packages of npm, beside and nested, of the right version and of a wrong one', () => {
  const { libtorch } = loadReport.files!;
  for (const nested of [false, true]) {
    const copy = copyOfPackage();
    const modules = join(copy, 'dist', 'node_modules', '@torch-encoders'); // found before the checkout's own
    const addon = join(modules, 'linux-x64-gnu');
    const prebuilds = join(addon, 'prebuilds', 'linux-x64');
    mkdirSync(prebuilds, { recursive: true });
    const beside = nested ? join(addon, 'node_modules', '@torch-encoders') : modules;
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    write(addon, { 'package.json': JSON.stringify({ name: '@torch-encoders/linux-x64-gnu', version }) });
    cpSync(loadReport.files!.addon, join(prebuilds, 'torch-encoders.glibc.node'));
    cpSync(loadReport.files!.loader, join(addon, 'loader.node'));
    if (!nested) assert.match(load(copy), /choosing LibTorch: there is no LibTorch\n {2}Cure: install torch-encoders again without --omit=optional, or point LIBTORCH/);
    write(beside, { 'libtorch-linux-x64-gnu/package.json': '{}' });
    symlinkSync(libtorch!.lib, join(beside, 'libtorch-linux-x64-gnu', 'lib'));
    assert.match(load(copy), /^loaded 2\.13\.0/);
    // The RUNPATH alone finds it too, from the place of npm and from the nested one.
    const alone = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(join(prebuilds, 'torch-encoders.glibc.node'))}); console.log('alone')`], { encoding: 'utf8' });
    assert.is(alone.stdout, 'alone\n', alone.stderr);
    if (nested) continue;
    write(addon, { 'package.json': JSON.stringify({ name: '@torch-encoders/linux-x64-gnu', version: '9.9.9' }) });
    assert.match(load(copy), /@torch-encoders\/linux-x64-gnu is 9\.9\.9, and torch-encoders is \d.*\n {2}Cure: npm install @torch-encoders\/linux-x64-gnu@/);
    write(addon, { 'package.json': JSON.stringify({ version }), 'loader.node': 'no library' });
    assert.match(load(copy), /loader\.node: .*\n {2}Cure: the file is damaged or of another system/);
  }
});

linuxTest('two copies in one process compute side by side; a second one of another version is refused in words', () => {
  const copy = copyOfPackage();
  const build = join(copy, 'build');
  mkdirSync(join(build, 'Release'), { recursive: true });
  cpSync(loadReport.files!.loader, join(build, 'loader.node'));
  symlinkSync(dirname(loadReport.libtorch!.lib), join(build, 'libtorch'));
  const addon = join(build, 'Release', 'torch_encoders.node');
  cpSync(loadReport.files!.addon, addon);
  const both = join(copy, 'both.mjs');
  writeFileSync(both, `import { torch } from ${JSON.stringify(join(root, 'dist/lib/index.js'))};
    await import(${JSON.stringify(join(copy, 'dist/lib/index.js'))}).then((second) => {
      const [a, b] = [torch.ones(2, 2), second.torch.ones(2, 2)];
      let refused; try { torch.add(a, b); } catch ({ code }) { refused = code; }
      console.log(torch.matmul(a, a).toArray(), second.torch.matmul(b, b).toArray(), refused);
    }, ({ code, message }) => console.log(code, message));`);
  const run = (): string => {
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, [both], { encoding: 'utf8' });
    assert.equal([status, signal, stderr], [0, null, '']);
    return stdout;
  };
  assert.match(run(), /^\[ \[ 2, 2 \], \[ 2, 2 \] \] \[ \[ 2, 2 \], \[ 2, 2 \] \] ERR_DTYPE/);
  const bytes = readFileSync(addon);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const place = bytes.indexOf(`\0${version}\0`);
  assert.ok(place > 0);
  bytes.write('9.9.9'.slice(0, version.length), place + 1);
  writeFileSync(addon, bytes);
  assert.match(run(), /^ERR_NATIVE [^]*torch_encoders\.node: torch-encoders \d\S+ is in this process already, and two versions in one share operators that may differ: found 9\.9\.9; install one version/);
});

linuxTest('an error that is thrown while the compute threads are at work ends the process with 1, and so does a rejection', () => {
  for (const act of ["throw new Error('on purpose')", "Promise.reject(new Error('on purpose'))"]) {
    const file = join(scratch(), 'throw.mjs');
    writeFileSync(file, `import { torch } from ${JSON.stringify(join(root, 'dist/lib/index.js'))};
      const a = torch.ones(2048, 2048);
      for (let i = 0; i < 40; i++) torch.async.matmul(a, a).catch(() => {});
      setTimeout(() => { ${act}; }, 100);`);
    const { status, signal, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8' });
    assert.equal([status, signal], [1, null], stderr);
    assert.match(stderr, /Error: on purpose/);
  }
});

linuxTest('one OpenMP in a process: LibTorch\'s own, also for the addon, also by the RUNPATH alone; where the system is told to take another, that one alone', () => {
  const open = (program: string, env: Record<string, string> = {}): string[] => {
    const file = join(scratch(), 'omp.cjs');
    writeFileSync(file, `(async () => { ${program}; console.log([...new Set(require('node:fs').readFileSync('/proc/self/maps', 'utf8').match(/\\/\\S*lib(gomp|omp|iomp5)\\S*\\.so\\S*/g))].join('\\n')); })()`);
    const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8', env: { ...process.env, ...env } });
    assert.is(stderr, '');
    return stdout.trim().split('\n');
  };
  const compute = `const { torch } = await import(${JSON.stringify(join(root, 'dist/lib/index.js'))}); torch.ones(300, 300).matmul(torch.ones(300, 300))`;
  const own = realpathSync(join(loadReport.libtorch!.lib, 'libgomp.so.1'));
  assert.equal(open(compute), [own]);
  assert.equal(open(`require(${JSON.stringify(loadReport.files!.addon)})`), [own]);
  const another = scratch();
  cpSync(own, join(another, 'libgomp.so.1'));
  assert.equal(open(compute, { LD_LIBRARY_PATH: another }), [join(another, 'libgomp.so.1')]);
});

test('the floor: names of a newer glibc or libstdc++ are found, and names that a binary shows', async () => {
  const { aboveFloor, exposed } = await script<{ aboveFloor(text: string): string[]; exposed(text: string): string[] }>('pack/floor.mjs');
  const { checkFloor } = await script<{ checkFloor(folder: string): Promise<void> }>('pack/floor.mjs');
  await checkFloor(join(root, 'build/Release')); // what was built here runs on glibc 2.28 too
  const line = (name: string, version: string, kind = 'DF *UND*'): string => `0000000000000000      ${kind}\t0000000000000000 (${version}) ${name}\n`;
  assert.equal(aboveFloor(line('a', 'GLIBC_2.28') + line('b', 'GLIBC_2.29') + line('c', 'GLIBCXX_3.4.30') + line('d', 'GLIBC_2.2.5') + line('e', 'GLIBCXX_3.4.9') + line('f', 'CXXABI_1.3.11')), ['b (GLIBC_2.29)', 'c (GLIBCXX_3.4.30)']);
  const shown = '0000000000098130 g    DF .text\t0000000000000005  Base        exp2\n00000000000300d0 g    DF .text\t000000000000015a  Base        napi_register_module_v1\n0000000000098130  w   DF .text\t0000000000000005  Base        _ZN3c10\n';
  assert.equal(exposed(shown + line('log', 'GLIBC_2.2.5')), ['exp2']);
});

test.run();
