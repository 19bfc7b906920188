// What a corpus costs, from measured rates: node plan.mjs --rate 4009 --dimensions 384 [--texts 1e9 …]. Every input is an option; docs/scale.md says where the numbers are from.
import { parseArgs } from 'node:util';

const inputs = {
  texts: 1e9,
  'tokens-per-text': 60,
  'bytes-per-text': 270,
  rate: 4009, // tokens a second of one core
  dimensions: 384,
  cores: 1000, // in all
  'cores-per-process': 4,
  price: 0.04, // of a core-hour, in whatever currency
  'block-rows': 2048, // what a lost process has to do again at most: a block of --resume, or a job of the queue
  'restart-seconds': 60, // until a lost process computes again: noticed, scheduled, started, the model loaded
  'mtbf-hours': 500, // of one process, on average, between two losses
};
const { values } = parseArgs({ options: Object.fromEntries(Object.keys(inputs).map((name) => [name, { type: 'string' }])) });
const given = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, Number(values[name] ?? value)]));
for (const [name, value] of Object.entries(given)) if (!(value > 0)) throw new Error(`--${name} is ${values[name]}; wanted a number above 0`);

const { texts, rate, dimensions, cores, price } = given;
const tokens = texts * given['tokens-per-text'];
const coreHours = tokens / rate / 3600;
const hours = coreHours / cores;
const processes = cores / given['cores-per-process'];
const blockSeconds = (given['block-rows'] * given['tokens-per-text']) / (rate * given['cores-per-process']);
const losses = (processes * hours) / given['mtbf-hours'];
const lostPerLoss = blockSeconds / 2 + given['restart-seconds'];
const untouched = Math.exp(-losses);

const number = (value, digits = 3) => Number(value.toPrecision(digits)).toLocaleString('en-US', { maximumFractionDigits: 6 });
const bytes = (value) => { const power = Math.floor(Math.log10(value) / 3); return `${number(value / 1000 ** power)} ${['B', 'kB', 'MB', 'GB', 'TB', 'PB'][power]}`; };
const rows = [
  ['tokens', number(tokens)],
  ['core-hours = tokens / rate / 3600', number(coreHours)],
  [`days on ${number(cores)} cores, in ${number(processes)} processes`, number(hours / 24)],
  ['price of the cores', number(coreHours * price)],
  ['texts to read', bytes(texts * given['bytes-per-text'])],
  ...[['float32', 4], ['float16', 2], ['int8', 1], ['binary', 1 / 8]].map(([name, size]) => [`vectors, ${name}`, bytes(texts * dimensions * size)]),
  ['read, all processes', `${bytes((texts * given['bytes-per-text']) / hours / 3600)}/s`],
  ['written as float32, all processes', `${bytes((texts * dimensions * 4) / hours / 3600)}/s`],
  [`a block of ${number(given['block-rows'], 9)} rows takes`, `${number(blockSeconds)} s`],
  ['processes lost on the way, expected', number(losses)],
  ['chance that none is', `${number(100 * untouched)} %`],
  ['work lost by them', `${number((losses * lostPerLoss) / 3600)} process-hours, ${number((100 * lostPerLoss) / (given['mtbf-hours'] * 3600))} %`],
  ['the same if a lost process began anew', `${number(100 * (((Math.exp(hours / given['mtbf-hours']) - 1) * given['mtbf-hours']) / hours - 1))} %`],
];
const width = Math.max(...rows.map(([name]) => name.length));
for (const [name, value] of rows) console.log(`${name.padEnd(width)}  ${value}`);
