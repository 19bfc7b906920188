import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Failure } from './failure.mjs';

const KEPT = 4000; // characters of output that a failure's message shows
const BEAT = 10_000; // a tool that is silent for minutes looks hung: every so often its last line is shown

/** Runs a tool and never throws: `problem` says what went wrong, `output` is the end of what it printed (its last `kept` characters). */
export function attempt(command, args, { cwd, env = process.env, log, kept = KEPT } = {}) {
  return new Promise((resolve) => {
    const started = Date.now();
    let output = '';
    const keep = (text) => { output = (output + text).slice(-kept); };
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    const beat = log && setInterval(() => {
      const last = output.trimEnd().split('\n').at(-1).slice(0, 100);
      log(`  ${Math.round((Date.now() - started) / 1000)} s: ${last || 'still at work'}`);
    }, BEAT);
    const end = (problem) => {
      clearInterval(beat);
      resolve({ problem, output });
    };
    child.on('error', (error) => end(error.code === 'ENOENT' ? `\`${command}\` is not on the PATH` : error.message));
    child.on('close', (status, signal) => end(status === 0 ? undefined : `\`${command} ${args.join(' ')}\` ended with ${signal ?? status}`));
  });
}

/** Runs a tool that must succeed; returns its output. */
export async function run(what, command, args, { cure, ...options }) {
  const { problem, output } = await attempt(command, args, options);
  if (problem) throw new Failure(what, { cause: problem, cure, tail: output });
  return output;
}

/** The full path of a program, or undefined. */
export function findOnPath(name, env = process.env) {
  for (const folder of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return join(folder, name);
    } catch { /* not in this folder */ }
  }
  return undefined;
}
