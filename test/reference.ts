// The reference data of ../shared/parity: where it is, its cases, and the comparison. Elsewhere its tests are skipped with the reason.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadSafetensors } from '../lib/tensor/files.js';
import type { Tensor } from '../lib/tensor/tensor.js';

export const shared = process.env.TORCH_ENCODERS_SHARED ?? '../shared';
export const parity = join(shared, 'parity');
export const hasReference = existsSync(parity);
if (!hasReference) console.log(`SKIPPED: no reference data at ${shared}; set TORCH_ENCODERS_SHARED`);

/** A test that compares with the reference data. */
export const referenceTest = hasReference ? test : test.skip;

export interface Case {
  name: string;
  task: string;
  inputs: Record<string, string>;
  outputs: Record<string, { tensor?: string; value?: number }>;
  grads?: Record<string, string>;
  grad_norms?: Record<string, number>;
  compare: 'valid' | 'all';
  kwargs?: { unpad_inputs?: boolean };
  texts?: string[];
  prompt?: string;
}

export interface Reference {
  cases: Case[];
  tensors: Record<string, Tensor>;
}

/** expected.json and its tensors; a folder can lean on another's. */
export async function referenceOf(folder: string): Promise<Reference> {
  const { cases, same_as } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as { cases?: Case[]; same_as?: string };
  if (!cases) return referenceOf(join(folder, '..', same_as!));
  return { cases, tensors: await loadSafetensors(join(folder, 'expected.safetensors')) };
}

export const camel = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
/** A case's inputs under the names of our own calls. */
export const inputsOf = (one: Case, tensors: Record<string, Tensor>): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(one.inputs).map(([name, key]) => [camel(name), tensors[key]!]));

export const numbers = (tensor: Tensor): number[] => Array.from(tensor.dataSync() as Float32Array, Number);

export interface Tolerance {
  atol: number;
  rtol?: number;
}

/** Compares element by element where `compared` says so, and gives how many it compared. */
export function close(found: readonly number[], wanted: readonly number[], { atol, rtol = 0 }: Tolerance, what: string, compared: (i: number) => boolean = () => true): number {
  assert.is(found.length, wanted.length, `${what}: as many values`);
  let count = 0;
  for (let i = 0; i < wanted.length; i++) {
    if (!compared(i)) continue;
    count++;
    if (!(Math.abs(found[i]! - wanted[i]!) <= atol + rtol * Math.abs(wanted[i]!))) assert.unreachable(`${what}[${i}]: ${found[i]}, wanted ${wanted[i]}`);
  }
  return count;
}

/** The largest difference. */
export const maxDifference = (a: readonly number[], b: readonly number[]): number => {
  assert.is(a.length, b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
};

/** Where a case compares: everywhere, or at the places of real tokens. `row` numbers [B, L]. */
export function places(one: Case, mask: Tensor | undefined, shape: readonly number[]): (i: number) => boolean {
  if (one.compare === 'all' || !mask) return () => true;
  const real = numbers(mask);
  const length = mask.shape[1]!;
  const last = shape.at(-1)!;
  if (shape.length === 2) return () => true;
  const rowsOfText = shape.length === 4 ? shape[1]! * length : length; // attentions are [B, heads, L, L]
  return (i) => {
    const row = Math.floor(i / last);
    return real[Math.floor(row / rowsOfText) * length + (row % length)] !== 0;
  };
}

/** Every gradient that the case holds, and the norm of every parameter's. */
export function checkGradients(model: { stateDict(): Record<string, Tensor> }, one: Case, tensors: Record<string, Tensor>): void {
  const parameters = model.stateDict();
  for (const [name, key] of Object.entries(one.grads!)) {
    const wanted = numbers(tensors[key]!);
    const most = Math.max(...wanted.map(Math.abs));
    close(numbers(parameters[name]!.grad!), wanted, { atol: 1e-4 * most + 1e-6 }, `gradient of ${name}`);
  }
  for (const [name, wanted] of Object.entries(one.grad_norms!)) {
    const found = parameters[name]?.grad ? Math.hypot(...numbers(parameters[name].grad)) : 0;
    close([found], [wanted], { atol: 1e-6, rtol: 1e-4 }, `norm of the gradient of ${name}`);
  }
}
