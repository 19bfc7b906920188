// Training by several processes: each takes its rows of every batch, gradients are averaged over all while backward runs. What comes out is what one process with the whole
// batch would have. See torch.distributed.
import { TorchEncodersError } from '../errors.js';
import { native } from '../native.js';
import { allReduce, broadcast, failure, getRank, getWorldSize, group, initProcessGroup, isInitialized, isLaunched } from '../distributed/group.js';
import { onWhole } from '../distributed/parts.js';
import { noGrad } from '../tensor/modes.js';
import { handleOf, tensor, type Tensor } from '../tensor/tensor.js';
import type { TrainerModule } from './module.js';
import type { Settings } from './options.js';

/** A rank's part of a batch. */
export interface Part {
  readonly batch: unknown;
  /** How much what is logged of it counts: its rows, each once among all ranks. */
  readonly weight: number;
  /** By what a loss that is a mean over the part's rows is multiplied, for the mean over ranks to be that of the batch. */
  readonly share: number;
  /** Every rank has the whole batch: it has fewer rows than there are ranks. */
  readonly isWhole: boolean;
}

export class Parallel {
  #shared: readonly Tensor[] = [];
  readonly #rank = getRank();
  readonly #size = getWorldSize();

  private constructor(private readonly module: TrainerModule, private readonly settings: Settings) {}

  /** undefined where this process trains alone. Joins the others where a launcher has started some. */
  static async of(module: TrainerModule, settings: Settings): Promise<Parallel | undefined> {
    if (!isInitialized() && isLaunched()) await initProcessGroup();
    if (!group()) return undefined;
    if (settings.splitOnOutOfMemory) throw new TorchEncodersError('ERR_UNSUPPORTED', 'splitOnOutOfMemory is for one process; give each process smaller batches');
    return new Parallel(module, settings);
  }

  /** Rejects when another process is lost. */
  get failure(): Promise<never> {
    return failure()!;
  }

  /** All begin with the weights of rank 0. */
  async begin(): Promise<void> {
    await noGrad(() => broadcast(Object.values(this.module.stateDict())));
  }
  end(): void {
    const handle = group();
    if (handle) void native.groupUnshare(handle).catch(() => undefined); // behind what waits for the others, perhaps in vain
    this.#shared = [];
  }

  part(batch: unknown): Part {
    const { module } = this;
    const size = module.rowsOfBatch(batch);
    if (size < this.#size) return { batch, weight: size / this.#size, share: 1, isWhole: true };
    const cuts = cutsOf(module.costsOfBatch(batch) ?? Array<number>(size).fill(1), this.#size);
    const [begin, end] = [cuts[this.#rank]!, cuts[this.#rank + 1]!];
    return { batch: module.partOfBatch(batch, begin, end), weight: end - begin, share: module.lossOver === 'all' ? 1 : ((end - begin) * this.#size) / size, isWhole: false };
  }
  step<Result>(part: Part, run: () => Promise<Result>): Promise<Result> {
    return part.isWhole ? onWhole(run) : run();
  }

  /** What the ranks have to tell each other about a batch. */
  async meet(hasLoss: boolean, isInterrupted: boolean): Promise<{ someHaveLoss: boolean; allHaveLoss: boolean; isInterrupted: boolean }> {
    using told = tensor([hasLoss ? 1 : 0, isInterrupted ? 1 : 0]);
    await noGrad(() => allReduce(told));
    const [losses, interruptions] = Array.from((await told.data()) as Float32Array) as [number, number];
    return { someHaveLoss: losses > 0, allHaveLoss: losses === this.#size, isInterrupted: interruptions > 0 };
  }

  /** The backward of this loss averages gradients. */
  async prepare(loss: Tensor): Promise<void> {
    const trained = [...new Set(this.module.parameters())].filter(({ requiresGrad }) => requiresGrad);
    if (trained.length !== this.#shared.length || trained.some((one, i) => one !== this.#shared[i])) {
      await native.groupShare(group()!, trained.map(handleOf), { unused: !this.settings.checkGradients });
      this.#shared = trained;
    }
    await native.groupPrepare(group()!, handleOf(loss));
  }
  /** Averages gradients of backwards that were not prepared. */
  async reduce(): Promise<void> {
    const trained = [...new Set(this.module.parameters())].filter(({ requiresGrad }) => requiresGrad);
    await native.groupReduce(group()!, trained.map(handleOf));
  }

  /** An error of backward, with who says so. */
  explained(error: unknown): unknown {
    if (!(error instanceof TorchEncodersError) || error.code !== 'ERR_NATIVE' || /^rank /.test(error.message)) return error;
    return new TorchEncodersError('ERR_NATIVE', `rank ${this.#rank} of ${this.#size}: ${error.message}; see what the other processes say, or whether the network is up`, { cause: error });
  }
}

/** Where to cut a list of costs for parts of alike cost, each of at least one: the places of the cuts, with 0 and the end. */
export function cutsOf(costs: readonly number[], parts: number): number[] {
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  const cuts = [0];
  let [at, before] = [0, 0];
  for (let part = 1; part < parts; part++) {
    const wanted = (total * part) / parts;
    const [least, most] = [cuts[part - 1]! + 1, costs.length - (parts - part)];
    // On to the row whose middle is behind the cut.
    while (at < most && (at < least || before + costs[at]! / 2 < wanted)) before += costs[at++]!;
    cuts.push(at);
  }
  return [...cuts, costs.length];
}
