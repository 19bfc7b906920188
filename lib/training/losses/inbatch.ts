// uniem's losses of pairs and triplets, by cosines over a temperature.
import { TorchEncodersError } from '../../errors.js';
import { pairwiseCosSim } from '../../sentence/pairwise.js';
import { cosSim } from '../../sentence/similarity.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tidy } from '../../tensor/scope.js';
import type { Tensor } from '../../tensor/tensor.js';
import { checkColumns, SentenceLoss } from './loss.js';

export interface InBatchOptions {
  /** Default: 0.05. */
  temperature?: number;
}
export interface TripletInBatchOptions extends InBatchOptions {
  /** Add the loss of the pairs in the other direction. Default: false. */
  addSwapLoss?: boolean;
}

/** The similarity of each text with its partner, [N, 1], and with others, [N, M], minus infinity where there is none. */
type Form = (own: Tensor, others: Tensor) => Tensor;

// log(1 + Σ exp(sᵢⱼ − sᵢᵢ)) is the cross entropy of sᵢᵢ: uniem's CoSENT and its softmax differ in how they are written alone.
const softmax: Form = (own, others) => F.cat([own, others], 1).logsumexp(1).sub(own.squeeze(1)).mean();
const sigmoid: Form = (own, others) => F.softplus(others.sub(own)).sum().div(others.isfinite().sum());

abstract class InBatchLoss extends SentenceLoss {
  protected readonly temperature: number;
  constructor({ temperature = 0.05 }: InBatchOptions = {}) {
    super();
    if (!(temperature > 0)) throw new TorchEncodersError('ERR_RANGE', `temperature is ${temperature}; wanted a number above 0`);
    this.temperature = temperature;
  }

  /** Each text's own partner among those of the batch. */
  protected ofPairs(form: Form, texts: Tensor, partners: Tensor): Tensor {
    const similarities = cosSim(texts, partners).div(this.temperature);
    const others = similarities.maskedFill(F.eye(texts.shape[0]!, { dtype: 'bool' }), -Infinity);
    return form(similarities.diagonal().unsqueeze(1), others);
  }
}

abstract class PairLoss extends InBatchLoss {
  protected abstract readonly form: Form;
  async forward(embeddings: readonly Tensor[]): Promise<Tensor> {
    checkColumns(this, embeddings, 2);
    return tidy(() => this.ofPairs(this.form, embeddings[0]!, embeddings[1]!));
  }
}

abstract class TripletInBatchLoss extends InBatchLoss {
  protected abstract readonly form: Form;
  readonly #addSwapLoss: boolean;
  constructor({ temperature, addSwapLoss = false }: TripletInBatchOptions = {}) {
    super({ temperature });
    this.#addSwapLoss = addSwapLoss;
  }
  async forward(embeddings: readonly Tensor[]): Promise<Tensor> {
    checkColumns(this, embeddings, 3);
    const [anchors, positives, negatives] = embeddings as [Tensor, Tensor, Tensor];
    return tidy(() => {
      const own = pairwiseCosSim(anchors, positives).div(this.temperature).unsqueeze(1);
      const loss = this.form(own, cosSim(anchors, negatives).div(this.temperature));
      return this.#addSwapLoss ? loss.add(this.ofPairs(this.form, positives, anchors)) : loss;
    });
  }
}

/** Cross entropy of each text's own partner among those of the batch. Columns: texts, their partners. */
export class PairInBatchNegSoftmaxContrastLoss extends PairLoss {
  protected readonly form = softmax;
}
/** The mean of log(1 + Σⱼ exp((sᵢⱼ − sᵢᵢ) / T)). Columns: texts, their partners. */
export class PairInBatchNegCoSentLoss extends PairLoss {
  protected readonly form = softmax;
}
/** The mean of −log σ((sᵢᵢ − sᵢⱼ) / T) over i ≠ j. Columns: texts, their partners. */
export class PairInBatchNegSigmoidContrastLoss extends PairLoss {
  protected readonly form = sigmoid;
}
/** Cross entropy of each anchor's positive beside all negatives of the batch. Columns: anchors, positives, negatives. */
export class TripletInBatchNegSoftmaxContrastLoss extends TripletInBatchLoss {
  protected readonly form = softmax;
}
/** The mean of log(1 + Σⱼ exp((sᵢⱼ⁻ − sᵢ⁺) / T)). Columns: anchors, positives, negatives. */
export class TripletInBatchNegCoSentLoss extends TripletInBatchLoss {
  protected readonly form = softmax;
}
/** The mean of −log σ((sᵢ⁺ − sᵢⱼ⁻) / T). Columns: anchors, positives, negatives. */
export class TripletInBatchNegSigmoidContrastLoss extends TripletInBatchLoss {
  protected readonly form = sigmoid;
}
