import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir, fillFolder, isComplete } from './cache.mjs';
import { attempt, findOnPath } from './command.mjs';
import { Failure } from './failure.mjs';
import { isOffline } from './offline.mjs';
import { unpackWheel } from './wheel.mjs';

const OLDEST = [3, 18]; // CMakeLists.txt: cmake_minimum_required
const WHEEL_VERSION = '3.31.10';

/** The full path of a CMake that is new enough: the system's, else one from PyPI in the cache. */
export async function findCmake({ log, env = process.env }) {
  const path = findOnPath('cmake', env);
  const [, major, minor] = /version (\d+)\.(\d+)/.exec(path ? (await attempt(path, ['--version'], { env })).output : '') ?? [];
  if (major > OLDEST[0] || (major == OLDEST[0] && minor >= OLDEST[1])) return path;

  const dir = join(cacheDir(env), `cmake-${WHEEL_VERSION}`);
  const program = join(dir, 'bin', 'cmake');
  if (isComplete(dir)) return program;
  const lacking = major ? `CMake is ${major}.${minor}, and ${OLDEST.join('.')} is the oldest that will do` : 'there is no CMake';
  if (isOffline(env)) {
    throw new Failure('finding CMake', {
      cause: `${lacking}, and TORCH_ENCODERS_OFFLINE is 1`, cure: 'install CMake (Debian: apt-get install cmake)',
    });
  }
  log(`CMake ${WHEEL_VERSION} from PyPI into the cache, since ${lacking}`);
  // The wheel's own launcher wants Python's import path; the program inside stands alone.
  await fillFolder(dir, async (half) => {
    await unpackWheel(`cmake==${WHEEL_VERSION}`, half, [['cmake/data/', '']], { log, env });
    chmodSync(join(half, 'bin', 'cmake'), 0o755);
  });
  return program;
}
