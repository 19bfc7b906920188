// What pretraining is worth on the synthetic population: a linear probe on embeddings against hand-made aggregates, and fine-tuning with a frozen
// beginning against training from nothing and against freezing for ever. node bench/coles.mjs [seeds] [epochs of pretraining] [folder] prints one
// line of JSON a seed; in a folder the pretrained encoders are kept, and found again.
import {
  CoLESFinetuneModule, CoLESModule, colesCollate, colesDataset, collateFeatureDict, DataLoader, EventDataPreprocessor, joinLabels, loadSafetensors, ModelCheckpoint, nn, optim, RnnSeqEncoder, SampleSlices, saveSafetensors, stratifiedSplit,
  targetCollate, torch, Trainer, TrxEncoder,
} from '../dist/lib/index.js';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { population } from '../examples/coles-finetune/population.mjs';

const config = { clients: 5000, labeled: 150, epochs: Number(process.argv[3] ?? 60), hidden: 64 };
const quiet = { enableProgressBar: false, numSanityValSteps: 0, checkValEveryNEpoch: 1 };

const { rows, labels } = population({ clients: config.clients });
const preprocessor = new EventDataPreprocessor({ colId: 'client_id', colEventTime: 'time', eventTimeTransformation: 'none', colsCategory: ['category'], colsNumerical: ['amount'] });
const { records } = await joinLabels(await preprocessor.fitTransform(rows), labels, { colId: 'client_id', colTarget: 'behaviour' });
const sizes = preprocessor.getCategoryDictionarySizes();
const newEncoder = () => new RnnSeqEncoder(new TrxEncoder({ embeddings: { category: { in: sizes.category, out: 16 } }, numericValues: { amount: 'log' }, embeddingsNoise: 0.003 }), { hiddenSize: config.hidden });

/** Counts, shares, amounts and gaps: what one would compute without a model. */
function aggregates({ event_time: times, category, amount }) {
  const logs = Array.from(amount, Math.log1p);
  const gaps = Array.from(times.slice(1), (time, i) => time - times[i]);
  const stats = (values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    return [mean, Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length)), Math.min(...values), Math.max(...values)];
  };
  const each = Array.from({ length: sizes.category - 1 }, (_, code) => logs.filter((_, i) => category[i] === code + 1));
  return [times.length, ...stats(logs), ...stats(gaps), ...each.flatMap((own) => [own.length / logs.length, own.length === 0 ? 0 : stats(own)[0]])];
}

/** Test accuracy of softmax regression on standardised features. */
async function linearProbe(train, trainLabels, test, testLabels) {
  const [mean, std] = [train.mean([0]), train.std([0]).clampMin(1e-6)];
  const [x, z] = [train, test].map((one) => one.sub(mean).div(std));
  const model = new nn.Linear(x.shape[1], 5);
  const optimizer = new optim.AdamW(model.parameters(), { lr: 0.02, weightDecay: 0.1 });
  for (let step = 0; step < 300; step++) {
    const loss = nn.functional.crossEntropy(model.forward(x), trainLabels);
    optimizer.zeroGrad();
    await loss.backward();
    await optimizer.step();
  }
  return model.forward(z).argmax(1).eq(testLabels).to('float32').mean().item();
}

const scratch = mkdtempSync(join(tmpdir(), 'coles-'));
const kept = process.argv[4] ?? scratch;
mkdirSync(kept, { recursive: true });
for (const seed of (process.argv[2] ?? '0,1,2').split(',').map(Number)) {
  torch.manualSeed(seed);
  const started = performance.now();
  const [rest, test] = stratifiedSplit(records, [0.8, 0.2], { seed });
  const [few] = stratifiedSplit(rest, [config.labeled / rest.length, 1 - config.labeled / rest.length], { seed });
  const [train, val] = stratifiedSplit(few, [0.8, 0.2], { seed });

  // Pretraining sees no label, and no client of the test.
  const encoder = newEncoder();
  const slices = (of, shuffle) => new DataLoader(colesDataset(of, { splitter: new SampleSlices({ splitCount: 5, cntMin: 10, cntMax: 30 }) }), { batchSize: 128, shuffle, seed, collate: colesCollate });
  const module = new CoLESModule(encoder, { optimizer: (parameters) => new optim.Adam(parameters, { lr: 0.003 }), lrScheduler: (optimizer) => new optim.lrScheduler.CosineAnnealingLR(optimizer, { tMax: config.epochs }) });
  const trainer = new Trainer({ ...quiet, maxEpochs: config.epochs, gradientClipVal: 5 });
  const pretrained = join(kept, `${seed}-${config.epochs}.safetensors`);
  if (existsSync(pretrained)) encoder.loadStateDict(await loadSafetensors(pretrained));
  else {
    await trainer.fit(module, slices(rest, true), slices(test.slice(0, 500), false));
    await saveSafetensors(pretrained, encoder.stateDict());
  }
  const minutes = (performance.now() - started) / 60000;

  const labelsOf = (of) => torch.tensor(of.map(({ target }) => target), { dtype: 'int64' });
  const embed = async (of) => (await module.getEmbeddings(new DataLoader(of, { batchSize: 256, collate: collateFeatureDict }))).embeddings;
  const handmade = (of) => torch.tensor(of.map(aggregates));
  const probe = async (features) => linearProbe(await features(few), labelsOf(few), await features(test), labelsOf(test));
  torch.manualSeed(seed); // so that the probes are the same on an encoder that was kept
  const result = { seed, recall: trainer.callbackMetrics[module.metricName], 'aggregates, probe': await probe(handmade), 'embeddings, probe': await probe(embed) };

  const finetune = async (name, options, isPretrained) => {
    torch.manualSeed(seed);
    const classifier = new CoLESFinetuneModule({ seqEncoder: newEncoder(), nClasses: 5, lr: 0.003, ...options });
    if (isPretrained) await classifier.loadPretrainedEncoder(pretrained);
    const loader = (of, shuffle = false) => new DataLoader(of, { batchSize: 32, shuffle, seed, collate: targetCollate() });
    const checkpoint = new ModelCheckpoint({ dirpath: join(scratch, `${seed}-${name}`), monitor: 'val_loss', mode: 'min' }); // of 30 clients, too few for their accuracy to tell epochs apart
    const own = new Trainer({ ...quiet, maxEpochs: 30, callbacks: [checkpoint] });
    await own.fit(classifier, loader(train, true), loader(val));
    const best = await CoLESFinetuneModule.loadFromCheckpoint(checkpoint.bestModelPath, { seqEncoder: newEncoder() });
    result[name] = (await own.test(best, loader(test))).test_acc;
  };
  await finetune('from nothing', {}, false);
  await finetune('frozen for ever', { freezeEncoder: true }, true);
  await finetune('freezeEpochs 3', { freezeEpochs: 3 }, true);
  console.log(JSON.stringify({ ...result, pretrainingMinutes: minutes, minutes: (performance.now() - started) / 60000 }));
}
rmSync(scratch, { recursive: true, force: true });
