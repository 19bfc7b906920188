import { join } from 'node:path';
import { Config } from '../config.js';
import type { EncoderOptions } from '../encoders/load.js';
import { readModules } from '../encoders/pooling.js';
import { exists, readJson } from '../files.js';
import type { SparseVector } from '../sentence/sparse.js';
import type { Side, TextOrPair, Tokenizer } from '../text/tokenizer.js';
import { ServeError } from './errors.js';
import type { Lane, Sequence } from './queue.js';

export type ModelKind = 'embedding' | 'sparse' | 'reranker' | 'classifier';

/** How a request wants its texts read. */
export interface TextOptions {
  /** Whether a text that is too long is cut, or refused. */
  readonly truncate: boolean;
  /** Where it is cut. */
  readonly side?: Side;
  readonly promptName?: string;
}

export interface Prepared {
  readonly sequences: readonly Sequence[];
  /** How many first tokens of each text pooling leaves out. */
  readonly skipTokens: number;
}

/** A model as requests see it. What its kind cannot do, it has not. */
export interface ServedModel {
  readonly kind: ModelKind;
  readonly dtype: string;
  /** In tokens. */
  readonly maxInputLength: number;
  readonly tokenizer: Tokenizer | undefined;
  /** Put before a text, by name. */
  readonly prompts: Readonly<Record<string, string>>;
  prepare(texts: readonly TextOrPair[], options: TextOptions): Promise<Prepared>;
  /** Sequences of ids that a client made itself. @throws ServeError 'validation' for ids that the model has not. */
  check(ids: readonly (readonly number[])[], options: TextOptions): Sequence[];
  readonly dimension?: number;
  readonly pooling?: string;
  /** The vector of each text, before a Normalize at the end of the model. */
  vectors?(skipTokens: number): Lane<Float32Array>;
  /** The vectors of each text's tokens. */
  readonly tokens?: Lane<readonly Float32Array[]>;
  readonly sparse?: Lane<SparseVector>;
  /** The logits of each text or pair, and what they stand for. */
  readonly scores?: Lane<Float32Array>;
  readonly labels?: readonly string[];
  dispose(): void;
}

/** What a folder holds, by its files alone. */
export async function kindOf(folder: string): Promise<ModelKind> {
  const modules = await readModules(folder);
  if (modules?.some(({ kind }) => kind === 'SpladePooling')) return 'sparse';
  const path = join(folder, 'config.json');
  if (modules || !(await exists(path))) return 'embedding';
  const config = Config.from(await readJson(path), path);
  const isClassifier = config.strings('architectures', []).some((name) => name.endsWith('ForSequenceClassification'));
  if (!isClassifier) return 'embedding';
  return labelsOf(config).length === 1 ? 'reranker' : 'classifier';
}

/** The names of a classifier's labels, as Transformers counts them. */
export function labelsOf(config: Config): readonly string[] {
  const names = config.has('id2label') ? Object.entries(config.texts('id2label')).sort(([a], [b]) => Number(a) - Number(b)).map(([, name]) => name) : [];
  return names.length > 0 ? names : Array.from({ length: config.integer('num_labels', 2) }, (_, i) => `LABEL_${i}`);
}

export async function loadServedModel(folder: string, name: string, options: EncoderOptions): Promise<ServedModel> {
  const kind = await kindOf(folder);
  if (kind === 'embedding') return (await import('./models/embedding.js')).loadEmbeddingModel(folder, name, options);
  if (kind === 'sparse') return (await import('./models/sparse.js')).loadSparseModel(folder, name, options);
  return (await import('./models/classifier.js')).loadClassifier(folder, name, options);
}

/** A text is not read further than this many characters for each token that the model takes: as in text-embeddings-inference. */
const charactersPerToken = 250;

/** The texts as far as a model could read them, where they may be cut. */
export function readable(texts: readonly string[], maxInputLength: number, { truncate, side }: TextOptions): readonly string[] {
  const most = charactersPerToken * maxInputLength;
  if (!truncate) return texts;
  return texts.map((text) => (text.length <= most ? text : side === 'left' ? text.slice(-most) : text.slice(0, most)));
}

/** Refuses texts that are too long, where they may not be cut. */
export function checkLengths(sequences: readonly Sequence[], maxInputLength: number, { truncate }: TextOptions): void {
  if (truncate) return;
  const long = sequences.find(({ ids }) => ids.length > maxInputLength);
  if (long) throw new ServeError('validation', `Input validation error: \`inputs\` must have less than ${maxInputLength} tokens. Given: ${long.ids.length}`);
}

export function checkIds(given: readonly (readonly number[])[], vocabSize: number, maxInputLength: number, options: TextOptions): Sequence[] {
  const sequences = given.map((ids) => {
    if (ids.length === 0) throw new ServeError('empty', '`inputs` cannot be empty');
    const bad = ids.find((id) => id >= vocabSize);
    if (bad !== undefined) throw new ServeError('validation', `token id ${bad} is not in the model's vocabulary of ${vocabSize}; ids of another tokenizer cannot be embedded: send the text`, { param: 'input' });
    const cut = !options.truncate || ids.length <= maxInputLength ? ids : options.side === 'left' ? ids.slice(-maxInputLength) : ids.slice(0, maxInputLength);
    return { ids: Int32Array.from(cut) };
  });
  checkLengths(sequences, maxInputLength, options);
  return sequences;
}
