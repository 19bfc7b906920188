import { longestFirst, specialsOf, type Template } from './pair.js';
import type { Side } from './tokenizer.js';

/** The ids of one row as a model takes them, special tokens included. */
export interface Sequence {
  readonly inputIds: Int32Array;
  /** Only of a pair: 0 for the first text's tokens, 1 for the second's, as the tokenizer counts special ones. */
  readonly tokenTypeIds?: Int32Array;
}

/** How many tokens of each text stay under a limit; of a pair, the longer one is cut first. At least one of a text stays. */
export function keptOf(lengths: readonly number[], template: Template, maxLength: number): number[] {
  const room = Math.max(maxLength - specialsOf(template), lengths.length);
  const [first, second] = lengths as [number, number?];
  return second === undefined ? [Math.min(first, room)] : longestFirst(first, second, room);
}

/** One text or two, without special tokens, cut to `kept` and laid out by the template. */
export function sequenceOf(texts: readonly Int32Array[], template: Template, kept: readonly number[], side: Side): Sequence {
  const length = specialsOf(template) + kept.reduce((sum, count) => sum + count, 0);
  const inputIds = new Int32Array(length);
  const types = new Int32Array(length);
  let at = 0;
  for (const piece of template) {
    const begin = at;
    if ('specialId' in piece) inputIds[at++] = piece.specialId;
    else {
      const [ids, count] = [texts[piece.text]!, kept[piece.text]!];
      inputIds.set(side === 'right' ? ids.subarray(0, count) : ids.subarray(ids.length - count), at);
      at += count;
    }
    types.fill(piece.typeId, begin, at);
  }
  return texts.length === 1 ? { inputIds } : { inputIds, tokenTypeIds: types };
}
