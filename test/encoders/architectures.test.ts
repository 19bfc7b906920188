// What the references cannot say: JinaBERT against its formula, GTE's rarer settings, where tokens stand, precisions, and what loading refuses or reports.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  AutoEncoder, AutoModelForMaskedLM, AutoModelForSequenceClassification, createEncoder, getNumThreads, GTEEncoder, loadSafetensors, nn, saveSafetensors, SentenceEncoder, setNumThreads, torch, TorchEncodersError, type BaseEncoder, type Tensor,
} from '../../lib/index.js';
import { Config } from '../../lib/config.js';
import { gte } from '../../lib/encoders/gte.js';
import { jina } from '../../lib/encoders/jina.js';
import { handleOf } from '../../lib/tensor/tensor.js';
import { fixtureOf, folderOf, modelFixtures } from '../fixture.js';
import { heldTensors } from '../memory.js';
import { checkGradients, close, inputsOf, maxDifference, numbers, parity, referenceOf, referenceTest } from '../reference.js';

const models = join(parity, 'models');
const init = { std: 0.3, seed: 5 };
const ids = (...rows: number[][]): Tensor => torch.tensor(rows.map((row) => row.map(BigInt)));
const refused = async (call: Promise<unknown>, code: string, message: RegExp): Promise<void> => {
  const error = (await call.then(() => assert.unreachable('was not refused'), (e: unknown) => e)) as TorchEncodersError;
  assert.instance(error, TorchEncodersError, String(error));
  assert.is(error.code, code, error.message);
  assert.match(error.message, message);
  assert.not.match(error.message, /\n/);
};
const scratch = mkdtempSync(join(tmpdir(), 'architectures-'));
test.after(() => rmSync(scratch, { recursive: true }));

for (const heads of [4, 6]) test(`JinaBERT of ${heads} heads: ALiBi to both sides and the gated feed-forward, step by step`, async () => {
  const config = new Config({ model_type: 'bert', position_embedding_type: 'alibi', vocab_size: 30, hidden_size: 24, num_hidden_layers: 2, num_attention_heads: heads, intermediate_size: 32, type_vocab_size: 2 }, 'config.json');
  const encoder = await jina.make(config, {}, { init });
  const w = encoder.stateDict();
  const linear = (x: Tensor, name: string): Tensor => torch.linear(x, w[`${name}.weight`]!, w[`${name}.bias`]);
  const norm = (x: Tensor, name: string): Tensor => torch.layerNorm(x, [24], w[`${name}.weight`]!, w[`${name}.bias`]!, 1e-12);
  const tokens = [3, 17, 9, 29, 4];
  let x = norm(w['embeddings.word_embeddings.weight']!.indexSelect(0, torch.tensor(tokens.map(BigInt))).add(w['embeddings.token_type_embeddings.weight']!.select(0, 0)), 'embeddings.LayerNorm');
  // Press et al.: 2^(-8i/n); of 6 heads, the 4 of a power of two and every second of the 8 above.
  const slopes = heads === 4 ? [2 ** -2, 2 ** -4, 2 ** -6, 2 ** -8] : [2 ** -2, 2 ** -4, 2 ** -6, 2 ** -8, 2 ** -1, 2 ** -3];
  const place = torch.arange(5, { dtype: 'float32' });
  const distance = place.unsqueeze(1).sub(place.unsqueeze(0)).abs();
  for (const layer of [0, 1]) {
    const at = `encoder.layer.${layer}`;
    const [q, k, v] = ['query', 'key', 'value'].map((name) => linear(x, `${at}.attention.self.${name}`).reshape([5, heads, 24 / heads]).transpose(0, 1)) as [Tensor, Tensor, Tensor];
    const scores = q.matmul(k.transpose(1, 2)).div(Math.sqrt(24 / heads)).sub(torch.tensor(slopes).reshape([heads, 1, 1]).mul(distance));
    const attended = linear(scores.softmax(-1).matmul(v).transpose(0, 1).reshape([5, 24]), `${at}.attention.output.dense`);
    x = norm(x.add(attended), `${at}.attention.output.LayerNorm`);
    const [gate, up] = torch.linear(x, w[`${at}.mlp.gated_layers.weight`]!).chunk(2, 1) as [Tensor, Tensor];
    x = norm(x.add(linear(gate.gelu().mul(up), `${at}.mlp.wo`)), `${at}.mlp.layernorm`);
  }
  for (const unpadInputs of [undefined, true, false]) {
    const { lastHiddenState } = await encoder.forward({ inputIds: ids([...tokens, 0, 0], [5, 6, 7, 8, 9, 10, 11]), attentionMask: ids([1, 1, 1, 1, 1, 0, 0], [1, 1, 1, 1, 1, 1, 1]) }, { unpadInputs });
    close(numbers(lastHiddenState.select(0, 0).slice(0, 0, 5)), numbers(x), { atol: 2e-6 }, 'the vectors');
  }
  assert.is(encoder.constructor.name, 'JinaBertEncoder');
});

test('GTE: three matrices are the packed one, cut; RMS norms; absolute positions; longer texts look more sharply', async () => {
  const base = { model_type: 'new', vocab_size: 30, hidden_size: 16, num_hidden_layers: 2, num_attention_heads: 2, intermediate_size: 24, max_position_embeddings: 12 };
  const packed = await gte.make(new Config(base, 'config.json'), {}, { init });
  const weights = packed.stateDict();
  const inputs = { inputIds: ids([3, 9, 4, 11, 2], [8, 7, 0, 0, 0]), attentionMask: ids([1, 1, 1, 1, 1], [1, 1, 0, 0, 0]) };
  const apart = Object.fromEntries(Object.entries(weights).flatMap(([name, tensor]) =>
    name.includes('qkv_proj') ? tensor.detach().chunk(3, 0).map((part, i) => [name.replace('qkv_proj', `${'qkv'[i]}_proj`), handleOf(part.contiguous())]) : [[name, handleOf(tensor)]]));
  const unpacked = await gte.make(new Config({ ...base, pack_qkv: false }, 'config.json'), apart, {});
  close(numbers((await unpacked.forward(inputs)).lastHiddenState), numbers((await packed.forward(inputs)).lastHiddenState), { atol: 1e-5 }, 'unpacked');

  // One layer of RMS norms and absolute positions, step by step.
  const absolute = await gte.make(new Config({ ...base, num_hidden_layers: 1, layer_norm_type: 'rms_norm', position_embedding_type: 'absolute', layer_norm_eps: 1e-6, logn_attention_scale: true }, 'config.json'), {}, { init });
  const w = absolute.stateDict();
  const rms = (x: Tensor, name: string): Tensor => x.div(x.pow(2).mean([-1], true).add(1e-6).sqrt()).mul(w[`${name}.weight`]!);
  const tokens = [3, 9, 4, 11, 2];
  let x = rms(w['embeddings.word_embeddings.weight']!.indexSelect(0, torch.tensor(tokens.map(BigInt))).add(w['embeddings.token_type_embeddings.weight']!.select(0, 0)).add(w['embeddings.position_embeddings.weight']!.slice(0, 0, 5)), 'embeddings.LayerNorm');
  const at = 'encoder.layer.0';
  const [q, k, v] = torch.linear(x, w[`${at}.attention.qkv_proj.weight`]!, w[`${at}.attention.qkv_proj.bias`]!).reshape([5, 3, 2, 8]).permute([1, 2, 0, 3]).unbind(0) as [Tensor, Tensor, Tensor];
  const scores = q.mul(Math.log(5) / Math.log(12)).matmul(k.transpose(1, 2)).div(Math.sqrt(8));
  const attended = scores.softmax(-1).matmul(v).transpose(0, 1).reshape([5, 16]);
  x = rms(x.add(torch.linear(attended, w[`${at}.attention.o_proj.weight`]!, w[`${at}.attention.o_proj.bias`]!)), `${at}.attn_ln`);
  const [up, gate] = torch.linear(x, w[`${at}.mlp.up_gate_proj.weight`]!).chunk(2, 1) as [Tensor, Tensor];
  x = rms(x.add(torch.linear(gate.gelu().mul(up), w[`${at}.mlp.down_proj.weight`]!, w[`${at}.mlp.down_proj.bias`]!)), `${at}.mlp_ln`);
  for (const unpadInputs of [undefined, true, false]) {
    const { lastHiddenState } = await absolute.forward(inputs, { unpadInputs });
    close(numbers(lastHiddenState.select(0, 0)), numbers(x), { atol: 2e-6 }, 'RMS norms, absolute positions, logn scaling');
  }
  const clipped = await gte.make(new Config({ ...base, logn_attention_scale: true, logn_attention_clip1: true }, 'config.json'), Object.fromEntries(Object.entries(weights).map(([name, tensor]) => [name, handleOf(tensor)])), {});
  close(numbers((await clipped.forward(inputs)).lastHiddenState), numbers((await packed.forward(inputs)).lastHiddenState), { atol: 1e-5 }, 'a scale of at least 1 changes no text of up to 12 tokens');
  await refused(gte.make(new Config({ ...base, layer_norm_type: 'batch_norm' }, 'config.json'), {}, { init }), 'ERR_CONFIG', /layer_norm_type is "batch_norm"/);
});

const families = ['bert', 'roberta', 'xlm-roberta', 'distilbert', 'mpnet', 'gte-new', 'modernbert', 'modernbert-v5config', 'nomic-bert', 'deberta-v2', 'qwen3-embedding'];
const countsColumns = new Set(['bert', 'distilbert']);
for (const folder of families) referenceTest(`${folder}: the same vector without padding, with it on the right, on the left where positions do not count columns, and in any company`, async () => {
  const encoder = await AutoEncoder.fromPretrained(join(models, folder));
  const pad = Number(encoder.config.pad_token_id ?? 0);
  const text = [5, 21, 9, 33, 14, 8, 40, 11, 30, 12];
  const pads = [pad, pad, pad];
  const [ones, zeros] = [text.map(() => 1), pads.map(() => 0)];
  const other = Array.from({ length: 13 }, (_, i) => 6 + ((i * 5) % 40));
  const unit = async (call: Promise<Tensor>): Promise<number[]> => numbers(nn.functional.normalize((await call).slice(0, 0, 1))); // of length 1, as models give them
  const wanted = await unit(encoder.encode(ids(text)));
  for (const unpadInputs of [undefined, false, true]) {
    const right = await unit(encoder.encode(ids([...text, ...pads], other), ids([...ones, ...zeros], other.map(() => 1)), undefined, { unpadInputs }));
    assert.ok(maxDifference(right, wanted) <= 1e-6, `right, ${unpadInputs}`);
    const left = await unit(encoder.encode(ids([...pads, ...text], other), ids([...zeros, ...ones], other.map(() => 1)), undefined, { unpadInputs }));
    const difference = maxDifference(left, wanted);
    if (unpadInputs === true || !countsColumns.has(folder)) assert.ok(difference <= 1e-6, `left, ${unpadInputs}: ${difference}`);
    else assert.ok(difference > 1e-4, 'a table of positions tells columns apart');
  }
  encoder.dispose();
});

referenceTest('deterministic: the same bits in any batch and with any number of threads', async () => {
  const threads = getNumThreads();
  for (const folder of ['bert', 'gte-new', 'modernbert', 'deberta-v2']) {
    const model = await SentenceEncoder.fromPretrained(join(models, folder), { deterministic: true });
    const texts = Array.from({ length: 23 }, (_, i) => 'some words and more of them '.repeat(1 + (i % 3)).slice(0, 9 + i * 3));
    const bits: string[] = [];
    try {
      for (const [count, batchSize, order] of [[1, 1, 1], [1, 23, 1], [2, 4, 1], [2, 23, -1]] as const) {
        setNumThreads(count);
        const vectors = await model.encode(order === 1 ? texts : [...texts].reverse(), { batchSize });
        bits.push(Buffer.from(((order === 1 ? vectors : vectors.flip([0])).dataSync() as Float32Array).buffer).toString('base64'));
      }
    } finally {
      setNumThreads(threads);
    }
    assert.is(new Set(bits).size, 1, folder);
    model.dispose();
  }
});

referenceTest('attention: packed, padded and eager agree; GTE reads its own options, and says once that there is no such kernel here', async () => {
  const warnings: string[] = [];
  const listen = (warning: Error): void => void warnings.push(warning.message);
  process.on('warning', listen);
  const input = [ids([5, 21, 9, 0], [7, 8, 9, 10]), ids([1, 1, 1, 0], [1, 1, 1, 1])] as const;
  for (const folder of ['gte-new', 'modernbert', 'mpnet', 'qwen3-embedding']) {
    const unit = async (encoder: BaseEncoder): Promise<number[]> => numbers(nn.functional.normalize(await encoder.encode(...input)));
    const wanted = await unit(await AutoEncoder.fromPretrained(join(models, folder)));
    for (const attention of ['auto', 'packed', 'padded', 'eager'] as const) {
      const encoder = await AutoEncoder.fromPretrained(join(models, folder), { attention });
      assert.ok(maxDifference(await unit(encoder), wanted) <= 1e-6, `${folder} ${attention}`);
    }
  }
  const left = [ids([0, 0, 5, 21]), ids([0, 0, 1, 1]), 'cls'] as const;
  const model = await GTEEncoder.fromPretrained(join(models, 'gte-new'), { unpadInputs: true, useMemoryEfficientAttention: true, torchDtype: 'float64' });
  await GTEEncoder.fromPretrained(join(models, 'gte-new'), { useMemoryEfficientAttention: true });
  assert.is(model.dtype, 'float64');
  assert.ok((await model.encode(...left)).shape[1] === model.getHiddenSize());
  assert.is((await AutoEncoder.fromPretrained(join(models, 'bert'), { torchDtype: 'float64' })).dtype, 'float32', 'torchDtype is GTE’s alone');
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', listen);
  assert.is(warnings.filter((message) => /useMemoryEfficientAttention/.test(message)).length, 1);
  await refused(AutoEncoder.fromPretrained(join(models, 'bert'), { attention: 'flash' as 'eager' }), 'ERR_CONFIG', /attention is "flash"; wanted auto, packed, padded, eager/);
});

referenceTest('half precision on the CPU: weights stay small, arithmetic is float32; training is refused', async () => {
  for (const dtype of ['float16', 'bfloat16'] as const) {
    const half = await AutoEncoder.fromPretrained(join(models, 'bert'), { dtype });
    const whole = await AutoEncoder.fromPretrained(join(models, 'bert'));
    assert.is(half.dtype, dtype);
    assert.ok([...half.parameters()].every((one) => one.dtype === dtype));
    for (const [name, one] of Object.entries(whole.stateDict())) one.detach().copy_(half.stateDict()[name]!); // the rounded numbers, in float32
    const input = ids([5, 21, 9, 40]);
    const vectors = await half.encode(input);
    assert.is(vectors.dtype, 'float32');
    assert.ok(maxDifference(numbers(vectors), numbers(await whole.encode(input))) <= 1e-6);
    assert.throws(() => half.train(), (error: unknown) => error instanceof TorchEncodersError && error.code === 'ERR_UNSUPPORTED' && /dtype: 'float32'/.test(error.message));
    assert.not.ok(vectors.requiresGrad);
  }
  const model = await AutoModelForMaskedLM.fromPretrained(join(models, 'bert-mlm'), { dtype: 'bfloat16' });
  assert.is((await model.forward({ inputIds: ids([5, 6]) })).logits.dtype, 'float32');
  assert.is((await AutoEncoder.fromPretrained(join(models, 'bert-fp16'), { dtype: 'auto' })).dtype, 'float16');
});

referenceTest('int8: near to float32, the same in any company, not trained and not saved', async () => {
  for (const folder of ['bert', 'gte-new', 'modernbert', 'nomic-bert', 'deberta-v2', 'qwen3-embedding', 'mpnet']) {
    const [small, whole] = [await AutoEncoder.fromPretrained(join(models, folder), { dtype: 'int8' }), await AutoEncoder.fromPretrained(join(models, folder))];
    assert.equal([small.dtype, small.device], ['int8', 'cpu']);
    const [text, other] = [[5, 21, 9, 40, 33, 12], [7, 8, 30, 41, 44, 22]];
    const alone = await small.encode(ids(text));
    const cosine = Number(nn.functional.cosineSimilarity(alone, await whole.encode(ids(text))).item());
    assert.ok(cosine >= 0.99, `${folder}: ${cosine}`);
    const together = await small.encode(ids(other, text, other), undefined);
    assert.ok(maxDifference(numbers(together.select(0, 1)), numbers(alone.select(0, 0))) <= 1e-6, folder);
    assert.throws(() => small.train(), (error: unknown) => (error as TorchEncodersError).code === 'ERR_UNSUPPORTED');
    await refused(small.savePretrained(mkdtempSync(join(scratch, 'int8-'))), 'ERR_UNSUPPORTED', /int8 matrices .* are not saved/);
    await refused(small.forward({ inputsEmbeds: torch.randn([1, 2, small.getHiddenSize()], { requiresGrad: true }) }), 'ERR_UNSUPPORTED', /No gradient goes through/);
  }
  const model = await AutoModelForSequenceClassification.fromPretrained(join(models, 'bert-cls'), { dtype: 'int8' });
  assert.is((await model.forward({ inputIds: ids([5, 6]) })).logits.dtype, 'float32');
});

referenceTest('strict: false loads what fits, makes the rest anew and says which', async () => {
  const folder = mkdtempSync(join(scratch, 'strict-'));
  cpSync(join(models, 'bert'), folder, { recursive: true });
  const weights = await loadSafetensors(join(folder, 'model.safetensors'), { mmap: false });
  const { 'embeddings.LayerNorm.weight': _, ...kept } = weights;
  await saveSafetensors(join(folder, 'model.safetensors'), { ...kept, 'encoder.layer.0.output.dense.bias': torch.zeros(3), 'encoder.layer.9.output.dense.bias': torch.zeros(3), 'strange.weight': torch.zeros(2) });
  await refused(AutoEncoder.fromPretrained(folder), 'ERR_CONFIG', /weights that no part .* knows: strange\.weight; strict: false leaves them out/);
  const encoder = await AutoEncoder.fromPretrained(folder, { strict: false });
  assert.equal(encoder.loadingInfo, {
    missing: ['embeddings.LayerNorm.weight'], unexpected: ['encoder.layer.9.output.dense.bias', 'strange.weight'],
    mismatched: ['encoder.layer.0.output.dense.bias [3] where the configuration says [48]'],
  });
  assert.equal(numbers(encoder.stateDict()['embeddings.LayerNorm.weight']!), Array.from({ length: 48 }, () => 1));
  assert.equal((await AutoEncoder.fromPretrained(join(models, 'bert'))).loadingInfo, { missing: [], unexpected: [], mismatched: [] });
  // A new head on an encoder, as one begins to fine-tune.
  const started = await AutoModelForSequenceClassification.fromPretrained(join(models, 'bert'), { strict: false });
  assert.equal(started.loadingInfo.missing, ['classifier.weight', 'classifier.bias']);
  assert.is(started.numLabels, 2);
  await (await started.forward({ inputIds: ids([5, 6]), labels: torch.tensor([1n]) })).loss!.backward();
});

referenceTest('weights and configurations that cannot be are refused in one line, and leave nothing behind', async () => {
  const before = await heldTensors();
  const of = async (config: Record<string, unknown>, weights?: Record<string, Tensor>, source = 'bert'): Promise<BaseEncoder> => {
    const folder = mkdtempSync(join(scratch, 'bad-'));
    cpSync(join(models, source), folder, { recursive: true });
    const path = join(folder, 'config.json');
    writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as object), ...config }));
    if (weights) await saveSafetensors(join(folder, 'model.safetensors'), { ...(await loadSafetensors(join(folder, 'model.safetensors'), { mmap: false })), ...weights });
    return AutoEncoder.fromPretrained(folder);
  };
  const bias = 'encoder.layer.0.output.dense.bias';
  await refused(of({}, { [bias]: torch.full([48], NaN) }), 'ERR_CONFIG', /encoder\.layer\.0\.output\.dense\.bias holds NaN/);
  await refused(of({}, { [bias]: torch.full([48], Infinity) }), 'ERR_CONFIG', /dense\.bias holds infinity/);
  await refused(of({ hidden_size: 47 }), 'ERR_CONFIG', /hidden_size 47 cannot be divided/);
  await refused(of({ num_attention_heads: 0 }), 'ERR_CONFIG', /num_attention_heads is 0; wanted a whole number from 1/);
  for (const [key, value] of [['hidden_size', -48], ['vocab_size', 1e15], ['num_hidden_layers', 2_000_000_000], ['intermediate_size', 1.5], ['layer_norm_eps', -1], ['layer_norm_eps', 0], ['hidden_dropout_prob', 1], ['hidden_act', 'softsign'], ['max_position_embeddings', 2 ** 40], ['type_vocab_size', -1], ['vocab_size', '520']] as const) {
    await refused(of({ [key]: value }), 'ERR_CONFIG', new RegExp(`${key}`));
  }
  await refused(of({ num_hidden_layers: 900 }), 'ERR_CONFIG', /missing: encoder\.layer\.3.* and \d+ more/);
  await refused(of({ model_type: 'mamba' }), 'ERR_UNSUPPORTED', /model_type 'mamba' is not supported here; supported are bert with position_embedding_type 'alibi', bert, roberta/);
  await refused(of({ position_embedding_type: 'relative_key' }), 'ERR_UNSUPPORTED', /relative_key/);
  await refused(of({ rope_theta: -1 }, undefined, 'gte-new'), 'ERR_CONFIG', /rope_theta is -1; wanted a number above 0/);
  await refused(of({ rope_scaling: { type: 'yarn', factor: 2 } }, undefined, 'gte-new'), 'ERR_UNSUPPORTED', /yarn/);
  await refused(of({ num_key_value_heads: 3 }, undefined, 'qwen3-embedding'), 'ERR_CONFIG', /num_key_value_heads 3/);
  await refused(of({ head_dim: 15 }, undefined, 'qwen3-embedding'), 'ERR_CONFIG', /head_dim is 15; wanted an even number/);
  await refused(of({ use_sliding_window: true }, undefined, 'qwen3-embedding'), 'ERR_UNSUPPORTED', /use_sliding_window/);
  await refused(of({ layer_types: ['full_attention'] }, undefined, 'modernbert'), 'ERR_CONFIG', /layer_types names 1 layers/);
  await refused(of({ layer_types: Array.from({ length: 4 }, () => 'linear_attention') }, undefined, 'modernbert'), 'ERR_UNSUPPORTED', /linear_attention/);
  await refused(of({ pos_att_type: ['p2p'] }, undefined, 'deberta-v2'), 'ERR_UNSUPPORTED', /p2p/);
  await refused(of({ conv_kernel_size: 3 }, undefined, 'deberta-v2'), 'ERR_UNSUPPORTED', /conv_kernel_size/);
  await refused(of({ rotary_emb_interleaved: true }, undefined, 'nomic-bert'), 'ERR_UNSUPPORTED', /rotary_emb_interleaved is true; false is supported/);
  await refused(createEncoder('bert', { vocab_size: 2 ** 24, hidden_size: 2 ** 20, num_attention_heads: 8 }), 'ERR_CONFIG', /no machine here can hold/);
  await refused(AutoEncoder.fromPretrained(join(models, 'bert'), { dtype: 'int32' }), 'ERR_UNSUPPORTED', /int32/);
  assert.is(await heldTensors(), before);
});

referenceTest('every family refuses the same input in the same words', async () => {
  for (const folder of families) {
    const encoder = await AutoEncoder.fromPretrained(join(models, folder));
    await refused(encoder.encode(ids([1, 999_999])), 'ERR_RANGE', /inputIds has the value 999999; wanted 0 to \d+ \(vocabulary/);
    await refused(encoder.encode(ids([1, 2]), ids([1])), 'ERR_SHAPE', /attentionMask has shape \[1, 1\], wanted \[1, 2\]/);
    await refused(encoder.encode(ids([1, 2]), ids([1, 2])), 'ERR_RANGE', /values other than 0 and 1/);
    await refused(encoder.encode(ids([1, 2]), ids([0, 0])), 'ERR_RANGE', /row 0 has no token/);
    await refused(encoder.encode(ids([1, 2]), torch.tensor([[1, NaN]])), 'ERR_RANGE', /values other than 0 and 1/);
    await refused(encoder.encode(ids([1, 2]), undefined, 'median' as 'mean'), 'ERR_CONFIG', /median/);
    await refused(encoder.forward({ inputsEmbeds: torch.zeros([1, 2, 7]) }), 'ERR_SHAPE', /inputsEmbeds has shape \[1, 2, 7\]/);
    encoder.dispose();
  }
});

for (const folder of ['bert-mlm', 'modernbert-mlm', 'gte-new-mlm', 'deberta-v2-mlm', 'nomic-bert-mlm']) referenceTest(`${folder}: in training, the rows that are asked alone give the same loss and gradients`, async () => {
  const copy = mkdtempSync(join(scratch, 'mlm-'));
  cpSync(join(models, folder), copy, { recursive: true });
  const config = JSON.parse(readFileSync(join(copy, 'config.json'), 'utf8')) as Record<string, unknown>;
  for (const key of Object.keys(config)) if (/dropout/.test(key) && typeof config[key] === 'number') config[key] = 0;
  writeFileSync(join(copy, 'config.json'), JSON.stringify(config));
  const { cases, tensors } = await referenceOf(join(models, folder));
  const one = cases.find(({ task }) => task === 'mlm')!;
  const inputs = inputsOf(one, tensors);
  const [evaluated, trained] = [await AutoModelForMaskedLM.fromPretrained(copy), (await AutoModelForMaskedLM.fromPretrained(copy)).train()];
  const [whole, rows] = [await evaluated.forward(inputs), await trained.forward(inputs)];
  const isAsked = inputs.labels!.ne(-100).flatten().nonzero().squeeze(1);
  assert.equal(rows.logits.shape, [isAsked.numel, whole.logits.shape[2]]);
  close(numbers(rows.logits), numbers(whole.logits.flatten(0, 1).indexSelect(0, isAsked)), { atol: 1e-5, rtol: 1e-5 }, 'logits');
  close([rows.loss!.item()], [one.outputs.loss!.value!], { atol: 1e-5, rtol: 1e-5 }, 'loss');
  await rows.loss!.backward();
  await whole.loss!.backward();
  const [a, b] = [trained.stateDict(), evaluated.stateDict()];
  for (const [name, wanted] of Object.entries(b)) {
    if (!wanted.grad) continue;
    const most = Number(wanted.grad.abs().max().item());
    close(numbers(a[name]!.grad!), numbers(wanted.grad), { atol: 1e-5 * most + 1e-7 }, name);
  }
  if (folder === 'bert-mlm') checkGradients(trained, one, tensors);
});

test('a fixture for each model_type that is read', async () => {
  const types = new Set(modelFixtures.map(({ files }) => (files['config.json'] as { model_type?: string } | undefined)?.model_type));
  for (const type of ['camembert', 'gte', 'bert', 'roberta', 'mpnet', 'distilbert', 'modernbert', 'nomic_bert', 'deberta-v2', 'model2vec']) assert.ok(types.has(type), type);
  await refused(SentenceEncoder.fromPretrained(await folderOf(fixtureOf('static'), { 'modules.json': [] })), 'ERR_CONFIG', /begins with nothing/);
});

test.run();
