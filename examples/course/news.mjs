// AG News as the course uses it: 6,000 texts to learn from and 1,600 to be tested with. Where it is not, the 200 reviews of examples/data stand in.
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { find, quick } from './options.mjs';

/** Without the remains of HTML and line breaks. */
export const clean = (text) => text.replace(/&lt;[^&]*&gt;/g, ' ').replace(/#(\d+);/g, (_, code) => String.fromCharCode(code)).replace(/\\|\s+/g, ' ').trim();

export async function loadTexts() {
  const news = find('agnews/agnews-test.csv');
  if (!news) {
    const rows = parse(await readFile(new URL('../data/movie_reviews.csv', import.meta.url)), { columns: true }).map(({ text, label }) => ({ text, label: Number(label) }));
    return { labels: ['bad', 'good'], train: rows.slice(0, 160), test: rows.slice(160) };
  }
  const rows = parse(await readFile(news)).map(([label, title, description]) => ({ text: clean(`${title}. ${description}`), label: label - 1 }));
  return { labels: ['World', 'Sports', 'Business', 'Sci/Tech'], train: rows.slice(0, quick ? 400 : 6000), test: rows.slice(6000, quick ? 6100 : 7600) };
}

/** Words in lower case, and each of the characters that are written without spaces between words. */
export const wordsOf = (text) => text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? [];
