import { createReadStream } from 'node:fs';
import { TorchEncodersError } from '../../errors.js';
import { fileError } from '../../files.js';
import type { Card } from '../card.js';
import { named, type Row } from './row.js';

/** CSV (RFC 4180) or TSV, with or without a header. A row with more or fewer values than the first is refused with its line. */
export const delimited = (delimiter: string) => async function* (path: string, card: Pick<Card, 'header' | 'columns'>): AsyncGenerator<Row> {
  const { parse } = await import('csv-parse');
  const stream = createReadStream(path);
  const parser = parse({ delimiter, bom: true, skip_empty_lines: true, info: true, ...(delimiter === '\t' && { quote: null }) });
  stream.on('error', (error) => parser.destroy(error));
  let header: string[] | undefined;
  let row = 0;
  try {
    for await (const { record, info } of stream.pipe(parser) as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (card.header && !header) {
        header = record.map((name) => name.trim());
        const twice = header.find((name, i) => header!.indexOf(name) !== i);
        if (twice !== undefined) throw new TorchEncodersError('ERR_CONFIG', `${path}: the column '${twice}' stands twice in the header`);
        continue;
      }
      yield { fields: header ? Object.fromEntries(header.map((name, i) => [name, record[i]])) : named(record, card), file: path, row: ++row, line: info.lines };
    }
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('CSV_')) throw new TorchEncodersError('ERR_FILE', `${path}: ${(error as Error).message}`, { cause: error });
    throw fileError(path, error);
  } finally {
    stream.destroy();
  }
};
