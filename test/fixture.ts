// The small models of test/fixtures/models/models.json as folders: their weights are a formula of a name's place and an index, as make.py computes it.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { saveSafetensors, torch, type DType, type Tensor } from '../lib/index.js';

export interface Numbers {
  shape: number[];
  values: number[];
}

export interface ModelFixture {
  name: string;
  /** The class of Transformers or sentence-transformers. */
  kind: string;
  files: Record<string, unknown>;
  weights: Record<string, Record<string, [DType, number[]]>>;
  output: Numbers;
  input_ids?: number[][];
  attention_mask?: number[][];
  labels?: number[][];
  loss?: number;
  texts?: string[];
  pairs?: [string, string][];
  softmax?: Numbers;
  query?: string;
  rank?: [number, number][];
}

const path = fileURLToPath(new URL('../../test/fixtures/models/models.json', import.meta.url));
export const modelFixtures: readonly ModelFixture[] = (JSON.parse(readFileSync(path, 'utf8')) as { cases: ModelFixture[] }).cases;
export const fixtureOf = (name: string): ModelFixture => modelFixtures.find((one) => one.name === name)!;

const scratch = mkdtempSync(join(tmpdir(), 'models-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

/** A folder with the model's files, some of them replaced or, where the value is null, left out. */
export async function folderOf({ name, files, weights }: ModelFixture, replaced: Record<string, unknown> = {}): Promise<string> {
  const folder = mkdtempSync(join(scratch, `${name}-`));
  for (const [file, content] of Object.entries({ ...files, ...replaced })) {
    if (content === null) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content));
  }
  for (const [file, shapes] of Object.entries(weights)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    await saveSafetensors(join(folder, file), Object.fromEntries(Object.entries(shapes).map(([weight, [dtype, shape]], place) => [weight, formula(weight, place, dtype, shape)])), { format: 'pt' });
  }
  return folder;
}

function formula(name: string, place: number, dtype: DType, shape: number[]): Tensor {
  const count = shape.reduce((product, size) => product * size, 1);
  if (dtype === 'int64') return torch.tensor(BigInt64Array.from({ length: count }, (_, i) => BigInt((i * 7) % 5)), { shape });
  const isWeight = (name.endsWith('emb_layer.weight') && shape.at(-1) === 1) || name === 'layer_weights' || name === 'weights';
  const isNorm = shape.length === 1 && name.endsWith('weight') && name.toLowerCase().replaceAll('_ln', 'norm').replaceAll('ln.', 'norm.').includes('norm');
  const values = Float32Array.from({ length: count }, (_, i) => {
    const x = Math.sin(0.37 * i + 1.7 * place + 0.5) * 0.3;
    return isWeight ? Math.abs(x) + 0.1 : isNorm ? x + 1 : x;
  });
  return torch.tensor(values, { shape });
}
