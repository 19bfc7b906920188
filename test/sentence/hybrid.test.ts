// Dense, sparse and multi-vector embeddings from one forward, against the formulas over the model's own token vectors, and GTE's against its reference.
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { AutoEncoder, HybridEncoder, maxSim, saveSafetensors, torch, TorchEncodersError } from '../../lib/index.js';
import { fixtureOf, folderOf } from '../fixture.js';
import { close, inputsOf, numbers, parity, referenceOf, referenceTest } from '../reference.js';

const weights = (rows: number, H: number) => ({ weight: torch.linspace(-0.4, 0.5, rows * H).reshape([rows, H]).sin(), bias: torch.linspace(0.1, 0.2, rows) });

test('bge-m3: the first token, the greatest weight of each word, the vectors of all tokens but the first', async () => {
  const { texts } = fixtureOf('splade-max');
  const folder = await folderOf(fixtureOf('word-weights')); // a BERT with a tokenizer
  const [sparseHead, colbertHead] = [weights(1, 16), weights(8, 16)];
  await saveSafetensors(join(folder, 'sparse_linear.safetensors'), sparseHead);
  await saveSafetensors(join(folder, 'colbert_linear.safetensors'), colbertHead);
  const model = await HybridEncoder.fromPretrained(folder);
  const { dense, sparse, multiVector } = await model.encode(texts!);
  assert.equal(dense!.shape, [texts!.length, 16]);
  for (const [i, text] of texts!.entries()) {
    const { inputIds, tokens } = await model.tokenizer.encode(text);
    const { lastHiddenState } = await model.encoder.forward({ inputIds: torch.tensor([inputIds.map(BigInt)]) });
    const hidden = lastHiddenState.select(0, 0);
    const first = hidden.select(0, 0);
    close(numbers(dense!.select(0, i)), numbers(first.div(first.norm())), { atol: 1e-6 }, 'dense');
    const wanted = new Map<number, number>();
    numbers(hidden.matmul(sparseHead.weight.t()).add(sparseHead.bias).relu()).forEach((weight, t) => {
      if (!tokens[t]!.startsWith('[') && weight > (wanted.get(inputIds[t]!) ?? 0)) wanted.set(inputIds[t]!, weight);
    });
    const ids = [...wanted.keys()].sort((a, b) => a - b);
    assert.equal([...sparse![i]!.indices], ids);
    close([...sparse![i]!.values], ids.map((id) => wanted.get(id)!), { atol: 1e-6 }, 'sparse');
    const vectors = hidden.slice(0, 1).matmul(colbertHead.weight.t()).add(colbertHead.bias);
    close(numbers(multiVector![i]!), numbers(vectors.div(vectors.norm(2, [1], true))), { atol: 1e-6 }, 'multiVector');
  }
  const [query, document] = multiVector!;
  const scores = query!.matmul(document!.t()).amax([1]);
  assert.ok(Math.abs((await maxSim(query!, document!)) - Number(scores.sum().item())) < 1e-5);
  assert.ok(Math.abs((await maxSim(query!, document!, { normalize: true })) - Number(scores.mean().item())) < 1e-5);
  assert.is(((await maxSim(query!, dense!.slice(1, 0, 3)).catch((e: unknown) => e)) as TorchEncodersError).code, 'ERR_SHAPE');
  const only = await model.encode(['a dog'], { sparse: false, multiVector: false, truncateDim: 4 });
  assert.equal([Object.keys(only), only.dense!.shape], [['dense'], [1, 4]]);
  assert.equal((await model.encode([])).dense!.shape, [0, 16]);
});

referenceTest('GTE: its token classifier is the sparse head', async () => {
  const source = join(parity, 'models/gte-new-token-cls');
  const model = await HybridEncoder.fromPretrained(source);
  const text = 'The cat sleeps in the cat house';
  const { sparse } = await model.encode([text]);
  const { cases, tensors } = await referenceOf(source);
  const { inputIds, attentionMask } = inputsOf(cases[0]!, tensors);
  assert.equal((await model.encoder.forward({ inputIds, attentionMask })).lastHiddenState.shape.slice(0, 2), inputIds!.shape); // the values are in parity.test.ts
  assert.ok(sparse![0]!.indices.length > 0 && sparse![0]!.values.every((value) => value > 0));
  const special = new Set(model.tokenizer.specialTokenIds);
  assert.ok(special.size >= 3 && sparse![0]!.indices.every((id) => !special.has(id)));
});

test('a model without the heads, and heads in a pickle, are refused with the cure', async () => {
  const folder = await folderOf(fixtureOf('word-weights'));
  const refused = async (code: string, message: RegExp): Promise<void> => {
    const error = (await HybridEncoder.fromPretrained(folder).catch((e: unknown) => e)) as TorchEncodersError;
    assert.is(error.code, code);
    assert.match(error.message, message);
  };
  await refused('ERR_CONFIG', /neither sparse_linear\.safetensors/);
  writeFileSync(join(folder, 'colbert_linear.pt'), 'PK');
  await refused('ERR_UNSUPPORTED', /torch-encoders convert \S+colbert_linear\.pt \S+colbert_linear\.safetensors/);
  renameSync(join(folder, 'colbert_linear.pt'), join(folder, 'other.pt'));
  await saveSafetensors(join(folder, 'colbert_linear.safetensors'), weights(8, 15));
  await refused('ERR_CONFIG', /\[8, 15\]; wanted \[any, 16\]/);
  const encoder = await AutoEncoder.fromPretrained(folder); // the encoder itself is fine
  assert.is(encoder.getHiddenSize(), 16);
});

test.run();
