import * as v from 'valibot';
import { stringify } from 'yaml';

const section = <Entries extends v.ObjectEntries>(entries: Entries) => v.optional(v.strictObject(entries, `keys: ${Object.keys(entries).join(', ')}`), {} as never);
const whole = (least = 1) => {
  const wanted = `a whole number of at least ${least}`;
  return v.pipe(v.number(wanted), v.integer(wanted), v.minValue(least, wanted));
};
const above0 = v.pipe(v.number('a number above 0'), v.gtValue(0, 'a number above 0'));
const atLeast0 = v.pipe(v.number('a number of at least 0'), v.minValue(0, 'a number of at least 0'));
const below1 = v.pipe(v.number('a number from 0 to below 1'), v.minValue(0, 'a number from 0 to below 1'), v.ltValue(1, 'a number from 0 to below 1'));
const count = (fallback: number, least?: number) => v.optional(whole(least), fallback);
const positive = (fallback: number) => v.optional(above0, fallback);
const share = (fallback: number) => v.optional(below1, fallback);
const flag = (fallback: boolean) => v.optional(v.boolean('true or false'), fallback);
const text = v.string('a text');
const names = <const Names extends readonly string[]>(all: Names) => v.picklist(all, all.join(', '));
const oneOf = <const Names extends readonly string[]>(all: Names, fallback: Names[number]) => v.optional(names(all), fallback as never);
const orNull = <Schema extends v.GenericSchema>(schema: Schema) => v.optional(v.nullable(schema), null);
const texts = v.optional(v.array(text, 'a list of texts'), []);

/** The file of `coles pretrain`, `finetune` and `embed`: data, encoder, objective, training. */
export const colesConfig = v.strictObject({
  data: section({
    events: text, // a CSV or Parquet file, one event a row
    col_id: text,
    col_event_time: text,
    event_time_transformation: oneOf(['dt_to_timestamp', 'none'], 'dt_to_timestamp'),
    cols_category: texts,
    category_transformation: oneOf(['frequency', 'none'], 'frequency'),
    cols_numerical: v.optional(v.record(text, names(['identity', 'log', 'year', 'sigmoid', 'periodic', 'periodic_mlp']), 'scalers by column'), {}),
    min_seq_len: count(1),
    max_seq_len: orNull(whole()), // the last events, for fine-tuning and embedding; null: the encoder's
    labels: orNull(text), // a CSV or Parquet file, one client a row
    col_target: orNull(text),
    missing_labels: oneOf(['error', 'drop'], 'error'),
    val_fraction: share(0.1),
    test_fraction: share(0.1),
    buckets: count(64),
  }),
  encoder: section({
    type: oneOf(['transformer', 'rnn'], 'transformer'),
    embedding_dim: count(16), // of each categorical column
    embeddings_noise: v.optional(atLeast0, 0.003),
    linear_projection_size: count(0, 0),
    dropout: share(0.1),
    n_heads: count(8),
    dim_hidden: count(256),
    n_layers: count(6),
    max_seq_len: count(5000),
    rnn_type: oneOf(['gru', 'lstm'], 'gru'),
    hidden_size: count(256),
  }),
  pretraining: section({
    objective: oneOf(['coles', 'cpc', 'rtd', 'mlm'], 'coles'),
    loss: oneOf(['contrastive', 'softmax', 'triplet', 'margin', 'vicreg', 'barlow_twins'], 'contrastive'),
    margin: positive(0.5),
    neg_count: count(5),
    reduction: oneOf(['sum', 'mean'], 'sum'),
    split_count: count(5),
    cnt_min: count(25),
    cnt_max: count(200),
    short_seq_crop_rate: positive(1),
  }),
  finetuning: section({
    pretrained: orNull(text), // null: the last checkpoint of `pretrain` in output_dir, where there is one
    head_hidden_dims: orNull(v.array(whole(), 'a list of sizes, or null')),
    dropout: share(0.2),
    freeze_encoder: flag(false),
    freeze_epochs: count(0, 0),
    optimizer_type: oneOf(['adam', 'adamw'], 'adam'),
    scheduler_type: orNull(names(['cosine', 'plateau'])),
    class_weights: orNull(v.union([v.literal('balanced'), v.array(v.number())], "'balanced', a list of numbers, or null")),
    label_smoothing: share(0),
  }),
  training: section({
    epochs: count(20),
    batch_size: count(64),
    lr: positive(1e-3),
    weight_decay: v.optional(atLeast0, 1e-5),
    precision: oneOf(['32', '16-mixed', 'bf16-mixed'], '32'),
    grad_clip: orNull(above0),
    save_top_k: count(3),
    seed: count(42, 0),
  }),
  output_dir: v.optional(text, './runs/coles'),
});
export type ColesConfig = v.InferOutput<typeof colesConfig>;

interface Wrapped { readonly wrapped?: Wrapped; readonly entries?: Record<string, Wrapped>; readonly default?: unknown }

/** A file with all keys and their defaults; null stands for those that must be given, too. */
export function printDefaults(): string {
  const defaults = (one: Wrapped): unknown => {
    const inner = one.wrapped ?? one;
    return inner.entries ? Object.fromEntries(Object.entries(inner.entries).map(([key, entry]) => [key, defaults(entry)])) : (one.default ?? null);
  };
  return stringify(defaults(colesConfig as unknown as Wrapped)).trim();
}
