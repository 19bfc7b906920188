import { execFile } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const source = fileURLToPath(new URL('fma.cpp', import.meta.url));
const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

export const machine = () => ({ cpu: cpus()[0]?.model, cores: availableParallelism(), memoryGB: Math.round(totalmem() / 2 ** 30), platform: `${process.platform}-${process.arch}`, node: process.version });

/** GFLOP/s of `threads` threads at the widest registers; undefined, with the reason in `log`, where it cannot be measured. */
export async function peak(cache, threads, log) {
  try {
    const program = join(cache, 'fma');
    mkdirSync(cache, { recursive: true });
    if (modified(program) < modified(source)) await run('g++', ['-O2', '-std=c++17', '-pthread', source, '-o', program]);
    const { avx2, avx512 } = JSON.parse((await run(program, ['0.5', String(threads)])).stdout);
    return Math.max(avx2, avx512);
  } catch (error) {
    log(`the FMA peak is not measured: ${error.message.split('\n')[0]}`);
    return undefined;
  }
}
