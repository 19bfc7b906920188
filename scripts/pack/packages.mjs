// The folders that the tarballs are made of. Each starts empty, so that nothing is in a package by accident.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { run } from '../setup/command.mjs';
import { Failure } from '../setup/failure.mjs';

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
const writeJson = (path, value) => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);

function emptyFolder(stage, name) {
  const folder = join(stage, basename(name));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** torch-encoders: JavaScript, types, and the sources for a build of one's own. Names the platforms' packages that are published, of its own version exactly. */
export async function mainPackage({ root, stage, platforms }) {
  const { devDependencies: _, scripts: __, private: ___, ...declared } = readJson(join(root, 'package.json'));
  const folder = emptyFolder(stage, declared.name);
  for (const path of [...declared.files, 'README.md', 'LICENSE']) cpSync(join(root, path), join(folder, path), { recursive: true });
  const optionalDependencies = Object.fromEntries(platforms.filter(({ isPublished }) => isPublished).map(({ addon }) => [addon, declared.version]));
  writeJson(join(folder, 'package.json'), { ...declared, optionalDependencies });
  return folder;
}

const common = (root) => {
  const { version, engines, repository } = readJson(join(root, 'package.json'));
  return { version, engines, ...(repository && { repository }), preferUnplugged: true }; // Yarn leaves what is opened by path out of its archives
};
const machine = ({ os, cpu, libc }) => ({ os: [os], cpu: [cpu], ...(libc && { libc: [libc] }) });

/** The addon under prebuilds/, where node-gyp-build finds it, and the loader that opens LibTorch for it. */
export async function addonPackage({ root, stage, platform, log }) {
  const folder = emptyFolder(stage, platform.addon);
  const { libtorch } = readJson(join(root, 'package.json'));
  const prebuilds = join(folder, 'prebuilds', platform.key);
  mkdirSync(prebuilds, { recursive: true });
  cpSync(join(root, 'build', 'Release', 'torch_encoders.node'), join(prebuilds, `torch-encoders${platform.libc ? `.${platform.libc}` : ''}.node`));
  cpSync(join(root, 'build', 'loader.node'), join(folder, 'loader.node'));
  await strip([join(prebuilds, readdirSync(prebuilds)[0]), join(folder, 'loader.node')], log);
  for (const file of ['LICENSE', 'NOTICE']) cpSync(join(root, file), join(folder, file));
  writeFileSync(join(folder, 'README.md'), `The native part of [torch-encoders](https://www.npmjs.com/package/torch-encoders) for ${platform.key}. Install torch-encoders; it brings this.\n`);
  writeJson(join(folder, 'package.json'), {
    name: platform.addon, description: `The native addon of torch-encoders for ${platform.key}`, license: 'Apache-2.0', ...common(root), ...machine(platform),
    ...(platform.libc === 'glibc' && { config: { glibc: `>=${(await import('../../dist/lib/load/platforms.js')).oldestGlibc}` } }),
    dependencies: { [platform.libtorch]: libtorch },
  });
  return folder;
}

/** LibTorch's libraries, without the symbols that only a debugger reads, with the licences of all that is in them. */
export async function libtorchPackage({ root, stage, platform, libtorch, log }) {
  const marker = { from: libtorch.dir, version: libtorch.version, names: [...platform.libraries, ...platform.companions] };
  const folder = join(stage, basename(platform.libtorch));
  if (existsSync(join(folder, 'package.json')) && readJson(join(stage, '.libtorch')).key === JSON.stringify(marker)) return folder;
  if (readdirSync(join(libtorch.dir, 'lib')).some((name) => name.includes('torch_cuda'))) {
    throw new Failure('packing LibTorch', { cause: `${libtorch.dir} is a CUDA build, which is too large for a package`, cure: 'point LIBTORCH at one for CPUs' });
  }
  emptyFolder(stage, platform.libtorch);
  mkdirSync(join(folder, 'lib'));
  for (const name of marker.names) cpSync(join(libtorch.dir, 'lib', name), join(folder, 'lib', name));
  await strip(marker.names.map((name) => join(folder, 'lib', name)), log);
  copyLicences({ root, folder, libtorch, platform });
  writeFileSync(join(folder, 'README.md'), `The run-time libraries of LibTorch ${libtorch.version} for CPUs, as published by pytorch.org and stripped, for [torch-encoders](https://www.npmjs.com/package/torch-encoders), which brings this.\n`);
  writeJson(join(folder, 'package.json'), {
    name: platform.libtorch, description: `LibTorch ${libtorch.version} for ${platform.key}, for torch-encoders`, ...common(root), ...machine(platform),
    version: libtorch.version, license: 'SEE LICENSE IN LICENSES.md',
  });
  writeJson(join(stage, '.libtorch'), { key: JSON.stringify(marker) });
  return folder;
}

/** PyTorch's own texts, and those of what its binaries have in them and its texts leave out. */
function copyLicences({ root, folder, libtorch, platform }) {
  const found = ['licenses', 'LICENSE'].map((name) => join(libtorch.dir, name)).find(existsSync)
    ?? readdirSync(dirname(libtorch.dir)).filter((name) => /^torch-.*\.dist-info$/.test(name)).map((name) => join(dirname(libtorch.dir), name, 'licenses'))[0];
  if (!found || !existsSync(found)) throw new Failure('packing LibTorch', { cause: `its licences are not in ${libtorch.dir}`, cure: 'use the wheel or the archive of pytorch.org' });
  cpSync(found, join(folder, 'licenses', basename(found) === 'LICENSE' ? 'LICENSE' : '.'), { recursive: true });
  const rows = [
    '| what | licence | text |', '|---|---|---|',
    '| LibTorch, and the third parties of its source tree | BSD-3-Clause and those of the folder | licenses/ |',
  ];
  const add = (row, ...files) => {
    rows.push(row);
    for (const file of files) cpSync(join(root, 'packaging', 'licenses', file), join(folder, 'licenses', file));
  };
  if (platform.cpu === 'x64') add('| Intel oneAPI Math Kernel Library, inside libtorch_cpu | Intel Simplified Software License | licenses/intel-mkl.txt |', 'intel-mkl.txt');
  if (platform.os === 'linux') {
    add('| GNU OpenMP (libgomp.so.1), unchanged but for stripped symbols | GPL-3.0 with the GCC Runtime Library Exception 3.1; its source is that of GCC, gcc.gnu.org | licenses/gpl-3.txt, licenses/gcc-exception.txt |',
      'gpl-3.txt', 'gcc-exception.txt');
  }
  writeFileSync(join(folder, 'LICENSES.md'), `${rows.join('\n')}\n`);
}

async function strip(files, log) {
  if (process.platform === 'win32') return; // symbols are in files of their own there
  const args = process.platform === 'darwin' ? ['-x'] : ['--strip-unneeded'];
  await run('stripping', 'strip', [...args, ...files], { log, cure: 'install binutils' });
}
