// The texts of the cases: from ../shared/data where it is there, else the demo's passages. The same in every run.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';

const root = fileURLToPath(new URL('../..', import.meta.url));
const data = join(process.env.TORCH_ENCODERS_SHARED ? resolve(process.env.TORCH_ENCODERS_SHARED) : join(dirname(root.replace(/\/$/, '')), 'shared'), 'data');
export const source = existsSync(data) ? 'banking77, AG News and Cranfield' : 'the passages of the demo';
const csv = (path) => parse(readFileSync(join(data, path)), { relax_quotes: true });

const passages = () => readFileSync(join(root, 'examples/passages.txt'), 'utf8').trim().split('\n');
/** Passages end to end until there are `words` of them. */
function joined(words, start) {
  const all = passages();
  let text = '';
  for (let i = start; text.split(' ').length < words; i++) text += `${text && ' '}${all[i % all.length]}`;
  return text.split(' ').slice(0, words).join(' ');
}
const demo = (count, least, most) => {
  const random = generator(7);
  return Array.from({ length: count }, (_, i) => joined(Math.round(least + random() ** 2 * (most - least)), i));
};

const kinds = {
  short: { shared: () => csv('banking77/banking77-test.csv').slice(1).map(([text]) => text), demo: (count) => demo(count, 6, 16) },
  news: { shared: () => csv('agnews/agnews-test.csv').map(([, title, text]) => `${title} ${text}`.replaceAll('\\', ' ')), demo: (count) => demo(count, 30, 50) },
  abstracts: { shared: cranfield, demo: (count) => demo(count, 80, 400) },
};

function cranfield() {
  const xml = readFileSync(join(data, 'cranfield/cran.all.1400.xml'), 'utf8');
  const words = (text) => text.replaceAll(/\s+/g, ' ').trim();
  return [...xml.matchAll(/<text>([^<]*)<\/text>/g)].map(([, text]) => words(text)).filter(Boolean);
}

/** `count` texts of a kind: short, news or abstracts. There are as many as asked for, the last again when the set is too small. */
export function textsOf(kind, count) {
  const found = existsSync(data) ? kinds[kind].shared() : kinds[kind].demo(count);
  const order = shuffled([...found.keys()], 1);
  return Array.from({ length: count }, (_, i) => found[order[i % order.length]]);
}

/** The pairs of STS-B's test set. */
export function stsPairs() {
  if (!existsSync(data)) throw new Error('../shared/data is not there; STS-B is read from it');
  return csv('sts/stsb-en-test.csv').map(([a, b, score]) => ({ a, b, score: Number(score) }));
}

/** Half short ones, three in ten of the length of news, the rest abstracts: about 62 tokens on average, up to more than 512. */
export function mixed(count) {
  const [short, news] = [Math.round(count * 0.5), Math.round(count * 0.3)];
  return shuffled([...textsOf('short', short), ...textsOf('news', news), ...textsOf('abstracts', count - short - news)], 2);
}

/** `count` texts of exactly `tokens` tokens each, where the tokenizer has "the" as one. */
export async function exactly(tokens, count, lengthsOf) {
  const lists = Array.from({ length: count }, (_, i) => joined(tokens, i * 5).split(' '));
  for (;;) {
    const lengths = await lengthsOf(lists.map((words) => words.join(' ')));
    if (lengths.every((length) => length === tokens)) return lists.map((words) => words.join(' '));
    lists.forEach((words, i) => (lengths[i] > tokens ? words.pop() : lengths[i] < tokens && words.push('the')));
  }
}

/** Park and Miller's generator. */
function generator(seed) {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
export function shuffled(values, seed) {
  const random = generator(seed);
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}
