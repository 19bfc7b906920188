import { TorchEncodersError, warnOnce } from '../errors.js';
import { native } from '../native.js';
import type { CancelHandle, EncoderHandle } from '../native.generated.js';
import { Module } from '../nn/module.js';
import { applyModes } from '../tensor/modes.js';
import { handleOf, Tensor, type Device, type DType } from '../tensor/tensor.js';
import { saveCheckpoint } from './checkpoint.js';
import type { PoolingMethod } from './pooling.js';

/** What {@link BaseEncoder.forward} takes. B texts, L padded length, H hidden size. */
export interface EncoderInputs {
  /** [B, L], int64 or int32. Give these or `inputsEmbeds`. */
  inputIds?: Tensor;
  /** [B, L, H]: word vectors instead of ids. */
  inputsEmbeds?: Tensor;
  /** [B, L] of 1 for a token and 0 for padding. Default: all 1. */
  attentionMask?: Tensor;
  /** [B, L]. Default: all 0. */
  tokenTypeIds?: Tensor;
  /** [B, L] or [1, L]. Default: as the model's reference counts them. */
  positionIds?: Tensor;
}

export interface ForwardOptions {
  outputHiddenStates?: boolean;
  /** Takes the plain attention, which is slower. */
  outputAttentions?: boolean;
  /**
   * Default: padding is left out inside and positions are those of the padded reference. `true`: positions count real tokens, which
   * differs where padding stands before or among them. `false`: padding is kept inside and masked, as the reference does it.
   */
  unpadInputs?: boolean;
}

/** What {@link BaseEncoder.encode} takes beside ids and mask. */
export interface EncodeExtra extends Omit<EncoderInputs, 'inputIds' | 'attentionMask'>, Pick<ForwardOptions, 'unpadInputs'> {
  /** Pool as sentence-transformers did before version 6, which differs with padding on the left: 'cls' is column 0, 'weightedmean' weighs by columns. Default: false. */
  classicPooling?: boolean;
}

export interface EncoderOutputs {
  /** [B, L, H], zeros on padding. */
  lastHiddenState: Tensor;
  /** [B, H], where the model has a pooler. */
  poolerOutput?: Tensor;
  /** The embedding output, then one for each layer: [B, L, H]. */
  hiddenStates?: Tensor[];
  /** One for each layer: [B, heads, L, L]. */
  attentions?: Tensor[];
}

/** Texts end to end: what the sentence encoder feeds. */
export interface PackedTokens {
  /** int32 [T]. */
  ids: Tensor;
  /** int32 [T]. Default: all 0. */
  tokenTypeIds?: Tensor;
  /** Where each text begins, and the end: [B + 1]. */
  cuSeqlens: readonly number[];
  /** How many first tokens of each text pooling leaves out. Default: 0. */
  skipTokens?: number;
  /** Computed with one core, beside other such batches, instead of with all. Default: false. */
  beside?: boolean;
}

/** What each architecture says about itself when it is made; see `lib/encoders/bert.ts`. */
export interface EncoderParts {
  readonly native: EncoderHandle;
  /** config.json as it was read. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly hiddenSize: number;
  /** The longest text. */
  readonly maxLength: number;
  readonly pooling?: readonly PoolingMethod[];
  /** The checkpoint's name of a parameter, given the native encoder's. Default: the same. */
  readonly checkpointName?: (name: string) => string;
  /** What stands for {@link ForwardOptions.unpadInputs} where a call does not say. */
  readonly unpadInputs?: boolean;
}

/** How a checkpoint fitted the model, by the checkpoint's names: all empty unless it was loaded with `strict: false`. */
export interface LoadingInfo {
  readonly missing: readonly string[];
  readonly unexpected: readonly string[];
  /** With the shape found and the one wanted. */
  readonly mismatched: readonly string[];
}

/**
 * Sequence → vectors, whichever the architecture. Inside, padding does not exist: a batch is its real tokens laid end to end.
 * Every call is checked before any work and runs off the event loop.
 *
 * @example
 * const encoder = await AutoEncoder.fromPretrained('./model');
 * const vectors = await encoder.encode(torch.tensor([[101n, 7592n, 102n]])); // [1, H]
 */
export abstract class BaseEncoder extends Module {
  readonly #parts: EncoderParts;
  #parameters: ReadonlyMap<string, Tensor> | undefined;
  #unpadInputs: boolean | undefined;
  #foreign: readonly string[] = [];

  /** @internal */
  constructor(parts: EncoderParts) {
    super();
    this.#parts = parts;
    this.training = false;
    this.#unpadInputs = parts.unpadInputs;
  }

  /** config.json. */
  get config(): Readonly<Record<string, unknown>> {
    return this.#parts.config;
  }
  /** Of the weights; 'int8': of the matrices, the rest being float32. */
  get dtype(): DType {
    return native.encoderInfo(this.#parts.native).dtype as DType;
  }
  get device(): Device {
    return native.encoderInfo(this.#parts.native).device as Device;
  }
  /** The longest text that has positions. */
  get maxLength(): number {
    return this.#parts.maxLength;
  }
  /** How `encode` pools unless told otherwise: as the folder's 1_Pooling says, else the mean. */
  get pooling(): readonly PoolingMethod[] {
    return this.#parts.pooling ?? ['mean'];
  }
  getHiddenSize(): number {
    return this.#parts.hiddenSize;
  }
  /** How many kinds of tokens it tells apart, such as those of the two texts of a pair; 0 or 1: none. */
  get tokenTypes(): number {
    return Number(native.encoderInfo(this.#parts.native).tokenTypes);
  }
  /** How the checkpoint fitted. */
  get loadingInfo(): LoadingInfo {
    const { missing, unexpected, mismatched } = native.encoderReport(this.#parts.native);
    const theirs = (name: string): string => this.#theirs(name);
    return { missing: missing.map(theirs), unexpected: [...unexpected.map(theirs), ...this.#foreign], mismatched: mismatched.map(theirs) };
  }

  /** @internal How it goes about its work, and which weights nobody took; said once by what loads it. */
  settle({ eager, deterministic, padded, foreign }: { eager: boolean; deterministic: boolean; padded: boolean; foreign: readonly string[] }): void {
    native.encoderWays(this.#parts.native, { eager, deterministic });
    if (padded) this.#unpadInputs = false;
    this.#foreign = foreign;
  }

  /**
   * One vector for each row: [B, H].
   * @throws ERR_SHAPE, ERR_RANGE, ERR_DTYPE for bad input; ERR_CONFIG for an unknown pooling method, or 'pooler' without a pooler.
   */
  async encode(inputIds: Tensor, attentionMask?: Tensor, poolingMethod: PoolingMethod | readonly PoolingMethod[] = this.pooling,
               extra: EncodeExtra = {}): Promise<Tensor> {
    return this.pooled({ ...extra, inputIds, attentionMask }, typeof poolingMethod === 'string' ? [poolingMethod] : poolingMethod, extra);
  }

  /** @internal {@link encode}, also for inputsEmbeds. */
  async pooled(given: EncoderInputs, pooling: readonly PoolingMethod[], { unpadInputs, classicPooling = false }: Pick<EncodeExtra, 'unpadInputs' | 'classicPooling'> = {}): Promise<Tensor> {
    applyModes();
    return new Tensor(await native.encoderEncode(this.#parts.native, { ...inputs(given, unpadInputs ?? this.#unpadInputs), classicPooling }, pooling));
  }

  /** @internal The vectors [R, H] of the tokens where `rows` [B, L] is not 0; no others go through the last feed-forward. */
  async forwardRows(given: EncoderInputs, rows: Tensor, unpadInputs?: boolean): Promise<Tensor> {
    applyModes();
    return new Tensor(await native.encoderForwardRows(this.#parts.native, inputs(given, unpadInputs ?? this.#unpadInputs), handleOf(rows)));
  }

  /** The vector of each token: [B, L, H], zeros on padding. */
  async getSequenceOutput(inputIds: Tensor, attentionMask?: Tensor, extra: Omit<EncodeExtra, 'classicPooling'> = {}): Promise<Tensor> {
    const { lastHiddenState, poolerOutput } = await this.forward({ ...extra, inputIds, attentionMask }, { unpadInputs: extra.unpadInputs });
    poolerOutput?.dispose();
    return lastHiddenState;
  }

  /** As the reference's model call. Gradients flow to the parameters unless inside `noGrad`. */
  async forward(given: EncoderInputs, { outputHiddenStates = false, outputAttentions = false, unpadInputs }: ForwardOptions = {}): Promise<EncoderOutputs> {
    if (outputAttentions) warnOnce('outputAttentions: attention is computed by the plain path, which is slower');
    applyModes();
    const out = await native.encoderForward(this.#parts.native, inputs(given, unpadInputs ?? this.#unpadInputs), { outputHiddenStates, outputAttentions });
    return {
      lastHiddenState: new Tensor(out.lastHiddenState),
      ...(out.poolerOutput && { poolerOutput: new Tensor(out.poolerOutput) }),
      ...(out.hiddenStates && { hiddenStates: out.hiddenStates.map((handle) => new Tensor(handle)) }),
      ...(out.attentions && { attentions: out.attentions.map((handle) => new Tensor(handle)) }),
    };
  }

  /** @internal [B, H] of packed texts. */
  async encodePacked(tokens: PackedTokens, pooling: readonly PoolingMethod[], cancel?: CancelHandle): Promise<Tensor> {
    applyModes();
    const encode = tokens.beside ? native.encoderEncodeBeside : native.encoderEncodePacked;
    return new Tensor(await encode(this.#parts.native, packed(tokens), pooling, cancel));
  }
  /** @internal The vector of each token: [T, H]. */
  async tokensPacked(tokens: PackedTokens, cancel?: CancelHandle): Promise<Tensor> {
    applyModes();
    const encode = tokens.beside ? native.encoderTokensBeside : native.encoderTokensPacked;
    return new Tensor(await encode(this.#parts.native, packed(tokens), cancel));
  }
  /** @internal The embedding output, then that of each layer: [T, H] each. */
  async layersPacked(tokens: PackedTokens, cancel?: CancelHandle): Promise<Tensor[]> {
    applyModes();
    return (await native.encoderLayersPacked(this.#parts.native, packed(tokens), cancel)).map((handle) => new Tensor(handle));
  }

  /** Read when they are asked for: matrices that are kept packed are unpacked by that. */
  protected override ownParameters(): Iterable<[string, Tensor]> {
    this.#parameters ??= new Map(Object.entries(native.encoderParameters(this.#parts.native)).map(([name, handle]) => [this.#theirs(name), new Tensor(handle)]));
    return this.#parameters;
  }

  /** Trains in less memory: backward computes each layer a second time, rather than keep what is inside it. Costs about a third more time. */
  gradientCheckpointingEnable(): void {
    native.encoderRecompute(this.#parts.native, true);
  }
  gradientCheckpointingDisable(): void {
    native.encoderRecompute(this.#parts.native, false);
  }

  /** @internal The names of the matrices that may have an adapter beside them, as the checkpoint calls them. */
  get adaptable(): readonly string[] {
    return native.encoderLinears(this.#parts.native).map((name) => this.#theirs(`${name}.weight`).replace(/\.weight$/, ''));
  }
  /** @internal Sets x Wᵀ + scale · (x Aᵀ) Bᵀ in the place of x Wᵀ for one of them; without A and B the matrix is alone again. */
  adapt(name: string, adapter?: { a: Tensor; b: Tensor; scale: number; dropout: number }): void {
    const own = native.encoderLinears(this.#parts.native).find((one) => this.#theirs(`${one}.weight`) === `${name}.weight`);
    const { scale = 1, dropout = 0 } = adapter ?? {};
    native.encoderAdapt(this.#parts.native, own ?? name, adapter && handleOf(adapter.a), adapter && handleOf(adapter.b), { scale, dropout });
  }
  #theirs(name: string): string {
    return this.#parts.checkpointName?.(name) ?? name;
  }

  override train(mode = true): this {
    native.encoderTrain(this.#parts.native, mode);
    return super.train(mode);
  }

  /** Writes config.json and model.safetensors, which `fromPretrained` and Transformers read. */
  async savePretrained(folder: string): Promise<void> {
    if (this.dtype === 'int8') throw new TorchEncodersError('ERR_UNSUPPORTED', 'int8 matrices are made when a model is loaded and are not saved; save the model that they were made from');
    return saveCheckpoint(folder, this.config, this.stateDict());
  }

  override dispose(): void {
    native.dispose(this.#parts.native);
    if (this.#parameters === undefined) this.#parameters = new Map(); // nothing to unpack for that
    super.dispose();
  }
}

function inputs(given: EncoderInputs, unpadInputs: boolean | undefined): Parameters<typeof native.encoderForward>[1] {
  const handles = Object.fromEntries(
    (['inputIds', 'inputsEmbeds', 'attentionMask', 'tokenTypeIds', 'positionIds'] as const)
      .flatMap((name) => (given[name] === undefined ? [] : [[name, handleOf(given[name])]])),
  );
  return { ...handles, classicPooling: false, ...(unpadInputs !== undefined && { unpadInputs }) };
}

function packed({ ids, tokenTypeIds, cuSeqlens, skipTokens = 0 }: PackedTokens): Parameters<typeof native.encoderTokensPacked>[1] {
  return { ids: handleOf(ids), ...(tokenTypeIds && { tokenTypeIds: handleOf(tokenTypeIds) }), cuSeqlens, skipTokens };
}
