import { join } from 'node:path';
import { Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { readJson } from '../files.js';
import { resolveModel, type HubOptions } from '../hub/resolve.js';
import type { DType } from '../tensor/tensor.js';
import type { Architecture } from './architecture.js';
import type { BaseEncoder } from './base.js';
import { freeWeights, loadWeights, splitWeights, type Weights } from './checkpoint.js';
import { folderPooling } from './pooling.js';

/** Options of `fromPretrained`. */
export interface EncoderOptions extends HubOptions {
  /** What the model computes in. 'auto': as the checkpoint says it is stored. Default: 'float32'. */
  dtype?: DType | 'auto';
  /** Map the weights instead of reading them. Default: true. */
  mmap?: boolean;
  /** Whether the model's own pooler is there. Default: where the checkpoint has one. */
  addPoolingLayer?: boolean;
}

/** What a checkpoint gives: its encoder, and the weights that belong to a head, which the caller frees. */
export interface Loaded<Made extends BaseEncoder> {
  readonly encoder: Made;
  readonly architecture: Architecture<Made>;
  readonly config: Config;
  readonly rest: Weights;
}

/** An encoder of one of the `architectures` from a folder or a hub id. */
export async function loadEncoder<Made extends BaseEncoder>(model: string, architectures: readonly Architecture<Made>[], options: EncoderOptions = {}): Promise<Made> {
  const { encoder, rest } = await loadCheckpoint(model, architectures, options);
  freeWeights(rest);
  return encoder;
}

/** As {@link loadEncoder}, with what the checkpoint has beside the encoder. */
export async function loadCheckpoint<Made extends BaseEncoder>(model: string, architectures: readonly Architecture<Made>[], options: EncoderOptions = {}): Promise<Loaded<Made>> {
  const folder = await resolveModel(model, options);
  const config = await readConfig(folder);
  const architecture = architectureOf(config, architectures);
  const pooling = await folderPooling(folder);
  const weights = await loadWeights(folder, options);
  const { own, rest } = splitWeights(weights, architecture.nameOf);
  try {
    const dtype = options.dtype === 'auto' ? storedDType(config) : options.dtype;
    const encoder = await architecture.make(config, own, { dtype, addPoolingLayer: options.addPoolingLayer, pooling });
    freeWeights(own); // the encoder has its own hold on the elements
    return { encoder, architecture, config, rest };
  } catch (error) {
    freeWeights(weights);
    throw error;
  }
}

export async function readConfig(folder: string): Promise<Config> {
  const path = join(folder, 'config.json');
  return Config.from(await readJson(path), path);
}

function architectureOf<Made extends BaseEncoder>(config: Config, architectures: readonly Architecture<Made>[]): Architecture<Made> {
  const type = config.string('model_type');
  const found = architectures.find(({ modelType }) => modelType === type);
  if (found) return found;
  throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: model_type '${type}' is not supported here; supported are ${architectures.map(({ modelType }) => modelType).join(', ')}`);
}

/** Newer files call it `dtype`, older ones `torch_dtype`. */
function storedDType(config: Config): DType {
  return config.string('dtype', config.string('torch_dtype', 'float32')) as DType;
}
