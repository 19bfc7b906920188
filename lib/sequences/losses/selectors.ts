import { describe } from '../../config.js';
import { TorchEncodersError } from '../../errors.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import { noGrad } from '../../tensor/modes.js';
import type { Tensor } from '../../tensor/tensor.js';
import { outerPairwiseDistance, pairDistances } from './distances.js';

/** Rows of embeddings, int64 [P, 2]. */
export interface Pairs {
  readonly positive: Tensor;
  readonly negative: Tensor;
}
/** Which rows are compared. Embeddings [N, d], labels int64 [N]. */
export interface PairSelector {
  getPairs(embeddings: Tensor, labels: Tensor): Promise<Pairs>;
}
/** Anchor, positive, negative: int64 [P, 3]. */
export interface TripletSelector {
  getTriplets(embeddings: Tensor, labels: Tensor): Promise<Tensor>;
}

const sameLabel = (labels: Tensor): Tensor => labels.unsqueeze(0).eq(labels.unsqueeze(1));
/** All pairs i < j of one label, row by row. */
const positivePairs = (labels: Tensor): Tensor => sameLabel(labels).triu(1).nonzero();

function checked(negCount: number): number {
  if (!Number.isSafeInteger(negCount) || negCount < 1) throw new TorchEncodersError('ERR_CONFIG', `negCount is ${describe(negCount)}; wanted a whole number of at least 1`);
  return negCount;
}

/**
 * The `count` nearest of those that may be chosen, as [place, nearest] for each row of `distances` [n, m]; where there are fewer, those that there are:
 * never one that may not be chosen. The nearest of all rows come first, then the second nearest.
 */
function nearest(distances: Tensor, mayChoose: Tensor, count: number, isAligned = true): { rows: Tensor; chosen: Tensor } {
  const [values, indices] = distances.maskedFill(mayChoose.logicalNot(), Infinity).topk(Math.min(count, distances.shape[1]!), 1, false);
  const flat = (x: Tensor): Tensor => (isAligned ? x.t() : x).flatten();
  const isReal = flat(values).isfinite();
  const rows = F.arange(distances.shape[0]!, { device: distances.device }).repeat([values.shape[1]!]);
  return { rows: rows.index(isReal), chosen: flat(indices).index(isReal) };
}

/** All positive pairs, and for each row its `negCount` nearest of other labels. */
export class HardNegativePairSelector implements PairSelector {
  readonly #negCount: number;
  constructor({ negCount = 1 }: { negCount?: number } = {}) {
    this.#negCount = checked(negCount);
  }
  getPairs(embeddings: Tensor, labels: Tensor): Promise<Pairs> {
    return noGrad(async () => {
      using distances = await outerPairwiseDistance(embeddings);
      const { rows, chosen } = nearest(distances.t(), sameLabel(labels).logicalNot(), this.#negCount);
      return { positive: positivePairs(labels), negative: F.stack([rows, chosen], 1) };
    });
  }
}

/** All pairs. `balance`: as many negative ones, drawn at random, as positive ones (default true). */
export class AllPositivePairSelector implements PairSelector {
  constructor(private readonly options: { balance?: boolean } = {}) {}
  async getPairs(_: Tensor, labels: Tensor): Promise<Pairs> {
    const positive = positivePairs(labels);
    const negative = sameLabel(labels).logicalNot().triu(1).nonzero();
    if (this.options.balance === false) return { positive, negative };
    const drawn = F.randperm(negative.shape[0]!, { device: labels.device }).slice(0, 0, positive.shape[0]);
    return { positive, negative: negative.indexSelect(0, drawn) };
  }
}

/** Positive pairs, each with every row of another label. */
export class AllTripletSelector implements TripletSelector {
  async getTriplets(_: Tensor, labels: Tensor): Promise<Tensor> {
    const positive = positivePairs(labels);
    return withNegatives(positive, othersOf(positive, labels).nonzero());
  }
}

/**
 * Positive pairs, each with the anchor's `negCount` nearest of other labels. With more than one, pytorch-lifestream puts the negatives of one pair beside
 * another pair, and so does this, unless `isAligned` (default false).
 */
export class HardTripletSelector implements TripletSelector {
  readonly #negCount: number;
  readonly #isAligned: boolean;
  constructor({ negCount = 1, isAligned = false }: { negCount?: number; isAligned?: boolean } = {}) {
    this.#negCount = checked(negCount);
    this.#isAligned = isAligned;
  }
  getTriplets(embeddings: Tensor, labels: Tensor): Promise<Tensor> {
    return noGrad(async () => {
      const positive = positivePairs(labels);
      using distances = await outerPairwiseDistance(embeddings.indexSelect(0, positive.select(1, 0)), embeddings);
      const { rows, chosen } = nearest(distances, othersOf(positive, labels), this.#negCount, this.#isAligned);
      return withNegatives(positive, F.stack([rows, chosen], 1));
    });
  }
}

/** Positive pairs, each with one row of another label, drawn at random. */
export class RandomNegativeTripletSelector implements TripletSelector {
  async getTriplets(_: Tensor, labels: Tensor): Promise<Tensor> {
    const positive = positivePairs(labels);
    const others = othersOf(positive, labels);
    const rows = others.any(1).nonzero().flatten();
    if (rows.numel === 0) return F.zeros([0, 3], { dtype: 'int64', device: labels.device });
    const drawn = others.indexSelect(0, rows).to('float32').multinomial(1).flatten();
    return withNegatives(positive, F.stack([rows, drawn], 1));
  }
}

/** Positive pairs, each with the nearest row of another label that is further than the positive, or the furthest where none is (Schroff et al., FaceNet, 2015). */
export class SemiHardTripletSelector implements TripletSelector {
  getTriplets(embeddings: Tensor, labels: Tensor): Promise<Tensor> {
    return noGrad(async () => {
      const positive = positivePairs(labels);
      const others = othersOf(positive, labels);
      using distances = await outerPairwiseDistance(embeddings.indexSelect(0, positive.select(1, 0)), embeddings);
      const outside = distances.gt(pairDistances(embeddings, positive).unsqueeze(1)).logicalAnd(others);
      const nearestOutside = distances.maskedFill(outside.logicalNot(), Infinity).argmin(1);
      const furthest = distances.maskedFill(others.logicalNot(), -Infinity).argmax(1);
      const chosen = F.where(outside.any(1), nearestOutside, furthest);
      const rows = others.any(1).nonzero().flatten();
      return withNegatives(positive, F.stack([rows, chosen.indexSelect(0, rows)], 1));
    });
  }
}

/** [P, N]: the rows of another label than the pair's. */
const othersOf = (positive: Tensor, labels: Tensor): Tensor => labels.indexSelect(0, positive.select(1, 0)).unsqueeze(1).ne(labels.unsqueeze(0));
/** [place of a pair, row] → [anchor, positive, row]. */
const withNegatives = (positive: Tensor, chosen: Tensor): Tensor => F.cat([positive.indexSelect(0, chosen.select(1, 0)), chosen.slice(1, 1, 2)], 1);

/**
 * All positive pairs in both directions, and for each as many negatives, drawn so that their distances are spread evenly (Wu et al., "Sampling matters
 * in deep embedding learning", 2017). For embeddings of length 1.
 */
export class DistanceWeightedPairSelector implements PairSelector {
  constructor(private readonly options: { cutoff?: number; nonzeroLossCutoff?: number } = {}) {}
  getPairs(embeddings: Tensor, labels: Tensor): Promise<Pairs> {
    const { cutoff = 0.5, nonzeroLossCutoff = 1.4 } = this.options;
    return noGrad(async () => {
      const d = embeddings.shape[1]!;
      const same = sameLabel(labels);
      using distances = await outerPairwiseDistance(embeddings);
      const far = distances.clampMin(cutoff);
      const logs = far.log().mul(2 - d).sub(far.mul(far).mul(-0.25).add(1).clampMin(1e-8).log().mul((d - 3) / 2));
      const weights = logs.sub(logs.max()).exp().mul(distances.lt(nonzeroLossCutoff)).add(1e-8).maskedFill(same, 0);
      const positive = same.fillDiagonal_(false).nonzero();
      const anchors = positive.select(1, 0);
      const odds = weights.indexSelect(0, anchors);
      const rows = odds.sum([1]).gt(0).nonzero().flatten();
      if (rows.numel === 0) return { positive, negative: F.zeros([0, 2], { dtype: 'int64', device: labels.device }) };
      const drawn = odds.indexSelect(0, rows).multinomial(1).flatten();
      return { positive, negative: F.stack([anchors.indexSelect(0, rows), drawn], 1) };
    });
  }
}
