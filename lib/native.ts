import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { TorchEncodersError, type ErrorCode } from './errors.js';

/** An opaque native object; see native/bind/handle.h. */
export interface Handle { readonly __handle: unique symbol }
type TypedData = Float32Array | Float64Array | BigInt64Array | Int32Array | Int16Array | Int8Array | Uint8Array | Uint16Array;

/** What is used of the addon so far; native/addon.cpp has the table. */
export interface NativeAddon {
  setErrorClass(constructor: new (code: ErrorCode, message: string) => Error): void;
  memory(): { tensors: number; bytes: number };
  dispose(handle: Handle): void;
  tensorFrom(data: TypedData, shape: readonly number[], dtype?: string, device?: string): Handle;
  tensorDataSync(tensor: Handle): TypedData;
  tensorInfo(tensor: Handle): { shape: number[]; dtype: string; device: string; requiresGrad: boolean; isLeaf: boolean };
  tensorGrad(tensor: Handle): Handle | undefined;
  tensorSetRequiresGrad(tensor: Handle, value: boolean): void;
  tensorBackward(tensor: Handle, gradient?: Handle): Promise<void>;
  findOp(name: string): number;
  op(operator: number, ...values: unknown[]): unknown;
  loadSafetensors(path: string, map: boolean): Promise<{ tensors: Record<string, Handle>; metadata: Record<string, string> }>;
  saveSafetensors(path: string, tensors: Readonly<Record<string, Handle>>, metadata: Readonly<Record<string, string>>): Promise<void>;
  poolPadded(tokenEmbeddings: Handle, attentionMask: Handle | undefined, pooling: readonly string[]): Handle;
  makeBert(config: object, weights: Readonly<Record<string, Handle>>, dtype: string): Handle;
  encoderForward(encoder: Handle, inputs: object, options: { outputHiddenStates: boolean; outputAttentions: boolean }): Promise<{
    lastHiddenState: Handle; poolerOutput?: Handle; hiddenStates?: Handle[]; attentions?: Handle[] }>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const load = createRequire(import.meta.url)('node-gyp-build') as (root: string) => NativeAddon;

/** The addon. The only importer of the binary. */
export const native = load(root);
native.setErrorClass(TorchEncodersError);
