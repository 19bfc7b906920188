import { join } from 'node:path';
import { computeClassWeight } from '../../data/classweight.js';
import type { IterableDataset } from '../../data/dataset.js';
import { DataLoader } from '../../data/loader.js';
import { TorchEncodersError } from '../../errors.js';
import { exists } from '../../files.js';
import { changed, targetCollate } from '../../sequences/datasets.js';
import { eventCount, lastEvents, type EventRecord } from '../../sequences/features.js';
import { CoLESFinetuneModule } from '../../sequences/finetune.js';
import { readLabels, stratifiedSplit } from '../../sequences/labels.js';
import type { Row } from '../../sequences/preprocessor.js';
import { rowsOf } from '../rows.js';
import { encoderOf } from './model.js';
import { prepare, report, trainerOf, workOf, type ColesOptions } from './work.js';

async function* fieldsOf(path: string): AsyncGenerator<Row> {
  for await (const { fields } of rowsOf(path)) yield fields;
}

/** coles finetune: a classifier from labels of clients, on an encoder that `pretrain` made, or on a new one. */
export async function finetune(options: ColesOptions): Promise<void> {
  const work = await workOf(options);
  if (!work) return;
  const { config: { data, finetuning, training } } = work;
  if (data.labels === null || data.col_target === null) throw new TorchEncodersError('ERR_CONFIG', 'coles finetune wants data.labels, a file of clients, and data.col_target, its column of labels');
  const { classOf, classes } = await readLabels(fieldsOf(data.labels), { colId: data.col_id, colTarget: data.col_target });
  const last = join(work.pretrained, 'last.ckpt');
  const pretrained = finetuning.pretrained ?? ((await exists(last)) ? last : undefined);
  const { preprocessor, store } = await prepare(work, { isNew: pretrained === undefined });

  const present: EventRecord[] = [];
  const missing: string[] = [];
  for await (const record of store.records({ filter: (one) => eventCount(one) >= data.min_seq_len })) {
    const target = classOf.get(String(record[data.col_id]));
    if (target === undefined) missing.push(String(record[data.col_id]));
    else present.push({ id: String(record[data.col_id]), target });
  }
  if (missing.length > 0 && data.missing_labels === 'error') throw new TorchEncodersError('ERR_FILE', `${missing.length} clients have no label in ${data.labels}: ${missing.slice(0, 5).join(', ')}; data.missing_labels: drop leaves them out`);
  const { val_fraction: val, test_fraction: test } = data;
  const parts = stratifiedSplit(present, [1 - val - test, val, test], { seed: training.seed });
  const partOf = new Map(parts.flatMap((part, i) => part.map(({ id }) => [id as string, i] as const)));

  const seqEncoder = encoderOf(work.config, preprocessor);
  const weights = finetuning.class_weights === 'balanced' ? computeClassWeight('balanced', parts[0]!.map(({ target }) => target as number)) : finetuning.class_weights;
  const module = new CoLESFinetuneModule({
    seqEncoder, nClasses: Math.max(2, classes.length), headHiddenDims: finetuning.head_hidden_dims, dropout: finetuning.dropout, lr: training.lr, weightDecay: training.weight_decay, freezeEncoder: finetuning.freeze_encoder,
    freezeEpochs: finetuning.freeze_epochs, optimizerType: finetuning.optimizer_type, schedulerType: finetuning.scheduler_type, classWeights: weights, labelSmoothing: finetuning.label_smoothing,
  });
  const loaded = pretrained === undefined ? undefined : await module.loadPretrainedEncoder(pretrained);

  const length = Math.min(data.max_seq_len ?? Infinity, seqEncoder.maxSeqLen);
  const loader = (part: number): DataLoader<EventRecord, unknown> => {
    const records = store.records({ shuffle: part === 0, seed: training.seed, filter: (record) => partOf.get(String(record[data.col_id])) === part });
    const labeled = changed(records, (record) => ({ ...lastEvents(record, length), target: classOf.get(String(record[data.col_id]))! })) as IterableDataset<EventRecord>;
    return new DataLoader<EventRecord, unknown>(labeled, { batchSize: training.batch_size, shuffle: part === 0, seed: training.seed, collate: targetCollate() });
  };
  const { trainer, checkpoint } = trainerOf(work, work.finetuned, 'val_acc', 'max');
  await trainer.fit(module, loader(0), loader(1));
  const tested = test > 0 ? await trainer.test(module, loader(2), { ckptPath: 'best' }) : {};
  report(work, 'fine-tuned', trainer, checkpoint, { clients: partOf.size, classes, pretrained: pretrained ?? null, matched: loaded?.matched.length ?? 0, test: tested });
}
