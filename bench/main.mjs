// How fast, beside whom: npm run bench [-- --all | --list | --cases A,B | --drivers A,B | --models A,B | --rounds N | --threads N]
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readFileSync } from 'node:fs';
import { cacheDir } from '../scripts/setup/cache.mjs';
import { cases } from './cases/index.mjs';
import { source } from './cases/texts.mjs';
import { drivers } from './drivers/index.mjs';
import { machine, peak } from './harness/machine.mjs';
import { measureCase } from './harness/measure.mjs';
import { report } from './harness/report.mjs';
import { configOf, maxLength, modelFolder } from './models.mjs';

const { values: given } = parseArgs({ options: {
  all: { type: 'boolean', default: false }, list: { type: 'boolean', default: false }, cases: { type: 'string' }, drivers: { type: 'string' }, models: { type: 'string' },
  rounds: { type: 'string', default: '3' }, threads: { type: 'string', default: String(Math.min(2, availableParallelism())) }, out: { type: 'string', default: 'latest' },
} });
const log = (line) => console.error(line);
const threads = Number(given.threads);
const cache = join(cacheDir(), 'bench');
const chosen = (all, names) => (names ? names.split(',').map((name) => all.find((one) => one.name === name) ?? fail(`there is no '${name}'; there are ${all.map((one) => one.name).join(', ')}`)) : all);
function fail(message) {
  console.error(message);
  process.exit(2);
}

const { Tokenizer } = createRequire(import.meta.url)('tokenizers');
function tokenCounter(folder) {
  const tokenizer = Tokenizer.fromString(readFileSync(join(folder, 'tokenizer.json'), 'utf8'));
  tokenizer.disablePadding();
  tokenizer.setTruncation(maxLength, { strategy: 'LongestFirst', direction: 'right', stride: 0 });
  return async (texts) => (await tokenizer.encodeBatch(texts, { addSpecialTokens: true })).map((one) => one.getLength());
}

const results = [];
const peaks = [];
const probe = async () => peaks.push(await peak(cache, threads, log));
await probe();
for (const one of chosen(cases, given.cases)) {
  for (const model of given.models ? given.models.split(',') : one.models) {
    const folder = await modelFolder(model, cache, log);
    const count = tokenCounter(folder);
    const texts = await one.texts({ full: given.all, model, count });
    const lengths = await count(texts);
    log(`${one.name}, ${model}: ${texts.length} texts`);
    const base = { model: folder, rivals: cache, python: join(cache, 'python/bin/python'), threads, maxLength };
    const measured = await measureCase(one, { drivers: chosen(drivers, given.drivers), rounds: Number(given.rounds), base, texts, lengths, log });
    results.push({ case: one.name, about: one.about, kind: one.kind, model, config: configOf(folder), lengths, ...measured });
    await probe();
  }
}
const whole = { date: new Date().toISOString(), machine: machine(), threads, rounds: Number(given.rounds), texts: source, peakGflops: Math.max(...peaks), peaks, results };
const folder = fileURLToPath(new URL('results', import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, `${given.out}.json`), `${JSON.stringify(whole, undefined, 1)}\n`);
const table = report(whole, drivers);
writeFileSync(join(folder, `${given.out}.md`), table);
console.log(table);
