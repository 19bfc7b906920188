import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { readJson } from '../files.js';
import { poolingMethods, readModules, type PoolingMethod } from '../encoders/pooling.js';
import { Module } from '../nn/module.js';
import { loadSafetensors, saveSafetensors } from '../tensor/files.js';
import { queued } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';
import { normalized } from './vectors.js';

/** A step after pooling: [N, D] → [N, D']. */
export abstract class SentenceModule extends Module {
  /** The last part of its type in modules.json. */
  abstract readonly kind: string;
  /** The size of its output, given that of its input. */
  abstract dimension(input: number): number;
  abstract override forward(x: Tensor): Promise<Tensor>;
  /** Writes its files into a folder of its own. */
  abstract save(folder: string): Promise<void>;
}

/** Vectors of length 1. */
export class Normalize extends SentenceModule {
  readonly kind = 'Normalize';
  dimension(input: number): number {
    return input;
  }
  forward(x: Tensor): Promise<Tensor> {
    return normalized(x);
  }
  async save(): Promise<void> {
    // It has neither folder nor file.
  }
}

const activations: Record<string, string | null> = {
  Identity: null,
  Tanh: 'aten::tanh',
  ReLU: 'aten::relu',
  GELU: 'aten::gelu',
  SiLU: 'aten::silu',
  Sigmoid: 'aten::sigmoid',
};

/** activation(x Wᵀ + b). Its config.json names the activation by the path of its PyTorch class; default: Tanh. */
export class Dense extends SentenceModule {
  readonly kind = 'Dense';
  readonly #config: Config;
  readonly #activation: string;
  readonly #weights: Readonly<Record<string, Tensor>>;

  constructor(config: Config, weights: Readonly<Record<string, Tensor>>) {
    super();
    const type = config.string('activation_function', 'torch.nn.modules.activation.Tanh');
    this.#activation = type.slice(type.lastIndexOf('.') + 1);
    if (!(this.#activation in activations)) throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: activation_function '${type}' is not known; known are ${Object.keys(activations).join(', ')}`);
    const [wide, long] = [config.integer('out_features'), config.integer('in_features')];
    const wanted: Record<string, number[]> = { 'linear.weight': [wide, long], ...(config.boolean('bias', true) && { 'linear.bias': [wide] }) };
    for (const [name, shape] of Object.entries(wanted)) {
      const found = weights[name]?.shape;
      if (`${found}` !== `${shape}`) throw new TorchEncodersError('ERR_CONFIG', `${config.name}: ${name} ${found ? `has shape [${found.join(', ')}]` : 'is missing'}; wanted [${shape.join(', ')}]`);
    }
    this.#config = config;
    this.#weights = weights;
  }

  protected override ownParameters(): Iterable<[string, Tensor]> {
    return Object.entries(this.#weights);
  }
  dimension(input: number): number {
    const wanted = this.#config.integer('in_features');
    if (input !== wanted) throw new TorchEncodersError('ERR_CONFIG', `${this.#config.name}: in_features is ${wanted}, and what comes in has ${input}`);
    return this.#config.integer('out_features');
  }
  async forward(x: Tensor): Promise<Tensor> {
    const out = await queued('aten::linear', x, this.#weights['linear.weight'], this.#weights['linear.bias']);
    const activation = activations[this.#activation];
    if (!activation) return out;
    using before = out;
    return await queued(activation, before);
  }
  async save(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'config.json'), `${JSON.stringify(this.#config.json, null, 2)}\n`);
    await saveSafetensors(join(folder, 'model.safetensors'), this.#weights, { format: 'pt' });
  }
}

/** modules.json and what it names, apart from the encoder. */
export interface Pipeline {
  readonly pooling: readonly PoolingMethod[];
  /** Whether the tokens of a prompt are pooled too. */
  readonly includePrompt: boolean;
  readonly modules: readonly SentenceModule[];
}

/** Reads the modules of a model folder; without modules.json it is mean pooling alone, as in sentence-transformers. */
export async function readPipeline(folder: string): Promise<Pipeline> {
  const entries = await readModules(folder);
  if (!entries) return { pooling: ['mean'], includePrompt: true, modules: [] };
  const path = join(folder, 'modules.json');
  if (entries[0]?.kind !== 'Transformer' || entries[1]?.kind !== 'Pooling') {
    const unknown = entries.find(({ kind }, i) => i < 2 && !known.has(kind));
    throw new TorchEncodersError('ERR_UNSUPPORTED', unknown ? unsupported(path, unknown.type) : `${path} begins with ${entries.slice(0, 2).map(({ kind }) => kind).join(', ') || 'nothing'}; wanted Transformer, Pooling`);
  }
  const pooling = Config.from(await readJson(join(entries[1].folder, 'config.json')), join(entries[1].folder, 'config.json'));
  const modules: SentenceModule[] = [];
  for (const { kind, type, folder: own } of entries.slice(2)) {
    if (kind === 'Normalize') modules.push(new Normalize());
    else if (kind === 'Dense') modules.push(await readDense(own));
    else throw new TorchEncodersError('ERR_UNSUPPORTED', unsupported(path, type));
  }
  return { pooling: poolingMethods(pooling), includePrompt: pooling.boolean('include_prompt', true), modules };
}

const known = new Set(['Transformer', 'Pooling', 'Dense', 'Normalize']);
const unsupported = (path: string, type: string): string => `${path}: the module '${type}' is not supported; supported are ${[...known].join(', ')}`;

async function readDense(folder: string): Promise<Dense> {
  const path = join(folder, 'config.json');
  const config = Config.from(await readJson(path), path);
  const weights = await loadSafetensors(join(folder, 'model.safetensors'));
  for (const tensor of Object.values(weights)) tensor.requiresGrad = true;
  return new Dense(config, weights);
}
