// From a CSV file to batches: AG News is looked at, cleaned, made tokens, and given out in batches of several kinds.
// node examples/course/data.mjs [--data FOLDER] [--out FOLDER] [--quick]
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { DataLoader, plot, torch, UnifiedDataInterface } from 'torch-encoders';
import { clean } from './news.mjs';
import { data, find, quick, savePicture } from './options.mjs';

// A look at the file as it is. Where AG News is not, the 200 reviews of examples/data stand in.
const news = find('agnews/agnews-test.csv');
const path = news ?? new URL('../data/movie_reviews.csv', import.meta.url);
const rows = parse(await readFile(path), { columns: news ? ['label', 'title', 'description'] : true }).map(({ label, title, description, text }) => ({ label, text: text ?? `${title}. ${description}` }));
const missing = rows.filter(({ label, text }) => !label || !text.trim()).length;
const dirty = rows.filter(({ text }) => clean(text) !== text).length;
const distinct = new Set(rows.map(({ text }) => clean(text).toLowerCase())).size;
console.log(`${rows.length} rows: ${missing} without text or label, ${rows.length - distinct} that repeat another, ${dirty} with remains of HTML, line breaks or spaces too many, which cleaning takes away`);

// The card of a data set says how its file is read, split and made tokens; describe() counts.
const udi = news ? await UnifiedDataInterface.load('agnews', { dataRoot: data, cacheDir: null }) : await UnifiedDataInterface.load(new URL('../data/movie_reviews.yml', import.meta.url).pathname, { cacheDir: null });
const { labels, rows: parts, tokens, leftOut } = udi.describe();
console.log(`parts: ${JSON.stringify(parts)}, left out: ${JSON.stringify(leftOut)}`);
console.log(`classes of the training part: ${labels.map(({ name, count }) => `${name}: ${count}`).join(', ')}`);
console.log(`${tokens.vocabulary} different tokens, ${tokens.mean.toFixed(1)} in a text, ${tokens.max} in the longest`);

// Tokens of a list of texts: padded to the longest of them, or all to one length.
const texts = udi.getExamples('test').slice(0, 32).map(({ texts }) => texts.join(' '));
const { tokenizer } = udi.getVocab();
const widthOf = async (options) => (await tokenizer.encodeBatch(texts, { truncation: true, ...options }))[0].inputIds.length;
console.log(`32 texts side by side: ${await widthOf({ padding: 'longest', maxLength: 128 })} tokens wide padded to the longest, ${await widthOf({ padding: 'max_length', maxLength: 128 })} to maxLength`);

/** Of all the places of an epoch's batches, the part that is padding; and how many batches and tokens there are. */
async function lookAt(loader) {
  let [places, real, batches, most] = [0, 0, 0, 0];
  for await (const { attentionMask } of loader) {
    const count = attentionMask.sum().item();
    places += attentionMask.numel;
    real += count;
    batches++;
    most = Math.max(most, count);
  }
  return { padding: 1 - real / places, batches, most };
}
const kinds = {
  '32 texts': { batchSize: 32 },
  '32 of like length': { batchSize: 32, lengthBuckets: true },
  '1,500 tokens': { maxTokens: 1500, lengthBuckets: true },
  '32 texts, two threads': { batchSize: 32, numWorkers: 2, pinMemory: torch.cuda.isAvailable() },
};
const padding = {};
for (const [name, options] of Object.entries(kinds)) {
  const { train } = udi.getLoaders({ maxLength: 128, seed: 1, ...options });
  const { padding: part, batches, most } = await lookAt(train);
  if (!options.numWorkers) padding[name] = 100 * part;
  console.log(`batches of ${name}: ${batches}, ${(100 * part).toFixed(1)} % padding, at most ${most} tokens`);
}

// A loader of one's own: any list, any collate.
const loader = new DataLoader(rows.slice(0, quick ? 64 : rows.length), { batchSize: 16, shuffle: true, seed: 1, collate: (some) => Math.max(...some.map(({ text }) => text.length)) });
let longest = 0;
for await (const length of loader) longest = Math.max(longest, length);
console.log(`the longest text has ${longest} characters`);

await savePicture('data.svg', plot.panels(
  plot.bars(Object.fromEntries(labels.map(({ name, count }) => [name, count])), { title: 'Classes of the training part' }),
  plot.histogram(rows.map(({ text }) => clean(text).length), { title: 'Length of a text', xLabel: 'characters' }),
  plot.bars(padding, { title: 'Padding in batches, %' }),
));
