import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { describe } from '../../config.js';
import { TorchEncodersError } from '../../errors.js';
import { fileError } from '../../files.js';
import type { Row } from './row.js';

/** A JSON object a line. Empty lines are passed over. */
export async function* jsonl(path: string): AsyncGenerator<Row> {
  const stream = createReadStream(path);
  let failure: unknown;
  stream.on('error', (error) => (failure = error)); // readline ends quietly then
  let [line, row] = [0, 0];
  for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
    line++;
    const json = line === 1 ? text.replace(/^\ufeff/, '') : text;
    if (json.trim() === '') continue;
    row++;
    let fields: unknown;
    try {
      fields = JSON.parse(json);
    } catch (error) {
      throw new TorchEncodersError('ERR_FILE', `${path}, row ${row} (line ${line}) is not JSON: ${(error as Error).message}`, { cause: error });
    }
    if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw new TorchEncodersError('ERR_FILE', `${path}, row ${row} (line ${line}) is ${describe(fields)}; wanted an object`);
    yield { fields: fields as Record<string, unknown>, file: path, row, line };
  }
  if (failure) throw fileError(path, failure);
}
