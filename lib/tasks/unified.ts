import { TorchEncodersError } from '../errors.js';
import type { BaseEncoder, EncoderInputs } from '../encoders/base.js';
import { createEncoder } from '../encoders/create.js';
import type { PoolingMethod } from '../encoders/pooling.js';
import { Dropout, GELU, Linear, ReLU, SiLU, Tanh } from '../nn/layers.js';
import { Sequential } from '../nn/containers.js';
import { Module } from '../nn/module.js';
import { op, queued } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';
import type { TaskType } from './handlers/base.js';

/** A head with one layer between: of `hiddenRatio` times the encoder's size. */
export interface TaskHeadOptions {
  /** Default: 0.5. */
  hiddenRatio?: number;
  /** Default: 'relu'. */
  activation?: 'relu' | 'gelu' | 'tanh' | 'silu';
  /** Default: 0.1. */
  dropout?: number;
}

export interface UnifiedOptions {
  /** How tokens become one vector. Default: as the encoder's folder says, else the mean. */
  poolingMethod?: PoolingMethod | readonly PoolingMethod[];
  /** null: one linear layer. Default: null. Masked language models have one linear layer always. */
  head?: TaskHeadOptions | null;
}

/** A batch as data sets give it; labels are read by masked language models in training alone. */
export type TaskBatch = EncoderInputs & { labels?: Tensor };

export interface UnifiedOutputs {
  /** [B, outputDim]; of a masked language model [B, L, V], in training with labels [R, V] of the R places that are asked. */
  outputs: Tensor;
  /** What the head was given: [B, H], or the vectors of the places. */
  pooled: Tensor;
}

/**
 * Any encoder with a head for any task: the same for BERT and GTE.
 *
 * @example
 * const model = new UnifiedTaskModel(await createEncoder('bert'), 'classification', 4);
 * const { outputs } = await model.forward({ inputIds, attentionMask }); // [B, 4]
 */
export class UnifiedTaskModel extends Module {
  readonly encoder: BaseEncoder;
  readonly head: Module & { forward(x: Tensor): unknown };
  readonly #pooling: readonly PoolingMethod[];

  /** @throws ERR_CONFIG, ERR_RANGE for a head that cannot be. */
  constructor(encoder: BaseEncoder, readonly taskType: TaskType, readonly outputDim: number, { poolingMethod = encoder.pooling, head = null }: UnifiedOptions = {}) {
    super();
    this.encoder = encoder;
    this.#pooling = typeof poolingMethod === 'string' ? [poolingMethod] : poolingMethod;
    if (taskType === 'mlm' || !this.#pooling.includes('pooler')) freezePooler(encoder);
    const H = encoder.getHiddenSize() * (taskType === 'mlm' ? 1 : this.#pooling.length);
    this.head = head && taskType !== 'mlm' ? headOf(H, outputDim, head) : new Linear(H, outputDim);
    if (encoder.device !== 'cpu') this.head.to(encoder.device);
  }

  /** How the tokens' vectors become one. */
  get pooling(): readonly PoolingMethod[] {
    return this.#pooling;
  }

  async forward({ labels, ...inputs }: TaskBatch): Promise<UnifiedOutputs> {
    const pooled = await this.#features(inputs, labels);
    const { head } = this;
    const outputs = head instanceof Linear ? await queued('aten::linear', pooled, head.weight, head.bias) : ((await head.forward(pooled)) as Tensor);
    return { outputs, pooled };
  }

  async #features(inputs: EncoderInputs, labels: Tensor | undefined): Promise<Tensor> {
    if (this.taskType !== 'mlm') return this.encoder.pooled(inputs, this.#pooling);
    if (this.training && labels) {
      using isAsked = op('aten::ne.Scalar', labels, -100);
      return await this.encoder.forwardRows(inputs, isAsked);
    }
    const { lastHiddenState, poolerOutput } = await this.encoder.forward(inputs);
    poolerOutput?.dispose();
    return lastHiddenState;
  }
}

/** A checkpoint's own pooler that nothing goes through: no gradient would reach it. */
function freezePooler(encoder: BaseEncoder): void {
  for (const [name, parameter] of encoder.namedParameters()) if (name.startsWith('pooler.')) parameter.requiresGrad = false;
}

const activations = { relu: ReLU, gelu: GELU, tanh: Tanh, silu: SiLU };

function headOf(H: number, outputDim: number, { hiddenRatio = 0.5, activation = 'relu', dropout = 0.1 }: TaskHeadOptions): Sequential {
  const Activation = activations[activation];
  if (!Activation) throw new TorchEncodersError('ERR_CONFIG', `the head's activation is '${String(activation)}'; wanted ${Object.keys(activations).join(', ')}`);
  if (!(hiddenRatio > 0 && hiddenRatio <= 16)) throw new TorchEncodersError('ERR_RANGE', `the head's hiddenRatio is ${hiddenRatio}; wanted a number above 0`);
  if (!(dropout >= 0 && dropout < 1)) throw new TorchEncodersError('ERR_RANGE', `the head's dropout is ${dropout}; wanted a number from 0 to below 1`);
  const middle = Math.max(1, Math.round(H * hiddenRatio));
  return new Sequential(new Linear(H, middle), new Activation(), new Dropout(dropout), new Linear(middle, outputDim));
}

/** {@link UnifiedTaskModel} with a head that has a layer between: half of the encoder's size, relu, dropout 0.1. Masked language models have a single projection. */
export class BertUnified extends UnifiedTaskModel {
  constructor(encoder: BaseEncoder, taskType: TaskType, outputDim: number, { head = {}, ...options }: UnifiedOptions = {}) {
    super(encoder, taskType, outputDim, { ...options, head });
  }
}

/**
 * A new BERT with a masked language model's head: a single projection on the vocabulary. Its `encoder` is what pretraining is for.
 * @param config keys of config.json, as {@link createEncoder} takes them.
 */
export async function createBertMlm(config: Readonly<Record<string, unknown>>, vocab: { readonly size: number; readonly padId?: number }): Promise<BertUnified> {
  const encoder = await createEncoder('bert', { ...(vocab.padId !== undefined && { pad_token_id: vocab.padId }), ...config }, vocab);
  return new BertUnified(encoder, 'mlm', vocab.size);
}
