import { join } from 'node:path';
import { architectures } from '../encoders/auto.js';
import type { BaseEncoder } from '../encoders/base.js';
import { freeWeights, loadWeightsFile } from '../encoders/checkpoint.js';
import { loadCheckpoint, type EncoderOptions } from '../encoders/load.js';
import { TorchEncodersError } from '../errors.js';
import { exists, refusePickle } from '../files.js';
import { resolveModel } from '../hub/resolve.js';
import type { CancelHandle, TensorHandle } from '../native.generated.js';
import { Module } from '../nn/module.js';
import { noGrad } from '../tensor/modes.js';
import { op, queued } from '../tensor/ops.js';
import { Tensor, tensor } from '../tensor/tensor.js';
import { checkTexts, Tokenizer } from '../text/tokenizer.js';
import { inOrder, runBatches, type RunOptions, type TextBatch } from './batches.js';
import { checkLimits, longestOf, within } from './limits.js';
import type { SparseVector } from './sparse.js';
import { normalized } from './vectors.js';

/** Options of {@link HybridEncoder.encode}. */
export interface HybridOptions extends RunOptions {
  /** Default: true. */
  dense?: boolean;
  /** Default: where the model has the weights. */
  sparse?: boolean;
  /** Default: where the model has the weights. */
  multiVector?: boolean;
  /** Keep this many first dimensions of the dense vectors. */
  truncateDim?: number;
}

/** What one forward gives of N texts. */
export interface HybridEmbeddings {
  /** [N, D] of length 1: the first token's. */
  readonly dense?: Tensor;
  /** The weight of each word of a text: its greatest, without special tokens. */
  readonly sparse?: readonly SparseVector[];
  /** [n, D] of each text, of length 1 each: every token's but the first's. */
  readonly multiVector?: readonly Tensor[];
}

interface Heads {
  readonly sparse?: { readonly weight: Tensor; readonly bias: Tensor };
  readonly multiVector?: { readonly weight: Tensor; readonly bias: Tensor };
}

/** Of one text. */
interface Parts {
  readonly dense?: Tensor;
  readonly sparse?: SparseVector;
  readonly multiVector?: Tensor;
}

/**
 * Dense, sparse and multi-vector embeddings of texts from one forward: bge-m3 (Chen et al., 2024) and GTE.
 * bge-m3 keeps the heads in sparse_linear.pt and colbert_linear.pt, which `torch-encoders convert` makes into safetensors; GTE's sparse head is its token classifier.
 *
 * @example
 * const model = await HybridEncoder.fromPretrained('./bge-m3');
 * const { dense, sparse, multiVector } = await model.encode(['A cat sleeps.', 'A kitten naps.']);
 */
export class HybridEncoder extends Module {
  readonly encoder: BaseEncoder;
  readonly tokenizer: Tokenizer;
  readonly #heads: Heads;
  readonly #maxLength: number | undefined;

  private constructor(encoder: BaseEncoder, tokenizer: Tokenizer, heads: Heads) {
    super();
    this.encoder = encoder;
    this.tokenizer = tokenizer;
    this.training = false;
    this.#heads = heads;
    this.#maxLength = longestOf(tokenizer, encoder);
  }

  /** Loads a folder or a hub id. @throws ERR_CONFIG for a model with neither of the two heads. */
  static async fromPretrained(model: string, options: EncoderOptions = {}): Promise<HybridEncoder> {
    const folder = await resolveModel(model, options);
    const tokenizer = await Tokenizer.fromPretrained(folder);
    const { encoder, rest } = await loadCheckpoint<BaseEncoder>(folder, architectures, options);
    try {
      const H = encoder.getHiddenSize();
      const classifier = rest['classifier.weight'] && { weight: await asFloat(rest['classifier.weight']), bias: await asFloat(rest['classifier.bias']!) };
      const heads = {
        sparse: classifier?.weight.shape[0] === 1 ? classifier : await headOf(folder, 'sparse_linear', [1, H]),
        multiVector: await headOf(folder, 'colbert_linear', [undefined, H]),
      };
      if (!heads.sparse && !heads.multiVector) throw new TorchEncodersError('ERR_CONFIG', `${folder} has neither sparse_linear.safetensors, colbert_linear.safetensors nor a token classifier of one label; use SentenceEncoder`);
      return new HybridEncoder(encoder, tokenizer, heads);
    } catch (error) {
      encoder.dispose();
      throw error;
    } finally {
      freeWeights(rest);
    }
  }

  protected override ownParameters(): Iterable<[string, Tensor]> {
    return (['sparse', 'multiVector'] as const).flatMap((name) => Object.entries(this.#heads[name] ?? {}).map(([part, value]): [string, Tensor] => [`${name}.${part}`, value as Tensor]));
  }

  /** The vectors of tokens [B, L, H], for training. */
  forward(...inputs: Parameters<BaseEncoder['forward']>): ReturnType<BaseEncoder['forward']> {
    return this.encoder.forward(...inputs);
  }

  /** The embeddings that are asked for, in the order of the texts. @throws ERR_CONFIG for one whose weights the model has not. */
  async encode(texts: readonly string[], { dense = true, sparse = this.#heads.sparse !== undefined, multiVector = this.#heads.multiVector !== undefined, truncateDim, ...options }: HybridOptions = {}): Promise<HybridEmbeddings> {
    checkTexts(texts, false);
    checkLimits(options);
    if (truncateDim !== undefined) within('truncateDim', truncateDim, 1, this.encoder.getHiddenSize());
    for (const [name, asked] of [['sparse', sparse], ['multiVector', multiVector]] as const) {
      if (asked && !this.#heads[name]) throw new TorchEncodersError('ERR_CONFIG', `the model has no weights for ${name} embeddings`);
    }
    return noGrad(async () => {
      const parts = inOrder(await runBatches({
        texts,
        lengthOf: (text) => text.length,
        pack: (some) => this.tokenizer.pack(some, this.#maxLength),
        compute: (batch, cancel) => this.#compute(batch, { dense, sparse, multiVector, truncateDim }, cancel),
        free: (some) => some.forEach((one) => [one.dense, one.multiVector].forEach((x) => x?.dispose())),
      }, options));
      const rows = parts.flatMap((one) => one.dense ?? []);
      const found = {
        ...(dense && { dense: rows.length > 0 ? op('aten::stack', rows) : tensor(new Float32Array(0), { shape: [0, truncateDim ?? this.encoder.getHiddenSize()] }) }),
        ...(sparse && { sparse: parts.map((one) => one.sparse!) }),
        ...(multiVector && { multiVector: parts.map((one) => one.multiVector!) }),
      };
      for (const row of rows) row.dispose();
      return found;
    });
  }

  async #compute(batch: TextBatch, { dense, sparse, multiVector, truncateDim }: HybridOptions, cancel: CancelHandle): Promise<Parts[]> {
    using ids = tensor(batch.ids);
    using tokens = await this.encoder.tokensPacked({ ids, cuSeqlens: batch.cuSeqlens, beside: batch.beside }, cancel);
    const weights = sparse ? await this.#tokenWeights(tokens) : undefined;
    const parts: Parts[] = [];
    for (const [i] of batch.indices.entries()) {
      const [begin, end] = [batch.cuSeqlens[i]!, batch.cuSeqlens[i + 1]!];
      using own = op('aten::slice.Tensor', tokens, 0, begin, end);
      parts.push({
        ...(dense && { dense: await firstOf(own, truncateDim) }),
        ...(weights && { sparse: this.#wordWeights(batch.ids.subarray(begin, end), weights.subarray(begin, end)) }),
        ...(multiVector && { multiVector: await this.#vectors(own) }),
      });
    }
    return parts;
  }

  /** relu(x w + b), a number for each token. */
  async #tokenWeights(tokens: Tensor): Promise<Float32Array> {
    using linear = await queued<Tensor>('aten::linear', tokens, this.#heads.sparse!.weight, this.#heads.sparse!.bias);
    using positive = op('aten::relu', linear);
    return (await positive.data()) as Float32Array;
  }

  #wordWeights(ids: Int32Array, weights: Float32Array): SparseVector {
    const special = new Set(this.tokenizer.specialTokenIds);
    const greatest = new Map<number, number>();
    ids.forEach((id, t) => {
      if (!special.has(id) && weights[t]! > (greatest.get(id) ?? 0)) greatest.set(id, weights[t]!);
    });
    const indices = Int32Array.from(greatest.keys()).sort();
    return { indices, values: Float32Array.from(indices, (id) => greatest.get(id)!) };
  }

  async #vectors(tokens: Tensor): Promise<Tensor> {
    using rest = op('aten::slice.Tensor', tokens, 0, 1);
    using linear = await queued<Tensor>('aten::linear', rest, this.#heads.multiVector!.weight, this.#heads.multiVector!.bias);
    return await normalized(linear);
  }
}

/** The first row, cut to `size` and of length 1. */
async function firstOf(tokens: Tensor, size: number | undefined): Promise<Tensor> {
  using first = op('aten::slice.Tensor', tokens, 0, 0, 1);
  using cut = op('aten::slice.Tensor', first, 1, 0, size);
  using unit = await normalized(cut);
  return op('aten::select.int', unit, 0, 0);
}

/** A weight of a checkpoint in float32; the checkpoint's own stays its owner's. */
const asFloat = (handle: TensorHandle): Promise<Tensor> => queued<Tensor>('aten::_to_copy', new Tensor(handle), { dtype: 'float32' });

/** `name`.safetensors beside the model. */
async function headOf(folder: string, name: string, [rows, columns]: readonly [number | undefined, number]): Promise<Heads['sparse']> {
  const path = join(folder, `${name}.safetensors`);
  if (!(await exists(path))) {
    if (!(await exists(join(folder, `${name}.pt`)))) return undefined;
    refusePickle(join(folder, `${name}.pt`), path);
  }
  const weights = await loadWeightsFile(path);
  try {
    const [weight, bias] = [weights.weight && (await asFloat(weights.weight)), weights.bias && (await asFloat(weights.bias))];
    if (!weight || !bias || weight.shape[1] !== columns || (rows !== undefined && weight.shape[0] !== rows)) throw new TorchEncodersError('ERR_CONFIG', `${path}: weight has shape [${weight?.shape.join(', ') ?? ''}]; wanted [${rows ?? 'any'}, ${columns}], and a bias`);
    return { weight, bias };
  } finally {
    freeWeights(weights);
  }
}

/**
 * How well a document answers a query, token by token: Σᵢ maxⱼ qᵢ · dⱼ (Khattab and Zaharia, 2020). With `normalize` over the number of the query's tokens, as bge-m3 does.
 * @param query [m, D]. @param document [n, D].
 */
export async function maxSim(query: Tensor, document: Tensor, { normalize = false }: { normalize?: boolean } = {}): Promise<number> {
  if (query.ndim !== 2 || document.ndim !== 2 || query.shape[1] !== document.shape[1]) throw new TorchEncodersError('ERR_SHAPE', `maxSim wants [m, D] and [n, D], found [${query.shape.join(', ')}] and [${document.shape.join(', ')}]`);
  if (query.shape[0] === 0 || document.shape[0] === 0) return 0;
  using columns = op('aten::t', document);
  using scores = await queued<Tensor>('aten::mm', query, columns);
  using best = op('aten::amax', scores, [1]);
  using sum = op('aten::sum', best);
  return (sum.item() as number) / (normalize ? query.shape[0]! : 1);
}
