import { join } from 'node:path';
import { Config } from '../config.js';
import { freeWeights, loadWeights } from '../encoders/checkpoint.js';
import { readConfig } from '../encoders/load.js';
import { architectures } from '../encoders/auto.js';
import { native } from '../native.js';
import { Pooling } from '../sentence/modules.js';
import { readPipeline } from '../sentence/pipeline.js';
import { readSettings } from '../sentence/settings.js';
import { megabytes, print, table } from './console.js';
import { folderOf, type ModelOptions } from './model.js';

/** inspect MODEL: what a model folder holds, without computing anything. */
export async function inspect(options: ModelOptions & { readonly tensors?: boolean }): Promise<void> {
  const folder = await folderOf(options);
  const settings = await readSettings(folder);
  const pipeline = await readPipeline(folder);
  const { kind, folder: first } = pipeline.first;
  const config = kind === 'Transformer' ? await readConfig(folder) : new Config({}, join(folder, 'config.json'));
  const weights = kind === 'BoW' ? {} : await loadWeights(first);
  const tensors = Object.entries(weights).map(([name, handle]) => {
    const { shape, dtype } = native.tensorInfo(handle);
    return { name, shape, dtype, elements: shape.reduce((product, size) => product * size, 1) };
  });
  freeWeights(weights);
  const modules = [pipeline.first.kind, ...pipeline.modules.map((module) => (module instanceof Pooling ? `Pooling (${module.methods.join(', ')})` : module.kind))];
  for (const module of pipeline.modules) module.dispose();

  const modelType = config.string('model_type', kind);
  const parameters = tensors.reduce((sum, { elements }) => sum + elements, 0);
  const bytes = tensors.reduce((sum, { elements, dtype }) => sum + elements * sizes[dtype]!, 0);
  const result = {
    folder, modelType,
    supported: kind !== 'Transformer' || architectures.some((one) => one.modelType === modelType),
    architectures: config.strings('architectures', []),
    hiddenSize: number(config, 'hidden_size'), layers: number(config, 'num_hidden_layers'), heads: number(config, 'num_attention_heads'),
    vocabSize: number(config, 'vocab_size'), maxPositions: number(config, 'max_position_embeddings'), maxSeqLength: settings.maxSeqLength ?? null,
    parameters, bytes, dtypes: [...new Set(tensors.map(({ dtype }) => dtype))], modules, prompts: settings.prompts, similarity: settings.similarityFnName,
    ...(options.tensors && { tensors: tensors.map(({ name, shape, dtype }) => ({ name, shape, dtype })) }),
  };
  const shown = (value: number | null): string => (value === null ? 'not said' : value.toLocaleString('en'));
  const lines = table([
    ['folder', folder],
    ['architecture', `${modelType}${result.supported ? '' : ' (not supported)'}${result.architectures.length > 0 ? `, ${result.architectures.join(', ')}` : ''}`],
    ['parameters', `${shown(parameters)} in ${tensors.length} tensors, ${result.dtypes.join(', ')}, ${megabytes(bytes)}`],
    ['layers', `${shown(result.layers)} of hidden size ${shown(result.hiddenSize)}, ${shown(result.heads)} heads`],
    ['vocabulary', shown(result.vocabSize)],
    ['longest text', `${shown(result.maxSeqLength)} tokens; positions for ${shown(result.maxPositions)}`],
    ['modules', modules.join(' → ')],
    ['prompts', Object.entries(settings.prompts).map(([name, prompt]) => `${name}: ${JSON.stringify(prompt)}`).join(', ') || 'none'],
    ['similarity', settings.similarityFnName],
  ]);
  const listed = options.tensors ? `\n\n${table(tensors.map(({ name, shape, dtype }) => [name, `${dtype} [${shape.join(', ')}]`] as const))}` : '';
  print(options, result, lines + listed);
}

const sizes: Record<string, number> = { float32: 4, float64: 8, float16: 2, bfloat16: 2, int64: 8, int32: 4, int16: 2, int8: 1, uint8: 1, bool: 1, complex64: 8, complex128: 16 };
const number = (config: Config, key: string): number | null => (typeof config.json[key] === 'number' ? (config.json[key] as number) : null);
