// Each rank computes a part of a batch. What a module needs of the others' parts, for a loss and metrics of the whole.
import { noGrad } from '../tensor/modes.js';
import { Tensor, tensor } from '../tensor/tensor.js';
import { allGather, allReduce, getWorldSize } from './group.js';

let isWhole = false;

/** Runs a step on a batch that every rank has all of: too few rows to divide. Then there is nothing to ask the others for. */
export async function onWhole<Result>(step: () => Promise<Result>): Promise<Result> {
  isWhole = true;
  try {
    return await step();
  } finally {
    isWhole = false;
  }
}

/** Whether batches are divided among ranks here. */
export const isDivided = (): boolean => getWorldSize() > 1 && !isWhole;

/** The rows of the whole batch, with the gradient's way back to one's own. See {@link allGather}. */
export const ofAllParts = async (rows: Tensor): Promise<Tensor> => (isDivided() ? allGather(rows) : rows);

/** By what a mean over `count` of one's own is to be multiplied, for the mean over ranks to be the mean over all. Each rank must ask, also with a count of 0. */
export async function shareOf(count: number): Promise<number> {
  if (!isDivided()) return 1;
  using total = tensor([count], { dtype: 'float64' });
  await noGrad(() => allReduce(total));
  const all = total.item() as number;
  return all === 0 ? 1 : (count * getWorldSize()) / all;
}

/** The mean over all of a mean over `count` of one's own. */
export async function meanOf(value: number, count: number): Promise<number> {
  if (!isDivided()) return value;
  using sums = tensor([count === 0 ? 0 : value * count, count], { dtype: 'float64' });
  await noGrad(() => allReduce(sums));
  const [sum, all] = Array.from((await sums.data()) as Float64Array) as [number, number];
  return sum / all;
}
