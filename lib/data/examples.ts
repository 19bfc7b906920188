import type { Card, DatasetTask } from './card.js';
import { formatOf } from './card.js';
import { labelsOf, type Labels } from './labels.js';
import type { Read } from './sources/index.js';
import { fieldOf, refuseValue, type Row } from './sources/row.js';

/** A row with what a model is given of it. */
export interface Example {
  readonly row: Row;
  readonly part: string;
  /** One text, or two of a pair; none of recordings. */
  readonly texts: readonly string[];
  /** One number a label, NaN where it is missing. */
  readonly label: readonly number[];
}

export interface Examples {
  readonly examples: Example[];
  readonly labels: Labels;
  /** How many rows have no text, and how many no label at all: they are left out. */
  readonly leftOut: { readonly withoutText: number; readonly withoutLabel: number };
}

/** The rows of a card as examples of a task. */
export function examplesOf(card: Card, task: DatasetTask, { rows, retrieval }: Read): Examples {
  if (task === 'mlm' && retrieval) return plainTexts([...Object.values(retrieval.corpus), ...Object.values(retrieval.queries)], card, rows);
  const labels = labelsOf(card, task, rows.map(({ row }) => row));
  const textsOf = readerOfTexts(card);
  let [withoutText, withoutLabel] = [0, 0];
  const examples = rows.flatMap(({ row, part }): Example[] => {
    const texts = textsOf(row);
    const label = labels.read(row);
    if (texts.includes('')) return withoutText++, [];
    if (label.length > 0 && label.every(Number.isNaN)) return withoutLabel++, [];
    return [{ row, part, texts, label }];
  });
  return { examples, labels, leftOut: { withoutText, withoutLabel } };
}

function plainTexts(texts: readonly string[], card: Card, rows: Read['rows']): Examples {
  const file = rows[0]!.row.file;
  const examples = texts.filter((text) => text !== '').map((text, i) => ({ row: { fields: { text, query_id: i }, file, row: i + 1 }, part: 'all', texts: [text], label: [] }));
  return { examples, labels: labelsOf(card, 'mlm', []), leftOut: { withoutText: texts.length - examples.length, withoutLabel: 0 } };
}

function readerOfTexts(card: Card): (row: Row) => readonly string[] {
  const format = formatOf(card);
  if (format === 'wav') return () => [];
  const columns = format === 'trec' ? ['query', 'document'] : format === 'events' ? ['codes'] : [card.pair ?? card.text!].flat();
  const isPair = format === 'trec' || card.pair !== undefined;
  return (row) => {
    const texts = columns.map((column) => {
      const value = fieldOf(row, column);
      return typeof value === 'string' ? value.trim() : value === null || value === undefined ? '' : refuseValue(row, column, 'a text');
    });
    return isPair ? texts : [texts.filter((text) => text !== '').join(' ')];
  };
}
