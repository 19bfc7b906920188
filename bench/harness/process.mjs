import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const running = new Set();
// A stopped process hears nothing, not even that its stdin has ended: whoever stops us stops them too.
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

/** The process of one pair. Between its turns it is stopped, so that no thread of it disturbs the others. */
export class Pair {
  #child;
  #lines;
  #ended;
  #errors = '';

  constructor(jobFile, file, { python, threads }) {
    const [program, worker] = file.endsWith('.py') ? [python, here('worker.py')] : [process.execPath, here('worker.mjs')];
    const env = { ...process.env, OMP_NUM_THREADS: String(threads), MKL_NUM_THREADS: String(threads), RAYON_NUM_THREADS: String(threads), TOKENIZERS_PARALLELISM: 'true', HF_HUB_OFFLINE: '1', TRANSFORMERS_VERBOSITY: 'error' };
    this.#child = spawn(program, [worker, jobFile], { env, stdio: ['pipe', 'ignore', 'pipe', 'pipe'] });
    running.add(this.#child);
    this.#child.stderr.setEncoding('utf8').on('data', (text) => { this.#errors = (this.#errors + text).slice(-2000); });
    this.#child.stdin.on('error', () => undefined); // the end of the process is reported below
    this.#lines = createInterface({ input: this.#child.stdio[3] })[Symbol.asyncIterator]();
    this.#ended = new Promise((resolve) => {
      this.#child.on('error', (error) => resolve(error.message));
      this.#child.on('close', (status, signal) => {
        running.delete(this.#child);
        resolve(`ended with ${signal ?? status}: ${this.#errors.trim().split('\n').at(-1)}`);
      });
    });
  }

  /** @throws with the worker's words. */
  async ask(command, rest = {}) {
    this.#child.kill('SIGCONT');
    this.#child.stdin.write(`${JSON.stringify({ command, ...rest })}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error(await this.#ended);
    if (command !== 'end') this.#child.kill('SIGSTOP');
    const answer = JSON.parse(value);
    if (answer.error) throw new Error(answer.error);
    return answer;
  }

  stop() {
    this.#child.kill('SIGKILL');
    return this.#ended;
  }
}
