// Which part of a corpus a process takes.
import { extname } from 'node:path';
import { TorchEncodersError } from '../errors.js';

export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Who says which part this process takes: an index, how many there are, the first index. */
const launchers = [
  ['JOB_COMPLETION_INDEX', 'JOB_COMPLETIONS'], // an Indexed Job of Kubernetes gives the index alone; its manifest sets the other
  ['SLURM_ARRAY_TASK_ID', 'SLURM_ARRAY_TASK_COUNT', 'SLURM_ARRAY_TASK_MIN'],
  ['SLURM_PROCID', 'SLURM_NTASKS'],
] as const;

/** 'i/n' with i from 0; 'auto' is what Kubernetes or Slurm say, 'auto/n' takes the index alone from them. */
export function shardOf(text: string, env: NodeJS.ProcessEnv = process.env): Shard {
  const refuse = (what: string): never => {
    throw new TorchEncodersError('ERR_CONFIG', `--shard ${text}: ${what}; wanted i/n with i from 0 to n - 1, auto, or auto/n`);
  };
  const [, given, total] = /^(\d{1,9}|auto)(?:\/(\d{1,9}))?$/.exec(text) ?? refuse('that is no shard');
  const [indexName, countName, firstName] = given === 'auto' ? launchers.find(([name]) => env[name] !== undefined) ?? refuse(`none of ${launchers.map(([name]) => name).join(', ')} is set`) : [];
  const read = (name: string | undefined): number => (name !== undefined && /^\d{1,9}$/.test(env[name] ?? '') ? Number(env[name]) : refuse(`${name} is ${env[name!] === undefined ? 'not set' : `'${env[name!]}'`}`));
  const count = total !== undefined ? Number(total) : given === 'auto' ? read(countName) : refuse('it does not say of how many');
  const index = given === 'auto' ? read(indexName) - (firstName !== undefined && env[firstName] !== undefined ? read(firstName) : 0) : Number(given);
  return index >= 0 && index < count ? { index, count } : refuse(`there is no part ${index} of ${count}`);
}

/** out.npy as out-00001-of-00004.npy, which is part 1 (from 0). */
export function pathOfShard(out: string, { index, count }: Shard): string {
  const extension = extname(out);
  const number = (value: number): string => String(value).padStart(5, '0');
  return `${out.slice(0, out.length - extension.length)}-${number(index)}-of-${number(count)}${extension}`;
}
