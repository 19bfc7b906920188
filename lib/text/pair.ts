import type { Library } from './library.js';
import type { Encoding, Side } from './tokenizer.js';

/** How a text, or a pair of texts, is laid out: special tokens, and where the texts stand between them. */
export type Template = readonly ({ readonly text: 0 | 1; readonly typeId: number } | { readonly specialId: number; readonly token: string; readonly typeId: number })[];

/** Read off texts of one letter. */
export async function templateOf(library: Library, texts: 'a' | readonly ['a', 'a']): Promise<Template> {
  const [encoded] = await library.encode([texts], true, undefined);
  const found = encoded!;
  const [ids, tokens, types] = [found.getIds(), found.getTokens(), found.getTypeIds()];
  const sequences = found.getSequenceIds();
  return ids.flatMap((specialId, i): Template => {
    const sequence = sequences[i];
    if (sequence === null || sequence === undefined) return [{ specialId, token: tokens[i]!, typeId: types[i]! }];
    return i > 0 && sequences[i - 1] === sequence ? [] : [{ text: sequence as 0 | 1, typeId: types[i]! }];
  });
}

/** How many special tokens a template has. */
export const specialsOf = (template: Template): number => template.filter((piece) => 'specialId' in piece).length;

/**
 * How many tokens of two texts stay when the longer one is cut first, as the reference library counts them: where both are cut and the
 * room is odd, the longer text has one more. (The npm build of the library gives it to the shorter one.)
 */
export function longestFirst(first: number, second: number, room: number): [number, number] {
  const [shorter, longer] = first > second ? [second, first] : [first, second];
  if (shorter + longer <= room) return [first, second];
  const half = Math.floor(room / 2);
  const kept: [number, number] = shorter <= half ? [shorter, room - shorter] : [half, room - half];
  return first > second ? [kept[1], kept[0]] : kept;
}

/** Two texts without special tokens, cut to `kept`, laid out by the template. */
export function layOut(template: Template, texts: readonly [Encoding, Encoding], kept: readonly [number, number], side: Side): Encoding {
  const pair: Encoding = { inputIds: [], attentionMask: [], tokenTypeIds: [], specialTokensMask: [], tokens: [], ...(texts[0].offsets && { offsets: [] }) };
  for (const piece of template) {
    if ('specialId' in piece) {
      pair.inputIds.push(piece.specialId);
      pair.tokens.push(piece.token);
      pair.specialTokensMask.push(1);
      pair.offsets?.push([0, 0]);
      pair.tokenTypeIds.push(piece.typeId);
      continue;
    }
    const text = texts[piece.text];
    const part = <Value>(values: readonly Value[]): readonly Value[] => (side === 'right' ? values.slice(0, kept[piece.text]) : values.slice(values.length - kept[piece.text]));
    pair.inputIds.push(...part(text.inputIds));
    pair.tokens.push(...part(text.tokens));
    pair.specialTokensMask.push(...part(text.specialTokensMask));
    if (text.offsets) pair.offsets?.push(...part(text.offsets));
    pair.tokenTypeIds.push(...part(text.inputIds).map(() => piece.typeId));
  }
  pair.attentionMask = pair.inputIds.map(() => 1);
  return pair;
}
