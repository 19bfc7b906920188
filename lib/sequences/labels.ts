import { describe } from '../config.js';
import { mixSeeds } from '../data/random.js';
import { TorchEncodersError } from '../errors.js';
import type { EventRecord } from './features.js';
import type { Rows } from './preprocessor.js';
import { randomOf, shuffledPlaces } from './random.js';

export interface LabelOptions {
  /** The column of the clients' ids, in the records and in the labels. */
  colId: string;
  /** The column of the labels: numbers of classes from 0, or names, which get numbers in the order of the alphabet. */
  colTarget: string;
  /** What becomes of clients without a label: ERR_FILE that names them, or they are left out. Default: 'error'. */
  missing?: 'error' | 'drop';
}
export interface Labeled {
  /** The records with `target`, the number of the class. */
  readonly records: EventRecord[];
  /** The name of each class. */
  readonly classes: readonly string[];
}

/**
 * Labels from a second table, joined to records by the clients' ids.
 * @throws ERR_FILE for ids that stand twice, and for clients without a label: the first of them are named. Labels of other clients have no part.
 *
 * @example
 * const { records: labeled, classes } = await joinLabels(records, rows, { colId: 'client_id', colTarget: 'bins' });
 */
export async function joinLabels(records: readonly EventRecord[], rows: Rows, { colId, colTarget, missing = 'error' }: LabelOptions): Promise<Labeled> {
  const labels = await readLabels(rows, { colId, colTarget });
  const without = records.filter((record) => !labels.classOf.has(String(record[colId])));
  if (without.length > 0 && missing === 'error') throw new TorchEncodersError('ERR_FILE', `${without.length} of ${records.length} clients have no label: ${some(without.map((record) => String(record[colId])))}; missing: 'drop' leaves them out`);
  if (without.length === records.length) throw new TorchEncodersError('ERR_FILE', `no client has a label: are the ids of both tables, ${describe(String(records[0]?.[colId]))} and ${describe([...labels.classOf.keys()][0])}, of one kind?`);
  const labeled = records.flatMap((record) => {
    const target = labels.classOf.get(String(record[colId]));
    return target === undefined ? [] : [{ ...record, target }];
  });
  return { records: labeled, classes: labels.classes };
}

/** The class of each client, by its id as a text. */
export async function readLabels(rows: Rows, { colId, colTarget }: Pick<LabelOptions, 'colId' | 'colTarget'>): Promise<{ classOf: Map<string, number>; classes: readonly string[] }> {
  const found = new Map<string, string>();
  const twice = new Set<string>();
  let count = 0;
  for await (const row of rows) {
    count++;
    const [id, label] = [row[colId], row[colTarget]];
    for (const [name, value] of [[colId, id], [colTarget, label]] as const) if (value === undefined || value === null || value === '') throw new TorchEncodersError('ERR_FILE', `row ${count} of the labels has no ${name}; it has ${Object.keys(row).join(', ')}`);
    if (found.has(String(id))) twice.add(String(id));
    found.set(String(id), String(label));
  }
  if (twice.size > 0) throw new TorchEncodersError('ERR_FILE', `${twice.size} ids stand twice among the labels: ${some([...twice])}`);
  const names = [...new Set(found.values())];
  const areNumbers = names.every((name) => /^\d+$/.test(name));
  const classes = areNumbers ? Array.from({ length: names.reduce((most, name) => Math.max(most, Number(name)), -1) + 1 }, (_, i) => String(i)) : names.sort();
  const numbers = new Map(classes.map((name, i) => [name, i]));
  return { classOf: new Map([...found].map(([id, name]) => [id, areNumbers ? Number(name) : numbers.get(name)!])), classes };
}

const some = (names: readonly string[]): string => names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');

/**
 * Shares records out so that each part has the same share of every class.
 * @param fractions that add up to 1. @param options.target the name of the label. Default: 'target'. @param options.seed default: 0.
 *
 * @example
 * const [train, val, test] = stratifiedSplit(records, [0.7, 0.15, 0.15], { seed: 42 });
 */
export function stratifiedSplit(records: readonly EventRecord[], fractions: readonly number[], { target = 'target', seed = 0 }: { target?: string; seed?: number } = {}): EventRecord[][] {
  const sum = fractions.reduce((all, one) => all + one, 0);
  if (fractions.some((one) => !(one >= 0)) || Math.abs(sum - 1) > 1e-9) throw new TorchEncodersError('ERR_CONFIG', `the fractions ${fractions.join(', ')} add up to ${sum}; wanted 1`);
  const classes = new Map<string, EventRecord[]>();
  for (const record of records) {
    const label = record[target];
    if (label === undefined) throw new TorchEncodersError('ERR_CONFIG', `a record has no '${target}' to split by; it has ${Object.keys(record).join(', ')}`);
    const members = classes.get(String(label));
    if (members) members.push(record);
    else classes.set(String(label), [record]);
  }
  const parts: EventRecord[][] = fractions.map(() => []);
  [...classes.keys()].sort().forEach((label, turn) => {
    const members = classes.get(label)!;
    const order = shuffledPlaces(randomOf(mixSeeds(seed, turn)), members.length);
    let [begin, share] = [0, 0];
    fractions.forEach((fraction, part) => {
      share += fraction * members.length;
      const end = part === fractions.length - 1 ? members.length : Math.round(share);
      for (; begin < end; begin++) parts[part]!.push(members[order[begin]!]!);
    });
  });
  return parts.map((part, i) => Array.from(shuffledPlaces(randomOf(mixSeeds(seed, 1 << 20, i)), part.length), (place) => part[place]!));
}
