import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError } from '../../files.js';
import { torchVersion, version } from '../../info.js';
import type { SentenceEncoder } from '../../sentence/encoder.js';
import type { Evaluator } from '../evaluators/evaluator.js';
import type { FineTuneResult, NamedRecords } from './finetuner.js';
import type { Plan, RunOptions } from './plan.js';
import { drawnTexts } from './records.js';

/** What a card tells of. */
export interface Training {
  /** Where the model came from: a hub id, or the name of its folder. */
  readonly source: string | undefined;
  readonly datasets: readonly NamedRecords[];
  readonly plan: Plan;
  readonly lr: number;
  readonly options: RunOptions;
  readonly result: FineTuneResult;
  readonly evaluator: Evaluator | undefined;
}

const similarityNames = { cosine: 'Cosine Similarity', dot: 'Dot Product', euclidean: 'Euclidean Distance', manhattan: 'Manhattan Distance' } as const;

/** Writes README.md as the hub reads it: a head for machines, then what the model is, what it was trained on and how, and what that brought. */
export async function writeCard(folder: string, model: SentenceEncoder, training: Training | undefined): Promise<void> {
  const path = join(folder, 'README.md');
  try {
    await writeFile(path, `${[...head(training), ...description(model, training), ...(training ? [...trainingData(training), ...parameters(training), ...evaluation(training)] : [])].join('\n')}\n`);
  } catch (error) {
    throw fileError(path, error);
  }
}

const isHubId = (source: string | undefined): source is string => source !== undefined && /^[\w.-]+\/[\w.-]+$/.test(source);
const table = (columns: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] =>
  [columns, columns.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
/** A text in a cell of a table. */
const cell = (text: string): string => `<code>${(text.length > 100 ? `${text.slice(0, 99)}…` : text).replace(/[|\n<>&]/g, (c) => ({ '|': '\\|', '\n': ' ', '<': '&lt;', '>': '&gt;', '&': '&amp;' })[c]!)}</code>`;
/** A JSON string is a YAML string. */
const yaml = (value: string | number): string => JSON.stringify(value);

function head(training: Training | undefined): string[] {
  const lines = ['---', 'library_name: sentence-transformers', 'pipeline_tag: sentence-similarity', 'tags:', '- sentence-transformers', '- sentence-similarity', '- feature-extraction', '- torch-encoders'];
  if (!training) return [...lines, '---', ''];
  const { source, datasets, plan, result: { after }, evaluator } = training;
  const names = [...new Set(plan.losses.map((loss) => loss.constructor.name))];
  lines.push(...names.map((name) => `- loss:${name}`), `- dataset_size:${datasets.reduce((sum, { train }) => sum + train.rows.length, 0)}`);
  if (isHubId(source)) lines.push(`base_model: ${yaml(source)}`);
  if (after && evaluator) {
    lines.push('metrics:', ...Object.keys(after).map((name) => `- ${yaml(name)}`), 'model-index:', `- name: ${yaml(source ?? 'SentenceTransformer')}`, '  results:', '  - task:', '      type: sentence-similarity',
      '    dataset:', `      name: ${yaml(evaluator.name || 'validation')}`, '      type: unknown', '    metrics:', ...Object.entries(after).flatMap(([name, value]) => [`    - type: ${yaml(name)}`, `      value: ${yaml(Number.isFinite(value) ? value : String(value))}`]));
  }
  return [...lines, '---', ''];
}

function description(model: SentenceEncoder, training: Training | undefined): string[] {
  const from = training?.source === undefined ? '' : ` finetuned from ${isHubId(training.source) ? `[${training.source}](https://huggingface.co/${training.source})` : training.source}`;
  return [
    `# A SentenceTransformer${from}`, '',
    `It maps texts to vectors of ${model.getSentenceEmbeddingDimension()} dimensions, which are compared by the ${similarityNames[model.similarityFnName]}. Texts are cut to ${Number.isFinite(model.maxSeqLength) ? `${model.maxSeqLength} tokens` : 'no length'}.`, '',
    '## Usage', '', '```js', "import { SentenceEncoder } from 'torch-encoders';", '', "const model = await SentenceEncoder.fromPretrained('path/to/this/folder');",
    "const embeddings = await model.encode(['The weather is lovely today.', 'It is so sunny outside!']);", 'console.log(model.similarity(embeddings, embeddings).toArray());', '```', '',
    '```python', 'from sentence_transformers import SentenceTransformer', '', "model = SentenceTransformer('path/to/this/folder')", "embeddings = model.encode(['The weather is lovely today.', 'It is so sunny outside!'])",
    'print(model.similarity(embeddings, embeddings))', '```', '',
  ];
}

function trainingData({ datasets, plan }: Training): string[] {
  return ['## Training data', '', ...datasets.flatMap(({ name, train, validation }, i) => {
    const names = [...train.columns, ...(train.labelColumn === undefined ? [] : [train.labelColumn])];
    const rows = train.rows.slice(0, 3).map((row) => {
      const texts = drawnTexts(row, 0).slice(0, train.columns.length).map(cell);
      return train.labelColumn === undefined ? texts : [...texts, cell(String(row.label))];
    });
    return [
      `### ${name}`, '', `* ${train.rows.length} rows of the kind ${train.type}${validation ? `, and ${validation.rows.length} to measure on` : ''}`, `* Loss: ${plan.losses[i]!.constructor.name}`,
      `* Batches: ${plan.samplers[i]}`, '* The first rows:', '', ...table(names, rows), '',
    ];
  })];
}

function parameters({ plan, lr, options, result }: Training): string[] {
  const { epochs, batchSize, strategy, schedule } = plan;
  const rows: [string, string | number][] = [
    ['epochs', epochs], ['batchSize', batchSize], ['steps', result.steps], ['lr', lr], ['scheduler', schedule.scheduler], ['warmupSteps', schedule.warmupSteps], ['weightDecay', schedule.weightDecay],
    ['strategy', typeof strategy === 'string' ? strategy : cell(JSON.stringify(strategy))], ['accumulateGradBatches', options.accumulateGradBatches ?? 1], ['gradientClipVal', options.gradientClipVal ?? 1],
    ['precision', options.precision ?? '32'], ['seed', options.seed ?? 42], ['prompts', options.prompts ? cell(JSON.stringify(options.prompts)) : 'none'],
  ];
  return ['## Parameters', '', ...table(['parameter', 'value'], rows), '', `Trained with torch-encoders ${version} on LibTorch ${torchVersion}, in ${result.seconds.toFixed(0)} s. The mean loss of the first tenth of the steps was ${meanOf(result.losses, 0, 0.1)}, that of the last ${meanOf(result.losses, 0.9, 1)}.`, ''];
}

function meanOf(values: readonly number[], from: number, to: number): string {
  const some = values.slice(Math.floor(from * values.length), Math.max(Math.ceil(to * values.length), 1));
  return (some.reduce((sum, value) => sum + value, 0) / some.length).toFixed(4);
}

function evaluation({ result: { before, after }, evaluator }: Training): string[] {
  if (!before || !after || !evaluator) return [];
  const rows = Object.keys(after).map((name) => [name === evaluator.primaryMetric ? `**${name}**` : name, (before[name] ?? NaN).toFixed(4), after[name]!.toFixed(4)]);
  return ['## Evaluation', '', `${evaluator.constructor.name}, before training and after:`, '', ...table(['metric', 'before', 'after'], rows), ''];
}
