import { TorchEncodersError } from '../errors.js';
import type { Module } from '../nn/module.js';
import type { Tensor } from '../tensor/tensor.js';

export interface GroupOptions {
  lr: number;
  /** Default: 0. */
  weightDecay?: number;
  /** Which parameters do not decay, by their names. null: all decay. Default: biases and norms. */
  noDecay?: RegExp | null;
  /** Each layer further down learns at so many times the rate of the one above; the head at `lr`, embeddings at the lowest. Default: 1. */
  layerDecay?: number;
  /** The rate of parameters whose name matches, in place of `lr`; the first that does. */
  lrMap?: readonly (readonly [pattern: RegExp, lr: number])[];
}

/** As a group of an optimizer. */
export type ParameterGroup = { params: Tensor[]; lr: number; weightDecay: number };

const biasesAndNorms = /(^|[._])bias$|norm|(^|\.)ln(_|\.|\d|$)|_ln\./i;

/**
 * The parameters of a model in groups: those that decay and those that do not, at a rate for each depth. Frozen ones are among them, for when they are not frozen any more.
 * @example
 * new optim.AdamW(parameterGroups(model, { lr: 2e-5, weightDecay: 0.01, layerDecay: 0.9 }));
 */
export function parameterGroups(module: Module, { lr, weightDecay = 0, noDecay = biasesAndNorms, layerDecay = 1, lrMap = [] }: GroupOptions): ParameterGroup[] {
  if (!(layerDecay > 0 && layerDecay <= 1)) throw new TorchEncodersError('ERR_RANGE', `layerDecay is ${layerDecay}; wanted a number above 0, at most 1`);
  const named = uniquelyNamed(module);
  const layers = 1 + Math.max(-1, ...named.map(([name]) => layerOf(name) ?? -1));
  const groups = new Map<string, ParameterGroup>();
  for (const [name, parameter] of named) {
    const rate = lrMap.find(([pattern]) => pattern.test(name))?.[1] ?? lr * layerDecay ** depthOf(name, layers);
    const decay = noDecay?.test(name) ? 0 : weightDecay;
    const key = `${rate} ${decay}`;
    const group = groups.get(key) ?? { params: [], lr: rate, weightDecay: decay };
    group.params.push(parameter);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Each parameter once, under its first name. */
export function uniquelyNamed(module: Module): [string, Tensor][] {
  const seen = new Set<Tensor>();
  return [...module.namedParameters()].filter(([, parameter]) => !seen.has(parameter) && seen.add(parameter));
}

/** The number of the encoder's layer that a parameter belongs to. */
export function layerOf(name: string): number | undefined {
  const found = /(?:^|\.)(?:layers?|blocks|h)\.(\d+)\./.exec(name);
  return found ? Number(found[1]) : undefined;
}

/** How far below the head: the last layer is 1, embeddings are below the first. */
function depthOf(name: string, layers: number): number {
  const layer = layerOf(name);
  if (layer !== undefined) return layers - layer;
  return /(^|\.)embeddings?\.|embed_tokens/.test(name) ? layers + 1 : 0;
}
