import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chooseLibtorch, Refusal, type Choice } from './libtorch.js';
import { coreLibrary, platforms, type Platform } from './platforms.js';
import { inspectSystem, objection, platformOf, type System } from './system.js';

const require = createRequire(import.meta.url);
/** The folder of this package. */
export const packageRoot = fileURLToPath(new URL('../../..', import.meta.url));
const { libtorch: builtFor, version } = require('torch-encoders/package.json') as { libtorch: string; version: string };
const minor = (text: string): string => text.split('.').slice(0, 2).join('.');
/** The minor version of LibTorch that the addon is built for: the ABI changes with it. */
export const wantedLibtorch = minor(builtFor);
export { version };

/** The addon, the stub that opens LibTorch for it, and the LibTorch that comes with them. */
interface Files {
  readonly addon: string;
  readonly loader: string;
  readonly libtorch: Choice | undefined;
}

interface Stub {
  open(path: string): { error?: string; abi?: bigint; isNew?: boolean };
  settle(path: string): void;
  trim(): void;
  processor(): string;
}

/** How far loading came; what `doctor` shows, and the page of a failure. */
export interface Report {
  readonly system: System;
  files?: Files;
  instructions?: string;
  libtorch?: Choice;
  /** What was tried, in order, and what came of it. */
  readonly tried: { readonly what: string; readonly said: string }[];
  /** The line that helps. */
  cure?: string;
}

/** Loads the addon and all that it needs. Every failure is written into the report before it is thrown. */
export function loadAddon(report: Report): unknown {
  const attempt = <Value>(what: string, act: () => Value, cure: (message: string) => string): Value => {
    try {
      const value = act();
      report.tried.push({ what, said: 'good' });
      return value;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      report.tried.push({ what, said: message });
      report.cure ??= error instanceof Refusal ? error.cure : cure(message);
      throw error;
    }
  };
  attempt('this system', () => {
    const found = objection(report.system, existsSync(join(packageRoot, 'build', 'Release')));
    if (found) throw new Refusal(found.problem, found.cure);
  }, () => '');
  const files = report.files = attempt('the binary', () => findFiles(report.system), () => 'install torch-encoders again');
  const stub = attempt(files.loader, () => require(files.loader) as Stub, cureOf);
  report.instructions = stub.processor();
  const choice = report.libtorch = attempt('choosing LibTorch', () => chooseLibtorch(process.env, files.libtorch), cureOf);
  const { libraries } = platformOf(report.system) ?? platforms.find(({ os }) => os === report.system.platform) ?? platforms[0]!;
  const opened = libraries.map((name) => join(choice.lib, name)).filter((path) => attempt(path, () => open(stub, path), cureOf));
  const addon = attempt(files.addon, () => require(files.addon), cureOf);
  opened.forEach((path) => stub.settle(path));
  stub.trim();
  return addon;
}

export const startReport = (system = inspectSystem()): Report => ({ system, tried: [] });

function findFiles(system: System): Files {
  const gyp = require('node-gyp-build') as { resolve(root: string): string };
  const own = join(packageRoot, 'build');
  if (existsSync(join(own, 'Release'))) {
    const link = join(own, 'libtorch');
    const lib = existsSync(link) ? join(realpathSync(link), 'lib') : join(link, 'lib');
    return { addon: gyp.resolve(packageRoot), loader: join(own, 'loader.node'), libtorch: { lib, source: 'this package was built with it' } };
  }
  const platform = platformOf(system)!;
  const folder = packageFolder(platform);
  if (!folder) {
    throw new Refusal(`the package ${platform.addon} ${version} is not installed`, 'install again on this system, without --omit=optional (a lockfile or node_modules made on another system lacks it: '
      + `\`npm install --os=${platform.os} --cpu=${platform.cpu}${platform.libc ? ` --libc=${platform.libc}` : ''}\` makes one for this)`);
  }
  const found = (createRequire(join(folder, 'package.json'))('./package.json') as { version: string }).version;
  if (found !== version) throw new Refusal(`${platform.addon} is ${found}, and torch-encoders is ${version}`, `npm install ${platform.addon}@${version}`);
  const libtorch = libtorchFolder(platform, folder);
  return {
    addon: unpacked(gyp.resolve(folder)), loader: unpacked(join(folder, 'loader.node')),
    libtorch: libtorch ? { lib: unpacked(join(libtorch, 'lib')), source: `the package ${platform.libtorch}` } : undefined,
  };
}

/** Written out, not built from the table: bundlers and tracers of files follow literals. */
function packageFolder({ key }: Platform): string | undefined {
  try {
    switch (key) {
      case 'linux-x64': return dirname(require.resolve('@torch-encoders/linux-x64-gnu/package.json'));
      case 'darwin-arm64': return dirname(require.resolve('@torch-encoders/darwin-arm64/package.json'));
      case 'win32-x64': return dirname(require.resolve('@torch-encoders/win32-x64-msvc/package.json'));
      default: return undefined;
    }
  } catch {
    return undefined;
  }
}

function libtorchFolder({ libtorch }: Platform, addonFolder: string): string | undefined {
  try {
    return dirname(createRequire(join(realpathSync(addonFolder), 'package.json')).resolve(`${libtorch}/package.json`));
  } catch {
    return undefined;
  }
}

/** Electron keeps what cannot be read from inside an archive beside it, under this name. */
const unpacked = (path: string): string => (process.versions.electron ? path.replace(/\.asar(?=[\\/])/, '.asar.unpacked') : path);

/** Whether it was opened now; another thread may have done it before. */
function open(stub: Stub, path: string): boolean {
  if (!existsSync(path)) throw new Refusal('it is not there', `it is no LibTorch ${wantedLibtorch}, or not a whole one: install it again, or point LIBTORCH at another`);
  const { error, abi, isNew = false } = stub.open(path);
  if (error) throw new Error(error);
  if (coreLibrary.test(path)) checkVersion(abi);
  return isNew;
}

function checkVersion(abi: bigint | undefined): void {
  const found = abi === undefined ? 'older than 2.9' : `${abi >> 56n}.${(abi >> 48n) & 0xffn}`;
  if (found !== wantedLibtorch) {
    throw new Refusal(`it is LibTorch ${found}, and the addon is built for ${wantedLibtorch}: together they would compute wrongly, without a word`,
      `use LibTorch ${builtFor} (pip install torch==${builtFor}), or unset LIBTORCH and TORCH_ENCODERS_USE_PYTORCH to take the one that comes with the package`);
  }
}

/** What the system's loader says, and what helps. */
const knownMessages: readonly (readonly [RegExp, string])[] = [
  [/GLIBC(XX)?_[\d.]+' not found|CXXABI_[\d.]+' not found/, 'this system is too old for the binary: use a newer one, or build here with `npx torch-encoders build`'],
  [/static TLS block/, 'load torch-encoders before other native packages, or start with LD_PRELOAD set to the libgomp.so.1 beside LibTorch'],
  [/invalid ELF header|wrong ELF class|file too short|not a valid Win32|mach-o/i, 'the file is damaged or of another system: remove node_modules and install again here'],
  [/cannot open shared object file/, 'a library of the system is missing: in slim images `apt-get install libstdc++6` brings it'],
  [/undefined symbol|symbol lookup error|procedure could not be found/, `the LibTorch that was opened is not ${builtFor}: unset LIBTORCH, LD_LIBRARY_PATH and LD_PRELOAD`],
  [/did not self-register/, 'the file was replaced while the process ran: start the process again'],
  [/Permission denied|Operation not permitted|failed to map segment/, 'the file system forbids execution (noexec) or reading: install where programs may be run'],
];
const cureOf = (message: string): string => knownMessages.find(([pattern]) => pattern.test(message))?.[1] ?? 'install torch-encoders again; `npx torch-encoders doctor` shows each step';
