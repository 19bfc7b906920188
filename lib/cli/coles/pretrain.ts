import { DataLoader } from '../../data/loader.js';
import type { IterableDataset } from '../../data/dataset.js';
import { eventCount, type EventRecord } from '../../sequences/features.js';
import { encoderOf, objectiveOf } from './model.js';
import { prepare, report, trainerOf, workOf, type ColesOptions } from './work.js';

/** coles pretrain: an encoder from events without labels. */
export async function pretrain(options: ColesOptions): Promise<void> {
  const work = await workOf(options);
  if (!work) return;
  const { config: { data, training } } = work;
  const { preprocessor, store } = await prepare(work, { isNew: true });
  const totalSteps = training.epochs * Math.ceil(store.clients / training.batch_size); // at most: validation has some of the clients
  const { module, dataset, collate } = objectiveOf(work.config, encoderOf(work.config, preprocessor), totalSteps);
  const records = (isVal: boolean): IterableDataset<EventRecord> => store.records({
    shuffle: !isVal, seed: training.seed, filter: (record) => eventCount(record) >= data.min_seq_len && isHeldOut(record[data.col_id], data.val_fraction) === isVal,
  });
  const loader = (isVal: boolean): DataLoader<never, unknown> => new DataLoader<never, unknown>(dataset(records(isVal)) as IterableDataset<never>, { batchSize: training.batch_size, shuffle: !isVal, seed: training.seed, collate });
  const { trainer, checkpoint } = trainerOf(work, work.pretrained, module.metricName, module.metricMode);
  await trainer.fit(module, loader(false), loader(true));
  report(work, 'pretrained', trainer, checkpoint, { events: store.events, clients: store.clients });
}

/** Whether a client is kept for validation: by its id alone, so that it is the same client each time. */
function isHeldOut(id: unknown, fraction: number): boolean {
  let hash = 0x9dc5;
  for (const letter of String(id)) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x5bd1e995) >>> 0;
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32 < fraction;
}
