import { join } from 'node:path';
import { UnifiedDataInterface, type LoadersOptions } from '../data/udi.js';
import { TorchEncodersError } from '../errors.js';
import { buildTaskModel } from '../tasks/build.js';
import type { TaskHandler } from '../tasks/taskhandler.js';
import type { UnifiedTaskModel } from '../tasks/unified.js';
import { saveSafetensors } from '../tensor/files.js';
import { manualSeed } from '../tensor/random.js';
import type { Configuration } from './configuration.js';
import { runFlow, type FlowOptions, type FlowResult } from './flow.js';
import { Lora } from './lora.js';
import { TaskModule, type TaskModuleOptions } from './taskmodule.js';

/**
 * Trains an encoder on a data set, all as a configuration says: the data by its card, the backbone, a head for the task, training, and what it brought on the test rows.
 * In `output_dir` afterwards: config.yml (every key), checkpoints/, logs/, results.json, head.safetensors and encoder/, which AutoEncoder, SentenceEncoder and a later run's
 * `pretrained` take.
 * @throws as {@link UnifiedDataInterface.load} and {@link Trainer.fit}; ERR_CONFIG for a data set that no task handler fits.
 *
 * @example
 * const config = await loadConfiguration('examples/esol-bert.yml');
 * const { before, after } = await finetune(config, { log: console.log });
 */
export async function finetune(config: Configuration, options: FlowOptions = {}): Promise<FlowResult> {
  manualSeed(config.training.seed);
  const udi = await loadData(config, options);
  udi.getClassWeights(); // refused here where the task has no classes
  const { label_smoothing: smoothing } = config.training;
  if (smoothing > 0 && /regression/.test(udi.getDatasetTaskType())) throw new TorchEncodersError('ERR_CONFIG', `training.label_smoothing is ${smoothing}, and ${udi.getDatasetTaskType()} has no classes`);
  const [model, handler] = await buildTaskModel(config, null, udi);
  const module = new FinetuneModule(model, handler, config);
  const loaders = loadersOf(udi, config, model.encoder.maxLength);
  return runFlow({ config, module, loaders, primary: module.monitor, encoder: model.encoder, vocab: udi.getVocab(), settle: (outputDir) => module.settle(outputDir) }, options);
}

/** The data of a configuration, for a model of texts. */
export async function loadData(config: Configuration, { log, cacheDir }: FlowOptions): Promise<UnifiedDataInterface> {
  const udi = await UnifiedDataInterface.load(config.dataset.name, { dataRoot: config.dataset.data_root, config, log, cacheDir });
  udi.getVocab(); // recordings have none: said here
  if (udi.getDatasetTaskType() === 'retrieval') throw new TorchEncodersError('ERR_CONFIG', `'${udi.card.name}' is for retrieval, which FineTuner trains and InformationRetrievalEvaluator measures; here say task.type: regression (of the grades), or mlm for pretrain`);
  return udi;
}

export function loadersOf(udi: UnifiedDataInterface, { training }: Configuration, maxLength: number, transform?: LoadersOptions['transform']): ReturnType<UnifiedDataInterface['getLoaders']> {
  const { max_tokens: maxTokens, batch_size: batchSize, num_workers: numWorkers, seed } = training;
  return udi.getLoaders({ batchSize, ...(maxTokens !== null && { maxTokens, lengthBuckets: true }), maxLength, numWorkers, seed, transform });
}

/** A {@link TaskModule} by a configuration, with adapters of low rank where it asks for them. */
class FinetuneModule extends TaskModule {
  readonly lora: Lora | undefined;

  constructor(model: UnifiedTaskModel, handler: TaskHandler, config: Configuration) {
    super(model, handler, moduleOptions(config));
    const { lora } = config.training;
    if (!lora) return;
    model.encoder.requiresGrad_(false);
    this.lora = new Lora(model.encoder, { rank: lora.r, alpha: lora.alpha, dropout: lora.dropout, ...(lora.target_modules && { targetModules: lora.target_modules }) });
  }

  /** Adapters as PEFT has them, then merged, and the head. */
  async settle(outputDir: string): Promise<void> {
    await this.lora?.savePretrained(join(outputDir, 'adapter'));
    this.lora?.merge();
    await saveSafetensors(join(outputDir, 'head.safetensors'), this.model.head.stateDict(), { format: 'pt' });
  }
}

export function moduleOptions({ training }: Configuration): TaskModuleOptions {
  const { lr, weight_decay: weightDecay, layer_decay: layerDecay, scheduler, warmup_ratio: warmupRatio, monitor } = training;
  return { lr, weightDecay, layerDecay, scheduler, warmupRatio, ...(monitor !== null && { monitor }) };
}
