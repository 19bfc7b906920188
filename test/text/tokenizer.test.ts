import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TorchEncodersError } from '../../lib/errors.js';
import { Tokenizer, type Side, type TruncationStrategy } from '../../lib/text/tokenizer.js';
import { hasReference, parity, referenceTest } from '../reference.js';

const folder = join(parity, 'tokenizers');
const scratch = mkdtempSync(join(tmpdir(), 'tokenizer-'));
test.after(() => rmSync(scratch, { recursive: true }));

interface Expected {
  tokenizer: string;
  ids: number[][];
  ids_without_special_first60: number[][];
  tokens_first60: string[][];
  pairs: { a: number; b: number; ids: number[]; type_ids: number[]; special_tokens_mask: number[] }[];
  truncation: { a: number; b: number | null; max_length: number; strategy: TruncationStrategy; direction: Side; ids?: number[]; type_ids?: number[]; error?: string }[];
  padding: { texts: number[]; truncate_to: number; direction: Side; length: number | null; pad_to_multiple_of: number | null; pad_id: number; ids: number[][]; attention_mask: number[][] }[];
  decode: { i: number; skip_special: string; keep_special: string }[];
}

const read = <Value>(path: string): Value => JSON.parse(readFileSync(path, 'utf8')) as Value;
const strings = hasReference ? read<string[] | { strings: string[] }>(join(folder, 'strings.json')) : [];
const texts = Array.isArray(strings) ? strings : strings.strings;

/** A model folder of this tokenizer alone. */
async function tokenizerOf(path: string, padToken?: string): Promise<Tokenizer> {
  const own = mkdtempSync(join(scratch, 'model-'));
  copyFileSync(path, join(own, 'tokenizer.json'));
  if (padToken) writeFileSync(join(own, 'tokenizer_config.json'), JSON.stringify({ pad_token: { content: padToken }, model_max_length: 1e30 }));
  return Tokenizer.fromPretrained(own);
}

const kinds = hasReference ? readdirSync(folder).filter((name) => name.endsWith('.expected.json')) : [];
for (const kind of kinds) {
  const expected = read<Expected>(join(folder, kind));
  test(`${kind}: ids, tokens, pairs, truncation, padding and decoding are the reference's, without one difference`, async () => {
    const tokenizer = await tokenizerOf(join(folder, expected.tokenizer));
    const [encodings, plain, packed] = await Promise.all([
      tokenizer.encodeBatch(texts), tokenizer.encodeBatch(texts.slice(0, 60), { addSpecialTokens: false }), tokenizer.pack(texts, undefined),
    ]);
    assert.equal(encodings.map(({ inputIds }) => inputIds), expected.ids);
    assert.equal(expected.ids.map((_, i) => [...packed.ids.subarray(packed.cuSeqlens[i], packed.cuSeqlens[i + 1])]), expected.ids);
    assert.equal(plain.map(({ inputIds }) => inputIds), expected.ids_without_special_first60);
    assert.equal(encodings.slice(0, 60).map(({ tokens }) => tokens), expected.tokens_first60);

    const pairs = await tokenizer.encodeBatch(expected.pairs.map(({ a, b }) => [texts[a]!, texts[b]!] as const));
    assert.equal(pairs.map(({ inputIds, tokenTypeIds, specialTokensMask }) => ({ ids: inputIds, type_ids: tokenTypeIds, special_tokens_mask: specialTokensMask })),
      expected.pairs.map(({ ids, type_ids, special_tokens_mask }) => ({ ids, type_ids, special_tokens_mask })));

    // All at once: each must find its own setting.
    const cuts = await Promise.allSettled(expected.truncation.map(({ a, b, max_length, strategy, direction }) =>
      tokenizer.encode(texts[a]!, b === null ? null : texts[b]!, { truncation: strategy, maxLength: max_length, truncationSide: direction })));
    expected.truncation.forEach((wanted, i) => {
      const cut = cuts[i]!;
      if (wanted.error) return assert.is(cut.status === 'rejected' && (cut.reason as TorchEncodersError).code, 'ERR_RANGE');
      assert.equal(cut.status === 'fulfilled' && [cut.value.inputIds, cut.value.tokenTypeIds], [wanted.ids, wanted.type_ids], `truncation ${i}`);
    });

    const padded = await tokenizerOf(join(folder, expected.tokenizer), tokenizer.idToToken(expected.padding[0]!.pad_id));
    for (const wanted of expected.padding) {
      const found = await padded.encodeBatch(wanted.texts.map((i) => texts[i]!), {
        truncation: true, maxLength: wanted.truncate_to, padding: true, paddingSide: wanted.direction, padToMultipleOf: wanted.length ?? wanted.pad_to_multiple_of ?? 1,
      });
      assert.equal(found.map(({ inputIds }) => inputIds), wanted.ids);
      assert.equal(found.map(({ attentionMask }) => attentionMask), wanted.attention_mask);
    }

    for (const { i, skip_special, keep_special } of expected.decode) {
      assert.is(await tokenizer.decode(expected.ids[i]!), keep_special);
      assert.is(await tokenizer.decode(BigInt64Array.from(expected.ids[i]!, BigInt), { skipSpecialTokens: true }), skip_special);
    }
  });
}

referenceTest('offsets count as JavaScript does, also after an emoji and in a pair', async () => {
  const tokenizer = await tokenizerOf(join(folder, 'minilm.tokenizer.json'));
  const text = 'A 😀 great day';
  const { tokens, offsets } = await tokenizer.encode(text, '𝒳 great', { returnOffsets: true });
  const found = tokens.map((token, i) => [token, (i < tokens.indexOf('[SEP]') ? text : '𝒳 great').slice(...offsets![i]!)]);
  assert.equal(found.filter(([token]) => token === 'great' || token === 'day').map(([, slice]) => slice), ['great', 'day', 'great']);
  assert.is((await tokenizer.encode(text)).offsets, undefined);
});

referenceTest('what is no text is refused with its place, and the tokenizer goes on', async () => {
  const tokenizer = await tokenizerOf(join(folder, 'minilm.tokenizer.json'));
  const refused = async (call: Promise<unknown>, code: string, message: RegExp): Promise<void> => {
    const error = await call.then(() => assert.unreachable('was not refused'), (e: unknown) => e) as TorchEncodersError;
    assert.is(error.code, code);
    assert.match(error.message, message);
  };
  await refused(tokenizer.encodeBatch(['a', 5 as unknown as string]), 'ERR_DTYPE', /text 1 is of type number/);
  await refused(tokenizer.encodeBatch('abc' as unknown as string[]), 'ERR_DTYPE', /list of strings/);
  await refused(tokenizer.encode(null as unknown as string), 'ERR_DTYPE', /text 0 is null/);
  await refused(tokenizer.pack([['a', 'b'] as unknown as string], 5), 'ERR_DTYPE', /text 0 is a list/);
  await refused(tokenizer.encode('a', null, { truncation: true, maxLength: 0 }), 'ERR_RANGE', /maxLength is 0/);
  await refused(tokenizer.decode([-1]), 'ERR_RANGE', /-1/);
  assert.equal(await tokenizer.encodeBatch([]), []);
  assert.is(await tokenizer.countTokens(''), 2);
});

referenceTest('a text of 1 MB is cut to the length asked for, and its count is whole', async () => {
  const tokenizer = await tokenizerOf(join(folder, 'minilm.tokenizer.json'));
  const long = 'word '.repeat(200_000);
  assert.is((await tokenizer.encode(long, null, { truncation: true, maxLength: 128 })).inputIds.length, 128);
  assert.is(await tokenizer.countTokens(long), 200_002);
});

test('a folder without a readable tokenizer is refused in one line', async () => {
  const empty = mkdtempSync(join(scratch, 'empty-'));
  const refused = async (message: RegExp): Promise<void> => {
    const error = await Tokenizer.fromPretrained(empty).then(() => assert.unreachable('was not refused'), (e: unknown) => e) as TorchEncodersError;
    assert.is(error.code, 'ERR_FILE');
    assert.match(error.message, message);
    assert.not.match(error.message, /\n/);
  };
  await refused(/no tokenizer.json/);
  writeFileSync(join(empty, 'tokenizer.json'), '{"version": "1.0", "model": {');
  await refused(/cut off/);
  writeFileSync(join(empty, 'tokenizer.json'), '{"model": {"type": "Nonsense"}}');
  await refused(/no tokenizer that can be read/);
});

test.run();
