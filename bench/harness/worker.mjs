// One driver with one case, in a process of its own: node worker.mjs JOB.json. Commands come as lines on stdin, answers go as lines to descriptor 3.
import { readFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';

const job = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const answer = (message) => writeSync(3, `${JSON.stringify(message)}\n`);
const seconds = (microseconds) => (microseconds.user + microseconds.system) / 1e6;
let loaded;
let last;

/** How the built-in kinds of case are run; a case with a `measure` of its own brings it. */
const kinds = {
  async throughput() {
    const [cpu, started] = [process.cpuUsage(), performance.now()];
    last = await loaded.encode(job.texts);
    return { seconds: (performance.now() - started) / 1000, cpuSeconds: seconds(process.cpuUsage(cpu)) };
  },
  async latency() {
    const times = [];
    for (let i = 0; i < job.calls; i++) {
      const started = performance.now();
      last = await loaded.encode(job.texts);
      times.push((performance.now() - started) / 1000);
    }
    return { times };
  },
};
const commands = {
  async load() {
    const started = performance.now();
    const { load } = await import(`../drivers/${job.driver.file}`);
    loaded = await load(job);
    const loadSeconds = (performance.now() - started) / 1000;
    if (job.warm) last = await loaded.encode(job.warm);
    return { version: loaded.version, loadSeconds, importSeconds: loaded.importSeconds };
  },
  async run() {
    return job.kind === 'own' ? (await import(`../cases/${job.caseFile}`)).measure(loaded, job) : kinds[job.kind]();
  },
  /** The vectors of some texts, as the last run left them. */
  vectors({ rows }) {
    const dimension = last.length / job.texts.length;
    const found = Float32Array.from(rows.flatMap((row) => Array.from(last.subarray(row * dimension, (row + 1) * dimension))));
    return { dimension, base64: Buffer.from(found.buffer).toString('base64') };
  },
  end: () => ({ peakRss: process.resourceUsage().maxRSS * 1024 }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...rest } = JSON.parse(line);
  try {
    answer(await commands[command](rest));
  } catch (error) {
    answer({ error: String(error?.message ?? error).split('\n')[0] });
  }
  if (command === 'end') process.exit(0);
}
