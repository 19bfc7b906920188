import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Dataset, type WorkerSource } from '../data/dataset.js';
import { TorchEncodersError } from '../errors.js';
import { fileError, readText } from '../files.js';
import { loadFlac } from './flac.js';
import { loadWav, type Audio } from '../data/wav.js';

/** One utterance of a folder in the layout of LibriSpeech, as torchaudio.datasets.LIBRISPEECH gives it. */
export interface LibriSpeechItem extends Audio {
  transcript: string;
  speakerId: number;
  chapterId: number;
  utteranceId: number;
}

interface Entry { path: string; transcript: string; speakerId: number; chapterId: number; utteranceId: number }

/**
 * A data source: SPEAKER/CHAPTER/SPEAKER-CHAPTER-UTTERANCE.flac (or .wav), with the words in SPEAKER-CHAPTER.trans.txt beside them, a line
 * `SPEAKER-CHAPTER-UTTERANCE WORDS` each. Audio is read when it is asked for.
 *
 * @example
 * const data = await speech.LibriSpeech.open('LibriSpeech/dev-clean');
 * const { waveform, sampleRate, transcript } = await data.get(0);
 * for await (const clips of new DataLoader(data, { numWorkers: 2, collate: (items) => items })) …
 */
export class LibriSpeech extends Dataset<LibriSpeechItem> {
  private constructor(private readonly folder: string, private readonly entries: readonly Entry[]) {
    super();
  }

  /** @throws ERR_FILE for a folder without that layout, a line that is none, and words without their audio: with file and line. */
  static async open(folder: string): Promise<LibriSpeech> {
    const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
      throw fileError(folder, error);
    });
    const files = new Map(names.filter((name) => /\.(flac|wav)$/.test(name)).map((name) => [name.slice(0, -extname(name).length), name]));
    const entries: Entry[] = [];
    for (const name of names.filter((one) => one.endsWith('.trans.txt')).sort()) {
      const lines = (await readText(join(folder, name))).split(/\r?\n/);
      lines.forEach((line, i) => {
        if (line === '') return;
        const [, stem, transcript] = /^([0-9]+-[0-9]+-[0-9]+) (.+)$/.exec(line) ?? [];
        if (!stem || !transcript) throw new TorchEncodersError('ERR_FILE', `${join(folder, name)}:${i + 1}: ${JSON.stringify(line.slice(0, 60))} is no line 'SPEAKER-CHAPTER-UTTERANCE WORDS'`);
        const [speakerId, chapterId, utteranceId] = stem.split('-').map(Number) as [number, number, number];
        const file = files.get(join(name, '..', stem));
        if (!file) throw new TorchEncodersError('ERR_FILE', `${join(folder, name)}:${i + 1}: there is no ${stem}.flac or ${stem}.wav beside it`);
        entries.push({ path: join(folder, file), transcript, speakerId, chapterId, utteranceId });
      });
    }
    if (entries.length === 0) throw new TorchEncodersError('ERR_FILE', `${folder} has no .trans.txt with a line in it; wanted LibriSpeech's layout SPEAKER/CHAPTER/SPEAKER-CHAPTER.trans.txt`);
    return new LibriSpeech(folder, entries);
  }

  get length(): number {
    return this.entries.length;
  }
  override workerSource(): WorkerSource {
    return { module: import.meta.url, export: 'openLibriSpeech', args: [this.folder] };
  }

  /** @throws ERR_RANGE for an index that there is not; what loadFlac and loadWav throw. */
  async get(i: number): Promise<LibriSpeechItem> {
    const entry = this.entries[i];
    if (!entry) throw new TorchEncodersError('ERR_RANGE', `there is no utterance ${i}; wanted 0 to ${this.length - 1}`);
    const { path, ...words } = entry;
    return { ...(await (path.endsWith('.flac') ? loadFlac(path) : loadWav(path))), ...words };
  }
}

/** @internal What a worker of a DataLoader calls. */
export const openLibriSpeech = (folder: string): Promise<LibriSpeech> => LibriSpeech.open(folder);
