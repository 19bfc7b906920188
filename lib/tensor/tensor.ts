import { inspect } from 'node:util';
import { TorchEncodersError } from '../errors.js';
import { native } from '../native.js';
import type { TensorHandle, TypedData } from '../native.generated.js';
import { format } from './format.js';
import type { TensorMethods } from './generated/methods.js';
import { getIndex, setIndex, type Index } from './indexing.js';
import { installMethods } from './methods.js';
import { applyModes } from './modes.js';
import { flatten, nest, type Nested } from './nested.js';
import { op } from './ops.js';
import { made } from './scope.js';
import type { Scalar } from './types.js';

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

/** What Tensor has itself, where LibTorch has an operator of that name. */
type OwnNames = 'data' | 'item' | 'index' | 'set' | 'to' | 'numel' | 'isLeaf' | 'where' | 'retainGrad' | 'mT';

/** The operators of LibTorch as methods: see the generated declarations. */
export interface Tensor extends Omit<TensorMethods, OwnNames> {}

/**
 * A multi-dimensional array of LibTorch, on the CPU or a GPU. Views share their elements, as in PyTorch. What is forgotten is freed by
 * the garbage collector; `dispose()`, `using` or `tidy` free it at once. Using a disposed tensor throws ERR_DISPOSED.
 * Every functional and in-place operator is a method in camelCase: add, matmul, softmax, maskedFill_ …
 *
 * @example
 * const x = torch.tensor([[1, 2], [3, 4]]);
 * x.shape;                 // [2, 2]
 * x.matmul(x).toArray();   // [[7, 10], [15, 22]]
 * x.index(0, '1:');        // a view of [2]
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
    made(this);
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
  /** The transpose of a matrix; of more dimensions, `mT` transposes the last two. */
  get T(): Tensor {
    return this.t();
  }
  get mT(): Tensor {
    return this.transpose(-2, -1);
  }

  /** Whether gradients are collected for this tensor. May be set on a leaf only. */
  get requiresGrad(): boolean {
    return native.tensorInfo(this.#handle).requiresGrad;
  }
  set requiresGrad(value: boolean) {
    native.tensorSetRequiresGrad(this.#handle, value);
  }
  /** Whether it was made by the user rather than by an operation with gradients. */
  get isLeaf(): boolean {
    return native.tensorInfo(this.#handle).isLeaf;
  }
  /** Whether only its non-zero rows are stored, as the gradients of sparse embeddings are. */
  get isSparse(): boolean {
    return native.tensorInfo(this.#handle).isSparse;
  }
  /** The name of the operation that made it, if gradients flow back through one: 'AddBackward0'. */
  get gradFn(): string | undefined {
    return native.tensorGradFn(this.#handle);
  }

  /** The gradient that `backward` collected; undefined before. May be set, or cleared with undefined. */
  get grad(): Tensor | undefined {
    if (this.#grad && !this.#grad.disposed && native.tensorGradIs(this.#handle, this.#grad.#handle)) return this.#grad;
    const handle = native.tensorGrad(this.#handle);
    return (this.#grad = handle && new Tensor(handle));
  }
  set grad(gradient: Tensor | undefined) {
    native.tensorSetGrad(this.#handle, gradient && handleOf(gradient));
  }
  /** Collects `grad` also here, although this is no leaf. */
  retainGrad(): void {
    native.tensorRetainGrad(this.#handle);
  }

  /**
   * Adds the gradient of this tensor to `grad` of every leaf it was computed from. Runs off the event loop.
   * @param gradient of the same shape; needed unless this tensor has one element.
   */
  async backward(gradient?: Tensor, { retainGraph, createGraph = false }: { retainGraph?: boolean; createGraph?: boolean } = {}): Promise<void> {
    applyModes();
    await native.backward([this.#handle], [gradient && handleOf(gradient)] as never, { retainGraph, createGraph, allowUnused: false });
  }

  /**
   * Calls `hook` with the gradient of this tensor when it is computed; a tensor that it gives stands in its place. It runs inside `backward`: its operators
   * are done at once, and it cannot be async. What it throws is what `backward` rejects with.
   */
  registerHook(hook: (gradient: Tensor) => Tensor | void): { remove(): void } {
    const number = native.tensorRegisterHook(this.#handle, onHandles(hook));
    return { remove: () => native.tensorRemoveHook(this.#handle, number) };
  }

  /** Another dtype, another device, or both; this very tensor where nothing changes. A tensor stands for its dtype and device. */
  to(target: DType | Device | Tensor | { dtype?: DType; device?: Device; copy?: boolean }): Tensor {
    const { dtype = null, device = null, copy = false } =
      target instanceof Tensor ? { dtype: target.dtype, device: target.device } : typeof target === 'object' ? target : dtypes.has(target) ? { dtype: target as DType } : { device: target as Device };
    return op('aten::to.dtype_layout', this, { dtype, device, copy });
  }

  /**
   * The part that the indices name, as PyTorch's x[…]: a view, unless a list or a mask is among them.
   * @example
   * x.index(0);              // x[0]
   * x.index('1:3', null);    // x[1:3, None]
   * x.index('...', [0, 2]);  // x[..., [0, 2]]
   * x.index(x.gt(0));        // x[x > 0]
   */
  index(...indices: Index[]): Tensor {
    return getIndex(this, indices);
  }
  /** Writes a value, or a tensor that is broadcast, to the part that the indices name: `x.set([0, '1:'], 5)`. Gives this tensor. */
  set(indices: Index | readonly Index[], value: Tensor | Scalar): this {
    setIndex(this, Array.isArray(indices) ? (indices as readonly Index[]) : [indices as Index], value);
    return this;
  }
  /** @internal aten::index. */
  index_(lists: readonly (Tensor | null)[]): Tensor {
    return op('aten::index.Tensor', this, lists);
  }
  /** This where `condition` holds, else `other`. */
  where(condition: Tensor, other: Tensor | Scalar): Tensor {
    return other instanceof Tensor ? op('aten::where.self', condition, this, other) : op('aten::where.ScalarOther', condition, this, other);
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

  /** As PyTorch prints it. */
  toString(): string {
    return this.disposed ? 'tensor(disposed)' : format(this);
  }
  [inspect.custom](): string {
    return this.toString();
  }
}
installMethods(Tensor.prototype);

const dtypes: ReadonlySet<string> = new Set(['float32', 'float64', 'float16', 'bfloat16', 'int64', 'int32', 'int16', 'int8', 'uint8', 'bool', 'complex64', 'complex128']);

/** A hook as the addon calls it. Made here, since a closure of `registerHook` would hold its tensor, which holds the hook: for ever. */
function onHandles(hook: (gradient: Tensor) => Tensor | void): (gradient: TensorHandle | undefined) => TensorHandle {
  return (gradient) => {
    const result = hook(new Tensor(gradient!));
    return result instanceof Tensor ? handleOf(result) : (result as never);
  };
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
