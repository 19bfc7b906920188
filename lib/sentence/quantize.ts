import { TorchEncodersError } from '../errors.js';
import { op, queued } from '../tensor/ops.js';
import { tensor, type Tensor } from '../tensor/tensor.js';

/** How embeddings are stored. Formulas: sentence-transformers' quantize_embeddings. */
export type Precision = 'float32' | 'int8' | 'uint8' | 'binary' | 'ubinary';
export const precisions: readonly Precision[] = ['float32', 'int8', 'uint8', 'binary', 'ubinary'];

/** Each dimension's least and greatest value, for int8 and uint8. */
export interface QuantizeOptions {
  /** [2, D]: the least values, then the greatest. */
  ranges?: Tensor;
  /** Embeddings [M, D] to take the ranges from. Default: those that are quantised; with fewer than 100 they say little. */
  calibrationEmbeddings?: Tensor;
}

/**
 * Embeddings [N, D] in fewer bytes. int8, uint8: [N, D], each dimension's range in 255 steps, x ↦ ⌊(x − least) / step⌋ (minus 128 for int8).
 * binary (int8), ubinary (uint8): [N, ⌈D / 8⌉], a bit for x > 0, the first dimension highest.
 *
 * @example
 * const small = await quantizeEmbeddings(await model.encode(texts), 'int8');
 */
export async function quantizeEmbeddings(embeddings: Tensor, precision: Precision, { ranges, calibrationEmbeddings }: QuantizeOptions = {}): Promise<Tensor> {
  if (embeddings.ndim !== 2) throw new TorchEncodersError('ERR_SHAPE', `embeddings have shape [${embeddings.shape.join(', ')}]; wanted [N, D]`);
  switch (precision) {
    case 'float32':
      return queued('aten::_to_copy', embeddings, { dtype: 'float32' });
    case 'int8':
    case 'uint8': {
      if (ranges) return steps(embeddings, precision, ranges);
      using found = await rangesOf(calibrationEmbeddings ?? embeddings);
      return await steps(embeddings, precision, found);
    }
    case 'binary':
    case 'ubinary':
      return bits(embeddings, precision);
    default:
      throw new TorchEncodersError('ERR_CONFIG', `precision is '${String(precision)}'; wanted ${precisions.join(', ')}`);
  }
}

async function rangesOf(embeddings: Tensor): Promise<Tensor> {
  const [N, D] = embeddings.shape as [number, number];
  if (N === 0) return tensor(new Float32Array(2 * D), { shape: [2, D] });
  using least = await queued('aten::amin', embeddings, [0]);
  using greatest = await queued('aten::amax', embeddings, [0]);
  return await queued('aten::stack', [least, greatest]);
}

async function steps(x: Tensor, precision: 'int8' | 'uint8', ranges: Tensor): Promise<Tensor> {
  if (`${ranges.shape}` !== `2,${x.shape[1]}`) throw new TorchEncodersError('ERR_SHAPE', `ranges have shape [${ranges.shape.join(', ')}]; wanted [2, ${x.shape[1]}]`);
  using least = op('aten::select.int', ranges, 0, 0);
  using greatest = op('aten::select.int', ranges, 0, 1);
  using width = op('aten::sub.Tensor', greatest, least);
  using count = tensor([255]);
  using step = op('aten::div.Tensor', width, count); // by a tensor: by a number, ATen multiplies with the rounded inverse
  using isFlat = op('aten::eq.Scalar', step, 0); // a dimension of one value
  using divisor = op('aten::masked_fill.Scalar', step, isFlat, 1);
  using above = await queued('aten::sub.Tensor', x, least);
  using scaled = await queued('aten::div.Tensor', above, divisor);
  using whole = await queued('aten::floor', scaled);
  using inside = await queued('aten::clamp', whole, 0, 255);
  using shifted = await queued('aten::sub.Scalar', inside, precision === 'int8' ? 128 : 0);
  return await queued('aten::_to_copy', shifted, { dtype: precision });
}

async function bits(x: Tensor, precision: 'binary' | 'ubinary'): Promise<Tensor> {
  const [N, D] = x.shape as [number, number];
  const bytes = Math.ceil(D / 8);
  using isSet = await queued('aten::gt.Scalar', x, 0);
  using padded = await queued('aten::constant_pad_nd', isSet, [0, bytes * 8 - D]);
  using octets = op('aten::view', padded, [N, bytes, 8]);
  using weights = tensor([128n, 64n, 32n, 16n, 8n, 4n, 2n, 1n]);
  using weighted = await queued('aten::mul.Tensor', octets, weights);
  using byte = await queued('aten::sum.dim_IntList', weighted, [-1]);
  using shifted = await queued('aten::sub.Scalar', byte, precision === 'binary' ? 128 : 0);
  return await queued('aten::_to_copy', shifted, { dtype: precision === 'binary' ? 'int8' : 'uint8' });
}
