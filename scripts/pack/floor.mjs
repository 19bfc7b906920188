// The oldest system that the packages run on: no binary in them may ask for a newer name of glibc or libstdc++. `node scripts/pack/floor.mjs FOLDER`.
import { resolve } from 'node:path';
import { attempt } from '../setup/command.mjs';
import { Failure } from '../setup/failure.mjs';
import { isMain, main } from '../setup/main.mjs';
import { filesUnder } from '../setup/stamp.mjs';

/** RHEL 8, Debian 10, Ubuntu 18.10: what LibTorch and Node's own binaries run on. GLIBCXX_3.4.25 is that of GCC 8. */
export const floor = { GLIBC: '2.28', GLIBCXX: '3.4.25', CXXABI: '1.3.11', GCC: '7.0.0', GOMP: '5.0', OMP: '5.0' };
const numbers = (version) => version.split('.').map(Number);
const isAbove = (found, most) => {
  const [a, b] = [numbers(found), numbers(most)];
  const at = a.findIndex((part, i) => part !== (b[i] ?? 0));
  return at >= 0 && a[at] > (b[at] ?? 0);
};

/** The names above the floor in what `objdump -T` prints; those that a binary defines itself are not asked for. */
export function aboveFloor(text) {
  return [...text.matchAll(/\*UND\*\s+\S+\s+\(?([A-Z]+)_([\d.]+)\)?\s+(\S+)/g)]
    .filter(([, family, version]) => isAbove(version, floor[family] ?? '0'))
    .map(([, family, version, name]) => `${name} (${family}_${version})`);
}

const entryPoints = /^(napi_register_module_v1|node_api_module_get_api_version_v1|_init|_fini|_edata|_end|__bss_start)$/;
/**
 * What a binary shows to the rest of the process and should not: every name of its own but the entry points of N-API, and of C++ what must be one in
 * a process (`w` and `u`: types of exceptions, inline variables).
 */
export const exposed = (text) => [...text.matchAll(/^[0-9a-f]+ (\w)\s.*\s(?!\*UND\*)\S+\s+[0-9a-f]+(?:\s+\S+)?\s+(\S+)$/gm)]
  .filter(([line, kind, name]) => !line.includes('*UND*') && kind === 'g' && !entryPoints.test(name)).map(([, , name]) => name);

export async function checkFloor(folder, log = () => {}) {
  if (process.platform !== 'linux') return;
  const binaries = filesUnder(folder, '.').filter((file) => /\.(node|so(\.\d+)*)$/.test(file));
  for (const file of binaries) {
    const { output, problem } = await attempt('objdump', ['-T', resolve(folder, file)], { kept: Infinity });
    if (problem) throw new Failure('checking the oldest glibc', { cause: problem, cure: 'install binutils' });
    const [above, shown] = [aboveFloor(output), file.endsWith('.node') ? exposed(output) : []];
    if (above.length > 0) throw new Failure(`checking the oldest glibc of ${file}`, { cause: `it asks for ${above.join(', ')}`, cure: 'give native/bind/glibc.cpp a function made of an older name' });
    if (shown.length > 0) throw new Failure(`checking what ${file} shows`, { cause: shown.slice(0, 5).join(', '), cure: 'CMakeLists.txt hides symbols' });
  }
  log(`${binaries.length} binaries run on glibc ${floor.GLIBC} and libstdc++ of GCC 8`);
}

if (isMain(import.meta.url)) await main(() => checkFloor(process.argv[2] ?? 'build', console.log));
