import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { TorchEncodersError } from '../../errors.js';
import { fileError } from '../../files.js';
import type { Card } from '../card.js';
import { loadWav } from '../wav.js';
import type { Row } from './row.js';

/** Recordings of the card's folder, a file a row: the parts of its name, `path`, `sample_rate` and `seconds`. A file that is no sound is refused here. */
export async function* wav(folder: string, card: Card): AsyncGenerator<Row> {
  const names = card.recordings!.match(/\{\w+\}/g)?.map((name) => name.slice(1, -1)) ?? [];
  const pattern = new RegExp(`^${card.recordings!.split(/\{\w+\}/).map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(.+?)')}$`);
  const all = await readdir(folder).catch((error: unknown) => {
    throw fileError(folder, error);
  });
  const files = all.filter((file) => /\.wav$/i.test(file)).sort();
  if (files.length === 0) throw new TorchEncodersError('ERR_CONFIG', `${folder} has no .wav file`);
  for (const [i, file] of files.entries()) {
    const found = pattern.exec(file);
    const path = join(folder, file);
    if (!found) throw new TorchEncodersError('ERR_CONFIG', `${path}: the name does not fit recordings: ${card.recordings}`);
    const { waveform, sampleRate } = await loadWav(path);
    const samples = waveform.shape[1]!;
    waveform.dispose();
    yield { fields: { ...Object.fromEntries(names.map((name, part) => [name, found[part + 1]])), path, sample_rate: sampleRate, seconds: samples / sampleRate }, file: path, row: i + 1 };
  }
}
