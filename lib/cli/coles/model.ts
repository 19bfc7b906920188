import type { BatchContext } from '../../data/dataset.js';
import { IterableDataset } from '../../data/dataset.js';
import { AdamW } from '../../optim/optimizers.js';
import type { Tensor } from '../../tensor/tensor.js';
import { CoLESModule } from '../../sequences/coles.js';
import { collateFeatureDict } from '../../sequences/collate.js';
import { CpcModule } from '../../sequences/cpc.js';
import { colesCollate, colesDataset, sliceDataset } from '../../sequences/datasets.js';
import type { EventRecord } from '../../sequences/features.js';
import * as losses from '../../sequences/losses/index.js';
import { MLMPretrainModule } from '../../sequences/mlm.js';
import type { EventDataPreprocessor } from '../../sequences/preprocessor.js';
import type { PretrainModule } from '../../sequences/pretrain.js';
import { RnnSeqEncoder } from '../../sequences/rnn.js';
import { RtdModule, rtdCollate } from '../../sequences/rtd.js';
import type { SeqEncoder } from '../../sequences/seqencoder.js';
import { SampleSlices } from '../../sequences/splits.js';
import { TransformerSeqEncoder } from '../../sequences/transformer.js';
import { TrxEncoder } from '../../sequences/trxencoder.js';
import type { ColesConfig } from './config.js';

/** A new encoder for what the preprocessor gives. */
export function encoderOf({ data, encoder }: ColesConfig, preprocessor: EventDataPreprocessor): SeqEncoder {
  const sizes = preprocessor.getCategoryDictionarySizes();
  const trxEncoder = new TrxEncoder({
    embeddings: Object.fromEntries(data.cols_category.map((name) => [name, { in: Math.max(3, sizes[name]!), out: encoder.embedding_dim }])),
    numericValues: data.cols_numerical, embeddingsNoise: encoder.embeddings_noise, linearProjectionSize: encoder.linear_projection_size,
  });
  if (encoder.type === 'rnn') return new RnnSeqEncoder(trxEncoder, { hiddenSize: encoder.hidden_size, type: encoder.rnn_type });
  return new TransformerSeqEncoder(trxEncoder, { nHeads: encoder.n_heads, dimHidden: encoder.dim_hidden, nLayers: encoder.n_layers, dropout: encoder.dropout, maxSeqLen: encoder.max_seq_len });
}

function lossOf({ loss, margin, neg_count: negCount, reduction }: ColesConfig['pretraining']): losses.SequenceLoss {
  const samplingStrategy = new losses.HardNegativePairSelector({ negCount });
  switch (loss) {
    case 'contrastive': return new losses.ContrastiveLoss({ margin, samplingStrategy, reduction });
    case 'margin': return new losses.MarginLoss({ samplingStrategy, reduction });
    case 'triplet': return new losses.TripletLoss({ margin, tripletSelector: new losses.HardTripletSelector({ negCount, isAligned: true }), reduction });
    case 'softmax': return new losses.SoftmaxLoss();
    case 'vicreg': return new losses.VicregLoss({ simCoeff: 10, stdCoeff: 10, covCoeff: 5 });
    case 'barlow_twins': return new losses.BarlowTwinsLoss({ lambd: 0.04 });
  }
}

export interface Objective {
  readonly module: PretrainModule<SeqEncoder, never>;
  readonly dataset: (records: IterableDataset<EventRecord>) => IterableDataset<unknown>;
  readonly collate: (items: never[], context: BatchContext) => unknown;
}

/** What is learnt without labels, and how its batches are made. `totalSteps` is for the schedule of masked events. */
export function objectiveOf({ pretraining, training }: ColesConfig, seqEncoder: SeqEncoder, totalSteps: number): Objective {
  const options = { optimizer: (parameters: Iterable<Tensor>) => new AdamW(parameters, { lr: training.lr, weightDecay: training.weight_decay }) };
  const { split_count: splitCount, cnt_min: cntMin, cnt_max: cntMax, short_seq_crop_rate: shortSeqCropRate } = pretraining;
  const splitter = new SampleSlices({ splitCount, cntMin, cntMax, shortSeqCropRate });
  const slices = (records: IterableDataset<EventRecord>) => sliceDataset(records, { minLen: cntMin, maxLen: cntMax, seed: training.seed }) as IterableDataset<unknown>;
  switch (pretraining.objective) {
    case 'coles': return {
      module: new CoLESModule(seqEncoder, { ...options, loss: lossOf(pretraining) }) as Objective['module'],
      dataset: (records) => colesDataset(records, { splitter, seed: training.seed }) as IterableDataset<unknown>, collate: colesCollate,
    };
    case 'cpc': return { module: new CpcModule(seqEncoder as RnnSeqEncoder, options) as unknown as Objective['module'], dataset: slices, collate: collateFeatureDict };
    case 'rtd': return { module: new RtdModule(seqEncoder, options) as Objective['module'], dataset: slices, collate: rtdCollate() };
    case 'mlm': return { module: new MLMPretrainModule(seqEncoder, { maxLr: training.lr, totalSteps }) as Objective['module'], dataset: slices, collate: collateFeatureDict };
  }
}
