import type { Config } from '../config.js';
import type { Architecture, Heads } from '../encoders/architecture.js';
import { architectures } from '../encoders/auto.js';
import type { BaseEncoder, EncoderInputs, ForwardOptions, LoadingInfo } from '../encoders/base.js';
import { saveCheckpoint } from '../encoders/checkpoint.js';
import { loadCheckpoint, type EncoderOptions } from '../encoders/load.js';
import { TorchEncodersError } from '../errors.js';
import { Module } from '../nn/module.js';
import { op, queued } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';
import { HeadWeights } from './head.js';

export interface TaskInputs extends EncoderInputs {
  labels?: Tensor;
}

export interface TaskOutputs {
  /** Where labels were given: a number. */
  loss?: Tensor;
  logits: Tensor;
}

/** What a head is built from. */
export interface HeadParts {
  readonly encoder: BaseEncoder;
  readonly architecture: Architecture;
  readonly config: Config;
  readonly weights: HeadWeights;
}

/** An encoder with the head of one task, as a checkpoint of Transformers holds them. */
export abstract class TaskModel extends Module {
  readonly encoder: BaseEncoder;
  readonly #prefix: string;
  readonly #head: ReadonlyMap<string, Tensor>;
  readonly #weights: HeadWeights;

  /** @internal */
  constructor({ encoder, architecture, weights }: HeadParts) {
    super();
    this.encoder = encoder;
    this.#prefix = architecture.prefix;
    this.#head = weights.taken;
    this.#weights = weights;
    this.training = false;
  }

  abstract override forward(inputs: TaskInputs, options?: Pick<ForwardOptions, 'unpadInputs'>): Promise<TaskOutputs>;

  get config(): Readonly<Record<string, unknown>> {
    return this.encoder.config;
  }

  /** How the checkpoint fitted, encoder and head. */
  get loadingInfo(): LoadingInfo {
    const { missing, unexpected, mismatched } = this.encoder.loadingInfo;
    const whole = (names: readonly string[]): string[] => names.map((name) => `${this.#prefix}.${name}`);
    return { missing: [...whole(missing), ...this.#weights.missing], unexpected, mismatched: [...whole(mismatched), ...this.#weights.mismatched] };
  }

  protected override ownParameters(): Iterable<[string, Tensor]> {
    return this.#head;
  }
  override *children(): Generator<[string, Module]> {
    yield [this.#prefix, this.encoder];
  }

  /** Writes config.json and model.safetensors, which `fromPretrained` and Transformers read. */
  savePretrained(folder: string): Promise<void> {
    return saveCheckpoint(folder, this.config, this.stateDict());
  }
}

/** How an architecture builds one of its heads. @throws ERR_UNSUPPORTED where it has none of the kind. */
export function headOf<Kind extends keyof Heads>({ architecture, config }: HeadParts, kind: Kind): NonNullable<Heads[Kind]> {
  const head = architecture.heads(config)[kind];
  if (head) return head;
  const words = kind.replace(/[A-Z]+/g, (letters) => ` ${letters.length > 1 ? letters : letters.toLowerCase()}`);
  throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: model_type '${architecture.modelType}' has no head for ${words} here`);
}

/** How many labels config.json names; 2 where it does not, as in Transformers. */
export const labelCount = (config: Config): number => (config.has('id2label') ? Object.keys(config.texts('id2label')).length : config.integer('num_labels', 2));

/** Loads the encoder and lets `build` make the head from what the checkpoint has beside it. */
export async function loadTaskModel<Model extends TaskModel>(model: string, options: EncoderOptions | undefined, build: (parts: HeadParts) => Promise<Model>): Promise<Model> {
  const { encoder, architecture, config, rest } = await loadCheckpoint<BaseEncoder>(model, architectures, options);
  const std = options?.strict === false ? config.number('initializer_range', 0.02) : undefined;
  const weights = new HeadWeights(rest, { file: config.name.replace(/config\.json$/, 'model.safetensors'), encoder, std });
  try {
    const made = await build({ encoder, architecture, config, weights });
    weights.freeRest();
    return made;
  } catch (error) {
    weights.freeAll();
    encoder.dispose();
    throw error;
  }
}

/** The mean cross entropy of `labels` [B, L] over `logits` [B, L, C]; -100 where none is asked. */
export async function withTokenLoss(logits: Tensor, labels: Tensor): Promise<TaskOutputs> {
  const [B, L, C] = logits.shape as [number, number, number];
  if (`${labels.shape}` !== `${[B, L]}`) {
    logits.dispose();
    throw new TorchEncodersError('ERR_SHAPE', `labels have shape [${labels.shape.join(', ')}]; wanted [${B}, ${L}] as the input`);
  }
  using flat = op('aten::view', logits, [B * L, C]);
  using targets = op('aten::reshape', labels, [B * L]);
  return { loss: await queued('aten::cross_entropy_loss', flat, targets), logits };
}
