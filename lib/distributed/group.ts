// Processes that compute together, under the names of torch.distributed: LibTorch's c10d on Gloo.
import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { native } from '../native.js';
import type { GroupHandle } from '../native.generated.js';
import { applyModes, noGrad, getNumThreads, setNumThreads } from '../tensor/modes.js';
import { handleOf, Tensor, tensor } from '../tensor/tensor.js';
import { localWorldSize, placeOf, rankOf } from './place.js';

/** Options of {@link initProcessGroup}. */
export interface ProcessGroupOptions {
  /** Seconds that a collective waits for the others before it fails. Default: 1800. */
  timeout?: number;
  /** Seconds after which a process that is not heard of counts as lost, and all others fail. Default: 20. */
  patience?: number;
}

/** How values of all ranks become one. */
export type ReduceOp = 'sum' | 'mean' | 'min' | 'max';

interface Joined {
  readonly handle: GroupHandle;
  readonly rank: number;
  readonly worldSize: number;
  /** Rejects when another process is lost. */
  readonly failure: Promise<never>;
  readonly stop: () => void;
}
let joined: Joined | undefined;

/**
 * Joins the processes that a launcher has started: all that have the same MASTER_ADDR and MASTER_PORT, as many as WORLD_SIZE says. Waits until they are there.
 * Without OMP_NUM_THREADS, the processes of one machine share its cores. {@link Trainer} calls it by itself where RANK and WORLD_SIZE are set.
 * @throws ERR_CONFIG for an environment that does not say where, ERR_NATIVE where the others do not come.
 * @example
 * // torchrun --no-python --nproc-per-node 2 node train.mjs
 * await torch.distributed.initProcessGroup();
 * console.log(`rank ${torch.distributed.getRank()} of ${torch.distributed.getWorldSize()}`);
 */
export async function initProcessGroup({ timeout = 1800, patience = 20 }: ProcessGroupOptions = {}): Promise<void> {
  if (joined) throw new TorchEncodersError('ERR_CONFIG', 'this process has joined its group already');
  for (const [name, value] of Object.entries({ timeout, patience })) if (!(value > 0 && value < 1e6)) throw new TorchEncodersError('ERR_RANGE', `${name} is ${describe(value)}; wanted seconds`);
  const place = await placeOf({ timeout, patience });
  const here = localWorldSize();
  if (here > 1 && !process.env.OMP_NUM_THREADS) setNumThreads(Math.max(1, Math.floor(getNumThreads() / here)));
  const handle = await native.groupJoin(place);
  joined = { handle, rank: place.rank as number, worldSize: place.size as number, ...watched(handle, place.rank as number) };
}

/** Leaves the group, when all have come to this. */
export async function destroyProcessGroup(): Promise<void> {
  if (!joined) return;
  await barrier();
  const { handle, stop } = joined;
  joined = undefined;
  stop();
  await native.groupLeave(handle);
}

export const isInitialized = (): boolean => joined !== undefined;
/** From 0; of the launcher's environment before {@link initProcessGroup}, and 0 without one. */
export const getRank = (): number => joined?.rank ?? rankOf()?.rank ?? 0;
/** How many processes; 1 before {@link initProcessGroup}. */
export const getWorldSize = (): number => joined?.worldSize ?? 1;

/** @internal Whether a launcher has started several processes. */
export const isLaunched = (): boolean => (rankOf()?.worldSize ?? 1) > 1;
/** @internal Whether this is the process that writes and tells. */
export const isFirst = (): boolean => getRank() === 0;
/** @internal The group, of those that have joined one of several. */
export const group = (): GroupHandle | undefined => (joined && joined.worldSize > 1 ? joined.handle : undefined);
/** @internal Rejects when another process is lost; never resolves. */
export const failure = (): Promise<never> | undefined => joined?.failure;

/**
 * Adds up, or averages, the tensor of all ranks, in place on each.
 * @example await torch.distributed.allReduce(loss, 'mean');
 */
export async function allReduce(value: Tensor, op: ReduceOp = 'sum'): Promise<void> {
  const handle = group();
  if (handle) await native.groupAllReduce(handle, [handleOf(value)], op);
}

/** The tensors of `src` on every rank, in place. */
export async function broadcast(tensors: Tensor | readonly Tensor[], src = 0): Promise<void> {
  const handle = group();
  if (handle) await native.groupBroadcast(handle, [tensors].flat().map((one) => handleOf(one as Tensor)), src);
}

/**
 * The rows of all ranks, each of which may have another number of them, in the order of the ranks: [sum of N, …]. Gradients come back to a rank's own rows, as if each rank
 * goes on to the same loss and the gradients of parameters are averaged over ranks: so a loss of all rows, computed on each, is learnt from once.
 * @param rows [N, …]; N may be 0. @throws ERR_SHAPE for a tensor without dimensions.
 */
export async function allGather(rows: Tensor): Promise<Tensor> {
  const handle = group();
  if (!handle) return rows;
  applyModes();
  return new Tensor(await native.groupGather(handle, handleOf(rows)));
}

/** A value of every rank, in their order: what JSON can hold. */
export async function allGatherObject<Value>(value: Value): Promise<Value[]> {
  if (!group()) return [value];
  using mine = tensor(new TextEncoder().encode(`${JSON.stringify(value ?? null)}\n`), { dtype: 'uint8' });
  using all = await noGrad(() => allGather(mine));
  return new TextDecoder().decode((await all.data()) as Uint8Array).trimEnd().split('\n').map((line) => JSON.parse(line) as Value);
}

/** Waits until every rank has come here. */
export async function barrier(): Promise<void> {
  if (!group()) return;
  using zero = tensor([0]);
  await allReduce(zero);
}

/** Looks every second whether the others are there. */
function watched(handle: GroupHandle, rank: number): { failure: Promise<never>; stop: () => void } {
  let stop = (): void => {};
  const failure = new Promise<never>((_, reject) => {
    const timer = setInterval(() => {
      const trouble = native.groupTrouble(handle);
      if (trouble === undefined) return;
      clearInterval(timer);
      reject(new TorchEncodersError('ERR_NATIVE', `rank ${rank}: ${trouble}; it has ended, or the network is down`));
    }, 1000);
    timer.unref();
    stop = () => clearInterval(timer);
  });
  failure.catch(() => {}); // for those who wait for nothing
  return { failure, stop };
}
