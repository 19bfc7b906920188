import { join } from 'node:path';
import { TorchEncodersError } from '../errors.js';
import { exists } from '../files.js';
import { AutoEncoder } from '../encoders/auto.js';
import type { BaseEncoder } from '../encoders/base.js';
import { createEncoder } from '../encoders/create.js';
import type { PoolingMethod } from '../encoders/pooling.js';
import { resizeTokenEmbeddings } from '../encoders/resize.js';
import { TaskHandler, type TaskType } from './taskhandler.js';
import { BertUnified, UnifiedTaskModel, type TaskHeadOptions } from './unified.js';

/** An architecture in the keys of config.json, with how its vectors are pooled and the head on top of them. */
export type Architecture = Readonly<Record<string, unknown>> & {
  readonly pooling_method?: PoolingMethod | null;
  readonly task_head?: { readonly hidden_ratio?: number; readonly activation?: TaskHeadOptions['activation']; readonly dropout?: number } | null;
};

/** What building a model reads of a run's configuration. */
export interface ModelConfig {
  /** bert, gte, a model folder or a hub id. */
  readonly encoder_type: string;
  /** Whose weights. null: bert is built new, gte is Alibaba-NLP/gte-multilingual-base. */
  readonly model_name?: string | null;
  /** The output_dir of an earlier run: its weights win over `reset_weights`. */
  readonly pretrained?: string | null;
  /** The architecture below, freshly initialised. */
  readonly reset_weights?: boolean;
  readonly bert?: { readonly architecture?: Architecture };
  readonly gte?: { readonly architecture?: Architecture; readonly optimization?: { readonly unpad_inputs?: boolean; readonly use_memory_efficient_attention?: boolean } };
  readonly task?: { readonly type?: TaskType | 'auto' };
  /** A vocabulary other than the encoder's own gets word embeddings of its own. */
  readonly vocab?: { readonly source?: string; readonly build?: string | null };
  readonly training?: { readonly label_smoothing?: number; readonly gradient_checkpointing?: boolean; readonly class_weights?: unknown };
}

/** What building a model asks of a data set: UnifiedDataInterface answers it. */
export interface TaskData {
  readonly config?: ModelConfig;
  getVocab(): { readonly size: number; readonly padId: number };
  getDatasetTaskType(): TaskType | 'retrieval';
  getOutputDim(): number;
  getLabelNames?(): readonly string[] | undefined;
  getNormalization?(): { readonly mean: readonly number[]; readonly std: readonly number[] } | undefined;
  getClassWeights?(): readonly number[] | undefined;
}

/** The model that pretraining or fine-tuning of gte begins with unless another is named. */
const gteModel = 'Alibaba-NLP/gte-multilingual-base';

/**
 * The encoder that a configuration names: pretrained weights win over `reset_weights`, that over the defaults. Weights are float32, which training needs.
 * @param options.dir the output_dir of an earlier run, in place of `config.pretrained`.
 * With a vocabulary of its own (`vocab.build`, `vocab.source`), word embeddings are new and all other weights stay.
 * @throws ERR_FILE for an output_dir without an encoder, ERR_CONFIG for a vocabulary of another size.
 */
export async function loadPretrainedBackbone(config: ModelConfig, data: TaskData, { dir = config.pretrained ?? undefined }: { dir?: string } = {}): Promise<BaseEncoder> {
  if (dir !== undefined) return checkVocabulary(await AutoEncoder.fromPretrained(await encoderFolder(dir), { dtype: 'float32' }), data, dir);
  const { encoder_type: type, reset_weights: reset = false } = config;
  const named = config.model_name ?? (type === 'gte' ? gteModel : type);
  if (reset || (type === 'bert' && config.model_name == null)) return freshEncoder(config, data);
  const { unpad_inputs: unpadInputs, use_memory_efficient_attention: useMemoryEfficientAttention } = (type === 'gte' && config.gte?.optimization) || {};
  const encoder = await AutoEncoder.fromPretrained(named, { dtype: 'float32', ...(type === 'gte' && { unpadInputs, useMemoryEfficientAttention }) });
  const { source = 'auto', build = null } = config.vocab ?? {};
  if (source === 'auto' && build === null) return checkVocabulary(encoder, data, named);
  const vocab = data.getVocab();
  return resizeTokenEmbeddings(encoder, vocab.size, { from: () => undefined, padId: vocab.padId }); // its tokens are not those of the weights
}

function freshEncoder(config: ModelConfig, data: TaskData): Promise<BaseEncoder> {
  const { encoder_type: type } = config;
  if (type !== 'bert' && type !== 'gte') throw new TorchEncodersError('ERR_CONFIG', `reset_weights wants encoder_type bert or gte, whose architecture is in the configuration; found '${type}'`);
  const { pooling_method: _, task_head: __, ...architecture } = architectureOf(config);
  const vocab = data.getVocab();
  const unpad = config.gte?.optimization?.unpad_inputs;
  const own = type === 'gte' && { type_vocab_size: 2, ...(unpad !== undefined && { unpad_inputs: unpad }) }; // GTE as published has one token type; a vocabulary of ours marks the second text of a pair
  return createEncoder(type, { pad_token_id: vocab.padId, ...own, ...architecture }, vocab);
}

const architectureOf = (config: ModelConfig): Architecture => (config.encoder_type === 'gte' ? config.gte : config.encoder_type === 'bert' ? config.bert : undefined)?.architecture ?? {};

/** Where a run keeps its encoder. */
async function encoderFolder(dir: string): Promise<string> {
  for (const folder of [join(dir, 'encoder'), dir]) if (await exists(join(folder, 'config.json'))) return folder;
  throw new TorchEncodersError('ERR_FILE', `${dir} has no encoder: wanted encoder/config.json, as an earlier run writes it into its output_dir`);
}

function checkVocabulary(encoder: BaseEncoder, data: TaskData, name: string): BaseEncoder {
  const [found, wanted] = [Number(encoder.config.vocab_size ?? Infinity), data.getVocab().size];
  if (found >= wanted) return encoder; // published models have rows to spare
  encoder.dispose();
  throw new TorchEncodersError('ERR_CONFIG', `the encoder of ${name} knows ${found} tokens, the data's vocabulary has ${wanted}; take that model's tokenizer (vocab.source: auto), or reset_weights: true for a new encoder`);
}

/**
 * The model and the task of a configuration: encoder and head are built whole, then take the weights of `pretrained`, if there are any.
 * @param pretrained an encoder, or the output_dir of an earlier run; null: as the configuration says.
 */
export async function buildTaskModel(config: ModelConfig, pretrained: BaseEncoder | string | null | undefined, data: TaskData): Promise<[model: UnifiedTaskModel, taskHandler: TaskHandler]> {
  const forced = config.task?.type;
  const taskType = forced === undefined || forced === 'auto' ? data.getDatasetTaskType() : forced;
  if (taskType === 'retrieval') throw new TorchEncodersError('ERR_CONFIG', 'retrieval is no task of a head: FineTuner trains for it, InformationRetrievalEvaluator measures it; task.type forces another, such as mlm');
  const encoder = typeof pretrained === 'object' && pretrained !== null ? pretrained : await loadPretrainedBackbone(config, data, { dir: pretrained ?? undefined });
  if (config.training?.gradient_checkpointing) encoder.gradientCheckpointingEnable();
  const outputDim = taskType === 'mlm' ? data.getVocab().size : data.getOutputDim();
  const { pooling_method: pooling, task_head: head } = architectureOf(config);
  const options = { ...(pooling && { poolingMethod: pooling }), head: head ? { hiddenRatio: head.hidden_ratio, activation: head.activation, dropout: head.dropout } : null };
  const model = config.encoder_type === 'bert' && head ? new BertUnified(encoder, taskType, outputDim, options) : new UnifiedTaskModel(encoder, taskType, outputDim, options);
  return [model, TaskHandler.create(taskType, handlerOptions(config, data, taskType, outputDim))];
}

function handlerOptions(config: ModelConfig, data: TaskData, taskType: TaskType, outputDim: number): Parameters<typeof TaskHandler.create>[1] {
  if (taskType === 'mlm') return { outputDim };
  if (/regression/.test(taskType)) return { outputDim, labels: data.getLabelNames?.(), normalization: data.getNormalization?.() };
  return { outputDim, labels: data.getLabelNames?.(), labelSmoothing: config.training?.label_smoothing, classWeights: data.getClassWeights?.() };
}

/** {@link buildTaskModel} by the configuration that the data was loaded with: what a data set needs to be learned by whichever encoder is named there. */
export function createModelFromUdi(data: TaskData, pretrained?: BaseEncoder | string | null, poolingMethod?: PoolingMethod): Promise<[model: UnifiedTaskModel, taskHandler: TaskHandler]> {
  const config: ModelConfig = data.config ?? { encoder_type: 'bert' };
  const type = config.encoder_type === 'gte' ? 'gte' : 'bert';
  const pooled = poolingMethod ? { ...config, [type]: { ...config[type], architecture: { ...config[type]?.architecture, pooling_method: poolingMethod } } } : config;
  return buildTaskModel(pooled, pretrained, data);
}
