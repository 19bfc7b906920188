// Losses of a whole batch: each row against all others. Embeddings [N, d], labels int64 [N].
import { TorchEncodersError } from '../../errors.js';
import { mseLoss } from '../../nn/functional.js';
import { torchFunctions as F } from '../../tensor/functions.js';
import type { Tensor } from '../../tensor/tensor.js';
import { outerCosineSimilarity } from './distances.js';
import { SequenceLoss } from './pairs.js';

/** For each positive pair, its softmax against the anchor's negatives: −log e^{s⁺/T} / (e^{s⁺/T} + Σ e^{s⁻/T}), s the dot product; the mean. */
export class SoftmaxLoss extends SequenceLoss {
  constructor(private readonly options: { temperature?: number } = {}) { super(); }
  async forward(embeddings: Tensor, labels: Tensor): Promise<Tensor> {
    const scores = embeddings.mm(embeddings.t()).div(this.options.temperature ?? 0.05);
    const same = labels.unsqueeze(0).eq(labels.unsqueeze(1));
    const negatives = scores.maskedFill(same, -Infinity).logsumexp([1], true);
    const losses = F.logaddexp(scores, negatives).sub(scores);
    const pairs = same.logicalAnd(F.eye(labels.numel, { dtype: 'bool', device: labels.device }).logicalNot());
    return losses.maskedFill(pairs.logicalNot(), 0).sum().div(pairs.sum().clampMin(1));
  }
}

/** The two views of each sequence, which stand side by side: rows 0 and 1, 2 and 3 … */
function views(embeddings: Tensor, labels: Tensor, loss: string): [Tensor, Tensor] {
  const N = labels.numel;
  const [first, second] = N % 2 === 0 && N > 0 ? labels.unflatten(0, [N / 2, 2]).unbind(1) : [];
  if (!first || !first.equal(second!)) throw new TorchEncodersError('ERR_SHAPE', `${loss} wants two rows of each sequence side by side; found labels ${labels.toArray()}: set splitCount to 2`);
  return embeddings.unflatten(0, [N / 2, 2]).unbind(1) as [Tensor, Tensor];
}
const offDiagonal = (square: Tensor): Tensor => square.sub(square.diagonal().diag());

/** Σ (1 − C_ii)² + λ Σ C_ij², C = Z₁ᵀZ₂ / n of two views (Zbontar et al., Barlow Twins, 2021). */
export class BarlowTwinsLoss extends SequenceLoss {
  constructor(private readonly options: { lambd: number }) { super(); }
  async forward(embeddings: Tensor, labels: Tensor): Promise<Tensor> {
    const [a, b] = views(embeddings, labels, 'BarlowTwinsLoss');
    const correlations = a.t().mm(b).div(a.shape[0]!);
    return correlations.diagonal().sub(1).pow(2).sum().add(offDiagonal(correlations).pow(2).sum(), { alpha: this.options.lambd });
  }
}

/** Invariance, variance and covariance of two views (Bardes et al., VICReg, 2022), with pytorch-lifestream's divisor N − 1 of the covariances. */
export class VicregLoss extends SequenceLoss {
  constructor(private readonly options: { simCoeff: number; stdCoeff: number; covCoeff: number }) { super(); }
  async forward(embeddings: Tensor, labels: Tensor): Promise<Tensor> {
    const { simCoeff, stdCoeff, covCoeff } = this.options;
    const pair = views(embeddings, labels, 'VicregLoss');
    const [N, d] = embeddings.shape as [number, number];
    const centred = pair.map((view) => view.sub(view.mean([0])));
    const spread = centred.map((view) => view.var([0]).add(1e-4).sqrt().neg().add(1).relu().mean().div(2));
    const together = centred.map((view) => offDiagonal(view.t().mm(view).div(N - 1)).pow(2).sum().div(d));
    return mseLoss(...pair).mul(simCoeff).add(spread[0]!.add(spread[1]!), { alpha: stdCoeff }).add(together[0]!.add(together[1]!), { alpha: covCoeff });
  }
}

/** The mean of each label's rows: [classes, d], and which labels the batch has. */
function centroids(embeddings: Tensor, labels: Tensor, classNum: number | undefined): { centers: Tensor; classes: number } {
  const classes = classNum ?? labels.max().item() + 1;
  const members = F.oneHot(labels, classes).to(embeddings.dtype); // [N, classes]
  return { centers: members.t().mm(embeddings).div(members.sum([0]).unsqueeze(1).add(1e-6)), classes };
}

/** Rows near the centre of their label, centres at least `centroidMargin` apart. */
export class CentroidLoss extends SequenceLoss {
  constructor(private readonly options: { classNum?: number; centroidMargin?: number } = {}) { super(); }
  async forward(embeddings: Tensor, labels: Tensor): Promise<Tensor> {
    const { classNum, centroidMargin = 1.4 } = this.options;
    const { centers, classes } = centroids(embeddings, labels, classNum);
    const apart = centers.unsqueeze(1).sub(centers.unsqueeze(0)).pow(2).sum([2]).add(1e-6).sqrt().neg().add(centroidMargin).relu().pow(2);
    const near = embeddings.sub(centers.indexSelect(0, labels)).pow(2).sum([1]).mean();
    return near.add(apart.triu(1).sum().div(classes).mul((classes - 1) / 2));
  }
}

/** Softmax of −temperature · d² to the centres of the labels. */
export class CentroidSoftmaxLoss extends SequenceLoss {
  constructor(private readonly options: { classNum?: number; temperature?: number } = {}) { super(); }
  async forward(embeddings: Tensor, labels: Tensor): Promise<Tensor> {
    const { classNum, temperature = 10 } = this.options;
    const { centers } = centroids(embeddings, labels, classNum);
    const distances = embeddings.unsqueeze(1).sub(centers.unsqueeze(0)).pow(2).sum([2]);
    return F.crossEntropyLoss(distances.mul(-temperature), labels);
  }
}

/** How often a negative pair is more alike than a positive one, from histograms of both (Ustinova and Lempitsky, 2016). */
export class HistogramLoss extends SequenceLoss {
  constructor(private readonly options: { numSteps?: number } = {}) { super(); }
  async forward(embeddings: Tensor, labels: Tensor): Promise<Tensor> {
    const { numSteps = 100 } = this.options;
    const step = 2 / (numSteps - 1);
    const isPair = F.ones([labels.numel, labels.numel], { dtype: 'bool', device: labels.device }).triu(1);
    const similarities = (await outerCosineSimilarity(embeddings)).maskedSelect(isPair).clamp(-1 + 1e-6, 1 - 1e-6);
    const same = labels.unsqueeze(0).eq(labels.unsqueeze(1)).maskedSelect(isPair);
    const bins = F.arange(numSteps, { device: embeddings.device }).mul(step).sub(1);
    const shares = similarities.unsqueeze(0).sub(bins.unsqueeze(1)).abs().div(step).neg().add(1).relu(); // [numSteps, pairs]
    const histogram = (pairs: Tensor): Tensor => shares.mul(pairs).sum([1]).div(pairs.sum().clampMin(1));
    return histogram(same.logicalNot()).mul(histogram(same).cumsum(0)).sum();
  }
}
