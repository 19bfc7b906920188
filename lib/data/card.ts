import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InferOutput } from 'valibot';
import { nearest, readChecked, type Valibot } from '../checked.js';
import { TorchEncodersError } from '../errors.js';
import { exists } from '../files.js';
import { tokenizeNames } from '../text/recipes.js';

/** The tasks of data sets. 'retrieval' is none of the task handlers': its rows are judged pairs of a query and a document. */
export const taskTypes = ['regression', 'multi_target_regression', 'binary_classification', 'classification', 'multi_label_classification', 'retrieval', 'mlm'] as const;
export type DatasetTask = (typeof taskTypes)[number];
export const formats = ['csv', 'tsv', 'jsonl', 'parquet', 'trec', 'events', 'wav'] as const;
export type Format = (typeof formats)[number];

/** A card: what a data set is and how its files are read. docs/training.md tells each key. */
const cardSchema = (v: Valibot) => {
  const text = v.pipe(v.string('a text'), v.nonEmpty('a text'));
  const columns = v.pipe(v.array(text, 'a list of columns'), v.nonEmpty('at least one column'));
  const fraction = v.pipe(v.number('a number from 0 to below 1'), v.minValue(0, 'a number from 0 to below 1'), v.ltValue(1, 'a number from 0 to below 1'));
  const value = v.union([v.string(), v.number(), v.boolean()], 'a text or a number');
  const values = v.array(value, 'a list of values');
  return v.strictObject({
    name: v.pipe(v.string('a name'), v.regex(/^[\w.-]+$/, 'a name of letters, digits, dots and dashes')),
    description: v.optional(text),
    licence: text,
    source: v.optional(text),
    task: v.picklist(taskTypes, `one of ${taskTypes.join(', ')}`),
    format: v.optional(v.picklist(formats, `one of ${formats.join(', ')}`)),
    files: v.union([text, v.record(v.string(), text)], 'a file, or files by their part: train, val, test; documents, queries, judgements; events, labels'),
    header: v.optional(v.boolean('true or false'), true),
    columns: v.optional(columns),
    text: v.optional(v.union([text, columns], 'a column, or columns that are put together with a blank')),
    pair: v.optional(v.pipe(columns, v.length(2, 'two columns'))),
    label: v.optional(text),
    labels: v.optional(v.union([columns, v.literal('rest')], "a list of columns, or 'rest' for all that are not text")),
    classes: v.optional(v.pipe(values, v.minLength(2, 'at least two values'))),
    range: v.optional(v.pipe(v.array(v.number('a number'), 'the least and the largest label'), v.length(2, 'the least and the largest label'))),
    missing: v.optional(values, ['', 'NA', 'N/A', 'NaN', 'nan', 'null', 'None']),
    normalize: v.optional(v.boolean('true or false'), true),
    tokenize: v.optional(v.picklist(tokenizeNames, `one of ${tokenizeNames.join(', ')}`)),
    split: v.optional(v.strictObject({
      method: v.optional(v.picklist(['random', 'stratified'], "'random' or 'stratified'"), 'random'),
      val: v.optional(fraction, 0.1),
      test: v.optional(fraction, 0.1),
      seed: v.optional(v.pipe(v.number('a whole number'), v.integer('a whole number'), v.minValue(0, 'a whole number of at least 0')), 42),
      group: v.optional(text),
      by: v.optional(v.strictObject({ column: text, val: v.optional(values, []), test: v.optional(values, []) })),
    }), {}),
    events: v.optional(v.strictObject({ id: text, time: text, code: text })),
    trec: v.optional(v.strictObject({
      document: v.optional(text, 'doc'), id: v.optional(text, 'docno'), fields: v.optional(columns, ['title', 'text']),
      query: v.optional(text, 'top'), query_id: v.optional(text, 'num'), query_text: v.optional(text, 'title'), numbered: v.optional(v.picklist(['id', 'position'], "'id' or 'position'"), 'id'),
    })),
    recordings: v.optional(text),
  });
};
export type Card = InferOutput<ReturnType<typeof cardSchema>> & {
  /** The file that it was read from. */
  readonly path: string;
};

const own = fileURLToPath(new URL('../../../lib/data/cards/', import.meta.url)); // published as it stands: YAML is not compiled

/** The names of the cards that this package brings. */
export const cardNames = async (): Promise<string[]> => (await readdir(own)).map((file) => basename(file, '.yml')).sort();

/** A card of this package by its name, or any other by its path. @throws ERR_FILE, ERR_CONFIG. */
export async function loadCard(pathOrName: string): Promise<Card> {
  const isPath = /\.ya?ml$/.test(pathOrName) || isAbsolute(pathOrName);
  const path = isPath ? resolve(pathOrName) : join(own, `${pathOrName}.yml`);
  if (!isPath && !(/^[\w.-]+$/.test(pathOrName) && (await exists(path)))) {
    const names = await cardNames();
    throw new TorchEncodersError('ERR_CONFIG', `there is no data set '${pathOrName}'; did you mean '${nearest(pathOrName, names)}'? There are ${names.join(', ')}, and any other by the path of its card (.yml)`);
  }
  const card = { ...(await readChecked(path, cardSchema)), path };
  checkCard(card);
  return card;
}

/** How its files are read. */
export function formatOf(card: Card): Format {
  if (card.format) return card.format;
  const [file] = filesOf(card).values();
  const found = formats.find((format) => `.${format}` === extname(file!).toLowerCase());
  if (found) return found;
  throw new TorchEncodersError('ERR_CONFIG', `${card.path}: the format of ${file} cannot be told from its name; say format: ${formats.join(' | ')}`);
}

/** The files by their part; 'all' where there is one. */
export const filesOf = ({ files }: Card): Map<string, string> => (typeof files === 'string' ? new Map([['all', files]]) : new Map(Object.entries(files)));

/** Where a card's files are: under `dataRoot`; without one beside a card of one's own, and for those of this package in ./data. */
export const rootOf = (card: Card, dataRoot: string | undefined): string => resolve(dataRoot ?? (dirname(card.path) === dirname(join(own, 'x')) ? './data' : dirname(card.path)));

/** What the schema alone cannot say. */
function checkCard(card: Card): void {
  const refuse = (isWrong: boolean, what: string): void => {
    if (isWrong) throw new TorchEncodersError('ERR_CONFIG', `${card.path}: ${what}`);
  };
  const format = formatOf(card);
  const parts = [...filesOf(card).keys()];
  const wanted: Partial<Record<Format, readonly string[]>> = { trec: ['documents', 'queries', 'judgements'], events: ['events', 'labels'], wav: ['all'] };
  const known = wanted[format] ?? (typeof card.files === 'string' ? ['all'] : ['train', 'val', 'test']);
  const foreign = parts.find((part) => !known.includes(part));
  refuse(foreign !== undefined, `files has the part '${foreign}'; a card of the format ${format} has ${known.join(', ')}`);
  if (wanted[format]) refuse(parts.length < known.length, `files wants ${known.join(', ')}; it has ${parts.join(', ')}`);
  else refuse(typeof card.files !== 'string' && !parts.includes('train'), `files wants train at least; it has ${parts.join(', ') || 'none'}`);
  refuse(format === 'events' && !card.events, 'the format events wants events: { id, time, code }');
  refuse(format === 'wav' && !card.recordings, "the format wav wants recordings: a pattern of the files' names such as '{digit}_{speaker}.wav'");
  const isTable = !wanted[format];
  refuse(isTable && (card.text === undefined) === (card.pair === undefined), 'one of text and pair is wanted: the column of the text, or the two of a pair');
  const severalLabels = card.task === 'multi_label_classification' || card.task === 'multi_target_regression';
  refuse(severalLabels && !card.labels, `${card.task} wants labels: a list of columns, or rest`);
  refuse(!severalLabels && card.labels !== undefined, `${card.task} has one label; say label, not labels`);
  refuse(!severalLabels && format !== 'trec' && card.task !== 'mlm' && card.label === undefined, `${card.task} wants label: the column of the label`);
  refuse(!card.header && format === 'jsonl', 'jsonl has keys, not a header');
  refuse(card.split.val + card.split.test >= 1, `split: val and test take ${card.split.val + card.split.test} of the rows, which leaves none for training`);
  refuse(card.split.method === 'stratified' && (severalLabels || !/classification/.test(card.task)), `split: 'stratified' wants one class a row, and the task is ${card.task}`);
  refuse(card.split.group !== undefined && card.split.method === 'stratified', 'split: group goes with the method random');
}
