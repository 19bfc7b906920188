import { isPickle, isSafetensors, refusePickle } from '../files.js';
import { native } from '../native.js';
import { handleOf, Tensor } from './tensor.js';

/**
 * Reads a safetensors file. Every rule of the format is checked first; a file that breaks one is refused with ERR_FILE.
 * @param options.mmap map the file instead of reading it (default true): the pages are shared and come when they are needed. Another
 *   program must then not shorten the file meanwhile; our own `saveSafetensors` never does.
 *
 * @example
 * await saveSafetensors('x.safetensors', { x: torch.tensor([1, 2]) });
 * const { x } = await loadSafetensors('x.safetensors');
 */
export async function loadSafetensors(path: string, { mmap = true }: { mmap?: boolean } = {}): Promise<Record<string, Tensor>> {
  return (await loadSafetensorsFile(path, { mmap })).tensors;
}

/** As {@link loadSafetensors}, with the file's metadata. */
export async function loadSafetensorsFile(path: string, { mmap = true }: { mmap?: boolean } = {}): Promise<{ tensors: Record<string, Tensor>; metadata: Record<string, string> }> {
  if (isPickle(path) && !(await isSafetensors(path))) refusePickle(path); // the trainer's own .ckpt files are safetensors
  const { tensors, metadata } = await native.loadSafetensors(path, mmap);
  return { tensors: Object.fromEntries(Object.entries(tensors).map(([name, handle]) => [name, new Tensor(handle)])), metadata };
}

/** Writes a safetensors file: whole or not at all, also when the power fails. */
export async function saveSafetensors(path: string, tensors: Readonly<Record<string, Tensor>>, metadata: Readonly<Record<string, string>> = {}): Promise<void> {
  await native.saveSafetensors(path, Object.fromEntries(Object.entries(tensors).map(([name, one]) => [name, handleOf(one)])), metadata);
}
