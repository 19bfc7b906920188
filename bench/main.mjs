// How fast, beside whom: npm run bench. bench/README.md says how it works.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cacheDir } from '../scripts/setup/cache.mjs';
import { cases } from './cases/index.mjs';
import { source } from './cases/texts.mjs';
import { drivers, needsOf } from './drivers/index.mjs';
import { chart } from './harness/chart.mjs';
import { figures } from './harness/figures.mjs';
import { machine, peak } from './harness/machine.mjs';
import { measureCase } from './harness/measure.mjs';
import { merged, plan, Unknown, wholeNumber } from './harness/plan.mjs';
import { report } from './harness/report.mjs';
import { lengthsWith } from './harness/tokens.mjs';
import { configOf, modelFolder, models } from './models.mjs';
import { exported, install } from './rivals/install.mjs';
import { tasks } from './tasks.mjs';

const help = `npm run bench -- [options]
  (nothing)        the quick run: some minutes
  --all            every case with every driver
  --cases A,B      these cases alone; --drivers A,B and --models A,B likewise
  --list           what there is
  tasks DATA       fourteen data sets × {bert, gte}: what each learns, its seconds and memory, packed and padded; DATA is the folder of the data sets
  --figures [FILE] the targets of the table of results, measured and met or missed, from bench/results/latest.json or FILE
  --rounds N       how often each pair is measured (3; some cases have their own number)
  --threads N      of every driver (2)
  --out NAME       bench/results/NAME.json, .md and .svg (latest)
  --add            keep what NAME.json has of other cases`;

const results = (name) => fileURLToPath(new URL(`results/${name}`, import.meta.url));
const log = (line) => console.error(line);
const cache = join(cacheDir(), 'bench');

async function main() {
  const { values: given, positionals } = parseArgs({ allowPositionals: true, options: {
    ...Object.fromEntries(['all', 'list', 'figures', 'add', 'help'].map((name) => [name, { type: 'boolean', default: false }])),
    ...Object.fromEntries(['cases', 'drivers', 'models', 'rounds'].map((name) => [name, { type: 'string' }])),
    threads: { type: 'string', default: String(Math.min(2, availableParallelism())) }, out: { type: 'string', default: 'latest' },
  } });
  if (given.help) return console.log(help);
  if (given.list) return list();
  if (given.figures) return console.log(figures(JSON.parse(readFileSync(positionals[0] ?? results('latest.json'), 'utf8'))));
  if (positionals[0] === 'tasks') return tasks(positionals.slice(1));
  if (positionals.length > 0) throw new Unknown(`there is no argument '${positionals[0]}'; --help shows what there is`);
  if (!/^[\w.-]+$/.test(given.out)) throw new Unknown(`out is '${given.out}'; wanted a name for a file`);
  const pairs = plan({ cases, drivers }, given);
  const threads = wholeNumber(given.threads, 'threads', availableParallelism());
  const rounds = given.rounds && wholeNumber(given.rounds, 'rounds', 1000);
  const left = await missing(pairs);
  const groups = [];
  for (const pair of pairs) {
    groups.push(await measure(pair, { given, threads, rounds, left }));
    save(given, { date: new Date().toISOString(), machine: machine(), threads, texts: source, results: groups });
  }
  console.log(readFileSync(results(`${given.out}.md`), 'utf8'));
}

function list() {
  for (const { name, about, models, quick, drivers } of cases) console.log(`case ${name.padEnd(12)} ${about}; ${models.join(', ')}${drivers.length < 10 ? `; ${drivers.join(', ')}` : ''}${quick ? '; in the quick run' : ''}`);
  for (const { name, label, batches } of drivers) console.log(`driver ${name.padEnd(16)} ${label}; ${{ packed: 'no padding', input: 'batches of 32 in the order of the input', sorted: 'batches of 32, the longest first' }[batches]}`);
  console.log(`models ${Object.keys(models).join(', ')}`);
}

/** Installs what the drivers need: why not, by language. */
async function missing(pairs) {
  const languages = new Set(pairs.flatMap(({ drivers }) => drivers.flatMap((driver) => needsOf(driver).languages)));
  const left = {};
  for (const language of languages) left[language] = await install(language, cache, log);
  return left;
}

/** Why a driver cannot take part with a model, or undefined. */
async function obstacle(driver, folder, left) {
  const { languages, reads } = needsOf(driver);
  for (const language of languages) if (left[language]) return left[language];
  for (const what of reads) {
    const reason = await exported(what, folder, cache, log);
    if (reason) return reason;
  }
  return undefined;
}

async function measure({ one, model, drivers }, { given, threads, rounds = one.rounds ?? 3, left }) {
  const folder = await modelFolder(model, cache, log);
  const { maxLength } = models[model];
  const lengthsOf = lengthsWith(folder, maxLength);
  const texts = await one.texts({ full: given.all || given.cases !== undefined, model, lengthsOf });
  const lengths = await lengthsOf(texts);
  log(`${one.name}, ${model}: ${texts.length} texts`);
  const [ready, skipped] = [[], []];
  for (const driver of drivers) {
    const reason = await obstacle(driver, folder, left);
    if (reason) skipped.push({ driver: driver.name, reason });
    else ready.push(driver);
  }
  const base = { model: folder, rivals: cache, python: join(cache, 'python/bin/python'), threads, maxLength };
  const before = await peak(cache, threads, log);
  const measured = await measureCase(one, { drivers: ready, rounds, base, texts, lengths, log });
  const after = await peak(cache, threads, log);
  return {
    case: one.name, about: one.about, kind: one.kind, model, rounds, date: new Date().toISOString(), peakGflops: before && Math.max(before, after), config: configOf(folder), lengths,
    results: measured.results, skipped: [...skipped, ...measured.skipped],
  };
}

/** After each case, so that a run that is stopped has left what it measured. */
function save({ out, add }, run) {
  mkdirSync(results(''), { recursive: true });
  const earlier = add && existsSync(results(`${out}.json`)) ? JSON.parse(readFileSync(results(`${out}.json`), 'utf8')).results : [];
  const whole = { ...run, results: merged(earlier, run.results) };
  writeFileSync(results(`${out}.json`), `${JSON.stringify(whole)}\n`);
  writeFileSync(results(`${out}.md`), report(whole));
  writeFileSync(results(`${out}.svg`), chart(whole));
}

try {
  await main();
} catch (error) {
  const isWrongWord = error instanceof Unknown || error.code?.startsWith('ERR_PARSE_ARGS');
  console.error(isWrongWord ? error.message : error);
  process.exitCode = isWrongWord ? 2 : 1;
}
