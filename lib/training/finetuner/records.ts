import { describe } from '../../config.js';
import { mixSeeds, permutation } from '../../data/random.js';
import { TorchEncodersError } from '../../errors.js';

/** A row of a data set, by the names of its fields. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * What a row is: two texts that belong together; with a third that does not, or several; with how alike they are; one text with a class; one text alone.
 */
export type RecordType = 'pair' | 'triplet' | 'n_tuple' | 'scored_pair' | 'labelled_text' | 'text';
export const recordTypes: readonly RecordType[] = ['scored_pair', 'triplet', 'n_tuple', 'pair', 'labelled_text', 'text'];

/** The texts of a row, some of which are drawn anew for each batch, and its label. */
export interface TextRecord {
  readonly texts: readonly string[];
  /** So many texts of a list follow. */
  readonly drawn: readonly { readonly from: readonly string[]; readonly count: number }[];
  readonly label?: number | readonly number[];
  /** Rows of one task share a batch. */
  readonly task?: unknown;
}

export interface Records {
  readonly type: RecordType;
  readonly rows: readonly TextRecord[];
  /** The names of the columns of texts, and that of the label. */
  readonly columns: readonly string[];
  readonly labelColumn: string | undefined;
}

/** The fields that belong together, in their order, and those that make it sure that they are meant. */
interface Family {
  readonly name: string;
  readonly sure: RegExp;
  columns(fields: readonly string[]): readonly string[];
}
const present = (fields: readonly string[], ...names: readonly string[]): string[] => names.filter((name) => fields.includes(name));
const negatives = (fields: readonly string[]): string[] => fields.filter((name) => /^negative(_\d+)?$/.test(name)).sort((a, b) => Number(a.slice(9)) - Number(b.slice(9)));

const families: readonly Family[] = [
  { name: 'sentence1, sentence2', sure: /^sentence[12]$/, columns: (fields) => present(fields, 'sentence1', 'sentence2') },
  { name: 'text, text_pos, text_neg', sure: /^text(_pos|_neg)?$/, columns: (fields) => present(fields, 'text', 'text_pos', 'text_neg') },
  { name: 'anchor, positive, negative', sure: /^(anchor|positive|negative(_\d+)?)$/, columns: (fields) => [...present(fields, 'anchor', 'query').slice(0, 1), ...present(fields, 'positive'), ...negatives(fields)] },
  { name: 'query, pos, neg', sure: /^(pos|neg)$/, columns: (fields) => present(fields, 'query', 'pos', 'neg') },
];
const labelNames = ['label', 'labels', 'score', 'scores', 'similarity'];
const taskNames = ['task_name', 'task'];

export interface RecordOptions {
  /** What the rows are, where their fields leave a choice. Default: as the fields say. */
  recordType?: RecordType;
  /** How many of a list `neg` stand beside a positive; they are drawn anew for each batch. Default: 1. */
  numNegatives?: number;
}

/** Rows as texts and labels. @throws ERR_CONFIG for fields that say nothing or two things, ERR_DTYPE for a value that is no text, each with its row. */
export function recordsOf(rows: readonly Row[], { recordType, numNegatives = 1 }: RecordOptions, name: string): Records {
  if (rows.length === 0) throw new TorchEncodersError('ERR_CONFIG', `${name} has no rows`);
  const fields = Object.keys(rows[0]!);
  const { columns, type, labelColumn } = layoutOf(fields, { recordType, numNegatives }, name);
  const task = taskNames.find((one) => fields.includes(one));
  const classes = new Map<string, number>();
  const labelOf = (row: Row, place: number): number | readonly number[] => {
    const value = row[labelColumn!];
    if (typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))) return Number(value); // a CSV file has strings alone
    if (typeof value === 'string') return classes.get(value) ?? (classes.set(value, classes.size), classes.size - 1);
    if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
    if (typeof value === 'number' || (Array.isArray(value) && value.every((one) => typeof one === 'number'))) return value as number | number[];
    throw new TorchEncodersError('ERR_DTYPE', `${name}, row ${place}: ${labelColumn} is ${describe(value)}; wanted a number`);
  };
  return {
    type, columns, labelColumn,
    rows: rows.map((row, place) => ({
      ...textsOf(row, columns, numNegatives, `${name}, row ${place}`),
      ...(labelColumn !== undefined && { label: labelOf(row, place) }),
      ...(task !== undefined && { task: row[task] }),
    })),
  };
}

interface Layout {
  readonly columns: readonly string[];
  readonly type: RecordType;
  readonly labelColumn: string | undefined;
}

function layoutOf(fields: readonly string[], { recordType: wanted, numNegatives = 1 }: RecordOptions, name: string): Layout {
  if (wanted !== undefined && !recordTypes.includes(wanted)) throw new TorchEncodersError('ERR_CONFIG', `recordType is '${String(wanted)}'; wanted ${recordTypes.join(', ')}`);
  const meant = families.filter(({ sure }) => fields.some((field) => sure.test(field)));
  const labels = labelNames.filter((one) => fields.includes(one));
  const layouts = meant.map((family) => layout(family.columns(fields), labels[0], numNegatives)).filter((one) => one !== undefined);
  const told = `${name} has the fields ${fields.join(', ') || 'of none'}`;
  if (wanted !== undefined) {
    const found = layouts.map((one) => asType(one, wanted)).find((one) => one !== undefined);
    if (found) return found;
    throw new TorchEncodersError('ERR_CONFIG', `${told}, which make no ${wanted}`);
  }
  if (layouts.length > 1) throw new TorchEncodersError('ERR_CONFIG', `${told}, which are those of ${meant.map((one) => one.name).join(' and of ')}; say which with recordType, or leave some out`);
  if (labels.length > 1) throw new TorchEncodersError('ERR_CONFIG', `${told}, of which ${labels.join(' and ')} are labels; leave one out`);
  if (layouts.length === 1) return layouts[0]!;
  throw new TorchEncodersError('ERR_CONFIG', `${told}; wanted those of ${families.map((one) => one.name).join(', or of ')}, with or without ${labelNames.join(', ')}`);
}

/** undefined: a column without what it needs beside it. */
function layout(columns: readonly string[], labelColumn: string | undefined, numNegatives: number): Layout | undefined {
  const isWhole = columns.length > 0 && /^(text|sentence1|anchor|query)$/.test(columns[0]!) && (columns.length > 1 || columns[0] === 'text');
  if (!isWhole || (columns.length > 1 && columns[1] === 'text_neg')) return undefined;
  const width = columns.length + (columns.includes('neg') ? numNegatives - 1 : 0);
  const type: RecordType = width === 1 ? (labelColumn === undefined ? 'text' : 'labelled_text') : width === 2 ? (labelColumn === undefined ? 'pair' : 'scored_pair') : width === 3 ? 'triplet' : 'n_tuple';
  return { columns, type, labelColumn };
}

/** The part of a layout that makes a type. */
function asType({ columns, labelColumn }: Layout, type: RecordType): Layout | undefined {
  const width = { text: 1, labelled_text: 1, pair: 2, scored_pair: 2, triplet: 3, n_tuple: columns.length }[type];
  const hasLabel = type === 'scored_pair' || type === 'labelled_text';
  if (columns.length < width || (type === 'n_tuple' && width < 3) || (hasLabel && labelColumn === undefined)) return undefined;
  const keepsLabel = hasLabel || type === 'triplet' || type === 'n_tuple';
  return { columns: columns.slice(0, width), type, labelColumn: keepsLabel ? labelColumn : undefined };
}

function textsOf(row: Row, columns: readonly string[], numNegatives: number, where: string): Pick<TextRecord, 'texts' | 'drawn'> {
  const lists: readonly string[] = columns.filter((column) => column === 'pos' || column === 'neg');
  const text = (column: string, value: unknown): string => {
    if (typeof value === 'string') return value;
    throw new TorchEncodersError('ERR_DTYPE', `${where}: ${column} is ${describe(value)}; wanted a text`);
  };
  return {
    texts: columns.filter((column) => !lists.includes(column)).map((column) => text(column, row[column])),
    drawn: lists.map((column) => {
      const from = [row[column]].flat().map((value) => text(column, value));
      if (from.length === 0) throw new TorchEncodersError('ERR_CONFIG', `${where}: ${column} is an empty list; wanted at least one text`);
      return { from, count: column === 'pos' ? 1 : numNegatives };
    }),
  };
}

/** The texts of a record for one batch. */
export function drawnTexts({ texts, drawn }: TextRecord, seed: number): string[] {
  return [...texts, ...drawn.flatMap(({ from, count }, list) => {
    if (from.length === 1 && count === 1) return from;
    const order = permutation(from.length, mixSeeds(seed, list));
    return Array.from({ length: count }, (_, i) => from[order[i % order.length]!]!);
  })];
}
