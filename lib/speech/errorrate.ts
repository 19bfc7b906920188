import { TorchEncodersError } from '../errors.js';

/** How many elements must be put in, taken out or exchanged to make one sequence of the other (Levenshtein). As torchaudio.functional.edit_distance. */
export function editDistance(a: ArrayLike<unknown>, b: ArrayLike<unknown>): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) next.push(Math.min(row[j]! + (a[i] === b[j] ? 0 : 1), row[j + 1]! + 1, next[j]! + 1));
    row = next;
  }
  return row[b.length]!;
}

/**
 * The edit distances of all texts by the characters of all references: 0 is perfect, and more than 1 can be reached. Characters are code points.
 *
 * @param hypotheses what was recognised, a text or a list.
 * @param references what was said, as many.
 * @example
 * speech.characterErrorRate(['sevn', 'two'], ['seven', 'two']); // 1 / 8
 * @throws ERR_SHAPE when there are not as many of both, ERR_RANGE when the references have no character.
 */
export function characterErrorRate(hypotheses: string | readonly string[], references: string | readonly string[]): number {
  const [found, wanted] = [hypotheses, references].map((texts) => (typeof texts === 'string' ? [texts] : texts).map((text) => Array.from(text))) as [string[][], string[][]];
  if (found.length !== wanted.length) throw new TorchEncodersError('ERR_SHAPE', `found ${found.length} recognised texts for ${wanted.length} references`);
  const characters = wanted.reduce((sum, text) => sum + text.length, 0);
  if (characters === 0) throw new TorchEncodersError('ERR_RANGE', 'the references have no character; an error rate is a part of them');
  return wanted.reduce((sum, text, i) => sum + editDistance(found[i]!, text), 0) / characters;
}
