import { TorchEncodersError } from '../../errors.js';
import type { SentenceEncoder } from '../../sentence/encoder.js';
import { cosSim } from '../../sentence/similarity.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { tidy } from '../../tensor/scope.js';
import type { Tensor } from '../../tensor/tensor.js';
import { checkColumns, SentenceLoss, type TextColumns, type TextModel } from './loss.js';

export interface GISTEmbedOptions {
  /** The model that tells false negatives. Its weights do not change. */
  guide: SentenceEncoder;
  /** Default: 0.01. */
  temperature?: number;
  /** A negative is false where the guide finds it more alike than the positive less the margin: in itself, or as a share of the positive's similarity. Default: 'absolute'. */
  marginStrategy?: 'absolute' | 'relative';
  /** Default: 0. */
  margin?: number;
  /** Whether other anchors, and other positives, are negatives too. Defaults: true. */
  contrastAnchors?: boolean;
  contrastPositives?: boolean;
}

/**
 * In-batch negatives without those that a guide takes for positives (Solatorio, 2024). Columns: anchors, positives, and negatives or none;
 * labels of {@link forward}: the guide's vectors, [N, columns, D].
 */
export class GISTEmbedLoss extends SentenceLoss {
  readonly #guide: SentenceEncoder;
  readonly #options: Required<Omit<GISTEmbedOptions, 'guide'>>;
  constructor({ guide, temperature = 0.01, marginStrategy = 'absolute', margin = 0, contrastAnchors = true, contrastPositives = true }: GISTEmbedOptions) {
    super();
    if (marginStrategy !== 'absolute' && marginStrategy !== 'relative') throw new TorchEncodersError('ERR_CONFIG', `marginStrategy is '${String(marginStrategy)}'; wanted absolute or relative`);
    if (!(temperature > 0)) throw new TorchEncodersError('ERR_RANGE', `temperature is ${temperature}; wanted a number above 0`);
    this.#guide = guide;
    this.#options = { temperature, marginStrategy, margin, contrastAnchors, contrastPositives };
  }

  override async ofTexts(model: TextModel, columns: TextColumns): Promise<Tensor> {
    checkColumns(this, columns, 2, 3);
    using flat = await this.#guide.encode(columns.flat());
    using guided = tidy(() => flat.unflatten(0, [columns.length, columns[0]!.length]).transpose(0, 1));
    return await super.ofTexts(model, columns, guided);
  }

  async forward(embeddings: readonly Tensor[], labels?: Tensor): Promise<Tensor> {
    checkColumns(this, embeddings, 2, 3);
    const N = embeddings[0]!.shape[0]!;
    if (labels?.ndim !== 3 || labels.shape[0] !== N || labels.shape[1] !== embeddings.length) {
      throw new TorchEncodersError('ERR_SHAPE', `GISTEmbedLoss wants the guide's vectors [${N}, ${embeddings.length}, D] as labels, found ${labels ? `the shape [${labels.shape.join(', ')}]` : 'none'}`);
    }
    const { temperature, contrastAnchors, contrastPositives } = this.#options;
    return tidy(() => {
      const guided = labels.unbind(1);
      const own = F.eye(N, { dtype: 'bool' });
      const positive = cosSim(guided[0]!, guided[1]!).diagonal().unsqueeze(1);
      const scores = (a: number, b: number): Tensor => {
        const isFalse = cosSim(guided[a]!, guided[b]!).gt(this.#least(positive));
        const masked = a === 0 && b === 1 ? isFalse.logicalAnd(own.logicalNot()) : isFalse;
        return cosSim(embeddings[a]!, embeddings[b]!).maskedFill(masked, -Infinity);
      };
      const all = [scores(0, 1), ...(contrastAnchors ? [scores(0, 0)] : []), ...(contrastPositives ? [scores(1, 1)] : []), ...(embeddings.length === 3 ? [scores(0, 2)] : [])];
      return F.crossEntropyLoss(F.cat(all, 1).div(temperature), F.arange(N));
    });
  }

  /** Above this a negative is false. */
  #least(positive: Tensor): Tensor {
    const { marginStrategy, margin } = this.#options;
    return marginStrategy === 'absolute' ? positive.sub(margin) : positive.sub(positive.abs().mul(margin));
  }
}
