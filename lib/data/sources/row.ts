import { describe } from '../../config.js';
import { nearest } from '../../checked.js';
import { TorchEncodersError } from '../../errors.js';
import type { Card } from '../card.js';

/** A row of a table, and where it stands, for messages. */
export interface Row {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly file: string;
  /** From 1, a header not counted. */
  readonly row: number;
  readonly line?: number;
}

/** Reads one file of a card row by row. */
export type ReadRows = (path: string, card: Card) => AsyncIterable<Row>;

export const placeOf = ({ file, row, line }: Row): string => `${file}, row ${row}${line === undefined ? '' : ` (line ${line})`}`;

/** The refusal of a value: which row, column and value. */
export function refuseValue(row: Row, column: string, wanted: string): never {
  throw new TorchEncodersError('ERR_CONFIG', `${placeOf(row)}, column '${column}': found ${describe(row.fields[column])}; wanted ${wanted}`);
}

/** A field of a row. @throws ERR_CONFIG for a column that is not there. */
export function fieldOf(row: Row, column: string): unknown {
  if (Object.hasOwn(row.fields, column)) return row.fields[column];
  const columns = Object.keys(row.fields);
  throw new TorchEncodersError('ERR_CONFIG', `${placeOf(row)} has no column '${column}'; did you mean '${nearest(column, columns) ?? ''}'? It has ${columns.slice(0, 12).join(', ')}${columns.length > 12 ? ` and ${columns.length - 12} more` : ''}`);
}

/** The fields of a row without names, under those that the card gives, the rest as c1, c2, … by their place. */
export const named = (values: readonly unknown[], { columns = [] }: Pick<Card, 'columns'>): Record<string, unknown> => Object.fromEntries(values.map((value, i) => [columns[i] ?? `c${i + 1}`, value]));
