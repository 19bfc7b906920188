import type { DenseNames } from '../encoders/architecture.js';
import { modernName, type Weights } from '../encoders/checkpoint.js';
import { TorchEncodersError } from '../errors.js';
import { queued, type Argument } from '../tensor/ops.js';
import { Tensor, type DType } from '../tensor/tensor.js';

/** The parameters of a head, taken from a checkpoint by name and shape; what is not taken is freed. */
export class HeadWeights {
  readonly taken = new Map<string, Tensor>();
  readonly #left: Map<string, Tensor>;

  constructor(weights: Weights, readonly file: string, readonly dtype: DType) {
    this.#left = new Map(Object.entries(weights).map(([name, handle]) => [modernName(name), new Tensor(handle)]));
  }

  /** The number of rows of a weight that is there. */
  rowsOf(name: string): number {
    return this.#left.get(name)?.shape[0] ?? this.#missing(name, 'one row for each label');
  }

  async take(name: string, shape: readonly number[]): Promise<Tensor> {
    const found = this.#left.get(name) ?? this.#missing(name, `[${shape.join(', ')}]`);
    if (`${found.shape}` !== `${shape}`) throw new TorchEncodersError('ERR_CONFIG', `${this.file}: ${name} has shape [${found.shape.join(', ')}]; config.json wants [${shape.join(', ')}]`);
    this.#left.delete(name);
    const parameter = found.dtype === this.dtype ? found : await queued('aten::_to_copy', found, { dtype: this.dtype });
    if (parameter !== found) found.dispose();
    parameter.requiresGrad = true;
    this.taken.set(name, parameter);
    return parameter;
  }

  /** To be called when all is taken, or when something failed. */
  freeRest(): void {
    for (const tensor of this.#left.values()) tensor.dispose();
    this.#left.clear();
  }
  freeAll(): void {
    this.freeRest();
    for (const tensor of this.taken.values()) tensor.dispose();
  }

  #missing(name: string, wanted: string): never {
    throw new TorchEncodersError('ERR_CONFIG', `${this.file} has no ${name}, wanted ${wanted}; was it saved with another head? Load its encoder with AutoEncoder`);
  }
}

export type Step = (x: Tensor) => Promise<Tensor>;

/** x Wᵀ + b, then the activation, then the layer norm if there is one. */
export async function denseStep(weights: HeadWeights, { dense, activation, norm }: DenseNames, [input, output]: readonly [number, number]): Promise<Step> {
  const weight = await weights.take(`${dense}.weight`, [output, input]);
  const bias = await weights.take(`${dense}.bias`, [output]);
  const scale = norm && (await weights.take(`${norm.name}.weight`, [output]));
  const shift = norm && (await weights.take(`${norm.name}.bias`, [output]));
  const [operator, ...rest] = activationOps[activation] ?? [];
  if (!operator) throw new TorchEncodersError('ERR_UNSUPPORTED', `the head's activation '${activation}' is not known; known are ${Object.keys(activationOps).join(', ')}`);
  return async (x) => {
    using linear = await queued('aten::linear', x, weight, bias);
    const active = await queued(operator, linear, ...rest);
    if (!norm) return active;
    using before = active;
    return await queued('aten::layer_norm', before, [output], scale, shift, norm.eps);
  };
}

const activationOps: Record<DenseNames['activation'], readonly [string, ...Argument[]]> = {
  gelu: ['aten::gelu'],
  gelu_new: ['aten::gelu', { approximate: 'tanh' }],
  relu: ['aten::relu'],
  silu: ['aten::silu'],
  tanh: ['aten::tanh'],
};

export async function linearStep(weights: HeadWeights, name: string, [input, output]: readonly [number, number]): Promise<Step> {
  const weight = await weights.take(`${name}.weight`, [output, input]);
  const bias = await weights.take(`${name}.bias`, [output]);
  return (x) => queued('aten::linear', x, weight, bias);
}
