import { native } from '../native.js';
import { op } from '../tensor/ops.js';
import { handleOf, Tensor } from '../tensor/tensor.js';
import type { PoolingMethod } from '../encoders/pooling.js';

/** What the modules of a sentence model pass on: some texts end to end. T tokens, N texts. */
export interface Features {
  /** int32 [T]. */
  readonly ids: Tensor;
  /** Where each text begins, and the end: [N + 1]. */
  readonly cuSeqlens: readonly number[];
  /** How many first tokens of each text pooling leaves out. */
  readonly skipTokens: number;
  /** Whether other batches are computed beside this one. */
  readonly beside?: boolean;
  /** [T, H] each: the embedding output, then that of each layer. */
  layers?: readonly Tensor[];
  /** [T, H]. */
  tokens?: Tensor;
  /** [N]: what the means divide by, where tokens came weighted. */
  weightSums?: Tensor;
  /** [N, D]. */
  sentence?: Tensor;
}

type Part = 'tokens' | 'weightSums' | 'sentence';

/** Puts a new value in the place of one that is not wanted any more. */
export function replace(features: Features, part: Part, value: Tensor): void {
  features[part]?.dispose();
  features[part] = value;
}

/** Frees what was computed, but for what is given on. */
export function release(features: Features, kept?: Part): void {
  for (const part of ['tokens', 'weightSums', 'sentence'] as const) if (part !== kept) features[part]?.dispose();
  for (const layer of features.layers ?? []) layer.dispose();
}

/** [T, H] → [N, H · methods]. */
export async function pool({ tokens, cuSeqlens, skipTokens, weightSums }: Features, methods: readonly PoolingMethod[]): Promise<Tensor> {
  return new Tensor(await native.poolPacked(handleOf(tokens!), cuSeqlens, methods, { skipTokens, ...(weightSums && { weightSums: handleOf(weightSums) }) }));
}

/** Runs `fn` on neighbouring texts of equal length, [k, n, H] → [k, n, H'], and lays the results end to end: no text sees another or a pad. */
export async function byLength(tokens: Tensor, cuSeqlens: readonly number[], fn: (texts: Tensor) => Promise<Tensor>): Promise<Tensor> {
  const parts: Tensor[] = [];
  for (let first = 0, last: number; first + 1 < cuSeqlens.length; first = last) {
    const length = cuSeqlens[first + 1]! - cuSeqlens[first]!;
    for (last = first + 1; last + 1 < cuSeqlens.length && cuSeqlens[last + 1]! - cuSeqlens[last]! === length; last++);
    if (length === 0) continue;
    using rows = op('aten::slice.Tensor', tokens, 0, cuSeqlens[first]!, cuSeqlens[last]!);
    using texts = op('aten::unflatten.int', rows, 0, [last - first, length]);
    using out = await fn(texts);
    parts.push(op('aten::flatten.using_ints', out, 0, 1));
  }
  if (parts.length === 0) {
    using texts = op('aten::unsqueeze', tokens, 0);
    using out = await fn(texts);
    return op('aten::flatten.using_ints', out, 0, 1);
  }
  const joined = op('aten::cat', parts);
  for (const part of parts) part.dispose();
  return joined;
}
