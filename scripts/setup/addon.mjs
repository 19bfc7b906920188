import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { findCmake } from './cmake.mjs';
import { findOnPath, run } from './command.mjs';
import { Failure } from './failure.mjs';
import { fingerprint, whenChanged } from './stamp.mjs';

const NAME = 'torch_encoders.node';
const MEMORY_A_JOB = 2 ** 31; // a file that includes ATen takes up to 1.5 GB to compile

/**
 * From CMakeLists.txt and native/: build/Release/torch_encoders.node, and beside that folder (node-gyp-build takes the first .node in it) loader.node
 * and libtorch, a link to the LibTorch that it was built with. lib/load/ looks for all three.
 */
export async function buildAddon({ root, libtorch, log, env = process.env }) {
  const built = join(root, 'build', 'Release', NAME);
  const inputs = ['CMakeLists.txt', 'native', 'node_modules/node-addon-api/package.json', 'node_modules/node-api-headers/package.json'];
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const key = fingerprint(root, inputs, { version, libtorch: libtorch.dir, libtorchVersion: libtorch.version });
  await whenChanged({ stamp: join(root, 'build', '.addon-stamp'), key, stands: () => existsSync(built) }, async () => {
    checkTools(env);
    const cmake = await findCmake({ log, env });
    log('the addon: compiling native/ (a cold build takes a minute or more), since the sources or LibTorch changed');
    const made = await compile({ root, libtorch, cmake, log, env });
    mkdirSync(join(root, 'build', 'Release'), { recursive: true });
    replace(join(root, 'build', 'libtorch'), (path) => symlinkSync(libtorch.dir, path, 'junction'));
    replace(join(root, 'build', 'loader.node'), (path) => copyFileSync(join(made, 'loader.node'), path));
    replace(built, (path) => copyFileSync(join(made, NAME), path));
  });
}

/** Made beside it, then renamed: a running program never maps half a file. */
function replace(path, make) {
  rmSync(`${path}.new`, { force: true });
  make(`${path}.new`);
  renameSync(`${path}.new`, path);
}

function checkTools(env) {
  const lacking = (names, what) => {
    if (names.some((name) => findOnPath(name, env))) return;
    throw new Failure('building the addon', { cause: `there is no ${what}`, cure: 'install one (Debian: apt-get install g++ make)' });
  };
  lacking(['g++', 'clang++'], 'C++ compiler (g++ or clang++)');
  lacking(['ninja', 'make'], 'build tool (ninja or make)');
}

/** The folder of what was built. Configures when what the configuration was made for changed (then from nothing: CMake keeps old answers), and builds. */
async function compile({ root, libtorch, cmake, log, env }) {
  const out = join(root, 'build', 'cmake');
  const ccache = findOnPath('ccache', env);
  const tools = { root, cmake, ccache, libtorch: libtorch.dir, ninja: findOnPath('ninja', env), CXX: env.CXX };
  const jobs = Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / MEMORY_A_JOB)));
  const cmakeJs = (verb) => run(`building the addon (${verb})`, process.execPath, [
    join(dirname(createRequire(join(root, 'package.json')).resolve('cmake-js/package.json')), 'bin', 'cmake-js'), verb, '--out', out, '--cmake-path', cmake, '-p', String(jobs),
    `--CDLIBTORCH=${libtorch.dir}`, ...(ccache ? [`--CDCMAKE_CXX_COMPILER_LAUNCHER=${ccache}`] : []),
  ], {
    cwd: root, log, cure: 'mend the error below; if it makes no sense, remove build/ and try again (g++ 12 is what this is built with)',
    env: { CCACHE_SLOPPINESS: 'pch_defines,time_macros', ...env }, // else ccache passes over all that uses the precompiled header
  });
  const configured = join(out, '.configured-for');
  if (!existsSync(configured) || readFileSync(configured, 'utf8') !== JSON.stringify(tools)) {
    rmSync(out, { recursive: true, force: true });
    await cmakeJs('configure');
    writeFileSync(configured, JSON.stringify(tools));
  }
  await cmakeJs('build');
  return join(out, 'Release');
}
