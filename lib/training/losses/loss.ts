import { isDivided, ofAllParts } from '../../distributed/parts.js';
import { TorchEncodersError } from '../../errors.js';
import { Module } from '../../nn/module.js';
import { pairwiseSimilarities, type PairwiseSimilarity } from '../../sentence/pairwise.js';
import { similarities, type Similarity, type SimilarityFunction } from '../../sentence/similarity.js';
import type { Tensor } from '../../tensor/tensor.js';

/** Texts in columns of equal length: anchors, positives, negatives; or queries and documents. */
export type TextColumns = readonly (readonly string[])[];

/** What embeds columns of texts with gradients: a SentenceEncoder, a SparseEncoder. */
export interface TextModel extends Module {
  embedColumns(columns: TextColumns): Promise<Tensor[]>;
}

/**
 * The loss of sentence embeddings: of one matrix [N, D] for each column of texts, and of labels where it wants some. Names, formulas and defaults are
 * those of sentence-transformers, in camelCase; means and sums are over the batch.
 *
 * @example
 * const loss = new losses.MultipleNegativesRankingLoss({ scale: 20 });
 * await (await loss.forward([anchors, positives])).backward();
 */
export abstract class SentenceLoss extends Module {
  /** A number. @throws ERR_SHAPE for too few or too many columns, and for labels of another shape. */
  abstract override forward(embeddings: readonly Tensor[], labels?: Tensor): Promise<Tensor>;

  /** Where several processes train together: whether {@link ofTexts} is the loss of all their vectors, or a mean over one's own rows. */
  readonly lossOver: 'rows' | 'all' = 'all';

  /** The loss of the texts themselves, embedded together with gradients. Losses that need more of the model than vectors have their own. */
  async ofTexts(model: TextModel, columns: TextColumns, labels?: Tensor): Promise<Tensor> {
    const embeddings = await model.embedColumns(columns);
    try {
      if (!isDivided()) return await this.forward(embeddings, labels);
      return await this.forward(await Promise.all(embeddings.map(ofAllParts)), labels && (await ofAllParts(labels)));
    } finally {
      for (const one of embeddings) one.dispose();
    }
  }
}

/** As many matrices as a loss wants. */
export function checkColumns(loss: SentenceLoss, embeddings: readonly unknown[], least: number, most = least): void {
  if (embeddings.length >= least && embeddings.length <= most) return;
  const wanted = least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
  throw new TorchEncodersError('ERR_SHAPE', `${loss.constructor.name} wants ${wanted} column${most === 1 ? '' : 's'}, found ${embeddings.length}`);
}

/** One label for each row, as [N]. */
export function rowLabels(loss: SentenceLoss, embeddings: readonly Tensor[], labels: Tensor | undefined): Tensor {
  const N = embeddings[0]!.shape[0]!;
  if (labels?.numel === N) return labels.reshape([N]);
  const found = labels === undefined ? 'none' : `the shape [${labels.shape.join(', ')}]`;
  throw new TorchEncodersError('ERR_SHAPE', `${loss.constructor.name} wants a label for each of ${N} rows, found ${found}`);
}

/** A similarity by its name, or the caller's own function. */
export const similarityOf = (given: SimilarityFunction | Similarity): Similarity => (typeof given === 'function' ? given : named(similarities, given));
export const pairwiseOf = (given: SimilarityFunction | PairwiseSimilarity): PairwiseSimilarity => (typeof given === 'function' ? given : named(pairwiseSimilarities, given));

/** What a table has under a name. */
export function named<Value>(table: Readonly<Record<string, Value>>, name: string): Value {
  if (Object.hasOwn(table, name)) return table[name]!;
  throw new TorchEncodersError('ERR_CONFIG', `'${String(name)}' is not known; known are ${Object.keys(table).join(', ')}`);
}
