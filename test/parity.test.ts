// Every model of the reference data × every output that it holds: the table in which no row is skipped. A case that nobody knows how to check fails.
// TORCH_ENCODERS_TABLE=1 prints the largest difference of each row.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  AutoEncoder, AutoModelForCausalLM, AutoModelForMaskedLM, AutoModelForSequenceClassification, AutoModelForTokenClassification, nn, noGrad, SentenceEncoder, torch, type BaseEncoder, type Tensor,
} from '../lib/index.js';
import { Config } from '../lib/config.js';
import { frequencies } from '../lib/encoders/gte.js';
import { native } from '../lib/native.js';
import { handleOf } from '../lib/tensor/tensor.js';
import { checkGradients, close, hasReference, inputsOf, numbers, parity, places, referenceOf, referenceTest, type Case, type Tolerance } from './reference.js';

const models = join(parity, 'models');
const tolerances = { forward: { atol: 2e-5, rtol: 1e-4 }, logits: { atol: 1e-4, rtol: 1e-4 }, loss: { atol: 1e-5, rtol: 1e-5 }, pooling: { atol: 1e-5 }, text: { atol: 2e-5 }, rope: { atol: 1e-6, rtol: 1e-6 } };

/** A case with what checks it. */
interface Row {
  readonly folder: string;
  readonly one: Case;
  readonly tensors: Record<string, Tensor>;
  /** Compares what was found with the output of that name, and gives how many numbers it compared. */
  compare(output: string, found: Tensor, tolerance: Tolerance, mask?: Tensor): number;
}

/** The reference runs padded; here padding is left out inside, or kept. GTE's own unpadding is a case of its own. */
const waysOf = (one: Case): readonly (boolean | undefined)[] => (one.kwargs?.unpad_inputs === undefined ? [undefined, false] : [one.kwargs.unpad_inputs]);

function outputOf(found: Awaited<ReturnType<BaseEncoder['forward']>>, name: string): Tensor {
  const index = Number(name.split('.')[1]);
  const output = name === 'last_hidden_state' ? found.lastHiddenState : name === 'pooler_output' ? found.poolerOutput : name.startsWith('hidden') ? found.hiddenStates?.[index] : found.attentions?.[index];
  return output ?? assert.unreachable(`no output ${name}`)!;
}

async function checkForward({ folder, one, tensors, compare }: Row): Promise<void> {
  const encoder = await AutoEncoder.fromPretrained(join(models, folder));
  const inputs = inputsOf(one, tensors);
  for (const unpadInputs of waysOf(one)) {
    const found = await encoder.forward(inputs, { outputHiddenStates: true, outputAttentions: true, unpadInputs });
    const plain = await encoder.forward(inputs, { unpadInputs }); // without attentions it takes the fast path
    for (const name of Object.keys(one.outputs)) {
      // The reference pools column 0 even where that is padding; packed, there is no padding to pool.
      if (unpadInputs === undefined && name === 'pooler_output' && one.name === 'left_pad') continue;
      compare(name, outputOf(found, name), tolerances.forward, inputs.attentionMask);
      if (!/\./.test(name)) compare(name, outputOf(plain, name), tolerances.forward, inputs.attentionMask);
    }
  }
  encoder.dispose();
}

/** The name under which ours has a parameter of the reference, and which part of its rows: Transformers keeps some of NomicBERT's apart and renames others. */
const nomicNames: readonly (readonly [RegExp, string, number?])[] = [
  [/embeddings\.LayerNorm/, 'emb_ln'], [/layers\.(\d+)\.self_attn\.q_proj/, 'encoder.layers.$1.attn.Wqkv', 0], [/layers\.(\d+)\.self_attn\.k_proj/, 'encoder.layers.$1.attn.Wqkv', 1],
  [/layers\.(\d+)\.self_attn\.v_proj/, 'encoder.layers.$1.attn.Wqkv', 2], [/layers\.(\d+)\.self_attn\.o_proj/, 'encoder.layers.$1.attn.out_proj'], [/layers\.(\d+)\.mlp\.gate_proj/, 'encoder.layers.$1.mlp.fc12'],
  [/layers\.(\d+)\.mlp\.up_proj/, 'encoder.layers.$1.mlp.fc11'], [/layers\.(\d+)\.mlp\.down_proj/, 'encoder.layers.$1.mlp.fc2'], [/layers\.(\d+)\.post_attention_layernorm/, 'encoder.layers.$1.norm1'],
  [/layers\.(\d+)\.post_mlp_layernorm/, 'encoder.layers.$1.norm2'],
];

/** The parameters under the reference's names, each with its gradient. */
function parametersFor({ folder, one }: Row, model: { stateDict(): Record<string, Tensor> }): Record<string, { grad: Tensor | undefined }> {
  const own = model.stateDict();
  const words = Object.entries(own).find(([name]) => /(word_embeddings|embed_tokens|tok_embeddings)\.weight$/.test(name))![1];
  const found: Record<string, { grad: Tensor | undefined }> = { 'lm_head.decoder.weight': words, 'lm_head.weight': words, ...own };
  if (!folder.startsWith('nomic')) return found;
  for (const name of Object.keys(one.grad_norms!)) {
    const [pattern, ours, part] = nomicNames.find(([pattern]) => pattern.test(name)) ?? [];
    const grad = pattern && own[name.replace(pattern, ours!)]!.grad;
    if (pattern) found[name] = { grad: part === undefined ? grad : grad?.chunk(3, 0)[part] };
  }
  return found;
}

async function checkEncoderGradients(row: Row): Promise<void> {
  const { folder, one, tensors, compare } = row;
  for (const unpadInputs of waysOf(one)) {
    const encoder = await AutoEncoder.fromPretrained(join(models, folder));
    const { inputIds, attentionMask, tokenTypeIds, W } = inputsOf(one, tensors);
    const mean = await encoder.encode(inputIds!, attentionMask, 'mean', { tokenTypeIds, unpadInputs });
    const pooled = mean.div(mean.norm(2, [1], true).clampMin(1e-12));
    compare('pooled', pooled, tolerances.pooling);
    const loss = pooled.mul(W!).sum();
    compare('loss', loss, tolerances.loss);
    await loss.backward();
    checkGradients({ stateDict: () => parametersFor(row, encoder) as Record<string, Tensor> }, one, tensors);
    encoder.dispose();
  }
}

async function checkPooling({ one, tensors, compare }: Row): Promise<void> {
  const { tokenEmbeddings, attentionMask } = inputsOf(one, tensors);
  for (const name of Object.keys(one.outputs)) {
    const classic = name.startsWith('classic.');
    const method = /^(?:classic\.|normalize\()?(.*?)\)?$/.exec(name)![1]!;
    const methods = method === 'mean+max' ? ['max', 'mean'] : [method];
    const pooled = torch.tensor(native.tensorDataSync(native.poolPadded(handleOf(tokenEmbeddings!), handleOf(attentionMask!), methods, classic)) as Float32Array, { shape: [attentionMask!.shape[0]!, tokenEmbeddings!.shape[2]! * methods.length] });
    compare(name, name.startsWith('normalize') ? nn.functional.normalize(pooled) : pooled, tolerances.pooling);
  }
}

async function checkTexts({ folder, one, compare }: Row): Promise<void> {
  const model = await SentenceEncoder.fromPretrained(join(models, folder));
  compare('sentence_embedding', await model.encode(one.texts!, { batchSize: 4 }), tolerances.text);
  if (one.outputs['sentence_embedding.prompt_query']) {
    compare('sentence_embedding.prompt_query', await model.encodeQuery(one.texts!.slice(0, 3)), tolerances.text);
    compare('sentence_embedding.prompt_query', await model.encode(one.texts!.slice(0, 3), { prompt: one.prompt! }), tolerances.text);
  }
  model.dispose();
}

async function checkRope({ folder, compare }: Row): Promise<void> {
  const path = join(models, folder, 'config.json');
  const config = Config.from(JSON.parse(readFileSync(path, 'utf8')), path);
  const d = config.integer('hidden_size') / config.integer('num_attention_heads');
  const inverse = torch.tensor(frequencies(config, d), { dtype: 'float32' });
  compare('inv_freq', inverse, tolerances.rope);
  const half = torch.outer(torch.arange(32, { dtype: 'float32' }), inverse);
  const angle = torch.cat([half, half], 1);
  compare('cos.head', angle.cos(), tolerances.rope);
  compare('sin.head', angle.sin(), tolerances.rope);
}

type TaskModelClass = { fromPretrained(folder: string): Promise<AutoModelForMaskedLM | AutoModelForSequenceClassification | AutoModelForCausalLM> };

const checkHead = (Model: TaskModelClass) => async (row: Row): Promise<void> => {
  const { folder, one, tensors, compare } = row;
  for (const unpadInputs of [undefined, false]) {
    const model = await Model.fromPretrained(join(models, folder));
    const inputs = inputsOf(one, tensors);
    const { loss, logits } = await model.forward(inputs, { unpadInputs });
    compare('logits', logits, tolerances.logits, inputs.attentionMask);
    compare('loss', loss!, tolerances.loss);
    compare('loss_tensor', loss!, tolerances.loss);
    await loss!.backward();
    checkGradients({ stateDict: () => parametersFor(row, model) as Record<string, Tensor> }, one, tensors);
    if (one.outputs.logits_with_labels) {
      // The original leaves out what is not wanted: padding, or with unpad_inputs all that has no label. So do we in training, where nothing is dropped here.
      const isWanted = row.folder.endsWith('unpad') ? inputs.labels!.ne(-100) : inputs.attentionMask!.ne(0);
      compare('logits_with_labels', logits.flatten(0, 1).indexSelect(0, isWanted.flatten().nonzero().squeeze(1)), tolerances.logits);
    }
    model.dispose();
  }
};

async function checkTokenClassification({ folder, one, tensors, compare }: Row): Promise<void> {
  const model = await AutoModelForTokenClassification.fromPretrained(join(models, folder));
  const inputs = inputsOf(one, tensors);
  const { logits } = await model.forward(inputs);
  compare('logits', logits, tolerances.logits, inputs.attentionMask);
  compare('term_weights', logits.relu().squeeze(-1), tolerances.logits, inputs.attentionMask);
  compare('last_hidden_state', (await model.encoder.forward(inputs)).lastHiddenState, tolerances.forward, inputs.attentionMask);
  model.dispose();
}

const checks: Record<string, (row: Row) => Promise<void>> = {
  'base': checkForward,
  'base-grad': checkEncoderGradients,
  'pooling': checkPooling,
  'text-embedding': checkTexts,
  'rope-table': checkRope,
  'mlm': checkHead(AutoModelForMaskedLM),
  'sequence-classification': checkHead(AutoModelForSequenceClassification),
  'token-classification': checkTokenClassification,
  'causal-lm': checkHead(AutoModelForCausalLM),
};

const table: [row: string, largest: number][] = [];

for (const folder of hasReference ? readdirSync(models).sort() : []) referenceTest(`${folder}: all that the reference holds of it`, async () => {
  assert.ok(existsSync(join(models, folder, 'model.safetensors')) || existsSync(join(models, folder, 'model.safetensors.index.json')));
  const { cases, tensors } = await referenceOf(join(models, folder));
  assert.ok(cases.length > 0);
  for (const one of cases) {
    const seen = new Set<string>();
    const compare: Row['compare'] = (output, found, tolerance, mask) => {
      seen.add(output);
      const { tensor, value } = one.outputs[output]!;
      const wanted = tensor === undefined ? [value!] : numbers(tensors[tensor]!);
      const shape = found.shape.length === 2 && mask ? [...found.shape, 1] : found.shape; // [B, L] compares by token
      const isCompared = tensor === undefined ? () => true : places(one, mask, shape);
      const given = numbers(found);
      const count = close(given, wanted, tolerance, `${one.name} ${output}`, isCompared);
      assert.ok(count > 0, `${one.name} ${output}: nothing compared`);
      table.push([`${folder} ${output}`, given.reduce((most, x, i) => (isCompared(i) ? Math.max(most, Math.abs(x - wanted[i]!)) : most), 0)]);
      return count;
    };
    const check = checks[one.task] ?? assert.unreachable(`nobody checks the task '${one.task}' of ${folder}`)!;
    await check({ folder, one, tensors, compare });
    const left = Object.keys(one.outputs).filter((output) => !seen.has(output) && !(output === 'pooler_output' && one.name === 'left_pad'));
    assert.equal(left, [], `${one.name}: outputs that nobody compared`);
  }
});

test.after(() => {
  if (!process.env.TORCH_ENCODERS_TABLE) return;
  const rows = new Map<string, number>();
  for (const [row, largest] of table) rows.set(row, Math.max(rows.get(row) ?? 0, largest));
  for (const [row, largest] of rows) console.log(`${row}: ${largest.toExponential(1)}`);
});

referenceTest('NomicBERT: the keys of the published configuration say the same', async () => {
  const { nomic } = await import('../lib/encoders/nomic.js');
  const folder = join(models, 'nomic-bert');
  const { tensors, cases } = await referenceOf(folder);
  const encoder = await AutoEncoder.fromPretrained(folder);
  const path = join(folder, 'config.hub-legacy.json');
  const weights = Object.fromEntries(Object.entries(encoder.stateDict()).map(([name, tensor]) => [name, handleOf(tensor)]));
  const legacy = await nomic.make(Config.from(JSON.parse(readFileSync(path, 'utf8')), path), weights, {});
  const inputs = inputsOf(cases[0]!, tensors);
  const [a, b] = await noGrad(async () => [(await encoder.forward(inputs)).lastHiddenState, (await legacy.forward(inputs)).lastHiddenState] as const);
  assert.equal([...numbers(a)], [...numbers(b)]);
});

test.run();
