#!/usr/bin/env node
import { createRequire } from 'node:module';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { fail } from './console.js';
import type { EvalOptions } from './eval.js';
import type { EmbedOptions as ColesEmbedOptions } from './coles/embed.js';
import type { ColesOptions } from './coles/work.js';
import type { FlowArguments } from './finetune.js';
import type { EmbedCommand } from './embed.js';
import type { EmbedOptions, ModelOptions } from './model.js';
import type { ServeCommand } from './serve.js';

// Commands are imported when they run: --help and doctor work where the addon does not load.
const { version } = createRequire(import.meta.url)('torch-encoders/package.json') as { version: string };
const isJson = process.argv.includes('--json');

function atLeastOne(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('It must be a whole number of at least 1.');
  return Number(value);
}

function port(value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65535) throw new InvalidArgumentError('It must be a number from 0 to 65535.');
  return Number(value);
}

function seconds(value: string): number {
  if (!(Number(value) > 0)) throw new InvalidArgumentError('It must be a number above 0.');
  return Number(value);
}

const withModel = (command: Command): Command => command
  .addOption(new Option('--dtype <dtype>', 'what the weights are kept in').choices(['auto', 'float32', 'float64', 'bfloat16', 'float16', 'int8']).default('float32'))
  .option('--revision <name>', 'of a model of the hub', 'main')
  .option('--local-files-only', 'never ask the hub');

const withTexts = (command: Command): Command => withModel(command)
  .requiredOption('--model <folder or id>', 'a model folder, or a hub id such as sentence-transformers/all-MiniLM-L6-v2')
  .option('--field <name>', 'the column or key that holds the text', 'text')
  .option('--prompt <text>', 'put before each text')
  .option('--prompt-name <name>', 'one of the model\'s prompts')
  .option('--normalize', 'vectors of length 1')
  .option('--truncate-dim <n>', 'keep this many first dimensions', atLeastOne)
  .option('--batch-size <n>', 'texts computed together', atLeastOne)
  .option('--max-tokens-per-batch <n>', 'tokens computed together', atLeastOne);

const program = new Command('torch-encoders').description('Texts to vectors, on LibTorch.').version(version).exitOverride().configureOutput({ writeErr: (text) => { if (!isJson) process.stderr.write(text); } });
const command = (usage: string, description: string): Command => program.command(usage).description(description).option('--json', 'one JSON object on stdout, for machines', false);

withTexts(command('embed <in...>', 'Write a vector for each text of txt, csv, jsonl or Parquet files, of folders of them or of s3://bucket/folder/; - is a stream of Arrow record batches.'))
  .requiredOption('--out <file>', 'an npy file (a matrix), or a jsonl, parquet or arrow file (each row gains `embedding`), also s3://bucket/key; - with the input -')
  .addOption(new Option('--precision <name>', 'how vectors are stored; int8 and uint8 take their ranges from the whole file, whose vectors are then held in memory').choices(['float32', 'int8', 'uint8', 'binary', 'ubinary']).default('float32'))
  .option('--shard <i/n>', 'take every n-th file, or of fewer files every n-th block of 2,048 rows, from the i-th on (i from 0), into a file of its own; auto: as Kubernetes or Slurm say')
  .option('--resume', 'go on where an earlier run stopped, also one that was killed')
  .option('--cache <folder>', 'keep vectors there, and compute no text again that is known')
  .option('--work-dir <folder>', 'where an output for s3:// grows; default: the system\'s folder for temporary files')
  .action(async (inputs: string[], options: EmbedCommand) => (await import('./embed.js')).embed(inputs, options));

withTexts(command('search <corpus> <query...>', 'Find the texts of a txt, csv or jsonl file that are most like each query.'))
  .option('--top-k <n>', 'how many for each query', atLeastOne, 5)
  .option('--vectors <file.npy>', 'the corpus as `embed` wrote it, instead of embedding it again')
  .action(async (corpus: string, queries: string[], options: EmbedOptions & { topK: number; vectors?: string }) => (await import('./search.js')).search(corpus, queries, options));

withModel(command('rerank <documents> <query...>', 'Find the texts of a txt, csv or jsonl file that answer each query, reading both together.'))
  .requiredOption('--model <folder or id>', 'a cross-encoder: a model folder, or a hub id such as cross-encoder/ms-marco-MiniLM-L6-v2')
  .option('--field <name>', 'the column or key that holds the text', 'text')
  .option('--top-k <n>', 'how many for each query', atLeastOne, 5)
  .option('--batch-size <n>', 'pairs computed together', atLeastOne)
  .action(async (documents: string, queries: string[], options: ModelOptions & { field: string; topK: number }) => (await import('./rerank.js')).rerank(documents, queries, options));

withModel(command('eval <in>', 'Measure a model on the pairs, triplets or scored pairs of a csv or jsonl file, and draw what it sees.'))
  .requiredOption('--model <folder or id>', 'a model folder, or a hub id such as sentence-transformers/all-MiniLM-L6-v2')
  .option('--columns <names>', 'of a csv file without a header, with commas between: sentence1,sentence2,score', (value: string) => value.split(','))
  .addOption(new Option('--record-type <name>', 'what the rows are, where their fields leave a choice').choices(['pair', 'triplet', 'scored_pair']))
  .option('--name <name>', 'put before the names of the metrics; default: that of the file')
  .option('--limit <n>', 'take the first rows alone', atLeastOne)
  .option('--out <folder>', 'write the metrics there, as CSV and JSON')
  .option('--plot <folder>', 'draw the map of the embeddings (it wants the package umap-js) and the histogram of similarities there, as SVG')
  .option('--curves <metrics.csv>', 'draw the curves of a training too')
  .action(async (input: string, options: EvalOptions) => (await import('./eval.js')).evaluate(input, options));

withModel(command('serve <model...>', 'Serve models over HTTP: the routes of text-embeddings-inference, OpenAI\'s /v1/embeddings, Cohere\'s /v2/rerank, and a page at /. NAME=MODEL gives a model another name.'))
  .option('--port <n>', 'where it listens; 0 takes a free one', port, 3000)
  .option('--host <address>', 'whom it listens to: 0.0.0.0 is everybody', '127.0.0.1')
  .addOption(new Option('--api-key <key...>', 'answer only requests with one of these keys; better given in the environment, several with commas between').env('TORCH_ENCODERS_API_KEY'))
  .option('--max-concurrent-requests <n>', 'requests at one time; more get 429', atLeastOne)
  .option('--max-queue-time <seconds>', 'requests that would wait longer get 429', seconds)
  .option('--max-batch-tokens <n>', 'tokens computed together', atLeastOne)
  .option('--max-client-batch-size <n>', 'texts of one request', atLeastOne)
  .option('--payload-limit <bytes>', 'of a body', atLeastOne)
  .option('--request-timeout <seconds>', 'requests that were not computed by then get 504', seconds)
  .option('--no-auto-truncate', 'refuse texts that are too long instead of cutting them')
  .option('--max-memory <megabytes>', 'of weights loaded at one time', atLeastOne)
  .option('--idle-unload <seconds>', 'unload a model that nobody asked for so long', seconds)
  .option('--cors-allow-origin <origin...>', 'pages of these origins may read answers')
  .action(async (models: string[], options: Omit<ServeCommand, 'models'>) => (await import('./serve.js')).serve({ ...options, models }));

withModel(command('verify <model>', 'Compare a model with known vectors, and with itself: padded and packed, alone and together, in other precisions.'))
  .action(async (model: string, options: ModelOptions) => { process.exitCode = await (await import('./verify.js')).verifyModel({ ...options, model }); });

withModel(command('bench <model>', 'Measure how fast a model is here: tokens a second, latency, memory, event-loop delay.'))
  .action(async (model: string, options: ModelOptions) => (await import('./bench.js')).bench({ ...options, model }));

withModel(command('inspect <model>', 'Show what a model folder or hub id holds.'))
  .option('--tensors', 'list every tensor')
  .action(async (model: string, options: ModelOptions & { tensors?: boolean }) => (await import('./inspect.js')).inspect({ ...options, model }));

command('convert <in> <out.safetensors>', 'Read the tensors of a file that torch.save wrote (.bin, .pt, .ckpt), or of a folder of such, running nothing of it.')
  .action(async (input: string, output: string, options: { json: boolean }) => (await import('./convert.js')).convert(input, output, options));

const coles = program.command('coles').description('Event sequences: an encoder of clients from their events.');
const withConfig = (name: string, description: string): Command => coles.command(name).description(description)
  .option('--config <file.yml>', 'the configuration')
  .option('--print-config', 'all keys with their defaults, and nothing else')
  .option('--json', 'one JSON object on stdout, for machines', false);
withConfig('pretrain', 'Train an encoder on events without labels.').action(async (options: ColesOptions) => (await import('./coles/pretrain.js')).pretrain(options));
withConfig('finetune', 'Train a classifier of clients on labels.').action(async (options: ColesOptions) => (await import('./coles/finetune.js')).finetune(options));
withConfig('embed', 'Write a vector for each client.')
  .requiredOption('--out <file>', 'a jsonl file (an id and its embedding a line) or an npy file (a matrix, and the ids beside it)')
  .option('--weights <file>', 'a checkpoint; default: the last of `pretrain` in output_dir')
  .action(async (options: ColesEmbedOptions) => (await import('./coles/embed.js')).embed(options));
const withRun = (command: Command): Command => command
  .option('--config <file.yml>', 'the run: data, encoder, training (docs/training.md)')
  .option('--set <key=value>', 'in place of what the file says, such as training.lr=1e-4; may be given often', (value: string, before: string[]) => [...before, value], [])
  .option('--print-config', 'show every key, with defaults where the file is silent, and run nothing')
  .option('--resume', 'go on where an earlier run into the same output_dir stopped');

withRun(command('finetune', 'Train an encoder and a head on a data set, as a configuration file says.'))
  .action(async (options: FlowArguments) => (await import('./finetune.js')).finetune(options));

withRun(command('pretrain', 'Train an encoder on the texts of a data set: masked words, texts told from each other, or both.'))
  .action(async (options: FlowArguments) => (await import('./pretrain.js')).pretrain(options));

command('doctor', 'Look at the binary, LibTorch, processor, threads, GPU and model cache, and say what is wrong.')
  .action(async (options: { json: boolean }) => { process.exitCode = await (await import('./doctor.js')).doctor(options); });

command('build', 'Compile the addon here, for a system that has no binary or a LibTorch of one\'s own: LIBTORCH, or a torch of python3. Wants g++, CMake and cmake-js.')
  .action(async (options: { json: boolean }) => (await import('./build.js')).build(options));

for (const one of [...program.commands, ...coles.commands]) one.exitOverride().configureOutput({ writeErr: (text) => { if (!isJson) process.stderr.write(text); } });

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) {
    process.exitCode = fail({ json: isJson }, error);
    if (Number(process.env.WORLD_SIZE) > 1) process.exit(); // what still waits for the other processes would hold this one
  }
  else if (error.exitCode !== 0) {
    if (isJson) process.stdout.write(`${JSON.stringify({ error: { code: 'ERR_CONFIG', message: error.message.replace(/^error: /, '') } })}\n`);
    process.exitCode = 2;
  }
}
