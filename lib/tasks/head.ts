import type { DenseNames } from '../encoders/architecture.js';
import type { BaseEncoder } from '../encoders/base.js';
import { modernName, type Weights } from '../encoders/checkpoint.js';
import { TorchEncodersError } from '../errors.js';
import { torchFunctions } from '../tensor/functions.js';
import { op, queued, type Argument } from '../tensor/ops.js';
import { Tensor, type DType } from '../tensor/tensor.js';

/** The parameters of a head, taken from a checkpoint by name and shape; what is not taken is freed. */
export class HeadWeights {
  readonly taken = new Map<string, Tensor>();
  readonly missing: string[] = [];
  readonly mismatched: string[] = [];
  readonly #left: Map<string, Tensor>;
  readonly #file: string;
  readonly #encoder: BaseEncoder;
  readonly #std: number | undefined;

  /** @param std of new matrices, where weights may be missing; undefined: they may not. */
  constructor(weights: Weights, { file, encoder, std }: { file: string; encoder: BaseEncoder; std: number | undefined }) {
    this.#left = new Map(Object.entries(weights).map(([name, handle]) => [modernName(name), new Tensor(handle)]));
    this.#file = file;
    this.#encoder = encoder;
    this.#std = std;
  }

  /** The number of rows of a weight that is there, else what `fallback` says. */
  rowsOf(name: string, fallback: () => number): number {
    return this.#left.get(name)?.shape[0] ?? (this.#std === undefined ? this.#missing(name, 'one row for each label') : fallback());
  }

  async take(name: string, shape: readonly number[]): Promise<Tensor> {
    const found = this.#left.get(name);
    const fits = found !== undefined && `${found.shape}` === `${shape}`;
    if (!fits && this.#std === undefined) {
      if (!found) this.#missing(name, `[${shape.join(', ')}]`);
      throw new TorchEncodersError('ERR_CONFIG', `${this.#file}: ${name} has shape [${found.shape.join(', ')}]; config.json wants [${shape.join(', ')}]`);
    }
    if (!fits) (found ? this.mismatched : this.missing).push(found ? `${name} [${found.shape.join(', ')}] where the configuration says [${shape.join(', ')}]` : name);
    using source = fits ? found : this.#fresh(name, shape);
    this.#left.delete(name);
    if (!fits) found?.dispose();
    const { device } = this.#encoder;
    const parameter = await queued<Tensor>('aten::_to_copy', source, { dtype: headDType(this.#encoder), device });
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

  /** As Transformers makes new heads: matrices from N(0, std²), norms 1, biases 0. */
  #fresh(name: string, shape: readonly number[]): Tensor {
    if (shape.length === 1) return name.endsWith('.weight') ? op('aten::ones', shape, {}) : op('aten::zeros', shape, {});
    using normal = torchFunctions.randn([...shape]);
    return op('aten::mul.Scalar', normal, this.#std!);
  }

  #missing(name: string, wanted: string): never {
    throw new TorchEncodersError('ERR_CONFIG', `${this.#file} has no ${name}, wanted ${wanted}; was it saved with another head? Load its encoder with AutoEncoder, or make a new head with strict: false`);
  }
}

/** Half and int8 weights on the CPU are computed with in float32, and so is a head on top of them. */
const headDType = ({ dtype, device }: BaseEncoder): DType => (dtype === 'int8' || (device === 'cpu' && (dtype === 'float16' || dtype === 'bfloat16')) ? 'float32' : dtype);

/** A parameter in x's dtype; the caller disposes of it. */
export async function likeOf(parameter: Tensor, x: Tensor): Promise<Tensor> {
  return parameter.dtype === x.dtype ? op('aten::alias', parameter) : await queued('aten::_to_copy', parameter, { dtype: x.dtype });
}

export type Step = (x: Tensor) => Promise<Tensor>;

/** x Wᵀ + b, then the activation, then the layer norm if there is one. */
export async function denseStep(weights: HeadWeights, { dense, hasBias = true, activation, norm }: DenseNames, [input, output]: readonly [number, number]): Promise<Step> {
  const weight = await weights.take(`${dense}.weight`, [output, input]);
  const bias = hasBias ? await weights.take(`${dense}.bias`, [output]) : undefined;
  const scale = norm && (await weights.take(`${norm.name}.weight`, [output]));
  const shift = norm && (norm.hasBias ?? true) ? await weights.take(`${norm.name}.bias`, [output]) : undefined;
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
