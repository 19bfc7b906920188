import { TorchEncodersError } from '../../errors.js';
import { fileError } from '../../files.js';
import type { Row } from './row.js';

/** Parquet, a row group at a time. Whole numbers that JavaScript holds exactly are numbers. */
export async function* parquet(path: string): AsyncGenerator<Row> {
  const [{ asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects }, { compressors }] = await Promise.all([import('hyparquet'), import('hyparquet-compressors')]);
  try {
    const file = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(file);
    let rowStart = 0;
    for (const { num_rows } of metadata.row_groups) {
      const rowEnd = rowStart + Number(num_rows);
      const rows = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd });
      for (const [i, fields] of rows.entries()) yield { fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, plain(value)])), file: path, row: rowStart + i + 1 };
      rowStart = rowEnd;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== undefined) throw fileError(path, error);
    throw new TorchEncodersError('ERR_FILE', `${path} is no Parquet that can be read: ${(error as Error).message}; is it cut off?`, { cause: error });
  }
}

const plain = (value: unknown): unknown => (typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value);
