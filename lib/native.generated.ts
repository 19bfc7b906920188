// Written by scripts/generate.mjs from the built addon: do not edit, run `npm run generate`.
import type { ErrorCode } from './errors.js';

declare const kind: unique symbol;
/** An opaque native object; it carries a number, never a pointer (native/bind/handle.h). */
export interface Handle<Kind extends string = string> { readonly [kind]: Kind }
export type CancelHandle = Handle<'Cancel'>;
export type EncoderHandle = Handle<'Encoder'>;
export type GeneratorHandle = Handle<'Generator'>;
export type TensorHandle = Handle<'Tensor'>;
export type TypedData =
  | Float32Array | Float64Array | BigInt64Array | BigUint64Array | Int32Array | Uint32Array | Int16Array | Uint16Array | Int8Array | Uint8Array;

export interface NativeAddon {
  buildInfo(): { torchVersion: string; cpuCapability: string; cuda: boolean; details: string; nativeHalf: string[]; };
  setThreads(count: number | bigint): void;
  threads(): number;
  quiesce(): void;
  cancelCreate(): CancelHandle;
  cancelSet(cancel: CancelHandle): void;
  tensorFrom(data: TypedData, shape: readonly (number | bigint)[], dtype?: string, device?: string): TensorHandle;
  tensorInfo(tensor: TensorHandle): { shape: number[]; dtype: string; device: string; requiresGrad: boolean; isLeaf: boolean; isSparse: boolean; };
  tensorDataSync(tensor: TensorHandle): TypedData;
  tensorData(tensor: TensorHandle): Promise<TypedData>;
  tensorGrad(tensor: TensorHandle): TensorHandle | undefined;
  tensorGradIs(tensor: TensorHandle, gradient: TensorHandle): boolean;
  tensorSetRequiresGrad(tensor: TensorHandle, value: boolean): void;
  opSchemas(): string[];
  backward(outputs: readonly (TensorHandle)[], gradients: readonly (TensorHandle)[], options: { retainGraph?: boolean; createGraph: boolean; allowUnused: boolean; }): Promise<void>;
  grad(outputs: readonly (TensorHandle)[], inputs: readonly (TensorHandle)[], gradients: readonly (TensorHandle)[], options: { retainGraph?: boolean; createGraph: boolean; allowUnused: boolean; }): Promise<TensorHandle[]>;
  backwardNow(outputs: readonly (TensorHandle)[], gradients: readonly (TensorHandle)[], options: { retainGraph?: boolean; createGraph: boolean; allowUnused: boolean; }): void;
  tensorGradFn(tensor: TensorHandle): string | undefined;
  tensorSetGrad(tensor: TensorHandle, gradient?: TensorHandle): void;
  tensorRetainGrad(tensor: TensorHandle): void;
  tensorRegisterHook(tensor: TensorHandle, hook: (...tensors: (TensorHandle | undefined)[]) => void | TensorHandle | readonly (TensorHandle | undefined)[]): number;
  tensorRemoveHook(tensor: TensorHandle, hook: number | bigint): void;
  attachBackward(inputs: readonly (TensorHandle)[], outputs: readonly (TensorHandle)[], name: string, backward: (...tensors: (TensorHandle | undefined)[]) => void | TensorHandle | readonly (TensorHandle | undefined)[]): TensorHandle[];
  setAnomalyDetection(enabled: boolean): void;
  anomalyDetection(): boolean;
  generatorCreate(seed?: number | bigint): GeneratorHandle;
  generatorManualSeed(generator: GeneratorHandle, seed: number | bigint): void;
  generatorInitialSeed(generator: GeneratorHandle): number;
  generatorState(generator: GeneratorHandle): TensorHandle;
  generatorSetState(generator: GeneratorHandle, state: TensorHandle): void;
  loadSafetensors(path: string, map: boolean): Promise<{ tensors: Record<string, TensorHandle>; metadata: Record<string, string>; }>;
  saveSafetensors(path: string, tensors: Readonly<Record<string, TensorHandle>>, metadata: Readonly<Record<string, string>>): Promise<void>;
  makeBert(config: { vocabSize: number | bigint; hiddenSize: number | bigint; numHiddenLayers: number | bigint; numAttentionHeads: number | bigint; intermediateSize: number | bigint; maxPositionEmbeddings: number | bigint; typeVocabSize: number | bigint; hiddenAct: string; layerNormEps: number; hiddenDropoutProb: number; attentionProbsDropoutProb: number; padTokenId?: number | bigint; relativeBuckets: number | bigint; positionsAfterPad: boolean; addPoolingLayer: boolean; }, weights: Readonly<Record<string, TensorHandle>>, making: { dtype: string; init?: { std: number; seed: number | bigint; }; strict: boolean; }): Promise<EncoderHandle>;
  makeDeberta(config: { vocabSize: number | bigint; embeddingSize: number | bigint; hiddenSize: number | bigint; numHiddenLayers: number | bigint; numAttentionHeads: number | bigint; intermediateSize: number | bigint; maxPositionEmbeddings: number | bigint; typeVocabSize: number | bigint; span: number | bigint; positionBuckets: number | bigint; maxRelativePositions: number | bigint; hiddenAct: string; layerNormEps: number; hiddenDropoutProb: number; attentionProbsDropoutProb: number; padTokenId?: number | bigint; positionBiasedInput: boolean; contentToPosition: boolean; positionToContent: boolean; shareAttKey: boolean; normRelEbd: boolean; }, weights: Readonly<Record<string, TensorHandle>>, making: { dtype: string; init?: { std: number; seed: number | bigint; }; strict: boolean; }): Promise<EncoderHandle>;
  makeGte(config: { vocabSize: number | bigint; hiddenSize: number | bigint; numHiddenLayers: number | bigint; numAttentionHeads: number | bigint; intermediateSize: number | bigint; maxPositionEmbeddings: number | bigint; typeVocabSize: number | bigint; hiddenAct: string; layerNormEps: number; hiddenDropoutProb: number; attentionProbsDropoutProb: number; padTokenId?: number | bigint; frequencies: readonly (number)[]; packQkv: boolean; rmsNorm: boolean; lognAttentionScale: boolean; lognAttentionClip1: boolean; addPoolingLayer: boolean; }, weights: Readonly<Record<string, TensorHandle>>, making: { dtype: string; init?: { std: number; seed: number | bigint; }; strict: boolean; }): Promise<EncoderHandle>;
  makeJina(config: { vocabSize: number | bigint; hiddenSize: number | bigint; numHiddenLayers: number | bigint; numAttentionHeads: number | bigint; intermediateSize: number | bigint; typeVocabSize: number | bigint; activation: string; layerNormEps: number; hiddenDropoutProb: number; attentionProbsDropoutProb: number; padTokenId?: number | bigint; addPoolingLayer: boolean; }, weights: Readonly<Record<string, TensorHandle>>, making: { dtype: string; init?: { std: number; seed: number | bigint; }; strict: boolean; }): Promise<EncoderHandle>;
  makeModernBert(config: { vocabSize: number | bigint; hiddenSize: number | bigint; numHiddenLayers: number | bigint; numAttentionHeads: number | bigint; intermediateSize: number | bigint; hiddenActivation: string; normEps: number; embeddingDropout: number; attentionDropout: number; mlpDropout: number; padTokenId?: number | bigint; windows: readonly (number | bigint)[]; globalFrequencies: readonly (number)[]; localFrequencies: readonly (number)[]; attentionBias: boolean; mlpBias: boolean; normBias: boolean; }, weights: Readonly<Record<string, TensorHandle>>, making: { dtype: string; init?: { std: number; seed: number | bigint; }; strict: boolean; }): Promise<EncoderHandle>;
  makeNomic(config: { vocabSize: number | bigint; hiddenSize: number | bigint; numHiddenLayers: number | bigint; numAttentionHeads: number | bigint; intermediateSize: number | bigint; typeVocabSize: number | bigint; hiddenAct: string; layerNormEps: number; hiddenDropoutProb: number; attentionProbsDropoutProb: number; padTokenId?: number | bigint; frequencies: readonly (number)[]; qkvBias: boolean; mlpBias: boolean; addPoolingLayer: boolean; }, weights: Readonly<Record<string, TensorHandle>>, making: { dtype: string; init?: { std: number; seed: number | bigint; }; strict: boolean; }): Promise<EncoderHandle>;
  makeQwen3(config: { vocabSize: number | bigint; hiddenSize: number | bigint; numHiddenLayers: number | bigint; numAttentionHeads: number | bigint; numKeyValueHeads: number | bigint; headDim: number | bigint; intermediateSize: number | bigint; hiddenAct: string; rmsNormEps: number; attentionDropout: number; padTokenId?: number | bigint; frequencies: readonly (number)[]; attentionBias: boolean; }, weights: Readonly<Record<string, TensorHandle>>, making: { dtype: string; init?: { std: number; seed: number | bigint; }; strict: boolean; }): Promise<EncoderHandle>;
  encoderParameters(encoder: EncoderHandle): Record<string, TensorHandle>;
  encoderReport(encoder: EncoderHandle): { missing: string[]; unexpected: string[]; mismatched: string[]; };
  encoderInfo(encoder: EncoderHandle): { dtype: string; device: string; tokenTypes: number; };
  encoderTrain(encoder: EncoderHandle, mode: boolean): void;
  encoderWays(encoder: EncoderHandle, ways: { eager: boolean; deterministic: boolean; }): void;
  encoderRecompute(encoder: EncoderHandle, on: boolean): void;
  encoderAdapt(encoder: EncoderHandle, name: string, a: TensorHandle | undefined, b: TensorHandle | undefined, options: { scale: number; dropout: number; }): void;
  encoderLinears(encoder: EncoderHandle): string[];
  encoderForward(encoder: EncoderHandle, inputs: { inputIds?: TensorHandle; inputsEmbeds?: TensorHandle; attentionMask?: TensorHandle; tokenTypeIds?: TensorHandle; positionIds?: TensorHandle; unpadInputs?: boolean; classicPooling: boolean; }, options: { outputHiddenStates: boolean; outputAttentions: boolean; }): Promise<{ lastHiddenState: TensorHandle; poolerOutput?: TensorHandle; hiddenStates?: TensorHandle[]; attentions?: TensorHandle[]; }>;
  encoderForwardRows(encoder: EncoderHandle, inputs: { inputIds?: TensorHandle; inputsEmbeds?: TensorHandle; attentionMask?: TensorHandle; tokenTypeIds?: TensorHandle; positionIds?: TensorHandle; unpadInputs?: boolean; classicPooling: boolean; }, rows: TensorHandle): Promise<TensorHandle>;
  encoderEncode(encoder: EncoderHandle, inputs: { inputIds?: TensorHandle; inputsEmbeds?: TensorHandle; attentionMask?: TensorHandle; tokenTypeIds?: TensorHandle; positionIds?: TensorHandle; unpadInputs?: boolean; classicPooling: boolean; }, pooling: readonly string[]): Promise<TensorHandle>;
  encoderEncodePacked(encoder: EncoderHandle, inputs: { ids: TensorHandle; tokenTypeIds?: TensorHandle; cuSeqlens: readonly (number | bigint)[]; skipTokens: number | bigint; }, pooling: readonly string[], cancel?: CancelHandle): Promise<TensorHandle>;
  encoderTokensPacked(encoder: EncoderHandle, inputs: { ids: TensorHandle; tokenTypeIds?: TensorHandle; cuSeqlens: readonly (number | bigint)[]; skipTokens: number | bigint; }, cancel?: CancelHandle): Promise<TensorHandle>;
  encoderEncodeBeside(encoder: EncoderHandle, inputs: { ids: TensorHandle; tokenTypeIds?: TensorHandle; cuSeqlens: readonly (number | bigint)[]; skipTokens: number | bigint; }, pooling: readonly string[], cancel?: CancelHandle): Promise<TensorHandle>;
  encoderTokensBeside(encoder: EncoderHandle, inputs: { ids: TensorHandle; tokenTypeIds?: TensorHandle; cuSeqlens: readonly (number | bigint)[]; skipTokens: number | bigint; }, cancel?: CancelHandle): Promise<TensorHandle>;
  encoderLayersPacked(encoder: EncoderHandle, inputs: { ids: TensorHandle; tokenTypeIds?: TensorHandle; cuSeqlens: readonly (number | bigint)[]; skipTokens: number | bigint; }, cancel?: CancelHandle): Promise<TensorHandle[]>;
  poolPadded(tokenEmbeddings: TensorHandle, attentionMask: TensorHandle | undefined, pooling: readonly string[], classic: boolean): TensorHandle;
  poolPacked(tokenEmbeddings: TensorHandle, cuSeqlens: readonly (number | bigint)[], pooling: readonly string[], options: { skipTokens: number | bigint; weightSums?: TensorHandle; }): Promise<TensorHandle>;
  memory(): { tensors: number; bytes: number };
  dispose(handle: Handle): void;
  disposed(handle: Handle): boolean;
  setModes(modes: { grad: boolean; inference: boolean; autocast?: string; strict?: boolean }): void;
  defaultGenerator(): GeneratorHandle;
  call(operator: number, ...values: unknown[]): unknown;
  callQueued(operator: number, ...values: unknown[]): Promise<unknown>;
  setErrorClass(constructor: new (code: ErrorCode, message: string) => Error): void;
  findOp(name: string): number;
  declarations(): string[];
}
