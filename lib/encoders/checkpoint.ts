import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { exists, fileError, inside, readJson, refusePickle, writeJson } from '../files.js';
import { native } from '../native.js';
import type { TensorHandle } from '../native.generated.js';
import { saveSafetensors } from '../tensor/files.js';
import type { Tensor } from '../tensor/tensor.js';

export type Weights = Record<string, TensorHandle>;

/** The weights of one file. The caller frees them. */
export const loadWeightsFile = async (path: string, { mmap = true }: { mmap?: boolean } = {}): Promise<Weights> => (await native.loadSafetensors(path, mmap)).tensors;

/** The weights of a model folder, of one file or of several with an index. The caller frees them. */
export async function loadWeights(folder: string, { mmap = true }: { mmap?: boolean } = {}): Promise<Weights> {
  const single = join(folder, 'model.safetensors');
  if (await exists(single)) return loadWeightsFile(single, { mmap });
  const index = join(folder, 'model.safetensors.index.json');
  if (await exists(index)) return loadShards(folder, index, mmap);
  for (const name of ['pytorch_model.bin', 'pytorch_model.bin.index.json']) if (await exists(join(folder, name))) refusePickle(join(folder, name), single);
  for (const name of ['tf_model.h5', 'model.onnx', 'flax_model.msgpack']) {
    if (await exists(join(folder, name))) throw new TorchEncodersError('ERR_UNSUPPORTED', `${folder} has its weights as ${name}; wanted model.safetensors`);
  }
  throw new TorchEncodersError('ERR_FILE', `${folder} has no model.safetensors and no model.safetensors.index.json; is it a model folder?`);
}

async function loadShards(folder: string, index: string, mmap: boolean): Promise<Weights> {
  const fileOf = Config.from(await readJson(index), index).texts('weight_map');
  const weights: Weights = {};
  try {
    for (const file of new Set(Object.values(fileOf))) {
      for (const [name, tensor] of Object.entries(await loadWeightsFile(inside(folder, file), { mmap }))) {
        if (fileOf[name] === file) weights[name] = tensor;
        else native.dispose(tensor);
      }
    }
    const missing = Object.keys(fileOf).find((name) => !(name in weights));
    if (missing) throw new TorchEncodersError('ERR_FILE', `${index} promises ${missing} in ${fileOf[missing]}, which does not have it`);
    return weights;
  } catch (error) {
    freeWeights(weights);
    throw error;
  }
}

/** Writes config.json and model.safetensors, as Transformers reads them. */
export async function saveCheckpoint(folder: string, config: Readonly<Record<string, unknown>>, tensors: Readonly<Record<string, Tensor>>): Promise<void> {
  const path = join(folder, 'config.json');
  try {
    await mkdir(folder, { recursive: true });
    await writeJson(path, config);
  } catch (error) {
    throw fileError(path, error);
  }
  await saveSafetensors(join(folder, 'model.safetensors'), tensors, { format: 'pt' });
}

/** Whether there is a pooler (default: where the checkpoint has one), and the weights without it where there is none. */
export function choosePooler(weights: Weights, wanted: boolean | undefined): { weights: Weights; addPoolingLayer: boolean } {
  if (wanted !== false) return { weights, addPoolingLayer: wanted ?? 'pooler.dense.weight' in weights };
  return { weights: Object.fromEntries(Object.entries(weights).filter(([name]) => !name.startsWith('pooler.'))), addPoolingLayer: false };
}

export function freeWeights(weights: Weights): void {
  for (const tensor of Object.values(weights)) native.dispose(tensor);
}

/** Splits weights by name: `rename` gives the encoder's own name for a weight, or undefined for what belongs to a head. */
export function splitWeights(weights: Weights, rename: (name: string) => string | undefined): { own: Weights; rest: Weights } {
  const own: Weights = {};
  const rest: Weights = {};
  for (const [name, tensor] of Object.entries(weights)) {
    const renamed = rename(name);
    if (renamed === undefined) rest[name] = tensor;
    else own[renamed] = tensor;
  }
  return { own, rest };
}

/** Checkpoints of before 2019 call a norm's weight gamma and its bias beta. */
export const modernName = (name: string): string => name.replace(/\.gamma$/, '.weight').replace(/\.beta$/, '.bias');
