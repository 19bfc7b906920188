import { maskTokens } from '../data/mask.js';
import { DataLoader } from '../data/loader.js';
import type { TextBatch } from '../data/encoded.js';
import { ofAllParts } from '../distributed/parts.js';
import { TorchEncodersError } from '../errors.js';
import { buildTaskModel } from '../tasks/build.js';
import type { TaskHandler } from '../tasks/taskhandler.js';
import type { TaskBatch, UnifiedTaskModel } from '../tasks/unified.js';
import { manualSeed } from '../tensor/random.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Configuration } from './configuration.js';
import { loadData, loadersOf, moduleOptions } from './finetune.js';
import { runFlow, type FlowOptions, type FlowResult } from './flow.js';
import { MultipleNegativesRankingLoss } from './losses/ranking.js';
import { TaskModule } from './taskmodule.js';

/** A batch for both objectives. */
type PretrainBatch = TaskBatch & { /** Before masking; for the contrastive objective alone. */ plainIds?: Tensor };

/**
 * Trains an encoder on the texts of a data set without their labels: words that are masked (`pretraining.mlm`), texts that are told from each other under dropout as SimCSE
 * does it (`pretraining.contrastive`), or both, with these weights. `finetune` takes its `output_dir` as `pretrained`.
 * What is built is what `createModelFromUdi` builds for the task mlm, BERT or GTE, with the tokenizer of the model or a vocabulary of its own.
 *
 * @example
 * const { outputDir } = await pretrain(await loadConfiguration('pretrain.yml'));
 * await finetune(await loadConfiguration('finetune.yml', [`pretrained=${outputDir}`]));
 */
export async function pretrain(given: Configuration, options: FlowOptions = {}): Promise<FlowResult> {
  const config: Configuration = { ...given, task: { type: 'mlm' } };
  if (config.training.lora) throw new TorchEncodersError('ERR_CONFIG', 'training.lora is for finetune; pretraining learns all weights');
  manualSeed(config.training.seed);
  const udi = await loadData(config, options);
  const { mlm, contrastive, mlm_probability: probability, whole_word: wholeWord } = config.pretraining;
  const [model, handler] = await buildTaskModel(config, null, udi);
  const module = new PretrainModule(model, handler, config);
  const vocab = udi.getVocab();
  const loaders = loadersOf(udi, config, model.encoder.maxLength, (batch: TextBatch, { seed }): PretrainBatch => {
    const plainIds = contrastive > 0 ? batch.inputIds.clone() : undefined;
    return { ...(mlm > 0 ? maskTokens(batch, vocab, { probability, wholeWord, seed }) : batch), ...(plainIds && { plainIds }) };
  });
  const nothing = new DataLoader<unknown, unknown>([]);
  return runFlow({
    config, module, primary: module.monitor, encoder: model.encoder, vocab,
    loaders: mlm > 0 ? loaders : { train: loaders.train, val: nothing, test: nothing }, // without dropout, a text is its own twin: nothing to measure
  }, options);
}

class PretrainModule extends TaskModule {
  readonly #weights: Configuration['pretraining'];
  readonly #contrastive: MultipleNegativesRankingLoss;

  constructor(model: UnifiedTaskModel, handler: TaskHandler, config: Configuration) {
    super(model, handler, moduleOptions(config));
    this.#weights = config.pretraining;
    this.#contrastive = new MultipleNegativesRankingLoss({ scale: 1 / config.pretraining.temperature });
    if (config.pretraining.mlm === 0) model.head.requiresGrad_(false);
  }

  override async trainingStep({ plainIds, ...batch }: PretrainBatch): Promise<Tensor | undefined> {
    const { mlm, contrastive } = this.#weights;
    const words = mlm > 0 ? await super.trainingStep(batch) : undefined;
    if (!plainIds) return words;
    const { labels: _, ...rest } = batch;
    const embed = async (): Promise<Tensor> => ofAllParts(await this.model.encoder.pooled({ ...rest, inputIds: plainIds }, this.model.pooling));
    const loss = await this.#contrastive.forward([await embed(), await embed()]);
    this.log('train_contrastive', loss, { onStep: true, onEpoch: true });
    if (mlm === 0) this.log('train_loss', loss, { progBar: true, onStep: true, onEpoch: true });
    const weighted = loss.mul(contrastive);
    return words ? words.mul(mlm).add(weighted) : weighted;
  }
  override validationStep({ plainIds: _, ...batch }: PretrainBatch): Promise<void> {
    return super.validationStep(batch);
  }
  override testStep({ plainIds: _, ...batch }: PretrainBatch): Promise<void> {
    return super.testStep(batch);
  }
}
