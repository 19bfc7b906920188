export { TorchEncodersError, type ErrorCode } from './errors.js';

export { AutoEncoder } from './encoders/auto.js';
export { createEncoder } from './encoders/create.js';
export { BaseEncoder, type EncodeExtra, type EncoderInputs, type EncoderOutputs, type ForwardOptions, type LoadingInfo } from './encoders/base.js';
export { BertEncoder } from './encoders/bert.js';
export { DebertaV2Encoder } from './encoders/deberta.js';
export { GTEEncoder } from './encoders/gte.js';
export { JinaBertEncoder } from './encoders/jina.js';
export { ModernBertEncoder } from './encoders/modernbert.js';
export { NomicBertEncoder } from './encoders/nomic.js';
export { Qwen3Encoder } from './encoders/qwen3.js';
export type { EncoderOptions } from './encoders/load.js';
export type { PoolingMethod } from './encoders/pooling.js';

export { computeClassWeight } from './data/classweight.js';
export { defaultCollate } from './data/collate.js';
export { Dataset, IterableDataset, randomSplit, Subset, TensorDataset, type BatchContext, type WorkerSource } from './data/dataset.js';
export { DataLoader, type DataLoaderOptions, type DataLoaderState } from './data/loader.js';
export type { EpochContext } from './data/order.js';

export type { EncodeProgress, RunOptions } from './sentence/batches.js';
export { SentenceEncoder, type EncodeOptions, type TokenVectors } from './sentence/encoder.js';
export { CrossEncoder, type Pair, type PredictOptions, type Ranked } from './sentence/crossencoder.js';
export { HybridEncoder, maxSim, type HybridEmbeddings, type HybridOptions } from './sentence/hybrid.js';
export { communityDetection, paraphraseMining, paraphraseMiningEmbeddings, type CommunityOptions, type MinedPair, type MiningOptions } from './sentence/mining.js';
export { SparseEncoder, type SparseOptions, type SparseVector } from './sentence/sparse.js';
export { pairwiseAngleSim, pairwiseCosSim, pairwiseDotScore, pairwiseEuclideanSim, pairwiseManhattanSim, type PairwiseSimilarity } from './sentence/pairwise.js';
export { quantizeEmbeddings, type Precision, type QuantizeOptions } from './sentence/quantize.js';
export { cosSim, dotScore, semanticSearch, type Hit, type SearchOptions, type SimilarityFunction } from './sentence/similarity.js';
export { AutoModelForCausalLM } from './tasks/causallm.js';
export { AutoModelForMaskedLM } from './tasks/maskedlm.js';
export { AutoModelForSequenceClassification, type ProblemType } from './tasks/sequenceclassification.js';
export { AutoModelForTokenClassification } from './tasks/tokenclassification.js';
export type { TaskInputs, TaskOutputs } from './tasks/model.js';
export { Trainer, type FitOptions } from './training/trainer.js';
export { TrainerModule, type AnyScheduler, type LogOptions, type Optimizers, type SchedulerConfig, type StepOutput } from './training/module.js';
export type { TrainerOptions } from './training/options.js';
export type { PrecisionMode } from './training/precision.js';
export type { Loader } from './training/batches.js';
export { readCheckpoint, type Checkpoint } from './training/checkpoint.js';
export type { Callback } from './training/callbacks/callback.js';
export { ModelCheckpoint, type ModelCheckpointOptions } from './training/callbacks/modelcheckpoint.js';
export type { Logger } from './training/loggers/logger.js';
export { CSVLogger, type LoggerOptions } from './training/loggers/csv.js';
export { Tokenizer, type Encoding, type TokenizeOptions } from './text/tokenizer.js';

export { PaddedBatch, type EventPayload } from './sequences/paddedbatch.js';
export { Head, MLPHead, type HeadOptions, type MLPHeadOptions } from './sequences/head.js';
export * as sequenceLosses from './sequences/losses/index.js';
export { colesCollate, colesDataset, sliceDataset, targetCollate, type ColesOptions, type LabeledBatch, type SliceOptions } from './sequences/datasets.js';
export { joinLabels, stratifiedSplit, type Labeled, type LabelOptions } from './sequences/labels.js';
export { EventDataPreprocessor, type PreprocessorOptions } from './sequences/preprocessor.js';
export {
  CutByDays, NoSplit, SampleRandom, SampleSlices, SampleUniform, SampleUniformBySplitCount, SplitByNearestTime, SplitByNextNearestTime, SplitByWeeks, SplitRandom, type SplitStrategy,
} from './sequences/splits.js';
export { eventCount, lastEvents, type EventRecord } from './sequences/features.js';
export { collateFeatureDict } from './sequences/collate.js';
export { TrxEncoder, type TrxEncoderOptions } from './sequences/trxencoder.js';
export { TransformerSeqEncoder, type TransformerOptions } from './sequences/transformer.js';
export { RnnSeqEncoder, type RnnOptions, type RnnState } from './sequences/rnn.js';
export * as evaluators from './training/evaluators/index.js';
export * as losses from './training/losses/index.js';

export { torch } from './torch.js';
export { Tensor, type Device, type DType } from './tensor/tensor.js';
export { enableGrad, getNumThreads, inferenceMode, isGradEnabled, memory, noGrad, setNumThreads } from './tensor/modes.js';
export { tidy } from './tensor/scope.js';
export { Generator, manualSeed } from './tensor/random.js';
export { slice, type Index } from './tensor/indexing.js';
export type { FunctionContext, FunctionDefinition, GradOptions } from './tensor/autograd.js';
export type { MemoryFormat, Scalar } from './tensor/types.js';
export { loadSafetensors, saveSafetensors } from './tensor/files.js';
export { BlockDiagonalMask, LowerTriangularMask, memoryEfficientAttention, type AttentionOptions } from './nn/memoryefficient.js';
export * as nn from './nn/index.js';
export * as optim from './optim/index.js';
export * as amp from './optim/amp.js';
export { version, torchVersion, buildInfo, type BuildInfo } from './info.js';
