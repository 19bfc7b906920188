// Tables of vectors: defaults, formulas and initialisations of torch.nn.
import { TorchEncodersError } from '../errors.js';
import { torchFunctions as F } from '../tensor/functions.js';
import type { Tensor } from '../tensor/tensor.js';
import { normal_ } from './init.js';
import { Module, Parameter } from './module.js';

function table(numEmbeddings: number, embeddingDim: number, paddingIdx: number | undefined): Parameter {
  const weight = new Parameter(F.empty([numEmbeddings, embeddingDim]));
  normal_(weight);
  if (paddingIdx !== undefined) weight.detach().select(0, paddingIdx).fill_(0);
  return weight;
}

/** LibTorch names no id and no table: what it refuses for an id that is in no row is said again, with both. */
function lookUp(ids: Tensor, rows: number, find: () => Tensor): Tensor {
  try {
    return find();
  } catch (error) {
    const wrong = ids.dtype.startsWith('int') ? Array.from(ids.dataSync(), Number).find((id) => id < 0 || id >= rows) : undefined;
    if (wrong === undefined) throw error;
    throw new TorchEncodersError('ERR_RANGE', `the id ${wrong} is in no row of an embedding with ${rows}; wanted 0 to ${rows - 1}: for words a larger vocabulary, for positions a shorter sequence`, { cause: error });
  }
}

/**
 * A row of `weight` for each number. `paddingIdx`: a row of zeros that does not learn. `sparse`: sparse gradients, for SparseAdam and SGD.
 * @throws ERR_RANGE for an id that is in no row, as a position past the table is.
 */
export class Embedding extends Module {
  readonly weight: Parameter;
  constructor(readonly numEmbeddings: number, readonly embeddingDim: number, private readonly options: { paddingIdx?: number; sparse?: boolean } = {}) {
    super();
    this.weight = table(numEmbeddings, embeddingDim, options.paddingIdx);
  }
  forward(indices: Tensor): Tensor {
    const { paddingIdx = -1, sparse = false } = this.options;
    return lookUp(indices, this.numEmbeddings, () => F.embedding(this.weight, indices, paddingIdx < -1 ? paddingIdx + this.numEmbeddings : paddingIdx, false, sparse));
  }
}

const bagModes = { sum: 0, mean: 1, max: 2 } as const;

/**
 * The sum, mean or maximum of the rows of each bag: ids [N] with offsets [B], or ids [B, L]. An empty bag gives zeros.
 * @throws ERR_RANGE for an id that is in no row, ERR_SHAPE for a flat list of ids without offsets.
 */
export class EmbeddingBag extends Module {
  readonly weight: Parameter;
  constructor(readonly numEmbeddings: number, readonly embeddingDim: number, private readonly options: { mode?: keyof typeof bagModes; sparse?: boolean; includeLastOffset?: boolean; paddingIdx?: number } = {}) {
    super();
    this.weight = table(numEmbeddings, embeddingDim, options.paddingIdx);
  }
  forward(ids: Tensor, offsets?: Tensor, perSampleWeights?: Tensor): Tensor {
    const { mode = 'mean', sparse = false, includeLastOffset = false, paddingIdx } = this.options;
    const shape = ids.shape;
    if (shape.length !== (offsets ? 1 : 2)) throw new TorchEncodersError('ERR_SHAPE', `an EmbeddingBag wants ids [N] with the offsets [B] at which the bags begin, or ids [B, L] without; found ids [${shape.join(', ')}] ${offsets ? 'with' : 'without'} offsets`);
    const [B, L] = shape as [number, number];
    const starts = offsets ?? F.arange(0, B * L, L, { dtype: ids.dtype });
    return lookUp(ids, this.numEmbeddings, () =>
      F.embeddingBag(this.weight, ids.reshape(-1), starts, false, bagModes[mode], sparse, perSampleWeights?.reshape(-1) ?? null, includeLastOffset, (paddingIdx ?? null) as never)[0]);
  }
}
