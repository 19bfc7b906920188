import { TorchEncodersError } from '../errors.js';
import type { Card } from './card.js';
import { permutation } from './random.js';
import { fieldOf, type Row } from './sources/row.js';

export const splits = ['train', 'val', 'test'] as const;
export type Split = (typeof splits)[number];

interface Splittable {
  readonly row: Row;
  readonly part: string;
  readonly label: readonly number[];
}

/**
 * Which rows are for training, validation and test. What the card gives stays: by files, or by the values of a column. What it does not give is taken
 * from the rest at random: of each class as large a share ('stratified'), or whole groups.
 */
export function splitRows(card: Card, rows: readonly Splittable[]): Record<Split, number[]> {
  const { split } = card;
  const found: Record<Split, number[]> = { train: [], val: [], test: [] };
  const given = new Set<Split>();
  rows.forEach(({ row, part }, i) => {
    const own = partOf(row, part, card);
    found[own].push(i);
    if (part !== 'all' || own !== 'train') given.add(own);
  });
  const shares = { val: given.has('val') ? 0 : split.val, test: given.has('test') ? 0 : split.test };
  const rest = found.train;
  const pools = split.method === 'stratified' ? groups(rest, (i) => rows[i]!.label[0]!) : [rest];
  const taken: Record<Split, number[]> = { train: [], val: [], test: [] };
  pools.forEach((pool, p) => {
    const units = split.group === undefined ? pool.map((i) => [i]) : groups(pool, (i) => String(fieldOf(rows[i]!.row, split.group!)));
    const order = permutation(units.length, split.seed + p);
    const counts = { val: Math.round(shares.val * units.length), test: Math.round(shares.test * units.length) };
    order.forEach((unit, place) => taken[place < counts.test ? 'test' : place < counts.test + counts.val ? 'val' : 'train'].push(...units[unit]!));
  });
  const whole = { train: taken.train, val: [...found.val, ...taken.val], test: [...found.test, ...taken.test] };
  if (whole.train.length === 0) throw new TorchEncodersError('ERR_CONFIG', `${card.path}: no row is left for training of ${rows.length}`);
  for (const part of splits) whole[part].sort((a, b) => a - b);
  return whole;
}

function partOf(row: Row, part: string, { split: { by } }: Card): Split {
  if (part !== 'all') return part as Split;
  if (!by) return 'train';
  const value = String(fieldOf(row, by.column)).trim();
  return by.test.map(String).includes(value) ? 'test' : by.val.map(String).includes(value) ? 'val' : 'train';
}

function groups<Key>(indices: readonly number[], keyOf: (index: number) => Key): number[][] {
  const found = new Map<Key, number[]>();
  for (const index of indices) found.get(keyOf(index))?.push(index) ?? found.set(keyOf(index), [index]);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}
