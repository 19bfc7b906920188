import { stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { exists, inside, readJson } from '../files.js';
import { readTorchFile, type TorchFile } from '../pickle/torchfile.js';
import { saveSafetensors } from '../tensor/files.js';
import { megabytes, print, type Output } from './console.js';

/** convert IN OUT.safetensors: the tensors of a file that torch.save wrote, without running anything of it. */
export async function convert(input: string, output: string, options: Output): Promise<void> {
  if (extname(output) !== '.safetensors') throw new TorchEncodersError('ERR_CONFIG', `the output is ${output}; wanted a file that ends in .safetensors`);
  const files = await filesOf(input);
  const tensors: TorchFile['tensors'] = {};
  const left = new Set<string>();
  try {
    for (const file of files) {
      const found = await readTorchFile(file);
      Object.assign(tensors, found.tensors);
      found.left.forEach((name) => left.add(name));
    }
    await saveSafetensors(output, tensors, { format: 'pt' });
  } finally {
    for (const one of Object.values(tensors)) one.dispose();
  }
  const { size } = await stat(output);
  const result = { input, output, tensors: Object.keys(tensors).length, bytes: size, leftOut: [...left] };
  print(options, result, `${output}: ${result.tensors} tensors, ${megabytes(size)}${left.size > 0 ? `; left out, since they are no tensors: ${[...left].join(', ')}` : ''}`);
}

/** A file itself, the shards that an index names, or those of a model folder. */
async function filesOf(input: string): Promise<string[]> {
  const stats = await stat(input).catch(() => undefined);
  if (!stats) throw new TorchEncodersError('ERR_FILE', `${input}: there is no such file`);
  if (!stats.isDirectory() && !input.endsWith('.index.json')) return [input];
  const index = stats.isDirectory() ? join(input, 'pytorch_model.bin.index.json') : input;
  if (await exists(index)) return [...new Set(Object.values(Config.from(await readJson(index), index).texts('weight_map')))].map((file) => inside(dirname(index), file));
  const single = join(input, 'pytorch_model.bin');
  if (await exists(single)) return [single];
  throw new TorchEncodersError('ERR_FILE', `${input} has neither pytorch_model.bin nor pytorch_model.bin.index.json`);
}
