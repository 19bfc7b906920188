import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TorchEncodersError } from '../../errors.js';
import { exists, fileError } from '../../files.js';
import { Module } from '../../nn/module.js';
import type { EncodeOptions } from '../../sentence/encoder.js';
import type { SimilarityFunction } from '../../sentence/similarity.js';
import type { Tensor } from '../../tensor/tensor.js';

/** What is evaluated: a SentenceEncoder, or anything that embeds as it does. */
export interface EmbeddingModel {
  encode(texts: readonly string[], options?: Options): Promise<Tensor>;
  encodeQuery(texts: readonly string[], options?: Options): Promise<Tensor>;
  encodeDocument(texts: readonly string[], options?: Options): Promise<Tensor>;
  readonly similarityFnName: SimilarityFunction;
}
type Options = Omit<EncodeOptions, 'outputValue'>;

/** Numbers by their names, which are sentence-transformers'. */
export type Metrics = Record<string, number>;

/** What every evaluator can be made with. */
export interface EvaluatorOptions {
  /** Put before the names of the metrics, with `_`. Default: nothing. */
  name?: string;
  /** How many texts are embedded together at most. */
  batchSize?: number;
  /** Embed into this many first dimensions. */
  truncateDim?: number;
  /** Default: true, where there is a folder to write into. */
  writeCsv?: boolean;
}

export interface EvaluateOptions {
  /** A folder: the evaluator adds a line to its CSV file there, and an entry to its JSON file. */
  outputPath?: string;
  /** Written beside the metrics. Default: -1. */
  epoch?: number;
  steps?: number;
}

/**
 * Measures a model. Keys, numbers and CSV files are those of sentence-transformers; any evaluator can choose the best checkpoint of a {@link FineTuner}.
 *
 * @example
 * const evaluator = new evaluators.EmbeddingSimilarityEvaluator({ sentences1, sentences2, scores, name: 'sts-test' });
 * (await evaluator.evaluate(model))['sts-test_spearman_cosine'];
 */
export abstract class Evaluator {
  readonly name: string;
  readonly greaterIsBetter = true;
  protected readonly encodeOptions: Options;
  readonly #writeCsv: boolean;
  #primary = '';

  constructor({ name = '', batchSize, truncateDim, writeCsv = true }: EvaluatorOptions = {}) {
    this.name = name;
    this.encodeOptions = { batchSize, truncateDim };
    this.#writeCsv = writeCsv;
  }

  /** The name of the metric by which models are compared; known after the first evaluation. */
  get primaryMetric(): string {
    return this.#primary;
  }

  /** The metrics of a model, under the evaluator's name. */
  async evaluate(model: EmbeddingModel, { outputPath, epoch = -1, steps = -1 }: EvaluateOptions = {}): Promise<Metrics> {
    const { metrics, primary, row, file } = await inEvaluation(model, () => this.measure(model));
    this.#primary = this.#prefixed(primary);
    const named = Object.fromEntries(Object.entries(metrics).map(([key, value]) => [this.#prefixed(key), value]));
    if (outputPath !== undefined && this.#writeCsv && file !== undefined) await write(outputPath, file, { epoch, steps, ...row }, named);
    return named;
  }

  /** @internal The metrics without the evaluator's name, the one that counts, and a line of the CSV file. */
  protected abstract measure(model: EmbeddingModel): Promise<Measured>;

  #prefixed(key: string): string {
    return this.name && !key.startsWith(`${this.name}_`) ? `${this.name}_${key}` : key;
  }
  /** `_name`, or nothing. */
  protected get suffix(): string {
    return this.name && `_${this.name}`;
  }
}

/** Without dropout; afterwards the model is as before. */
async function inEvaluation<Result>(model: EmbeddingModel, fn: () => Promise<Result>): Promise<Result> {
  if (!(model instanceof Module) || !model.training) return fn();
  model.eval();
  try {
    return await fn();
  } finally {
    model.train();
  }
}

export interface Measured {
  readonly metrics: Metrics;
  readonly primary: string;
  /** By the headers of the CSV file; undefined: none is written. */
  readonly row?: Readonly<Record<string, number>>;
  readonly file?: string;
}

/** Adds a line to the CSV file, and the metrics to the list in the JSON file of the same name. */
async function write(folder: string, file: string, row: Readonly<Record<string, number>>, metrics: Metrics): Promise<void> {
  const path = join(folder, file);
  try {
    await mkdir(folder, { recursive: true });
    if (!(await exists(path))) await writeFile(path, `${Object.keys(row).join(',')}\n`);
    await appendFile(path, `${Object.values(row).join(',')}\n`);
    const json = path.replace(/\.csv$/, '.json');
    const before = (await exists(json)) ? (JSON.parse(await readFile(json, 'utf8')) as unknown[]) : [];
    await writeFile(json, `${JSON.stringify([...before, { epoch: row.epoch, steps: row.steps, ...metrics }], null, 2)}\n`);
  } catch (error) {
    throw fileError(path, error);
  }
}

/** Refuses columns of different lengths. */
export function sameRows(evaluator: string, columns: Readonly<Record<string, { readonly length: number }>>): void {
  const lengths = Object.entries(columns).map(([name, { length }]) => `${name} ${length}`);
  if (new Set(Object.values(columns).map(({ length }) => length)).size > 1) throw new TorchEncodersError('ERR_SHAPE', `${evaluator} wants columns of one length, found ${lengths.join(', ')}`);
  if (Object.values(columns)[0]!.length === 0) throw new TorchEncodersError('ERR_SHAPE', `${evaluator} has nothing to evaluate: ${lengths.join(', ')}`);
}

/** A tensor's numbers; the tensor is freed. */
export async function numbersOf(tensor: Tensor): Promise<Float32Array> {
  using values = tensor;
  return (await values.data()) as Float32Array;
}
