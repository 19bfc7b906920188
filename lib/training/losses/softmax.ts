import { TorchEncodersError } from '../../errors.js';
import { Linear } from '../../nn/layers.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tidy } from '../../tensor/scope.js';
import type { Tensor } from '../../tensor/tensor.js';
import { checkColumns, rowLabels, SentenceLoss } from './loss.js';

export interface SoftmaxOptions {
  /** The size of the vectors. */
  embeddingDimension: number;
  numLabels: number;
  /** What the classifier sees: u and v (default: true), |u − v| (default: true), u · v (default: false). */
  concatenationSentRep?: boolean;
  concatenationSentDifference?: boolean;
  concatenationSentMultiplication?: boolean;
}

/** Cross entropy of a linear classifier over two texts' vectors (Reimers and Gurevych, 2019): it learns with the model. Columns: two texts; labels: [N] of classes. */
export class SoftmaxLoss extends SentenceLoss {
  readonly classifier: Linear;
  readonly #parts: readonly ((u: Tensor, v: Tensor) => readonly Tensor[])[];

  constructor({ embeddingDimension, numLabels, concatenationSentRep = true, concatenationSentDifference = true, concatenationSentMultiplication = false }: SoftmaxOptions) {
    super();
    this.#parts = [
      ...(concatenationSentRep ? [(u: Tensor, v: Tensor) => [u, v]] : []),
      ...(concatenationSentDifference ? [(u: Tensor, v: Tensor) => [u.sub(v).abs()]] : []),
      ...(concatenationSentMultiplication ? [(u: Tensor, v: Tensor) => [u.mul(v)]] : []),
    ];
    const vectors = (concatenationSentRep ? 2 : 0) + (concatenationSentDifference ? 1 : 0) + (concatenationSentMultiplication ? 1 : 0);
    if (vectors === 0) throw new TorchEncodersError('ERR_CONFIG', 'SoftmaxLoss has nothing to look at: wanted one of the concatenation options to be true');
    this.classifier = new Linear(vectors * embeddingDimension, numLabels);
  }

  /** The scores of the labels: [N, numLabels]. */
  logits([u, v]: readonly Tensor[]): Tensor {
    return tidy(() => this.classifier.forward(F.cat(this.#parts.flatMap((part) => part(u!, v!)), 1)));
  }

  async forward(embeddings: readonly Tensor[], labels?: Tensor): Promise<Tensor> {
    checkColumns(this, embeddings, 2);
    return tidy(() => F.crossEntropyLoss(this.logits(embeddings), rowLabels(this, embeddings, labels)));
  }
}
