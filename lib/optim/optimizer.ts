import { TorchEncodersError } from '../errors.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { noGrad } from '../tensor/modes.js';
import type { Tensor } from '../tensor/tensor.js';

/** Parameters with options of their own; those that are not given are the optimizer's. */
export type ParamGroup<Options> = Options & { params: Tensor[] };

/** What an optimizer knows of a parameter: tensors and numbers by PyTorch's names in camelCase. */
export type ParameterState = Record<string, Tensor | number>;

export interface OptimizerState<Options> {
  /** By the place of the parameter among all of them. */
  state: Record<number, ParameterState>;
  paramGroups: (Options & { params: number[] })[];
}

/** The least that every optimizer's options have. */
export interface BaseOptions {
  lr: number;
  /** Where the learning rate began; schedulers put it here. */
  initialLr?: number;
  [name: string]: unknown;
}

/** Any optimizer, to those who look at its groups or let it step. */
export interface AnyOptimizer {
  readonly paramGroups: readonly (BaseOptions & { params: Tensor[] })[];
  step(): Promise<unknown>;
}

/**
 * Changes parameters by their gradients. `step` is queued: it comes after the backward before it, and leaves the event loop free.
 *
 * @example
 * const optimizer = new optim.AdamW(model.parameters(), { lr: 1e-3 });
 * await loss.backward();
 * await optimizer.step();
 * optimizer.zeroGrad();
 */
export abstract class Optimizer<Options extends BaseOptions = BaseOptions> {
  readonly paramGroups: ParamGroup<Options>[] = [];
  protected readonly state = new Map<Tensor, ParameterState>();

  /** @throws ERR_CONFIG for no parameters, for one that is given twice, and for one that is computed rather than made. */
  constructor(params: Iterable<Tensor> | readonly ({ params: Iterable<Tensor> } & Partial<Options>)[], private readonly defaults: Options) {
    const list = [...(params as Iterable<Tensor | ({ params: Iterable<Tensor> } & Partial<Options>)>)];
    if (list.length === 0) throw new TorchEncodersError('ERR_CONFIG', 'an optimizer wants parameters, found none');
    const groups = 'shape' in list[0]! ? [{ params: list }] : list;
    for (const group of groups) this.addParamGroup(group as { params: Iterable<Tensor> } & Partial<Options>);
  }

  addParamGroup(group: { params: Iterable<Tensor> } & Partial<Options>): void {
    const params = [...group.params];
    const known = new Set(this.paramGroups.flatMap((one) => one.params));
    for (const parameter of params) {
      if (known.has(parameter)) throw new TorchEncodersError('ERR_CONFIG', 'a parameter is given to the optimizer twice');
      if (!parameter.isLeaf) throw new TorchEncodersError('ERR_CONFIG', 'an optimizer changes leaves only, found a tensor that is computed from others');
      known.add(parameter);
    }
    const merged = { ...this.defaults, ...group, params } as ParamGroup<Options>;
    if (!(merged.lr >= 0)) throw new TorchEncodersError('ERR_RANGE', `lr is ${merged.lr}; wanted 0 or more`);
    this.paramGroups.push(merged);
  }

  /**
   * One step for all parameters that have a gradient.
   * @param closure computes the loss again and calls backward, for those who want it from here.
   */
  async step(closure?: () => Promise<Tensor>): Promise<Tensor | undefined> {
    const loss = await closure?.();
    await noGrad(async () => {
      for (const group of this.paramGroups) {
        const params = group.params.filter((parameter) => parameter.grad);
        if (params.length > 0) await this.update(group, params, params.map((parameter) => parameter.grad!));
      }
    });
    return loss;
  }

  /** Changes the parameters of one group that have gradients. */
  protected abstract update(group: ParamGroup<Options>, params: Tensor[], gradients: Tensor[]): Promise<void>;

  /** Clears the gradients: removes them, or with `setToNone: false` fills them with zeros. */
  zeroGrad({ setToNone = true }: { setToNone?: boolean } = {}): void {
    for (const parameter of this.paramGroups.flatMap(({ params }) => params)) {
      if (setToNone) parameter.grad = undefined;
      else noGrad(() => parameter.grad?.zero_());
    }
  }

  /** Everything but the parameters themselves, for a checkpoint: not copies. */
  stateDict(): OptimizerState<Options> {
    const places = new Map(this.paramGroups.flatMap(({ params }) => params).map((parameter, i) => [parameter, i]));
    return {
      state: Object.fromEntries([...this.state].map(([parameter, own]) => [places.get(parameter)!, { ...own }])),
      paramGroups: this.paramGroups.map((group) => ({ ...group, params: group.params.map((parameter) => places.get(parameter)!) })),
    };
  }

  /** Takes what {@link stateDict} gave; tensors are copied. */
  loadStateDict({ state, paramGroups }: OptimizerState<Options>): void {
    const sizes = (groups: readonly { params: readonly unknown[] }[]): string => groups.map(({ params }) => params.length).join(', ');
    if (sizes(paramGroups) !== sizes(this.paramGroups)) throw new TorchEncodersError('ERR_CONFIG', `the state dict has groups of ${sizes(paramGroups)} parameters; this optimizer has ${sizes(this.paramGroups)}`);
    paramGroups.forEach((group, i) => Object.assign(this.paramGroups[i]!, group, { params: this.paramGroups[i]!.params }));
    const params = this.paramGroups.flatMap((group) => group.params);
    this.state.clear();
    for (const [place, own] of Object.entries(state)) {
      this.state.set(params[Number(place)]!, Object.fromEntries(Object.entries(own).map(([name, value]) => [name, typeof value === 'number' ? value : noGrad(() => value.clone())])));
    }
  }

  /** The states of some parameters under one name, made where there are none yet. */
  protected states(params: readonly Tensor[], name: string, make: (parameter: Tensor) => Tensor = (parameter) => F.zerosLike(parameter)): Tensor[] {
    return params.map((parameter) => {
      const own = this.state.get(parameter) ?? {};
      this.state.set(parameter, own);
      return (own[name] ??= make(parameter)) as Tensor;
    });
  }
}
