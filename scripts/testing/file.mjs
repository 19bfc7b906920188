import { spawn } from 'node:child_process';
import { join } from 'node:path';

const LIMIT = 600_000;
const KEPT = 1 << 20; // characters of output kept, for the report of a failure
const SUMMARY = /^ {2}Total: +(\d+)\n {2}Passed: +(\d+)\n {2}Skipped: +(\d+)$/gm;

/** What uvu's closing lines count, or undefined. A skipped test is not in its Total. The last summary is the whole one. */
export function readSummary(output) {
  const last = [...output.matchAll(SUMMARY)].at(-1);
  if (!last) return undefined;
  const [total, passed, skipped] = last.slice(1).map(Number);
  return { passed, failed: total - passed, skipped };
}

/** Runs one compiled test file in a process of its own. Whatever goes wrong besides a test counts as one failure. */
export async function runTestFile(file, { root, env = process.env, limit = LIMIT }) {
  const started = Date.now();
  const { output, problem } = await runNode(join(root, file), { root, env, limit });
  const summary = readSummary(output);
  const counts = summary ?? { passed: 0, failed: 0, skipped: 0 };
  const trouble = counts.failed > 0 ? undefined : problem ?? (summary ? undefined : 'it ended without a summary: is test.run() called?');
  if (trouble) counts.failed += 1;
  const reasons = output.split('\n').filter((line) => line.startsWith('SKIPPED: '));
  return { ...counts, trouble, output, reasons, seconds: (Date.now() - started) / 1000 };
}

function runNode(path, { root, env, limit }) {
  return new Promise((resolve) => {
    // A group of its own, so that a hanging test goes with all it has started.
    const child = spawn(process.execPath, ['--expose-gc', path], {
      cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...env, NO_COLOR: '1' }, // colours would hide the summary
    });
    let output = '';
    let late = false;
    const keep = (text) => { output = (output + text).slice(-KEPT); };
    const kill = () => {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch { /* gone already */ }
    };
    const stop = (signal) => {
      kill();
      process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
    const timer = setTimeout(() => {
      late = true;
      kill();
    }, limit);
    const end = (problem) => {
      clearTimeout(timer);
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve({ output, problem: late ? `it did not end within ${limit / 1000} s` : problem });
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => end(error.message));
    child.on('close', (status, signal) => end(status === 0 ? undefined : `it ended with ${signal ?? `exit code ${status}`}`));
  });
}
