// One case with one model: every driver in a process of its own, their runs in turns.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pair } from './process.mjs';
import { cosines, summary } from './statistics.mjs';

const REFERENCE = { name: 'reference', file: 'ours.mjs', precision: 'float32', dtype: 'float32', batches: 'packed' };
const sampled = 50; // vectors that are compared

/** Every stride-th place of `count`, `sampled` at most. */
const sampleOf = (count) => Array.from({ length: Math.min(count, sampled) }, (_, i) => Math.floor((i * count) / Math.min(count, sampled)));
/** About an eighth of the texts, the longest among them. */
const warmTexts = (texts, lengths) => {
  const longest = lengths.indexOf(Math.max(...lengths));
  return texts.filter((_, i) => i % 8 === 0 || i === longest);
};

export async function measureCase(one, { drivers, rounds, base, texts, lengths, log }) {
  const scratch = mkdtempSync(join(tmpdir(), 'torch-encoders-bench-'));
  const started = [];
  const skipped = [];
  const start = async (driver, more = {}) => {
    const job = { ...base, kind: one.kind, caseFile: one.file, calls: one.calls, texts, warm: warmTexts(texts, lengths), driver, ...more };
    const file = join(scratch, `${driver.name}.json`);
    writeFileSync(file, JSON.stringify(job));
    const pair = new Pair(file, driver.file, base);
    try {
      return { driver, pair, runs: [], ...(await pair.ask('load')) };
    } catch (error) {
      await pair.stop();
      throw error;
    }
  };
  try {
    for (const driver of drivers) {
      try {
        started.push(await start(driver));
      } catch (error) {
        skipped.push({ driver: driver.name, reason: error.message });
        log(`  ${driver.name} is left out: ${error.message}`);
      }
    }
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < started.length; i++) {
        const turn = started[(i + round) % started.length]; // nobody always comes first
        const run = await turn.pair.ask('run');
        turn.runs.push(run);
        if (run.seconds) log(`  round ${round + 1}: ${turn.driver.name} ${run.seconds.toFixed(2)} s`);
      }
    }
    if (!one.file) await compare(started, start, texts);
    for (const turn of started) turn.peakRss = (await turn.pair.ask('end')).peakRss;
  } finally {
    await Promise.all(started.map(({ pair }) => pair.stop()));
    rmSync(scratch, { recursive: true, force: true });
  }
  return { skipped, results: started.map(({ pair, runs, ...rest }) => ({ ...rest, ...resultOf(one, runs) })) };
}

/** Vectors of the last run against those of our plain attention in float32. */
async function compare(started, start, texts) {
  const rows = sampleOf(texts.length);
  const vectors = async (pair, rows) => {
    const { base64, dimension } = await pair.ask('vectors', { rows });
    const bytes = Buffer.from(base64, 'base64');
    return { dimension, values: new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4) };
  };
  const some = rows.map((row) => texts[row]);
  const reference = await start(REFERENCE, { attention: 'eager', texts: some, warm: some });
  try {
    const { values, dimension } = await vectors(reference.pair, [...some.keys()]);
    for (const turn of started) turn.cosine = cosines((await vectors(turn.pair, rows)).values, values, dimension);
  } finally {
    await reference.pair.stop();
  }
}

function resultOf(one, runs) {
  if (one.kind === 'latency') return { seconds: summary(runs.flatMap(({ times }) => times)) };
  if (one.kind === 'throughput') return { seconds: summary(runs.map(({ seconds }) => seconds)), cpuSeconds: summary(runs.map(({ cpuSeconds }) => cpuSeconds)) };
  return { runs };
}
