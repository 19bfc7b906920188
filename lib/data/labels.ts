import { TorchEncodersError } from '../errors.js';
import type { Card, DatasetTask } from './card.js';
import { fieldOf, refuseValue, type Row } from './sources/row.js';

/** How the labels of a task are read off rows, and what they mean. */
export interface Labels {
  readonly task: DatasetTask;
  /** The number of outputs of a model; of 'mlm' 0, since the vocabulary gives it. */
  readonly outputDim: number;
  /** Of classes, the values; of several labels, the columns; else undefined. */
  readonly names: readonly string[] | undefined;
  /** One number a label, NaN where it is missing. */
  read(row: Row): readonly number[];
}

/** @param rows all, since classes that are not listed are those that occur. */
export function labelsOf(card: Card, task: DatasetTask, rows: readonly Row[]): Labels {
  if (task === 'mlm') return { task, outputDim: 0, names: undefined, read: () => [] };
  const missing = new Set(card.missing.map(String));
  const isMissing = (value: unknown): boolean => value === null || value === undefined || missing.has(String(value).trim());
  const columns = columnsOf(card, task, rows[0]!);
  if (task === 'binary_classification' || task === 'classification') {
    const [column] = columns as [string];
    const names = card.classes?.map(String) ?? classesOf(rows, column, isMissing);
    if (task === 'binary_classification' && names.length !== 2) throw new TorchEncodersError('ERR_CONFIG', `${card.path}: a binary classification has two classes, and column '${column}' has ${names.length}: ${names.slice(0, 5).join(', ')}; list two as classes, or say task: classification`);
    const numbers = new Map(names.map((name, i) => [name, i]));
    const read = (row: Row): readonly number[] => {
      const value = fieldOf(row, column);
      return [isMissing(value) ? NaN : (numbers.get(String(value).trim()) ?? refuseValue(row, column, `one of the ${names.length} classes, such as ${names.slice(0, 3).join(', ')}`))];
    };
    return { task, outputDim: names.length, names, read };
  }
  const isMultiLabel = task === 'multi_label_classification';
  const [least, most] = card.range ?? [-Infinity, Infinity];
  const number = (row: Row, column: string): number => {
    const value = fieldOf(row, column);
    if (isMissing(value)) return NaN;
    const found = typeof value === 'number' ? value : typeof value === 'boolean' ? Number(value) : /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(String(value)) ? Number(value) : NaN;
    if (isMultiLabel ? found !== 0 && found !== 1 : !Number.isFinite(found)) refuseValue(row, column, isMultiLabel ? '0, 1 or nothing' : 'a number');
    if (found < least! || found > most!) refuseValue(row, column, `a number from ${least} to ${most}, as the card's range says`);
    return found;
  };
  return { task, outputDim: columns.length, names: columns.length > 1 || isMultiLabel ? columns : undefined, read: (row) => columns.map((column) => number(row, column)) };
}

function columnsOf(card: Card, task: DatasetTask, first: Row): readonly string[] {
  if (card.labels === 'rest') {
    const texts = [card.text ?? card.pair ?? []].flat();
    return Object.keys(first.fields).filter((column) => !texts.includes(column));
  }
  const columns = card.labels ?? (card.label === undefined ? (task === 'retrieval' || card.task === 'retrieval' ? ['grade'] : undefined) : [card.label]);
  if (columns) return columns;
  throw new TorchEncodersError('ERR_CONFIG', `${card.path}: the card has no label, which the task ${task} wants; say label, or train with task: mlm`);
}

/** The values that occur: in the order of numbers where all are numbers, else of the alphabet. */
function classesOf(rows: readonly Row[], column: string, isMissing: (value: unknown) => boolean): string[] {
  const found = new Set<string>();
  for (const row of rows) {
    const value = fieldOf(row, column);
    if (!isMissing(value)) found.add(String(value).trim());
  }
  const names = [...found];
  const areNumbers = names.every((name) => Number.isFinite(Number(name)));
  return names.sort((a, b) => (areNumbers ? Number(a) - Number(b) : a < b ? -1 : 1));
}
