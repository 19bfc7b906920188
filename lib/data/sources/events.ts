import type { Card } from '../card.js';
import { TorchEncodersError } from '../../errors.js';
import { delimited } from './delimited.js';
import { fieldOf, refuseValue, type Row } from './row.js';

/** The events of one client, in the order of time, and those of one time in the order of the file. */
export interface EventHistory {
  readonly id: string;
  readonly times: readonly number[];
  /** Every other column, event by event. */
  readonly columns: Readonly<Record<string, readonly unknown[]>>;
}

/** A client's row of the table of labels as a row, with `history`, and `codes` in the order of time, parted by blanks. */
export async function* events(files: ReadonlyMap<string, string>, card: Card): AsyncGenerator<Row> {
  const { id, time, code } = card.events!;
  const csv = delimited(',');
  const clients = new Map<string, { at: number; row: Row }[]>();
  for await (const row of csv(files.get('events')!, card)) {
    const client = String(fieldOf(row, id));
    const at = Number(fieldOf(row, time));
    if (!Number.isFinite(at) || String(row.fields[time]).trim() === '') refuseValue(row, time, 'a number for the time');
    if (/^\s*$|\s\S*$/.test(String(fieldOf(row, code)).trim())) refuseValue(row, code, 'a code without blanks');
    clients.get(client)?.push({ at, row }) ?? clients.set(client, [{ at, row }]);
  }
  const seen = new Set<string>();
  for await (const row of csv(files.get('labels')!, card)) {
    const client = String(fieldOf(row, id));
    if (seen.has(client)) refuseValue(row, id, `each ${id} once`);
    seen.add(client);
    const history = clients.get(client)?.sort((a, b) => a.at - b.at);
    if (!history) refuseValue(row, id, `one that has events in ${files.get('events')!}`);
    const columns = Object.keys(history[0]!.row.fields).filter((name) => name !== id && name !== time);
    yield {
      ...row,
      fields: {
        ...row.fields,
        history: { id: client, times: history.map(({ at }) => at), columns: Object.fromEntries(columns.map((name) => [name, history.map((event) => event.row.fields[name])])) } satisfies EventHistory,
        codes: history.map((event) => String(event.row.fields[code]).trim()).join(' '),
      },
    };
  }
  const unlabelled = [...clients.keys()].filter((client) => !seen.has(client));
  if (unlabelled.length > 0) throw new TorchEncodersError('ERR_CONFIG', `${files.get('labels')!} has no row for ${unlabelled.length} of ${clients.size} clients with events: ${id} ${unlabelled.slice(0, 3).join(', ')}`);
}
