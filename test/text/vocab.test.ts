import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Tokenizer, TorchEncodersError, VocabManager, type BuildOptions } from '../../lib/index.js';
import { keptOf, sequenceOf } from '../../lib/text/sequence.js';
import { parity, referenceTest } from '../reference.js';

const scratch = mkdtempSync(join(tmpdir(), 'vocab-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const build = (corpus: readonly string[], tokenize: BuildOptions['tokenize'], options: Omit<BuildOptions, 'tokenize'> = {}): Promise<VocabManager> => VocabManager.build(corpus, { tokenize, ...options });
const tokensOf = async (vocab: VocabManager, text: string, pair?: string): Promise<string[]> => (await vocab.tokenizer.encode(text, pair)).tokens;
async function rejects(run: Promise<unknown>, code: string, message: RegExp): Promise<void> {
  const error = await run.then(() => undefined, (caught: unknown) => caught);
  assert.ok(error instanceof TorchEncodersError && error.code === code && message.test(error.message), String(error));
}

test('SMILES: atoms of two letters, brackets, rings of two digits; what is no SMILES is unknown', async () => {
  const smiles = 'C[C@@H](N)Cl.Br/C=C\\c1ccc%12[nH]c1>>O';
  const vocab = await build([smiles], 'smiles');
  assert.equal([vocab.padId, vocab.unkId, vocab.clsId, vocab.sepId, vocab.maskId], [0, 1, 2, 3, 4]);
  assert.equal(await tokensOf(vocab, smiles), ['[CLS]', 'C', '[C@@H]', '(', 'N', ')', 'Cl', '.', 'Br', '/', 'C', '=', 'C', '\\', 'c', '1', 'c', 'c', 'c', '%12', '[nH]', 'c', '1', '>>', 'O', '[SEP]']);
  assert.equal(await tokensOf(vocab, 'CxyzFC'), ['[CLS]', 'C', '[UNK]', '[UNK]', 'C', '[SEP]']);
  const { inputIds } = await vocab.tokenizer.encode(smiles);
  assert.is(await vocab.tokenizer.decode(inputIds, { skipSpecialTokens: true }), smiles);
});

test('characters, words, bytes and codes part texts as they say', async () => {
  assert.equal(await tokensOf(await build(['ab b\n漢😀'], 'characters'), 'b 漢\n😀x'), ['[CLS]', 'b', ' ', '漢', '\n', '😀', '[UNK]', '[SEP]']);
  assert.equal(await tokensOf(await build(["Don't PANIC, 一架飞机"], 'words'), 'don panic 飞机!'), ['[CLS]', 'don', 'panic', '飞', '机', '[UNK]', '[SEP]']);
  const bytes = await build([], 'bytes');
  assert.is(bytes.size, 5 + 256);
  const text = 'naïve 😀\u0000\n';
  const { inputIds } = await bytes.tokenizer.encode(text);
  assert.is(inputIds.length, 2 + Buffer.byteLength(text));
  assert.is(await bytes.tokenizer.decode(inputIds, { skipSpecialTokens: true }), text);
  assert.equal(await tokensOf(await build(['12 7 12'], 'codes'), '7  12 3'), ['[CLS]', '7', '12', '[UNK]', '[SEP]']);
});

test('the most frequent tokens stay, ties by their characters; special tokens of a text are not counted', async () => {
  const corpus = ['a a a c c b b d', 'a [MASK] [PAD]'];
  const ids = async (options: Omit<BuildOptions, 'tokenize'>): Promise<unknown> => {
    const vocab = await build(corpus, 'codes', options);
    return Array.from({ length: vocab.size - 5 }, (_, i) => vocab.tokenOf(5 + i));
  };
  assert.equal(await ids({}), ['a', 'b', 'c', 'd']);
  assert.equal(await ids({ minFrequency: 2 }), ['a', 'b', 'c']);
  assert.equal(await ids({ maxSize: 7 }), ['a', 'b']);
});

test('BPE: pieces of bytes, which put any text together again; a smaller one is the beginning of a larger one', async () => {
  const corpus = Array.from({ length: 50 }, (_, i) => `the ${'lower '.repeat(i % 3)}lowest newest widest 漢字`);
  const vocab = await build(corpus, 'bpe');
  for (const text of ['the lowest', ' quite other — 😀\n']) {
    const { inputIds } = await vocab.tokenizer.encode(text);
    assert.is(await vocab.tokenizer.decode(inputIds, { skipSpecialTokens: true }), text);
  }
  assert.equal(await tokensOf(vocab, 'the lowest'), ['[CLS]', 'the', 'Ġlowest', '[SEP]']);
  const small = await build(corpus, 'bpe', { maxSize: 5 + 256 + 4 });
  assert.is(small.size, 265);
  for (let id = 0; id < small.size; id++) assert.is(small.tokenOf(id), vocab.tokenOf(id));
  assert.not.ok(vocab.isContinuation(vocab.idOf('Ġlowest')!));
  assert.ok(vocab.isContinuation(vocab.idOf('est')!));
  await rejects(build(corpus, 'bpe', { minFrequency: 2 }), 'ERR_UNSUPPORTED', /Node build of tokenizers/);
  await rejects(build(corpus, 'bpe', { maxSize: 50_000 }), 'ERR_UNSUPPORTED', /at most 30000/);
});

test('encode takes tokens; what is unknown is unkId, or an error without one', async () => {
  const vocab = await build(['C O'], 'codes');
  assert.equal(vocab.encode(['C', 'O', 'N']), [vocab.idOf('C'), vocab.idOf('O'), vocab.unkId]);
  await rejects(build(['a'], 'letters' as never), 'ERR_CONFIG', /tokenize is "letters"; wanted smiles, characters/);
  await rejects(build(['a'], 'words', { maxSize: 5 }), 'ERR_RANGE', /maxSize is 5; wanted a whole number of at least 6/);
  await rejects(build(['a'], 'words', { minFrequency: 0 }), 'ERR_RANGE', /minFrequency is 0/);
});

test('saved and read again it is the same, and a tokenizer like any other', async () => {
  for (const tokenize of ['smiles', 'characters', 'words', 'bytes', 'bpe', 'codes'] as const) {
    const vocab = await build(['C1CC=O 12'], tokenize);
    const folder = join(scratch, tokenize);
    await vocab.save(folder);
    const again = await VocabManager.fromPretrained(folder);
    assert.equal([again.size, again.padId, again.maskId, await tokensOf(again, 'C1C N')], [vocab.size, 0, 4, await tokensOf(vocab, 'C1C N')]);
    const { inputIds, tokenTypeIds } = await (await Tokenizer.fromPretrained(folder)).encode('C1', 'CC');
    assert.is(inputIds[0], 2);
    assert.equal([tokenTypeIds[0], tokenTypeIds.at(-1)], [0, 1]);
  }
  await rejects(VocabManager.fromPretrained(scratch), 'ERR_FILE', /no tokenizer.json/);
  writeFileSync(join(scratch, 'tokenizer.json'), '{"version": "1.0", "model":');
  await rejects(VocabManager.fromPretrained(scratch), 'ERR_FILE', /tokenizer.json is no/);
});

test('more tokens: the ids of the others stay', async () => {
  const vocab = await build(['CCO'], 'smiles');
  const larger = await vocab.withTokens(['<solvent>', 'C', '<solvent>', 'Xe']);
  assert.is(larger.size, vocab.size + 2);
  assert.equal(await tokensOf(larger, '<solvent>COXe'), ['[CLS]', '<solvent>', 'C', 'O', 'Xe', '[SEP]']);
  await larger.save(join(scratch, 'larger'));
  assert.is((await VocabManager.fromPretrained(join(scratch, 'larger'))).idOf('Xe'), larger.idOf('Xe'));
});

referenceTest('a pretrained vocabulary: special tokens, words that go on, rows cut and laid out as the tokenizer does it', async () => {
  for (const [name, mask, going, beginning] of [['bert', '[MASK]', '##', 'the'], ['roberta', '<mask>', undefined, 'Ġthe'], ['xlm-roberta', '<mask>', undefined, '▁the']] as const) {
    const folder = join(parity, 'models', name);
    const vocab = await VocabManager.fromPretrained(folder);
    assert.is(vocab.tokenOf(vocab.maskId!), mask);
    assert.ok(vocab.clsId !== undefined && vocab.sepId !== undefined && vocab.unkId !== undefined);
    if (vocab.idOf(beginning) !== undefined) assert.not.ok(vocab.isContinuation(vocab.idOf(beginning)!));
    const continuing = Array.from({ length: vocab.size }, (_, id) => id).filter((id) => vocab.isContinuation(id)).map((id) => vocab.tokenOf(id)!);
    assert.ok(continuing.length > 10 && continuing.every((token) => (going ? token.startsWith(going) : !/^[Ġ▁]/.test(token))));
    const texts = ['A wing in a slipstream, and more of it', 'short', '', 'one two three four five six seven eight'];
    const { ids, cuSeqlens } = await vocab.encodeTexts(texts);
    const parts = texts.map((_, i) => ids.subarray(cuSeqlens[i], cuSeqlens[i + 1]));
    const [single, pair] = vocab.tokenizer.templates;
    for (const maxLength of [6, 9, 200]) {
      for (const [i, text] of texts.entries()) {
        const wanted = await vocab.tokenizer.encode(text, null, { truncation: true, maxLength });
        assert.equal([...sequenceOf([parts[i]!], single, keptOf([parts[i]!.length], single, maxLength), 'right').inputIds], wanted.inputIds);
        for (const [j, other] of texts.entries()) {
          const both = await vocab.tokenizer.encode(text, other, { truncation: true, maxLength });
          const laid = sequenceOf([parts[i]!, parts[j]!], pair, keptOf([parts[i]!.length, parts[j]!.length], pair, maxLength), 'right');
          assert.equal([[...laid.inputIds], [...laid.tokenTypeIds!]], [both.inputIds, both.tokenTypeIds], `${name}: '${text}' and '${other}' in ${maxLength}`);
        }
      }
    }
    await vocab.save(join(scratch, name));
    assert.is(readFileSync(join(scratch, name, 'tokenizer.json'), 'utf8'), readFileSync(join(folder, 'tokenizer.json'), 'utf8'));
    assert.ok(existsSync(join(scratch, name, 'tokenizer_config.json')));
  }
});

test.run();
