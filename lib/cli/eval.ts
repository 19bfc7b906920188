import { mkdir, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { TorchEncodersError } from '../errors.js';
import { fileError } from '../files.js';
import type { SentenceEncoder } from '../sentence/encoder.js';
import type { Records, RecordType } from '../training/finetuner/records.js';
import { print, table, type Output } from './console.js';
import { load, type ModelOptions } from './model.js';
import { readFields, type Fields } from './rows.js';

export interface EvalOptions extends ModelOptions, Output {
  readonly recordType?: RecordType;
  /** The names of the columns of a csv file without a header. */
  readonly columns?: readonly string[];
  readonly name?: string;
  readonly limit?: number;
  /** A folder for the CSV and JSON files. */
  readonly out?: string;
  /** A folder for pictures. */
  readonly plot?: string;
  /** metrics.csv of a training. */
  readonly curves?: string;
}

/** Measures a model on pairs, triplets or scored pairs, and draws what it sees. */
export async function evaluate(input: string, options: EvalOptions): Promise<void> {
  const { recordsOf } = await import('../training/finetuner/records.js');
  const { evaluatorOf } = await import('../training/finetuner/evaluation.js');
  const records = recordsOf(await rowsOf(input, options), { recordType: options.recordType }, input);
  const evaluator = evaluatorOf(records, options.name ?? basename(input, extname(input)));
  if (!evaluator) throw new TorchEncodersError('ERR_CONFIG', `${input} has rows of the kind ${records.type}; eval wants pairs, triplets or scored pairs`);
  const model = await load(options);
  const metrics = await evaluator.evaluate(model, { outputPath: options.out });
  const pictures = [...(options.plot === undefined ? [] : await draw(model, records, options)), ...(options.curves === undefined ? [] : [await drawCurves(options)])];
  const lines: [string, string][] = Object.entries(metrics).map(([name, value]) => [name, value.toFixed(4)]);
  print(options, { rows: records.rows.length, kind: records.type, primaryMetric: evaluator.primaryMetric, metrics, pictures }, table([['rows', `${records.rows.length} (${records.type})`], ...lines, ...pictures.map((path): [string, string] => ['picture', path])]));
}

async function rowsOf(input: string, { columns, limit = Infinity }: EvalOptions): Promise<Fields[]> {
  const rows: Fields[] = [];
  for await (const fields of readFields(input, columns)) if (rows.push(fields) >= limit) break;
  return rows;
}

const mappedTexts = 2000; // more take long, and hide each other

/** The map of all texts by their columns, and the histogram of similarities. */
async function draw(model: SentenceEncoder, records: Records, { plot: folder }: EvalOptions): Promise<string[]> {
  const { embeddingMap, histograms } = await import('../plot/index.js');
  const { drawnTexts } = await import('../training/finetuner/records.js');
  const rows = records.rows.map((row, i) => drawnTexts(row, i));
  const some = rows.slice(0, Math.floor(mappedTexts / rows[0]!.length));
  using embeddings = await model.encode(some.flat());
  const [values, width] = [(await embeddings.data()) as Float32Array, embeddings.shape[1]!];
  const map = await embeddingMap(some.flat().map((_, i) => values.subarray(i * width, (i + 1) * width)), { labels: some.flatMap((row) => row.map((__, column) => records.columns[column] ?? `text ${column + 1}`)), title: 'Embeddings' });
  return Promise.all([save(folder!, 'embeddings.svg', map), save(folder!, 'similarities.svg', histograms(await similarities(model, records, rows), { title: 'Similarities', xLabel: 'cosine', yLabel: 'share' }))]);
}

/** Cosines of what belongs together and of what does not: by thirds of the scores, else of each pair and of pairs at random. */
async function similarities(model: SentenceEncoder, { type, rows }: Records, texts: readonly (readonly string[])[]): Promise<Record<string, number[]>> {
  const { pairwiseCosSim } = await import('../sentence/pairwise.js');
  const cosines = async (a: readonly string[], b: readonly string[]): Promise<number[]> => {
    using first = await model.encode(a);
    using second = await model.encode(b);
    using found = pairwiseCosSim(first, second);
    return Array.from((await found.data()) as Float32Array);
  };
  const column = (i: number): string[] => texts.map((row) => row[i]!);
  const together = await cosines(column(0), column(1));
  if (type !== 'scored_pair') return { positives: together, [type === 'pair' ? 'at random' : 'negatives']: await cosines(column(0), type === 'pair' ? texts.map((_, i) => texts[(i + 1) % texts.length]![1]!) : column(2)) };
  const scores = rows.map(({ label }) => label as number);
  const sorted = [...scores].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor(sorted.length / 3)]!, sorted[Math.floor((2 * sorted.length) / 3)]!];
  const part = (fits: (score: number) => boolean): number[] => together.filter((_, i) => fits(scores[i]!));
  const parts = { [`scores to ${low}`]: part((score) => score <= low), [`to ${high}`]: part((score) => score > low && score <= high), above: part((score) => score > high) };
  return Object.fromEntries(Object.entries(parts).filter(([, values]) => values.length > 0));
}

async function drawCurves({ curves: path, plot: folder = '.' }: EvalOptions): Promise<string> {
  const { curvesOf, trainingCurves } = await import('../plot/curves.js');
  const rows: Fields[] = [];
  for await (const fields of readFields(path!)) rows.push(fields);
  return save(folder, 'training.svg', trainingCurves(curvesOf(rows as Record<string, string>[])));
}

async function save(folder: string, name: string, svg: string): Promise<string> {
  const path = join(folder, name);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, svg);
    return path;
  } catch (error) {
    throw fileError(path, error);
  }
}
