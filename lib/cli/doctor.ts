import { access, constants, readdir, readFile } from 'node:fs/promises';
import { availableParallelism, cpus, freemem, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { loadAddon, startReport, version } from '../load/load.js';
import { openLibtorch } from '../load/libtorch.js';
import { describe } from '../load/system.js';
import { hubCache, isOffline } from '../hub/resolve.js';
import { megabytes, print, table, type Output } from './console.js';

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
  return { name: 'Node', found: `${process.version}, ${process.execPath}`, ...(isOld && { problem: `Node ${process.version} is too old: install 20.19 or later` }) };
}

/** How the addon is loaded, step by step, and whether it computes. */
async function addon(): Promise<Finding[]> {
  const report = startReport();
  const findings: Finding[] = [{ name: 'system', found: describe(report.system) }];
  const steps = (): Finding[] => report.tried.map(({ what, said }, i) => ({ name: i === 0 ? 'loading' : '', found: `${what}: ${said}` }));
  try {
    loadAddon(report);
  } catch (error) {
    return [...findings, ...steps(), { name: 'binary', found: 'not loaded', problem: `${(error as Error).message}. Cure: ${report.cure}` }];
  }
  const { files, libtorch } = report;
  findings.push(...steps(), { name: 'binary', found: `torch-encoders ${version}, ${files!.addon}` });
  try {
    const { buildInfo } = await import('../info.js');
    const { getNumThreads } = await import('../tensor/modes.js');
    const { op } = await import('../tensor/ops.js');
    const { tensor } = await import('../tensor/tensor.js');
    const { torchVersion, cpuCapability, cuda } = buildInfo();
    const product = JSON.stringify(op('aten::mm', tensor([[1, 2], [3, 4]]), tensor([[0, 1], [1, 0]])).toArray());
    const isRight = product === '[[2,1],[4,3]]';
    return [
      ...findings,
      { name: 'LibTorch', found: `${torchVersion}, ${openLibtorch() ?? libtorch!.lib}: ${libtorch!.source}` },
      { name: 'self-test', found: isRight ? 'a matrix product is right' : `a matrix product is ${product}`, ...(!isRight && { problem: 'LibTorch computes wrongly on this processor: try ATEN_CPU_CAPABILITY=default and report it' }) },
      { name: 'instructions', found: `${cpuCapability} in use` },
      { name: 'threads', found: `${getNumThreads()} of ${availableParallelism()} cores${process.env.OMP_NUM_THREADS ? `, OMP_NUM_THREADS=${process.env.OMP_NUM_THREADS}` : ''}` },
      { name: 'GPU', found: cuda ? 'CUDA is available' : `none that this LibTorch can use; with one, \`pip install torch==${torchVersion}\` and TORCH_ENCODERS_USE_PYTORCH=1` },
    ];
  } catch (error) {
    return [...findings, { name: 'self-test', found: 'failed', problem: (error as Error).message }];
  }
}

async function processor(): Promise<Finding> {
  const info = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  const flags = new Set(/^flags\s*: (.*)$/m.exec(info)?.[1]?.split(' '));
  const known = ['avx2', 'fma', 'avx512f', 'avx512_vnni', 'avx_vnni', 'avx512_bf16', 'amx_tile'].filter((flag) => flags.has(flag));
  const isSlow = process.arch === 'x64' && info !== '' && !flags.has('avx2');
  return { name: 'processor', found: `${cpus()[0]?.model ?? 'unknown'}${known.length > 0 ? `: ${known.join(' ')}` : ''}`, ...(isSlow && { problem: 'the processor has no AVX2: everything works but int8 and float16 weights, several times slower' }) };
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
