import { join } from 'node:path';
import { Config } from '../config.js';
import { architectures } from '../encoders/auto.js';
import { loadEncoder, type EncoderOptions } from '../encoders/load.js';
import { readModules, type ModuleEntry } from '../encoders/pooling.js';
import { TorchEncodersError } from '../errors.js';
import { exists, readJson } from '../files.js';
import { Tokenizer } from '../text/tokenizer.js';
import { BoW, StaticEmbedding, Transformer, WordEmbeddings, type InputModule } from './inputs.js';
import { Dense, Dropout, LayerNorm, Normalize, Pooling, type SentenceModule } from './modules.js';
import type { SentenceSettings } from './settings.js';
import { CNN, LSTM, WeightedLayerPooling, WordWeights } from './tokenmodules.js';

/** modules.json and what it names, but for the first line's weights. */
export interface Pipeline {
  readonly first: ModuleEntry;
  readonly modules: readonly SentenceModule[];
}

type Reader = (folder: string) => Promise<SentenceModule>;

const read = async (path: string): Promise<Config> => Config.from(await readJson(path), path);
const withConfig = (make: (config: Config, folder: string) => SentenceModule | Promise<SentenceModule>, file = 'config.json'): Reader => async (folder) => make(await read(join(folder, file)), folder);

/** What can stand after the first line, by the last part of its type. */
const readers: Readonly<Record<string, Reader>> = {
  Pooling: withConfig((config) => Pooling.from(config)),
  Normalize: async () => new Normalize(),
  Dense: withConfig((config, folder) => Dense.load(config, folder)),
  LayerNorm: withConfig((config, folder) => LayerNorm.load(config, folder)),
  Dropout: withConfig((config) => new Dropout(config, {})),
  WeightedLayerPooling: withConfig((config, folder) => WeightedLayerPooling.load(config, folder)),
  WordWeights: withConfig((config, folder) => WordWeights.load(config, folder)),
  CNN: withConfig((config, folder) => CNN.load(config, folder), 'cnn_config.json'),
  LSTM: withConfig((config, folder) => LSTM.load(config, folder), 'lstm_config.json'),
};
const firsts = ['Transformer', 'StaticEmbedding', 'BoW', 'WordEmbeddings'];
const known = [...firsts, ...Object.keys(readers)];

/** Reads the modules of a model folder; without modules.json it is a Transformer and mean pooling, as in sentence-transformers, or model2vec's table. */
export async function readPipeline(folder: string): Promise<Pipeline> {
  const entries = await readModules(folder);
  if (!entries) return withoutModules(folder);
  const path = join(folder, 'modules.json');
  const unknown = entries.find(({ kind }) => !known.includes(kind));
  if (unknown) throw new TorchEncodersError('ERR_UNSUPPORTED', `${path}: the module '${unknown.type}' is not supported; supported are ${known.join(', ')}`);
  const [first, ...rest] = entries;
  if (!first || !firsts.includes(first.kind)) throw new TorchEncodersError('ERR_CONFIG', `${path} begins with ${first?.kind ?? 'nothing'}; wanted ${firsts.join(' or ')}`);
  const misplaced = rest.find(({ kind }) => firsts.includes(kind));
  if (misplaced) throw new TorchEncodersError('ERR_CONFIG', `${path}: ${misplaced.kind} stands after the first line; wanted ${Object.keys(readers).join(', ')} there`);
  const modules: SentenceModule[] = [];
  try {
    for (const { kind, folder: own } of rest) modules.push(await readers[kind]!(own));
    return { first, modules };
  } catch (error) {
    for (const module of modules) module.dispose();
    throw error;
  }
}

async function withoutModules(folder: string): Promise<Pipeline> {
  const path = join(folder, 'config.json');
  const config = (await exists(path)) ? await read(path) : undefined;
  const entry = (kind: string): ModuleEntry => ({ kind, type: kind, folder });
  if (config?.string('model_type', '') !== 'model2vec') return { first: entry('Transformer'), modules: [new Pooling(['mean'])] };
  return { first: entry('StaticEmbedding'), modules: config.boolean('normalize', false) ? [new Normalize()] : [] };
}

/** The first module of a pipeline, with its weights. */
export async function loadInput(first: ModuleEntry, root: string, settings: SentenceSettings, options: EncoderOptions): Promise<InputModule> {
  if (first.kind === 'StaticEmbedding') return StaticEmbedding.load(first.folder);
  if (first.kind === 'WordEmbeddings') return WordEmbeddings.load(first.folder);
  if (first.kind === 'BoW') return new BoW(await read(join(first.folder, 'config.json')));
  const tokenizer = await Tokenizer.fromPretrained(root);
  return new Transformer(await loadEncoder(root, architectures, options), tokenizer, root, settings.doLowerCase);
}

/**
 * How the modules follow one another: which needs the vectors of tokens, where they become one.
 * @throws ERR_CONFIG for an order that cannot be, or a module whose size is not that of its input.
 */
export function checkOrder(input: InputModule, modules: readonly SentenceModule[], name: string): { readonly dimension: number; readonly needsLayers: boolean } {
  const pooling = modules.findIndex((module) => module instanceof Pooling);
  const hasTokens = input instanceof Transformer || input instanceof WordEmbeddings;
  const ofTokens = (module: SentenceModule): boolean => [WeightedLayerPooling, WordWeights, CNN, LSTM].some((kind) => module instanceof kind);
  if (hasTokens && pooling < 0) throw new TorchEncodersError('ERR_CONFIG', `${name}: ${input.kind} gives a vector for each token, and no Pooling follows`);
  if (!hasTokens && pooling >= 0) throw new TorchEncodersError('ERR_CONFIG', `${name}: Pooling after ${input.kind}, which gives a vector for each text`);
  const late = modules.find((module, i) => ofTokens(module) && (!hasTokens || i > pooling));
  if (late) throw new TorchEncodersError('ERR_CONFIG', `${name}: ${late.kind} stands where there is one vector for each text; it wants those of tokens, before Pooling`);
  const early = modules.find((module, i) => i < pooling && !ofTokens(module) && !(module instanceof Dense));
  if (early) throw new TorchEncodersError('ERR_CONFIG', `${name}: ${early.kind} stands before Pooling; it wants one vector for each text`);
  return {
    dimension: modules.reduce((size, module) => module.dimension(size), input.size),
    needsLayers: modules.some((module) => module instanceof WeightedLayerPooling),
  };
}
