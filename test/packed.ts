// Tensors as the fixtures hold them: { t: [dtype, shape, base64 of the row-major bytes] }.
import { torch, type DType, type Tensor } from '../lib/index.js';

export type Packed = { t: [DType, number[], string] };
export type Value = Packed | number | string | boolean | null | Value[];

const arrays = { float32: Float32Array, float64: Float64Array, float16: Uint16Array, bfloat16: Uint16Array, int64: BigInt64Array, int32: Int32Array, int16: Int16Array, int8: Int8Array, uint8: Uint8Array, bool: Uint8Array, complex64: Float32Array, complex128: Float64Array };

export const isPacked = (value: unknown): value is Packed => typeof value === 'object' && value !== null && 't' in value;
export function unpack(value: Value): unknown {
  if (Array.isArray(value)) return value.map(unpack);
  if (!isPacked(value)) return value;
  const [dtype, shape, text] = value.t;
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return torch.tensor(new arrays[dtype](bytes.buffer), { dtype, shape });
}

export const unpackTensor = (value: Packed): Tensor => unpack(value) as Tensor;
