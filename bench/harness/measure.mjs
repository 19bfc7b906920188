// One case with one model: every driver in a process of its own, their runs in turns.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pair } from './process.mjs';
import { cosines, summary } from './statistics.mjs';

const REFERENCE = { name: 'reference', file: 'ours.mjs', precision: 'float32', dtype: 'float32', batches: 'packed' };
const compared = 50; // vectors

/** About an eighth of the texts, the longest among them. */
function warmTexts(texts, lengths) {
  const longest = lengths.indexOf(Math.max(...lengths));
  return texts.filter((_, i) => i % 8 === 0 || i === longest);
}

/** Starts the process of a driver and loads its model. */
async function start(driver, job, { one, scratch }) {
  const file = join(scratch, `${driver.name}.json`);
  writeFileSync(file, JSON.stringify({ ...job, kind: one.kind, caseFile: one.file, calls: one.calls, driver }));
  const began = performance.now();
  const pair = new Pair(file, driver.file, job);
  try {
    const loaded = await pair.ask('load');
    return { driver, pair, runs: [], ...loaded, readySeconds: (performance.now() - began) / 1000 };
  } catch (error) {
    await pair.stop();
    throw error;
  }
}

/** @returns `results`, one for each driver, and `skipped`, drivers that could not take part, with the reason. */
export async function measureCase(one, { drivers, rounds, base, texts, lengths, log }) {
  const room = { one, scratch: mkdtempSync(join(tmpdir(), 'torch-encoders-bench-')) };
  const job = { ...base, texts, warm: one.kind === 'own' ? undefined : warmTexts(texts, lengths) };
  const skipped = [];
  const skip = (driver, error) => {
    skipped.push({ driver: driver.name, reason: error.message });
    log(`  ${driver.name} is left out: ${error.message}`);
  };
  try {
    const measured = one.kind === 'load' ? await loads(drivers, rounds, job, room, skip) : await turns(drivers, rounds, job, room, skip, log);
    return { skipped, results: measured.map(({ pair, runs, ...rest }) => ({ ...rest, ...resultOf(one, runs) })) };
  } finally {
    rmSync(room.scratch, { recursive: true, force: true });
  }
}

async function turns(drivers, rounds, job, room, skip, log) {
  const started = [];
  try {
    for (const driver of drivers) await start(driver, job, room).then((one) => started.push(one), (error) => skip(driver, error));
    const failed = new Set();
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < started.length; i++) {
        const turn = started[(i + round) % started.length]; // nobody always comes first
        if (failed.has(turn)) continue;
        try {
          const run = await turn.pair.ask('run');
          turn.runs.push(run);
          if (run.seconds) log(`  round ${round + 1}: ${turn.driver.name} ${run.seconds.toFixed(2)} s`);
        } catch (error) {
          failed.add(turn);
          skip(turn.driver, error);
        }
      }
    }
    const whole = started.filter((turn) => !failed.has(turn));
    if (room.one.kind !== 'own') await compare(whole, job, room);
    for (const turn of whole) turn.peakRss = (await turn.pair.ask('end')).peakRss;
    return whole;
  } finally {
    await Promise.all(started.map(({ pair }) => pair.stop()));
  }
}

/** A new process for each run: from its start to the first vector. */
async function loads(drivers, rounds, job, room, skip) {
  const found = new Map();
  for (let round = 0; round < rounds; round++) {
    for (const driver of drivers) {
      try {
        const { pair, importSeconds, loadSeconds, readySeconds, version } = await start(driver, job, room);
        const { peakRss } = await pair.ask('end');
        if (!found.has(driver)) found.set(driver, { driver, version, runs: [] });
        found.get(driver).runs.push({ ...(importSeconds && { importSeconds }), loadSeconds, readySeconds, peakRssMB: peakRss / 2 ** 20 });
      } catch (error) {
        if (round === 0) skip(driver, error);
      }
    }
  }
  return [...found.values()];
}

/** Vectors of the last run against those of our plain attention in float32. */
async function compare(started, job, room) {
  const { texts } = job;
  const count = Math.min(texts.length, compared);
  const rows = Array.from({ length: count }, (_, i) => Math.floor((i * texts.length) / count));
  const vectors = async (pair, rows) => {
    const { base64, dimension } = await pair.ask('vectors', { rows });
    return { dimension, values: new Float32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer) };
  };
  const some = rows.map((row) => texts[row]);
  const reference = await start(REFERENCE, { ...job, attention: 'eager', texts: some, warm: some }, room);
  try {
    const { values, dimension } = await vectors(reference.pair, [...some.keys()]);
    for (const turn of started) turn.cosine = cosines((await vectors(turn.pair, rows)).values, values, dimension);
  } finally {
    await reference.pair.stop();
  }
}

function resultOf({ kind }, runs) {
  if (kind === 'latency') return { seconds: summary(runs.flatMap(({ times }) => times)) };
  return Object.fromEntries(Object.keys(runs[0]).map((key) => [key, summary(runs.map((run) => run[key]))]));
}
