import { join } from 'node:path';
import { Config, describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { readJson } from '../files.js';
import { resolveModel, type HubOptions } from '../hub/resolve.js';
import { queued } from '../tensor/ops.js';
import { handleOf, Tensor, type Device, type DType } from '../tensor/tensor.js';
import type { Architecture } from './architecture.js';
import type { BaseEncoder } from './base.js';
import { freeWeights, loadWeights, splitWeights, type Weights } from './checkpoint.js';
import { folderPooling } from './pooling.js';

/** Options of `fromPretrained`. */
export interface EncoderOptions extends HubOptions {
  /**
   * What the weights are kept in. 'auto': as the checkpoint says it is stored. On a CPU, float16 and bfloat16 weights take half the memory and are computed with
   * in float32; int8 matrices take a quarter, have a scale for each row, as has what they are applied to, and cannot be trained. Default: 'float32'.
   */
  dtype?: DType | 'auto';
  /** Map the weights instead of reading them. Default: true. */
  mmap?: boolean;
  /** Where the model is and computes. Default: 'cpu'. */
  device?: Device;
  /** Whether the model's own pooler is there. Default: where the checkpoint has one. */
  addPoolingLayer?: boolean;
  /** How attention is computed: 'packed' without padding, 'padded' with it and masked, 'eager' with every score written out. Default: 'auto', which is 'packed'. */
  attention?: 'auto' | 'packed' | 'padded' | 'eager';
  /** One text at a time by one thread: a text's vector has the same bits in any batch and with any number of threads. Slower. Default: false. */
  deterministic?: boolean;
  /** False: weights that are missing or of another shape are made anew, others left out; `loadingInfo` names them. Default: true, where they are an error. */
  strict?: boolean;
  /** GTE alone: what stands for `unpadInputs` of `forward`. Default: as config.json says. */
  unpadInputs?: boolean;
  /** GTE alone: the kernel of xformers, where there is CUDA. Default: as config.json says. */
  useMemoryEfficientAttention?: boolean;
  /** GTE alone: as `dtype`, which comes first. */
  torchDtype?: DType | 'auto';
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
  const { attention = 'auto', deterministic = false, strict = true, device = 'cpu' } = options;
  if (!attentions.includes(attention)) throw new TorchEncodersError('ERR_CONFIG', `attention is ${describe(attention)}; wanted ${attentions.join(', ')}`);
  const weights = await loadWeights(folder, options);
  const { own, rest } = splitWeights(weights, architecture.nameOf);
  try {
    const foreign = Object.keys(rest).filter((name) => !ofHeads.test(name));
    if (strict && foreign.length > 0) {
      throw new TorchEncodersError('ERR_CONFIG', `${folder} has weights that no part of model_type '${architecture.modelType}' knows: ${foreign.slice(0, 3).join(', ')}${foreign.length > 3 ? ` and ${foreign.length - 3} more` : ''}; strict: false leaves them out`);
    }
    const asked = options.dtype ?? (architecture.hasOptimizations ? options.torchDtype : undefined);
    const dtype = asked === 'auto' ? storedDType(config) : asked;
    if (dtype !== undefined && !precisions.includes(dtype)) throw new TorchEncodersError('ERR_UNSUPPORTED', `dtype '${dtype}' is not supported for encoders; wanted ${precisions.join(', ')} or auto`);
    if (device !== 'cpu') await moveWeights(own, device);
    const { addPoolingLayer, unpadInputs, useMemoryEfficientAttention } = options;
    const encoder = await architecture.make(config, own, { dtype, addPoolingLayer, pooling, strict, unpadInputs: attention === 'padded' ? false : unpadInputs, useMemoryEfficientAttention });
    encoder.settle({ eager: attention === 'eager', deterministic, padded: attention === 'padded', foreign });
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

const precisions: readonly DType[] = ['float32', 'float64', 'float16', 'bfloat16', 'int8'];
const attentions = ['auto', 'packed', 'padded', 'eager'];

/** Weights beside the encoder that are known to belong to a head, and tables that older versions stored. */
const ofHeads = /^(\w+\.)?(cls|lm_head|lm_predictions|mask_predictions|classifier|pre_classifier|qa_outputs|vocab_\w+|score|head|decoder|pooler|sparse_linear|colbert_linear)\.|(^|\.)(position_ids|token_type_ids|inv_freq|alibi)$/;

/** The weights on another device, in the place of those that were read. */
async function moveWeights(weights: Weights, device: Device): Promise<void> {
  for (const [name, handle] of Object.entries(weights)) {
    using read = new Tensor(handle);
    weights[name] = handleOf(await queued<Tensor>('aten::_to_copy', read, { device }));
  }
}

/** What reads this configuration. */
export function architectureOf<Made extends BaseEncoder>(config: Config, architectures: readonly Architecture<Made>[]): Architecture<Made> {
  const type = config.string('model_type');
  const found = architectures.find(({ modelType, only }) => modelType === type && (only?.fits(config) ?? true));
  if (found) return found;
  throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: model_type '${type}' is not supported here; supported are ${architectures.map(({ modelType, only }) => (only ? `${modelType} with ${only.named}` : modelType)).join(', ')}`);
}

/** Newer files call it `dtype`, older ones `torch_dtype`. */
function storedDType(config: Config): DType {
  return config.string('dtype', config.string('torch_dtype', 'float32')) as DType;
}
