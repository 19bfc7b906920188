// What every program of the course takes: --data FOLDER (where the data sets are), --out FOLDER (where pictures go), --quick (its small form), --seed N.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { manualSeed } from 'torch-encoders';

const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' }, model: { type: 'string' }, quick: { type: 'boolean' }, seed: { type: 'string' } } });

export const quick = values.quick ?? false;
export const model = values.model ?? process.env.TORCH_ENCODERS_DEMO_MODEL ?? 'sentence-transformers/all-MiniLM-L6-v2';
export const data = values.data ?? join(process.env.TORCH_ENCODERS_SHARED ?? '../shared', 'data');
const out = values.out ?? 'course-pictures';
manualSeed(Number(values.seed ?? 0));

/** The path of a data set; undefined where it is not. */
export const find = (name) => (existsSync(join(data, name)) ? join(data, name) : undefined);

/** The same, for programs that can do nothing without. */
export function need(name) {
  const path = find(name);
  if (path) return path;
  console.error(`there is no ${name} in ${data}; say where with --data FOLDER`);
  process.exit(2);
}

/** Writes a picture and says where. */
export async function savePicture(name, svg) {
  await mkdir(out, { recursive: true });
  await writeFile(join(out, name), svg);
  console.log(`picture: ${join(out, name)}`);
}
