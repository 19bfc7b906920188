import { TorchEncodersError } from '../../errors.js';
import { exists } from '../../files.js';
import { join } from 'node:path';
import { filesOf, formatOf, rootOf, type Card } from '../card.js';
import { delimited } from './delimited.js';
import { events } from './events.js';
import { jsonl } from './jsonl.js';
import { parquet } from './parquet.js';
import type { ReadRows, Row } from './row.js';
import { judgedPairs, readTrec, type Retrieval } from './trec.js';
import { wav } from './wav.js';

/** Formats of one table a file. */
const tables: Readonly<Record<string, ReadRows>> = { csv: delimited(','), tsv: delimited('\t'), jsonl, parquet, wav };

/** All rows of a card's files, each with the part that its file is given for: train, val, test, or all. */
export interface Read {
  readonly rows: { readonly row: Row; readonly part: string }[];
  readonly retrieval?: Retrieval;
}

/** Reads a card's files. @throws ERR_FILE for one that is not there, ERR_CONFIG for what does not fit the card. */
export async function readFiles(card: Card, dataRoot: string | undefined): Promise<Read> {
  const root = rootOf(card, dataRoot);
  const files = new Map([...filesOf(card)].map(([part, file]) => [part, join(root, file)]));
  for (const file of files.values()) {
    if (!(await exists(file))) throw new TorchEncodersError('ERR_FILE', `${file}: there is no such file for the data set '${card.name}'; is data_root right? It is ${root}`);
  }
  const format = formatOf(card);
  if (format === 'trec') {
    const retrieval = await readTrec(files, card);
    return { retrieval, rows: [...judgedPairs(retrieval, files.get('judgements')!)].map((row) => ({ row, part: 'all' })) };
  }
  const rows: Read['rows'] = [];
  if (format === 'events') for await (const row of events(files, card)) rows.push({ row, part: 'all' });
  else for (const [part, file] of files) for await (const row of tables[format]!(file, card)) rows.push({ row, part });
  if (rows.length === 0) throw new TorchEncodersError('ERR_CONFIG', `${[...files.values()].join(', ')}: there are no rows`);
  return { rows };
}
