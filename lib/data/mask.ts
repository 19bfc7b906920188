import { torchFunctions } from '../tensor/functions.js';
import { Generator } from '../tensor/random.js';
import { tensor } from '../tensor/tensor.js';
import type { VocabManager } from '../text/vocab.js';
import { TorchEncodersError } from '../errors.js';
import type { TextBatch } from './encoded.js';

/** Options of {@link maskTokens}. */
export interface MaskOptions {
  /** How likely a token is asked for. Default: 0.15. */
  probability?: number;
  /** Whether all tokens of a word are asked for together. Default: false. */
  wholeWord?: boolean;
  /** The same seed masks the same tokens. */
  seed: number;
}

/**
 * A batch for a masked language model, as BERT's (Devlin et al., 2018): of the tokens that are asked for, 80 % become the mask, 10 % any token, 10 % stay.
 * Special tokens and padding are never asked for. `labels` int64 [B, L]: the token that was there, -100 where none is asked for. The batch that is given is freed.
 * @throws ERR_CONFIG for a vocabulary without a mask.
 */
export function maskTokens(batch: TextBatch, vocab: VocabManager, { probability = 0.15, wholeWord = false, seed }: MaskOptions): Required<Pick<TextBatch, 'labels'>> & TextBatch {
  const { maskId } = vocab;
  if (maskId === undefined) throw new TorchEncodersError('ERR_CONFIG', "the vocabulary has no mask token, which a masked language model needs; add one: vocab.withTokens(['[MASK]']), or build a vocabulary");
  const { inputIds, attentionMask, labels: old, ...rest } = batch;
  const shape = inputIds.shape as [number, number];
  const ids = inputIds.dataSync() as BigInt64Array;
  const real = attentionMask.dataSync() as BigInt64Array;
  for (const one of [inputIds, old]) one?.dispose();
  using drawn = torchFunctions.rand([3, ids.length], { generator: new Generator().manualSeed(seed) });
  const random = drawn.dataSync() as Float32Array;
  const specials = new Set(vocab.tokenizer.specialTokenIds);
  const labels = new BigInt64Array(ids.length).fill(-100n);
  let word = 0; // where the word of a token begins
  for (let at = 0; at < ids.length; at++) {
    const id = Number(ids[at]);
    if (!wholeWord || at % shape[1] === 0 || !vocab.isContinuation(id)) word = at;
    if (real[at] === 0n || specials.has(id) || random[word]! >= probability) continue;
    labels[at] = ids[at]!;
    const [kind, other] = [random[ids.length + at]!, random[2 * ids.length + at]!];
    if (kind < 0.8) ids[at] = BigInt(maskId);
    else if (kind < 0.9) ids[at] = BigInt(Math.floor(other * vocab.size));
  }
  return { ...rest, inputIds: tensor(ids, { shape }), attentionMask, labels: tensor(labels, { shape }) };
}
