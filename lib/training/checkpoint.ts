import { version } from '../info.js';
import { TorchEncodersError } from '../errors.js';
import { loadSafetensorsFile, saveSafetensors } from '../tensor/files.js';
import type { Tensor } from '../tensor/tensor.js';
import { pack, unpack } from './packing.js';

/** What a checkpoint holds beside the weights. */
export interface Checkpoint {
  /** Of this package. */
  version: string;
  /** The epoch that goes on, from 0, and how many steps of the optimizer are done. */
  epoch: number;
  globalStep: number;
  /** The trainer's own state: where in the epoch, optimizer, schedulers, random numbers, gradients between steps. */
  trainer: Record<string, unknown>;
  callbacks: Record<string, unknown>;
  loggers: Record<string, unknown>;
  /** What the module adds in `onSaveCheckpoint`. */
  module: Record<string, unknown>;
}

const KEY = 'torch_encoders_checkpoint';
const PREFIX = 'trainer/'; // no parameter has a slash in its name

/** Writes a checkpoint: the weights under their own names, the rest as JSON and tensors under `trainer/`. Whole or not at all, also when the power fails. */
export async function writeCheckpoint(path: string, weights: Readonly<Record<string, Tensor>>, checkpoint: Checkpoint): Promise<void> {
  const tensors: Record<string, Tensor> = { ...weights };
  const json = JSON.stringify(pack(checkpoint, PREFIX.slice(0, -1), tensors));
  await saveSafetensors(path, tensors, { format: 'pt', [KEY]: json });
}

/**
 * Reads a checkpoint of {@link Trainer}.
 * @example
 * const { weights, checkpoint } = await readCheckpoint('runs/last.ckpt');
 * model.loadStateDict(weights);
 * @throws ERR_FILE for a file that is none.
 */
export async function readCheckpoint(path: string): Promise<{ weights: Record<string, Tensor>; checkpoint: Checkpoint }> {
  const { tensors, metadata } = await loadSafetensorsFile(path);
  const json = metadata[KEY];
  if (json === undefined) throw new TorchEncodersError('ERR_FILE', `${path} is no checkpoint of the trainer: it has weights, and no state of a training; load it with loadSafetensors`);
  const weights = Object.fromEntries(Object.entries(tensors).filter(([name]) => !name.startsWith(PREFIX)));
  return { weights, checkpoint: unpack(JSON.parse(json), tensors) as Checkpoint };
}

/** @internal A checkpoint that nothing was put into yet. */
export const emptyCheckpoint = (epoch: number, globalStep: number): Checkpoint => ({ version, epoch, globalStep, trainer: {}, callbacks: {}, loggers: {}, module: {} });
