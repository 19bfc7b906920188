import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { maskTokens, torch, TorchEncodersError, VocabManager, type TextBatch } from '../../lib/index.js';
import { join } from 'node:path';
import { parity, referenceTest } from '../reference.js';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const vocabulary = (): Promise<VocabManager> => VocabManager.build([letters], { tokenize: 'characters' });

/** 40 rows of 52 letters between [CLS] and [SEP], the second half of them cut to ten. */
async function batchOf(vocab: VocabManager): Promise<TextBatch> {
  const row = [2, ...vocab.encode([...(letters + letters)]), 3];
  const short = [...row.slice(0, 11), 3, ...Array<number>(42).fill(0)];
  const ids = Array.from({ length: 40 }, (_, i) => (i < 20 ? row : short));
  return { inputIds: torch.tensor(ids, { dtype: 'int64' }), attentionMask: torch.tensor(ids.map((one) => one.map((id) => Number(id !== 0))), { dtype: 'int64' }) };
}

test('15 %, of which 80 % become the mask, 10 % any token and 10 % stay; never special tokens or padding', async () => {
  const vocab = await vocabulary();
  const before = ((await batchOf(vocab)).inputIds.toArray() as number[][]).flat();
  let [asked, masked, other, real] = [0, 0, 0, 0];
  for (let seed = 0; seed < 40; seed++) {
    const { inputIds, labels, attentionMask } = maskTokens(await batchOf(vocab), vocab, { seed });
    assert.equal([inputIds.dtype, labels.dtype, labels.shape, attentionMask.shape], ['int64', 'int64', [40, 54], [40, 54]]);
    const [after, wanted] = [inputIds, labels].map((tensor) => (tensor.toArray() as number[][]).flat()) as [number[], number[]];
    before.forEach((id, at) => {
      if (id > 4) real++;
      if (wanted[at] === -100) return assert.is(after[at], id);
      assert.ok(id > 4 && wanted[at] === id);
      asked++;
      if (after[at] === vocab.maskId) masked++;
      else if (after[at] !== id) other++;
    });
  }
  assert.ok(Math.abs(asked / real - 0.15) < 0.006, `${asked / real}`);
  assert.ok(Math.abs(masked / asked - 0.8) < 0.02 && Math.abs(other / asked - 0.1 * (30 / 31)) < 0.015, `${masked / asked} ${other / asked}`);
});

test('a seed gives the same masks', async () => {
  const vocab = await vocabulary();
  const masked = async (seed: number): Promise<unknown> => maskTokens(await batchOf(vocab), vocab, { seed, probability: 0.5 }).labels.toArray();
  assert.equal(await masked(1), await masked(1));
  assert.not.equal(await masked(1), await masked(2));
});

referenceTest('whole words: a word is asked for with all that goes on with it', async () => {
  const vocab = await VocabManager.fromPretrained(join(parity, 'models/bert'));
  const [begin, on] = [Array.from({ length: vocab.size }, (_, id) => id).filter((id) => !vocab.isContinuation(id) && !vocab.tokenizer.specialTokenIds.includes(id)), Array.from({ length: vocab.size }, (_, id) => id).filter((id) => vocab.isContinuation(id))];
  const row = [vocab.clsId!, ...Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? begin[i]! : on[i]!)), vocab.sepId!];
  const ids = torch.tensor(Array(20).fill(row) as number[][], { dtype: 'int64' });
  const { labels } = maskTokens({ inputIds: ids, attentionMask: torch.onesLike(ids) }, vocab, { seed: 3, wholeWord: true, probability: 0.3 });
  let asked = 0;
  for (const one of labels.toArray() as number[][]) {
    for (let at = 1; at < 31; at += 3) {
      assert.ok(new Set(one.slice(at, at + 3).map((label) => label === -100)).size === 1);
      asked += Number(one[at] !== -100);
    }
  }
  assert.ok(Math.abs(asked / 200 - 0.3) < 0.1);
});

test('a vocabulary without a mask is refused', async () => {
  const vocab = Object.create(await vocabulary(), { maskId: { value: undefined } }) as VocabManager;
  const batch = await batchOf(await vocabulary());
  assert.throws(() => maskTokens(batch, vocab, { seed: 1 }), (error: unknown) => error instanceof TorchEncodersError && error.code === 'ERR_CONFIG' && /no mask token/.test(error.message));
});

test.run();
