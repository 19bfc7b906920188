// The one answer to "where is LibTorch". `node scripts/libtorch.mjs` prints it; set-up and the tests import it.
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { cacheDir, fillFolder, isComplete } from './setup/cache.mjs';
import { sha256 } from './setup/checksum.mjs';
import { attempt } from './setup/command.mjs';
import { answers, download } from './setup/download.mjs';
import { Failure } from './setup/failure.mjs';
import { isMain, main } from './setup/main.mjs';
import { isOffline } from './setup/offline.mjs';
import { unpack } from './setup/unpack.mjs';
import { unpackWheel } from './setup/wheel.mjs';

const { libtorch: VERSION } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const MINOR = VERSION.replace(/\.\d+$/, ''); // the ABI changes with the minor version, silently: any other is refused
const CPU_WHEELS = 'https://download.pytorch.org/whl/cpu'; // the index without CUDA in it
const LIBRARY = { linux: 'libtorch_cpu.so', darwin: 'libtorch_cpu.dylib', win32: 'torch_cpu.dll' }[process.platform];

/**
 * Looks in order at LIBTORCH, our npm package, Python's torch and our cache, then fetches into the cache.
 * LIBTORCH is an order: if it is wrong, that is an error. The others are offers: if one will not do, it is passed over aloud.
 */
export async function findLibtorch({ log = console.log, env = process.env } = {}) {
  const refusals = [];
  const passOver = (reason) => {
    refusals.push(reason);
    log(reason.split('\n')[0]); // in full only if nothing else is found
  };
  const around = { env, log, passOver };
  for (const source of [fromEnvironment, fromOurPackage, fromPython, fromCache, fromArchive, fromWheel]) {
    const found = await source(around);
    if (found) return found;
  }
  throw new Failure(`no LibTorch ${MINOR} was found, nor could it be fetched`, {
    cause: refusals.length > 0 ? refusals.join('\n         ') : 'none of the places has one',
    cure: `set LIBTORCH to the folder of a LibTorch ${MINOR} (the one with include and lib in it), or let pip reach its index`,
  });
}

/** { dir, version } or { problem }. */
export function inspectLibtorch(dir) {
  if (!existsSync(dir)) return { problem: 'there is no such folder' };
  const header = ['torch/headeronly/version.h', 'torch/csrc/api/include/torch/version.h'] // older than 2.10 or so: the second
    .map((path) => join(dir, 'include', path)).find((path) => existsSync(path) && /VERSION_MAJOR/.test(readFileSync(path, 'utf8')));
  if (!header) return { problem: 'it has no LibTorch headers (include/torch/headeronly/version.h)' };
  const text = readFileSync(header, 'utf8');
  const version = ['MAJOR', 'MINOR', 'PATCH'].map((part) => new RegExp(`define TORCH_VERSION_${part}\\s+(\\d+)`).exec(text)?.[1] ?? '?').join('.');
  if (!version.startsWith(`${MINOR}.`)) return { problem: `it is LibTorch ${version}, and ${MINOR} is wanted` };
  if (!existsSync(join(dir, 'lib', LIBRARY))) return { problem: `it is LibTorch ${version} without lib/${LIBRARY}` };
  return { dir, version };
}

function fromEnvironment({ env }) {
  if (!env.LIBTORCH) return undefined;
  const { problem, ...found } = inspectLibtorch(resolve(env.LIBTORCH));
  if (problem) {
    throw new Failure('the LibTorch named by LIBTORCH cannot be used', {
      cause: `LIBTORCH is ${env.LIBTORCH}: ${problem}`,
      cure: `point LIBTORCH at the folder of a LibTorch ${MINOR} (the one with include and lib in it), or unset it: set-up then finds or fetches one`,
    });
  }
  return { ...found, source: 'LIBTORCH' };
}

function fromOurPackage({ passOver }) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const name = '@torch-encoders/libtorch-linux-x64-gnu';
  let dir;
  try {
    dir = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
  const { problem, ...found } = inspectLibtorch(dir);
  return problem ? passOver(`the package ${name} is passed over: ${problem}`) : { ...found, source: `the package ${name}` };
}

async function fromPython({ env, passOver }) {
  // Asks where torch is without importing it: an import takes seconds.
  const program = "import importlib.util as u; s = u.find_spec('torch');"
    + " print('torch in', s.submodule_search_locations[0] if s and s.origin else '')";
  const dir = /^torch in (.+)$/m.exec((await attempt('python3', ['-c', program], { env })).output)?.[1];
  if (!dir) return undefined;
  const { problem, ...found } = inspectLibtorch(dir);
  return problem ? passOver(`Python's torch in ${dir} is passed over: ${problem}`) : { ...found, source: "Python's torch" };
}

const cachedDir = (env) => join(cacheDir(env), `libtorch-${VERSION}-cpu`);

function fromCache({ env, passOver }) {
  const dir = cachedDir(env);
  if (!isComplete(dir)) return undefined;
  const { problem, ...found } = inspectLibtorch(dir);
  if (!problem) return { ...found, source: 'the cache' };
  rmSync(dir, { recursive: true });
  return passOver(`the cached ${dir} is removed: ${problem}`);
}

async function fromArchive({ env, log, passOver }) {
  const archives = JSON.parse(readFileSync(new URL('libtorch-archives.json', import.meta.url), 'utf8'));
  const record = archives[`${process.platform}-${process.arch}`];
  if (!record) return undefined;
  if (isOffline(env)) return passOver('the official archive is not fetched: TORCH_ENCODERS_OFFLINE is 1');
  if (!record.sha256 && env.TORCH_ENCODERS_TRUST_ARCHIVE !== '1') {
    return passOver('the official archive is passed over: its SHA-256 is not recorded in scripts/libtorch-archives.json, so it cannot be checked');
  }
  return fetchIntoCache('the official archive', { env, passOver }, async (half) => {
    log(`fetching ${record.url} (about 200 MB)`);
    const zip = join(half, 'libtorch.zip');
    await download(record.url, zip, { log });
    const found = await sha256(zip);
    if (!record.sha256) log(`the archive is used unchecked, as TORCH_ENCODERS_TRUST_ARCHIVE=1 says. Its SHA-256, to be recorded: ${found}`);
    else if (found !== record.sha256) throw new Error(`its SHA-256 is ${found}, and ${record.sha256} is recorded`);
    await unpack(zip, half, [['libtorch/(lib|include|share)/', '\\1/'], ['libtorch/([^/]+)$', '\\1']], { log, env });
    rmSync(zip);
  });
}

async function fromWheel({ env, log, passOver }) {
  if (isOffline(env)) return passOver('the wheel is not fetched: TORCH_ENCODERS_OFFLINE is 1');
  return fetchIntoCache(`the wheel torch==${VERSION}`, { env, passOver }, async (half) => {
    log(`fetching LibTorch from the wheel torch==${VERSION} with pip (about 200 MB), as none is on this machine`);
    // On Linux the public index has only a CUDA build under this version; PyTorch's own has 2.13.0+cpu, which pip prefers.
    const pipArgs = (await answers(CPU_WHEELS)) ? ['--extra-index-url', CPU_WHEELS] : [];
    await unpackWheel(`torch==${VERSION}`, half, [
      ['torch/(lib|include|share)/', '\\1/'], ['torch/version\\.py$', 'version.py'], ['torch-[^/]*\\.dist-info/licenses/', 'licenses/'],
    ], { log, env, pipArgs });
    if (readdirSync(join(half, 'lib')).some((name) => name.includes('torch_cuda'))) {
      throw new Error('pip found only a CUDA build, which needs NVIDIA\'s libraries beside it: install torch with its dependencies, or set LIBTORCH');
    }
  });
}

/** The result is looked at before the rename, so the cache holds only what can be used. */
async function fetchIntoCache(source, { env, passOver }, fetchInto) {
  const dir = cachedDir(env);
  try {
    await fillFolder(dir, async (half) => {
      await fetchInto(half);
      const { problem } = inspectLibtorch(half);
      if (problem) throw new Error(problem);
    });
  } catch (error) {
    return passOver(`${source} cannot be used: ${error.message}`);
  }
  return { ...inspectLibtorch(dir), source };
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const { dir, version, source } = await findLibtorch({ log: (line) => console.error(line) });
    console.log(`LibTorch ${version} from ${source}: ${dir}`);
  });
}
