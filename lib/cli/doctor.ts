import { access, constants, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hubCache, isOffline } from '../hub/resolve.js';
import { megabytes, print, table, type Output } from './console.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** One thing that was looked at; `problem` says what is wrong and what helps. */
interface Finding {
  readonly name: string;
  readonly found: string;
  readonly problem?: string;
}

/** doctor: what this installation is made of and what is wrong with it. Gives the exit code: 0 when nothing is. */
export async function doctor(output: Output): Promise<number> {
  const findings = [node(), ...(await addon()), await processor(), memory(), ...environment(), await modelCache()];
  const problems = findings.flatMap(({ problem }) => problem ?? []);
  const text = `${table(findings.map(({ name, found }) => [name, found] as const))}\n\n${problems.length === 0 ? 'Nothing is wrong.' : problems.map((problem) => `WRONG  ${problem}`).join('\n')}`;
  print(output, { findings, problems }, text);
  return problems.length === 0 ? 0 : 1;
}

function node(): Finding {
  const [major, minor] = process.versions.node.split('.').map(Number) as [number, number];
  const isOld = major < 20 || (major === 20 && minor < 19);
  const { glibcVersionRuntime: glibc } = (process.report.getReport() as { header: { glibcVersionRuntime?: string } }).header;
  const found = `${process.version} on ${process.platform}-${process.arch}, ${glibc ? `glibc ${glibc}` : 'no glibc'}`;
  if (isOld) return { name: 'Node', found, problem: `Node ${process.version} is too old: install 20.19 or later` };
  if (process.platform === 'linux' && !glibc) return { name: 'Node', found, problem: 'LibTorch exists for glibc only, and this is musl: use an image such as node:20-slim' };
  return { name: 'Node', found };
}

/** The binary, the LibTorch behind it, and whether the two compute. */
async function addon(): Promise<Finding[]> {
  let binary: string;
  try {
    binary = (createRequire(import.meta.url)('node-gyp-build') as { path(root: string): string }).path(root);
  } catch {
    return [{ name: 'binary', found: 'none', problem: 'the native addon is not built: run `npm run setup` in the package (it needs Python 3 with pip and g++ 12)' }];
  }
  try {
    const { buildInfo, version } = await import('../info.js');
    const { getNumThreads } = await import('../tensor/modes.js');
    const { op } = await import('../tensor/ops.js');
    const { tensor } = await import('../tensor/tensor.js');
    const { torchVersion, cpuCapability, cuda } = buildInfo();
    const product = JSON.stringify(op('aten::mm', tensor([[1, 2], [3, 4]]), tensor([[0, 1], [1, 0]])).toArray());
    const isRight = product === '[[2,1],[4,3]]';
    return [
      { name: 'binary', found: `torch-encoders ${version}, ${binary}` },
      { name: 'LibTorch', found: `${torchVersion}, ${(await libtorchPath()) ?? 'its place is not known on this system'}` },
      { name: 'self-test', found: isRight ? 'a matrix product is right' : `a matrix product is ${product}`, ...(!isRight && { problem: 'LibTorch computes wrongly on this processor: try ATEN_CPU_CAPABILITY=default and report it' }) },
      { name: 'instructions', found: `${cpuCapability} in use` },
      { name: 'threads', found: `${getNumThreads()} of ${availableParallelism()} cores${process.env.OMP_NUM_THREADS ? `, OMP_NUM_THREADS=${process.env.OMP_NUM_THREADS}` : ''}` },
      { name: 'GPU', found: cuda ? 'CUDA is available' : 'none that this build of LibTorch can use' },
    ];
  } catch (error) {
    return [{ name: 'binary', found: binary, problem: (error as Error).message }];
  }
}

/** Where the dynamic loader took LibTorch from. */
async function libtorchPath(): Promise<string | undefined> {
  const maps = await readFile('/proc/self/maps', 'utf8').catch(() => '');
  const found = /\/\S*\/libtorch_cpu\.so/.exec(maps)?.[0];
  return found && dirname(found);
}

async function processor(): Promise<Finding> {
  const info = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  const flags = new Set(/^flags\s*: (.*)$/m.exec(info)?.[1]?.split(' '));
  const known = ['avx2', 'fma', 'avx512f', 'avx512_vnni', 'avx_vnni', 'avx512_bf16', 'amx_tile'].filter((flag) => flags.has(flag));
  const isSlow = process.arch === 'x64' && info !== '' && !flags.has('avx2');
  return { name: 'processor', found: `${cpus()[0]?.model ?? 'unknown'}${known.length > 0 ? `: ${known.join(' ')}` : ''}`, ...(isSlow && { problem: 'the processor has no AVX2: everything works, many times slower' }) };
}

function memory(): Finding {
  return { name: 'memory', found: `${megabytes(freemem())} free of ${megabytes(totalmem())}` };
}

function environment(): Finding[] {
  const { LD_LIBRARY_PATH, LD_PRELOAD } = process.env;
  const foreign = [LD_LIBRARY_PATH, LD_PRELOAD].filter((value) => value && /torch/.test(value));
  if (foreign.length === 0) return [];
  return [{ name: 'loader', found: foreign.join(' '), problem: `the loader is told of another LibTorch (${foreign.join(' ')}): unset LD_LIBRARY_PATH and LD_PRELOAD` }];
}

async function modelCache(): Promise<Finding> {
  const folder = hubCache();
  const models = (await readdir(folder).catch(() => [])).filter((name) => name.startsWith('models--'));
  const found = `${models.length} model${models.length === 1 ? '' : 's'} in ${folder}${isOffline() ? ', HF_HUB_OFFLINE is set' : ''}${process.env.HF_ENDPOINT ? `, HF_ENDPOINT=${process.env.HF_ENDPOINT}` : ''}`;
  const isReadOnly = await firstExisting(folder).then((path) => access(path, constants.W_OK)).then(() => false, () => true);
  return { name: 'model cache', found, ...(isReadOnly && { problem: `${folder} cannot be written: models cannot be downloaded; set HF_HOME to a folder of yours` }) };
}

async function firstExisting(path: string): Promise<string> {
  const exists = await access(path).then(() => true, () => false);
  return exists || dirname(path) === path ? path : firstExisting(join(path, '..'));
}
