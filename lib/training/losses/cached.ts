import { ofAllParts } from '../../distributed/parts.js';
import { TorchEncodersError } from '../../errors.js';
import { within } from '../../sentence/limits.js';
import { cosSim } from '../../sentence/similarity.js';
import { customFunction, grad } from '../../tensor/autograd.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { isGradEnabled, noGrad } from '../../tensor/modes.js';
import { getRngState, setRngState } from '../../tensor/random.js';
import { tidy } from '../../tensor/scope.js';
import type { Tensor } from '../../tensor/tensor.js';
import { checkColumns, SentenceLoss, type TextColumns, type TextModel } from './loss.js';
import { MultipleNegativesRankingLoss, type RankingOptions } from './ranking.js';

/** Some texts of one column, and the random numbers that they were embedded with. */
interface MiniBatch {
  readonly column: number;
  readonly begin: number;
  readonly end: number;
  readonly randomState: Tensor;
}

/**
 * GradCache (Gao et al., 2021): the loss of a batch too large for one backward. The texts are embedded some at a time and without gradients; the loss gives
 * the gradient of the vectors; then each mini-batch is embedded again, with the same random numbers, and takes its share of that gradient to the parameters.
 * What comes back is the loss, whose `backward` adds the parameters' gradients.
 *
 * @param backward the loss of vectors that collect gradients, after its backward.
 */
export async function gradCache(model: TextModel, columns: TextColumns, miniBatchSize: number, backward: (embeddings: readonly Tensor[]) => Promise<Tensor>): Promise<Tensor> {
  const { embeddings, batches } = await withoutGradients(model, columns, miniBatchSize);
  try {
    const all = (): Promise<Tensor[]> => Promise.all(embeddings.map(ofAllParts));
    if (!isGradEnabled()) return await backward(await all());
    for (const one of embeddings) one.requiresGrad = true;
    using loss = await backward(await all());
    const parameters = [...model.parameters()].filter((parameter) => parameter.requiresGrad);
    const unused = embeddings.findIndex((one) => !one.grad);
    if (unused >= 0) throw new TorchEncodersError('ERR_CONFIG', `the loss makes no use of column ${unused}; leave it out`);
    return attached(loss, parameters, await parameterGradients(model, columns, batches, embeddings, parameters));
  } finally {
    for (const one of [...embeddings, ...batches.map(({ randomState }) => randomState)]) one.dispose();
  }
}

async function withoutGradients(model: TextModel, columns: TextColumns, miniBatchSize: number): Promise<{ embeddings: Tensor[]; batches: MiniBatch[] }> {
  const batches: MiniBatch[] = [];
  const embeddings: Tensor[] = [];
  for (const [column, texts] of columns.entries()) {
    const parts: Tensor[] = [];
    for (let begin = 0; begin < texts.length; begin += miniBatchSize) {
      const end = Math.min(begin + miniBatchSize, texts.length);
      batches.push({ column, begin, end, randomState: getRngState() });
      parts.push((await noGrad(() => model.embedColumns([texts.slice(begin, end)])))[0]!);
    }
    embeddings.push(F.cat(parts));
    for (const part of parts) part.dispose();
  }
  return { embeddings, batches };
}

/** The gradient of each parameter, summed over the mini-batches. */
async function parameterGradients(model: TextModel, columns: TextColumns, batches: readonly MiniBatch[], embeddings: readonly Tensor[], parameters: readonly Tensor[]): Promise<(Tensor | undefined)[]> {
  const sums: (Tensor | undefined)[] = parameters.map(() => undefined);
  using after = getRngState();
  try {
    for (const { column, begin, end, randomState } of batches) {
      setRngState(randomState);
      const [again] = await model.embedColumns([columns[column]!.slice(begin, end)]);
      using vectors = again!;
      using share = embeddings[column]!.grad!.slice(0, begin, end);
      const found = await grad([vectors], parameters, { gradOutputs: [share], allowUnused: true });
      noGrad(() => found.forEach((one, i) => {
        if (!sums[i]) sums[i] = one;
        else if (one) {
          sums[i].add_(one);
          one.dispose();
        }
      }));
    }
    return sums;
  } finally {
    setRngState(after);
  }
}

/** The loss as a function of the parameters whose gradients are known already: so it can be scaled, added to others and accumulated. */
function attached(loss: Tensor, parameters: readonly Tensor[], gradients: readonly (Tensor | undefined)[]): Tensor {
  return customFunction<Tensor[], Tensor>({
    name: 'GradCacheBackward',
    forward: () => loss.detach().clone(),
    backward: (_, outer) => gradients.map((one) => one?.mul(outer)),
  })(...parameters);
}

export interface CachedOptions {
  /** How many texts are embedded at a time: what memory allows. It changes neither the loss nor, but for the random numbers of dropout, the gradients. Default: 32. */
  miniBatchSize?: number;
}

/**
 * {@link MultipleNegativesRankingLoss} of batches of thousands on a small machine, by `gradCache`. Of vectors alone it is that loss.
 * @example
 * new losses.CachedMultipleNegativesRankingLoss({ miniBatchSize: 64 }).ofTexts(model, [queries, documents]);
 */
export class CachedMultipleNegativesRankingLoss extends MultipleNegativesRankingLoss {
  readonly miniBatchSize: number;
  constructor({ miniBatchSize = 32, ...options }: RankingOptions & CachedOptions = {}) {
    super(options);
    within('miniBatchSize', miniBatchSize, 1);
    this.miniBatchSize = miniBatchSize;
  }

  override async ofTexts(model: TextModel, columns: TextColumns): Promise<Tensor> {
    checkColumns(this, columns, 2, Infinity);
    return gradCache(model, columns, this.miniBatchSize, (embeddings) => inChunks(embeddings[0]!.shape[0]!, this.miniBatchSize, async (begin, end) => this.ofRows(embeddings, [begin, end])));
  }
}

/** The sum of a loss's parts, each after its own backward: one part's scores are held at a time. */
export async function inChunks(count: number, size: number, part: (begin: number, end: number) => Promise<Tensor>): Promise<Tensor> {
  const values: Tensor[] = [];
  for (let begin = 0; begin < count; begin += size) {
    using loss = await part(begin, Math.min(begin + size, count));
    if (isGradEnabled()) await loss.backward();
    values.push(loss.detach());
  }
  const sum = tidy(() => F.stack(values).sum());
  for (const value of values) value.dispose();
  return sum;
}

export interface MegaBatchMarginOptions extends CachedOptions {
  /** How alike positives should be at least. Default: 0.8. */
  positiveMargin?: number;
  /** How alike the hardest negative may be. Default: 0.3. */
  negativeMargin?: number;
  /** Embed the texts some at a time. Default: true. */
  useMiniBatchedVersion?: boolean;
}

/**
 * Each anchor with its positive and with the hardest of the batch's other positives (Wieting and Gimpel, 2018): the larger the batch, the harder.
 * mean(max(0, positiveMargin − s⁺) + max(0, s⁻ − negativeMargin)). Columns: anchors, positives.
 */
export class MegaBatchMarginLoss extends SentenceLoss {
  readonly #options: Required<MegaBatchMarginOptions>;
  constructor({ positiveMargin = 0.8, negativeMargin = 0.3, useMiniBatchedVersion = true, miniBatchSize = 50 }: MegaBatchMarginOptions = {}) {
    super();
    within('miniBatchSize', miniBatchSize, 1);
    this.#options = { positiveMargin, negativeMargin, useMiniBatchedVersion, miniBatchSize };
  }
  async forward(embeddings: readonly Tensor[]): Promise<Tensor> {
    checkColumns(this, embeddings, 2);
    return this.#ofRows(embeddings, 0, embeddings[0]!.shape[0]!);
  }
  override async ofTexts(model: TextModel, columns: TextColumns): Promise<Tensor> {
    checkColumns(this, columns, 2);
    const { useMiniBatchedVersion, miniBatchSize } = this.#options;
    if (!useMiniBatchedVersion) return super.ofTexts(model, columns);
    return gradCache(model, columns, miniBatchSize, (embeddings) => inChunks(embeddings[0]!.shape[0]!, miniBatchSize, async (begin, end) => this.#ofRows(embeddings, begin, end)));
  }

  #ofRows([anchors, positives]: readonly Tensor[], begin: number, end: number): Tensor {
    const { positiveMargin, negativeMargin } = this.#options;
    return tidy(() => {
      const N = anchors!.shape[0]!;
      const scores = cosSim(anchors!.slice(0, begin, end), positives!);
      const hardest = scores.maskedFill(F.eye(N, { dtype: 'bool' }).slice(0, begin, end), -Infinity).max(1).values;
      return scores.diagonal(begin).rsub(positiveMargin).relu().add(hardest.sub(negativeMargin).relu()).sum().div(N);
    });
  }
}
