import { inspect } from 'node:util';
import { TorchEncodersError } from '../errors.js';
import { native } from '../native.js';
import type { TensorHandle, TypedData } from '../native.generated.js';
import { flatten, nest, type Nested } from './nested.js';

/** What a tensor's elements are. */
export type DType =
  | 'float32' | 'float64' | 'float16' | 'bfloat16' | 'int64' | 'int32' | 'int16' | 'int8' | 'uint8' | 'bool' | 'complex64' | 'complex128';
/** Where a tensor's elements are. */
export type Device = 'cpu' | 'cuda' | `cuda:${number}`;
export type { Nested } from './nested.js';

/** Options of {@link tensor}. */
export interface TensorOptions {
  /** Default: float32 for numbers, int64 for bigints, bool for booleans, a typed array's own type. */
  dtype?: DType;
  /** Default: 'cpu'. */
  device?: Device;
  /** Whether gradients are collected in `grad`. Default: false. */
  requiresGrad?: boolean;
  /** Default: the nesting of the arrays; a typed array is one-dimensional. */
  shape?: readonly number[];
}

let handleOfTensor: (tensor: Tensor) => TensorHandle;

/**
 * A multi-dimensional array of LibTorch, on the CPU or a GPU. Views share their elements, as in PyTorch. What is forgotten is freed by
 * the garbage collector; `dispose()` or `using` frees it at once. Using a disposed tensor throws ERR_DISPOSED.
 *
 * @example
 * const x = torch.tensor([[1, 2], [3, 4]]);
 * x.shape;     // [2, 2]
 * x.toArray(); // [[1, 2], [3, 4]]
 */
export class Tensor {
  readonly #handle: TensorHandle;
  #grad: Tensor | undefined;

  static {
    handleOfTensor = (tensor) => tensor.#handle;
  }

  /** @internal Tensors are made by `torch.tensor` and its siblings. */
  constructor(handle: TensorHandle) {
    this.#handle = handle;
  }

  /** The size of each dimension. */
  get shape(): number[] {
    return native.tensorInfo(this.#handle).shape;
  }
  get dtype(): DType {
    return native.tensorInfo(this.#handle).dtype as DType;
  }
  get device(): Device {
    return native.tensorInfo(this.#handle).device as Device;
  }
  /** The number of dimensions. */
  get ndim(): number {
    return this.shape.length;
  }
  /** The number of elements. */
  get numel(): number {
    return this.shape.reduce((product, size) => product * size, 1);
  }

  /** Whether gradients are collected for this tensor. May be set on a leaf only. */
  get requiresGrad(): boolean {
    return native.tensorInfo(this.#handle).requiresGrad;
  }
  set requiresGrad(value: boolean) {
    native.tensorSetRequiresGrad(this.#handle, value);
  }

  /** The gradient that `backward` collected; undefined before. */
  get grad(): Tensor | undefined {
    const handle = native.tensorGrad(this.#handle);
    this.#grad?.dispose();
    this.#grad = handle && new Tensor(handle);
    return this.#grad;
  }

  /**
   * Adds the gradient of this tensor to `grad` of every leaf it was computed from. Runs off the event loop.
   * @param gradient of the same shape; needed unless this tensor has one element.
   */
  backward(gradient?: Tensor): Promise<void> {
    return native.tensorBackward(this.#handle, gradient && handleOf(gradient));
  }

  /** A copy of the elements, row-major. float16 and bfloat16 come as Uint16Array, bool as Uint8Array, complex as interleaved pairs. */
  data(): Promise<TypedData> {
    return native.tensorData(this.#handle);
  }
  /** As {@link data}, at once; waits for what is still being computed. */
  dataSync(): TypedData {
    return native.tensorDataSync(this.#handle);
  }
  /** Nested arrays of numbers; int64 beyond 2^53 comes as bigint, complex as [re, im]. */
  toArray(): Nested {
    const { shape, dtype } = native.tensorInfo(this.#handle);
    return nest(native.tensorDataSync(this.#handle), shape, dtype as DType);
  }
  /** The one element of a tensor with one element. Throws ERR_SHAPE otherwise. */
  item(): number {
    const { shape } = native.tensorInfo(this.#handle);
    if (this.numel !== 1) throw new TorchEncodersError('ERR_SHAPE', `item() wants a tensor with one element, found the shape [${shape.join(', ')}]; use toArray()`);
    let value: Nested = this.toArray();
    while (Array.isArray(value)) value = value[0] as Nested;
    return value as number;
  }

  /** Frees the elements unless a view or a computation still uses them. A second call does nothing. */
  dispose(): void {
    this.#grad?.dispose();
    native.dispose(this.#handle);
  }
  [Symbol.dispose](): void {
    this.dispose();
  }
  get disposed(): boolean {
    return native.disposed(this.#handle);
  }

  [inspect.custom](_depth: number, options: { stylize(text: string, style: string): string }): string {
    if (this.disposed) return 'Tensor(disposed)';
    const { shape, dtype, device } = native.tensorInfo(this.#handle);
    return `Tensor(${options.stylize(`[${shape.join(', ')}]`, 'number')}, ${dtype}${device === 'cpu' ? '' : `, ${device}`})`;
  }
}

/** The native handle of a tensor; throws ERR_DTYPE for anything that is none. */
export function handleOf(value: Tensor): TensorHandle {
  if (value instanceof Tensor) return handleOfTensor(value);
  throw new TorchEncodersError('ERR_DTYPE', `wants a Tensor, found ${value === null ? 'null' : typeof value}; make one with torch.tensor(…)`);
}

/**
 * A tensor from nested arrays or from a typed array, which is copied.
 *
 * @example
 * torch.tensor([[1, 2], [3, 4]]);
 * torch.tensor(new Float32Array(6), { shape: [2, 3] });
 * torch.tensor([1n, 2n]);                    // int64
 * @throws ERR_SHAPE for ragged arrays and for a shape that does not fit, ERR_DTYPE for other elements.
 */
export function tensor(data: Nested | TypedData, { dtype, device, requiresGrad = false, shape }: TensorOptions = {}): Tensor {
  const flat = flatten(data, dtype);
  const made = new Tensor(native.tensorFrom(flat.data, shape ?? flat.shape, dtype ?? flat.dtype, device));
  if (requiresGrad) made.requiresGrad = true;
  return made;
}
