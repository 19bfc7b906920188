// From raw events to a fine-tuned classifier: pretraining without labels, then fine-tuning on few. node examples/coles-finetune/main.mjs [clients] [epochs]
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CoLESFinetuneModule, CoLESModule, colesCollate, colesDataset, DataLoader, EventDataPreprocessor, joinLabels, ModelCheckpoint, RnnSeqEncoder, SampleSlices, stratifiedSplit, targetCollate, torch, Trainer, TrxEncoder,
} from 'torch-encoders';
import { population } from './population.mjs';

const [clients = 5000, epochs = 20] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'coles-'));
torch.manualSeed(42);

const { rows, labels } = population({ clients });
const preprocessor = new EventDataPreprocessor({ colId: 'client_id', colEventTime: 'time', eventTimeTransformation: 'none', colsCategory: ['category'], colsNumerical: ['amount'] });
const { records } = await joinLabels(await preprocessor.fitTransform(rows), labels, { colId: 'client_id', colTarget: 'behaviour' });
const [unlabeled, train, val, test] = stratifiedSplit(records, [0.7, 0.05, 0.05, 0.2], { seed: 42 });

const { category } = preprocessor.getCategoryDictionarySizes();
const newEncoder = () => new RnnSeqEncoder(new TrxEncoder({ embeddings: { category: { in: category, out: 16 } }, numericValues: { amount: 'log' } }), { hiddenSize: 64 });

const module = new CoLESModule(newEncoder());
const slices = (of, shuffle) => new DataLoader(colesDataset(of, { splitter: new SampleSlices({ splitCount: 5, cntMin: 10, cntMax: 30 }) }), { batchSize: 128, shuffle, seed: 42, collate: colesCollate });
const pretraining = new Trainer({ maxEpochs: epochs });
await pretraining.fit(module, slices(unlabeled, true), slices(val, false));
await pretraining.saveCheckpoint(join(folder, 'pretrained.ckpt'));
console.log('recall@4', pretraining.callbackMetrics[module.metricName].toFixed(3));

const classifier = new CoLESFinetuneModule({ seqEncoder: newEncoder(), nClasses: 5, lr: 0.003, freezeEpochs: 5 });
const { matched, missing } = await classifier.loadPretrainedEncoder(join(folder, 'pretrained.ckpt'));
console.log(`${matched.length} weights loaded, ${missing.length} missing`);
const loader = (of, shuffle = false) => new DataLoader(of, { batchSize: 32, shuffle, seed: 42, collate: targetCollate() });
const best = new ModelCheckpoint({ dirpath: folder, monitor: 'val_acc', mode: 'max', saveTopK: 3, filename: 'best_model_{epoch:02d}_{val_acc:.3f}' });
const trainer = new Trainer({ maxEpochs: epochs, callbacks: [best] });
await trainer.fit(classifier, loader(train, true), loader(val));
console.log('test', await trainer.test(classifier, loader(test), { ckptPath: 'best' }));
const { embeddings } = await classifier.getEmbeddings(loader(test));
console.log('embeddings', embeddings.shape);
