import type { InferOutput } from 'valibot';
import { parseChecked, readChecked, type Setting, type Valibot } from '../checked.js';
import { describe } from '../config.js';
import { taskTypes } from '../data/card.js';
import { TorchEncodersError } from '../errors.js';
import { tokenizeNames } from '../text/recipes.js';
import { scheduleNames } from './schedule.js';

const poolings = ['mean', 'cls', 'max', 'mean_sqrt_len_tokens', 'weightedmean', 'lasttoken', 'pooler'] as const;
const activations = ['relu', 'gelu', 'silu', 'tanh'] as const;
const loggers = ['tensorboard', 'csv', 'jsonl', 'report'] as const;
const dtypes = ['float32', 'float16', 'bfloat16'] as const;

/** The configuration file of `finetune` and `pretrain`, with its defaults. */
export const configurationSchema = (v: Valibot) => {
  const text = v.pipe(v.string('a text'), v.nonEmpty('a text'));
  const flag = v.boolean('true or false');
  const whole = (least: number) => {
    const wanted = `a whole number of at least ${least}`;
    return v.pipe(v.number(wanted), v.safeInteger(wanted), v.minValue(least, wanted));
  };
  const number = (wanted: string, least: number, most: number, { above = false, below = false } = {}) =>
    v.pipe(v.number(wanted), v.finite(wanted), v.check((value) => (above ? value > least : value >= least) && (below ? value < most : value <= most), wanted));
  const positive = number('a number above 0', 0, Infinity, { above: true });
  const share = number('a number from 0 to 1', 0, 1);
  const belowOne = number('a number from 0 to below 1', 0, 1, { below: true });
  const notNegative = number('a number of at least 0', 0, Infinity);
  const choice = <const Names extends readonly string[]>(names: Names) => v.picklist(names, `one of ${names.join(', ')}`);
  const nullable = <Schema extends Parameters<typeof v.nullable>[0]>(schema: Schema) => v.nullable(schema);
  const section = <Entries extends Parameters<typeof v.strictObject>[0]>(entries: Entries) => v.optional(v.strictObject(entries, 'keys and values'), {} as never);

  const head = v.strictObject({ hidden_ratio: v.optional(positive, 0.5), activation: v.optional(choice(activations), 'relu'), dropout: v.optional(belowOne, 0.1) }, 'null, or hidden_ratio, activation and dropout');
  return v.strictObject({
    encoder_type: v.optional(text, 'bert'),
    model_name: v.optional(nullable(text), null),
    pretrained: v.optional(nullable(text), null),
    reset_weights: v.optional(flag, false),
    bert: section({
      architecture: section({
        hidden_size: v.optional(whole(1), 512), num_hidden_layers: v.optional(whole(1), 4), num_attention_heads: v.optional(whole(1), 8), intermediate_size: v.optional(whole(1), 2048),
        max_position_embeddings: v.optional(whole(1), 512), pooling_method: v.optional(nullable(choice(poolings)), 'mean'), task_head: v.optional(nullable(head), {} as never),
      }),
    }),
    gte: section({
      architecture: section({
        hidden_size: v.optional(whole(1), 768), num_hidden_layers: v.optional(whole(1), 12), num_attention_heads: v.optional(whole(1), 12), intermediate_size: v.optional(whole(1), 3072),
        max_position_embeddings: v.optional(whole(1), 8192), rope_theta: v.optional(positive, 20_000), pooling_method: v.optional(nullable(choice(poolings)), null), task_head: v.optional(nullable(head), null),
      }),
      optimization: section({ unpad_inputs: v.optional(flag, true), use_memory_efficient_attention: v.optional(flag, true), torch_dtype: v.optional(choice(dtypes), 'float16') }),
    }),
    vocab: section({ source: v.optional(text, 'auto'), build: v.optional(nullable(choice(tokenizeNames)), null), min_frequency: v.optional(whole(1), 1), max_size: v.optional(nullable(whole(6)), null) }),
    dataset: section({ name: v.optional(text, 'esol'), data_root: v.optional(text, './data'), max_length: v.optional(whole(3), 128) }),
    task: section({ type: v.optional(choice(['auto', ...taskTypes.filter((task) => task !== 'retrieval')] as const), 'auto') }),
    training: section({
      epochs: v.optional(whole(1), 60), max_steps: v.optional(nullable(whole(1)), null), batch_size: v.optional(whole(1), 32), max_tokens: v.optional(nullable(whole(1)), null), accumulate: v.optional(whole(1), 1),
      lr: v.optional(positive, 1e-4), weight_decay: v.optional(notNegative, 0.01), layer_decay: v.optional(number('a number above 0, of at most 1', 0, 1, { above: true }), 1), scheduler: v.optional(choice(scheduleNames), 'cosine'),
      warmup_ratio: v.optional(share, 0.1), precision: v.optional(choice(['32', '16-mixed', 'bf16-mixed']), '32'), grad_clip: v.optional(nullable(positive), 1), freeze_epochs: v.optional(whole(0), 0),
      label_smoothing: v.optional(belowOne, 0), class_weights: v.optional(nullable(v.union([v.literal('balanced'), v.array(positive)], "null, 'balanced', or a number for each class")), null), gradient_checkpointing: v.optional(flag, false),
      lora: v.optional(nullable(v.strictObject({ r: v.optional(whole(1), 8), alpha: v.optional(positive, 16), dropout: v.optional(belowOne, 0), target_modules: v.optional(nullable(v.array(text, 'names of modules')), null) }, 'null, or r, alpha, dropout and target_modules')), null),
      monitor: v.optional(nullable(text), null),
      early_stopping: v.optional(nullable(v.strictObject({ patience: v.optional(whole(1), 3), min_delta: v.optional(notNegative, 0) }, 'null, or patience and min_delta')), null),
      save_top_k: v.optional(whole(0), 1), logger: v.optional(v.array(choice(loggers), `a list of ${loggers.join(', ')}`), ['tensorboard', 'csv']), num_workers: v.optional(whole(0), 0), seed: v.optional(whole(0), 42),
    }),
    pretraining: section({
      mlm: v.optional(notNegative, 1), contrastive: v.optional(notNegative, 0), mlm_probability: v.optional(number('a number above 0, below 1', 0, 1, { above: true, below: true }), 0.15),
      whole_word: v.optional(flag, false), temperature: v.optional(positive, 0.05),
    }),
    output_dir: v.optional(text, './runs/esol-bert'),
  });
};

/** A whole configuration: every key has its value. */
export type Configuration = InferOutput<ReturnType<typeof configurationSchema>>;

/**
 * Reads a configuration file.
 * @param settings `a.b=c`, in place of what the file says; c is YAML.
 * @throws ERR_CONFIG for an unknown key, a wrong type or a value out of range, with the key, its line and the nearest known key; ERR_FILE without the file.
 *
 * @example
 * const config = await loadConfiguration('esol-bert.yml', ['training.epochs=5']);
 */
export async function loadConfiguration(path: string, settings: readonly string[] = []): Promise<Configuration> {
  return checked(await readChecked(path, configurationSchema, await settingsOf(settings)), path);
}

/** What a configuration is where the text says nothing. */
export async function defaultConfiguration(text = '', name = 'the configuration', settings: readonly string[] = []): Promise<Configuration> {
  return checked(await parseChecked(text, name, configurationSchema, await settingsOf(settings)), name);
}

/** As YAML that can be read again. */
export async function printConfiguration(config: Configuration): Promise<string> {
  const { stringify } = await import('yaml');
  return stringify(config, { lineWidth: 160, flowCollectionPadding: true });
}

async function settingsOf(settings: readonly string[]): Promise<Setting[]> {
  const { parse } = await import('yaml');
  return settings.map((setting) => {
    const [, path, value] = /^([\w.-]+)=(.*)$/s.exec(setting) ?? [];
    if (path === undefined) throw new TorchEncodersError('ERR_CONFIG', `--set ${setting}: wanted a key and a value, such as training.lr=1e-4`);
    try {
      return { path: path.split('.'), value: parse(value!) as unknown };
    } catch (error) {
      throw new TorchEncodersError('ERR_CONFIG', `--set ${path}: ${describe(value)} is not YAML: ${(error as Error).message.split('\n')[0]}`, { cause: error });
    }
  });
}

/** What the schema alone cannot say. */
function checked(config: Configuration, name: string): Configuration {
  for (const type of ['bert', 'gte'] as const) {
    const { hidden_size: H, num_attention_heads: heads } = config[type].architecture;
    if (H % heads !== 0) throw new TorchEncodersError('ERR_CONFIG', `${name}: ${type}.architecture.hidden_size is ${H}, which ${heads} attention heads do not divide`);
  }
  if (config.pretraining.mlm + config.pretraining.contrastive === 0) throw new TorchEncodersError('ERR_CONFIG', `${name}: pretraining.mlm and pretraining.contrastive are both 0, which leaves nothing to learn`);
  return config;
}
