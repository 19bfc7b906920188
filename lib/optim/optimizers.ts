// The optimizers of torch.optim, with its defaults and formulas; the fused operators of LibTorch where it has them.
import { TorchEncodersError } from '../errors.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { queued } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';
import { Optimizer, type BaseOptions, type ParamGroup } from './optimizer.js';

type Params<Options> = Iterable<Tensor> | readonly ({ params: Iterable<Tensor> } & Partial<Options>)[];
const within = (name: string, value: number, holds: boolean, wanted: string): void => {
  if (!holds) throw new TorchEncodersError('ERR_RANGE', `${name} is ${value}; wanted ${wanted}`);
};

export interface SGDOptions extends BaseOptions {
  momentum: number;
  dampening: number;
  weightDecay: number;
  nesterov: boolean;
  maximize: boolean;
}

/** Stochastic gradient descent, with momentum if asked for. Default lr: 1e-3. */
export class SGD extends Optimizer<SGDOptions> {
  constructor(params: Params<SGDOptions>, options: Partial<SGDOptions> = {}) {
    const { momentum = 0, dampening = 0, nesterov = false } = options;
    if (nesterov && (momentum <= 0 || dampening !== 0)) throw new TorchEncodersError('ERR_CONFIG', 'nesterov wants a momentum and no dampening');
    super(params, { lr: 1e-3, momentum: 0, dampening: 0, weightDecay: 0, nesterov: false, maximize: false, ...options });
  }

  protected async update(group: ParamGroup<SGDOptions>, params: Tensor[], gradients: Tensor[]): Promise<void> {
    const { lr, momentum, dampening, weightDecay, nesterov, maximize } = group;
    const sparse = params.filter((_, i) => isSparse(gradients[i]!));
    for (const parameter of sparse) await queued('aten::add_', parameter, parameter.grad, { alpha: maximize ? lr : -lr }); // of embeddings
    const dense = params.filter((_, i) => !isSparse(gradients[i]!));
    const isNew = (parameter: Tensor): boolean => momentum !== 0 && this.state.get(parameter)?.momentumBuffer === undefined;
    for (const [some, isFirstStep] of [[dense.filter(isNew), true], [dense.filter((parameter) => !isNew(parameter)), false]] as const) {
      if (some.length === 0) continue;
      const buffers = momentum === 0 ? [] : this.states(some, 'momentumBuffer');
      await queued('aten::_fused_sgd_', some, some.map((parameter) => parameter.grad!), buffers, { weightDecay, momentum, lr, dampening, nesterov, maximize, isFirstStep });
    }
  }
}

const isSparse = (gradient: Tensor): boolean => gradient.isSparse;

export interface AdamOptions extends BaseOptions {
  betas: readonly [number, number];
  eps: number;
  weightDecay: number;
  amsgrad: boolean;
  maximize: boolean;
}

abstract class AdamBase extends Optimizer<AdamOptions> {
  protected abstract readonly operator: string;

  constructor(params: Params<AdamOptions>, defaults: AdamOptions) {
    const { betas: [beta1, beta2], eps } = defaults;
    within('betas[0]', beta1, beta1 >= 0 && beta1 < 1, '0 to below 1');
    within('betas[1]', beta2, beta2 >= 0 && beta2 < 1, '0 to below 1');
    within('eps', eps, eps >= 0, '0 or more');
    super(params, defaults);
  }

  protected async update({ lr, betas: [beta1, beta2], eps, weightDecay, amsgrad, maximize }: ParamGroup<AdamOptions>, params: Tensor[], gradients: Tensor[]): Promise<void> {
    const steps = this.states(params, 'step', () => F.zeros([]));
    for (const step of steps) step.add_(1);
    await queued(this.operator, params, gradients, this.states(params, 'expAvg'), this.states(params, 'expAvgSq'), amsgrad ? this.states(params, 'maxExpAvgSq') : [], steps,
      { lr, beta1, beta2, weightDecay, eps, amsgrad, maximize });
  }
}

/** Adam (Kingma and Ba, 2014); weight decay is added to the gradient. Defaults: lr 1e-3, betas 0.9 and 0.999, eps 1e-8. */
export class Adam extends AdamBase {
  protected readonly operator = 'aten::_fused_adam_';
  constructor(params: Params<AdamOptions>, options: Partial<AdamOptions> = {}) {
    super(params, { lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, amsgrad: false, maximize: false, ...options });
  }
}

/** AdamW (Loshchilov and Hutter, 2017): weight decay apart from the gradient. Default weight decay: 0.01. */
export class AdamW extends AdamBase {
  protected readonly operator = 'aten::_fused_adamw_';
  constructor(params: Params<AdamOptions>, options: Partial<AdamOptions> = {}) {
    super(params, { lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0.01, amsgrad: false, maximize: false, ...options });
  }
}

export interface SparseAdamOptions extends BaseOptions {
  betas: readonly [number, number];
  eps: number;
}

/** Adam for sparse gradients, as those of `Embedding` with `sparse: true`: only rows that have a gradient move. */
export class SparseAdam extends Optimizer<SparseAdamOptions> {
  constructor(params: Params<SparseAdamOptions>, options: Partial<SparseAdamOptions> = {}) {
    super(params, { lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, ...options });
  }

  protected async update({ lr, betas: [beta1, beta2], eps }: ParamGroup<SparseAdamOptions>, params: Tensor[], gradients: Tensor[]): Promise<void> {
    for (const [i, parameter] of params.entries()) {
      if (!isSparse(gradients[i]!)) throw new TorchEncodersError('ERR_CONFIG', 'SparseAdam wants sparse gradients, found dense ones; use Adam');
      const [expAvg] = this.states([parameter], 'expAvg');
      const [expAvgSq] = this.states([parameter], 'expAvgSq');
      const own = this.state.get(parameter)!;
      const step = (own.step = ((own.step as number | undefined) ?? 0) + 1);
      const gradient = gradients[i]!.coalesce();
      const rows = gradient.indices().squeeze(0);
      const values = gradient.values();
      const first = expAvg!.indexSelect(0, rows).lerp(values, 1 - beta1);
      const second = expAvgSq!.indexSelect(0, rows).lerp(values.square(), 1 - beta2);
      const size = (lr * Math.sqrt(1 - beta2 ** step)) / (1 - beta1 ** step);
      await queued('aten::index_copy_', expAvg, 0, rows, first);
      await queued('aten::index_copy_', expAvgSq, 0, rows, second);
      await queued('aten::index_add_', parameter, 0, rows, first.div(second.sqrt().add(eps)), { alpha: -size });
    }
  }
}

export interface RMSpropOptions extends BaseOptions {
  alpha: number;
  eps: number;
  weightDecay: number;
  momentum: number;
  centered: boolean;
}

/** RMSprop (Hinton, 2012). Defaults: lr 0.01, alpha 0.99, eps 1e-8. */
export class RMSprop extends Optimizer<RMSpropOptions> {
  constructor(params: Params<RMSpropOptions>, options: Partial<RMSpropOptions> = {}) {
    super(params, { lr: 0.01, alpha: 0.99, eps: 1e-8, weightDecay: 0, momentum: 0, centered: false, ...options });
  }

  protected async update({ lr, alpha, eps, weightDecay, momentum, centered }: ParamGroup<RMSpropOptions>, params: Tensor[], given: Tensor[]): Promise<void> {
    const gradients = weightDecay === 0 ? given : (await queued<Tensor[]>('aten::_foreach_add', given, params, { alpha: weightDecay }));
    const squares = this.states(params, 'squareAvg');
    await queued('aten::_foreach_mul_', squares, alpha);
    await queued('aten::_foreach_addcmul_', squares, gradients, gradients, 1 - alpha);
    let roots: Tensor[];
    if (centered) {
      const means = this.states(params, 'gradAvg');
      await queued('aten::_foreach_lerp_', means, gradients, 1 - alpha);
      roots = await queued<Tensor[]>('aten::_foreach_addcmul', squares, means, means, -1);
      await queued('aten::_foreach_sqrt_', roots);
    } else {
      roots = await queued<Tensor[]>('aten::_foreach_sqrt', squares);
    }
    await queued('aten::_foreach_add_', roots, eps);
    if (momentum === 0) return void (await queued('aten::_foreach_addcdiv_', params, gradients, roots, -lr));
    const buffers = this.states(params, 'momentumBuffer');
    await queued('aten::_foreach_mul_', buffers, momentum);
    await queued('aten::_foreach_addcdiv_', buffers, gradients, roots, 1);
    await queued('aten::_foreach_add_', params, buffers, { alpha: -lr });
  }
}

export interface AdagradOptions extends BaseOptions {
  lrDecay: number;
  weightDecay: number;
  initialAccumulatorValue: number;
  eps: number;
}

/** Adagrad (Duchi et al., 2011). Defaults: lr 0.01, eps 1e-10. */
export class Adagrad extends Optimizer<AdagradOptions> {
  constructor(params: Params<AdagradOptions>, options: Partial<AdagradOptions> = {}) {
    super(params, { lr: 0.01, lrDecay: 0, weightDecay: 0, initialAccumulatorValue: 0, eps: 1e-10, ...options });
  }

  protected async update({ lr, lrDecay, weightDecay, initialAccumulatorValue, eps }: ParamGroup<AdagradOptions>, params: Tensor[], gradients: Tensor[]): Promise<void> {
    const sums = this.states(params, 'sum', (parameter) => F.fullLike(parameter, initialAccumulatorValue));
    const steps = this.states(params, 'step', () => F.zeros([]));
    for (const step of steps) step.add_(1);
    await queued('aten::_fused_adagrad_', params, gradients, sums, steps, { lr, lrDecay, weightDecay, eps, maximize: false });
  }
}
