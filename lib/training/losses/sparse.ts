import { TorchEncodersError } from '../../errors.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tidy } from '../../tensor/scope.js';
import type { Tensor } from '../../tensor/tensor.js';
import { checkColumns, SentenceLoss } from './loss.js';

/** Σᵥ (mean over the texts of a word's weight)² (Paria et al., 2020): how much work an index of these vectors is. Any number of columns, taken together. */
export class FlopsLoss extends SentenceLoss {
  readonly #threshold: number | undefined;
  /** @param options.threshold texts with no more words than this count for nothing. Default: none. */
  constructor({ threshold }: { threshold?: number } = {}) {
    super();
    this.#threshold = threshold;
  }
  async forward(embeddings: readonly Tensor[]): Promise<Tensor> {
    checkColumns(this, embeddings, 1, Infinity);
    return tidy(() => {
      const all = F.cat(embeddings);
      const counted = this.#threshold === undefined ? all : all.mul(all.ne(0).sum(1).gt(this.#threshold).unsqueeze(1));
      return counted.mean(0).square().sum();
    });
  }
}

export interface SpladeOptions {
  /** The loss of the vectors, such as {@link SparseMultipleNegativesRankingLoss}. */
  loss: SentenceLoss;
  documentRegularizerWeight: number;
  /** Default: queries are not regularised. */
  queryRegularizerWeight?: number;
  /** Texts with no more words than this are not regularised. */
  documentRegularizerThreshold?: number;
  queryRegularizerThreshold?: number;
  /** All columns are documents. Default: false, the first is the queries. */
  useDocumentRegularizerOnly?: boolean;
}

/** A loss, plus λ_d · {@link FlopsLoss} of the documents, plus λ_q · that of the queries (Formal et al., 2021). */
export class SpladeLoss extends SentenceLoss {
  readonly loss: SentenceLoss;
  readonly #options: SpladeOptions;
  constructor(options: SpladeOptions) {
    super();
    if (options.useDocumentRegularizerOnly && options.queryRegularizerWeight !== undefined) throw new TorchEncodersError('ERR_CONFIG', 'queryRegularizerWeight is given, and useDocumentRegularizerOnly says that there are no queries');
    this.loss = options.loss;
    this.#options = options;
  }
  async forward(embeddings: readonly Tensor[], labels?: Tensor): Promise<Tensor> {
    const { documentRegularizerWeight, queryRegularizerWeight = 0, documentRegularizerThreshold, queryRegularizerThreshold, useDocumentRegularizerOnly = false } = this.#options;
    using base = await this.loss.forward(embeddings, labels);
    using documents = await new FlopsLoss({ threshold: documentRegularizerThreshold }).forward(useDocumentRegularizerOnly ? embeddings : embeddings.slice(1));
    using queries = await new FlopsLoss({ threshold: queryRegularizerThreshold }).forward(embeddings.slice(0, 1));
    return tidy(() => base.add(documents.mul(documentRegularizerWeight)).add(queries.mul(queryRegularizerWeight)));
  }
}
