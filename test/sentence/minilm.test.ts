// The real all-MiniLM-L6-v2 against sentence-transformers on 200 sentences.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SentenceEncoder } from '../../lib/index.js';
import { hasReference, maxDifference, numbers, parity, referenceOf } from '../reference.js';

const folder = process.env.TORCH_ENCODERS_DEMO_MODEL;
if (!folder) console.log('SKIPPED: the model all-MiniLM-L6-v2 is not here; scripts/model.mjs fetches it');
const run = folder && hasReference ? test : test.skip;

run('200 sentences: at most 2e-6 from the reference, whatever the batches', async () => {
  const model = await SentenceEncoder.fromPretrained(folder!);
  const texts = JSON.parse(readFileSync(join(parity, 'minilm/texts.json'), 'utf8')) as string[];
  const { tensors } = await referenceOf(join(parity, 'minilm'));
  const wanted = numbers(tensors['encode/out/embeddings']!);
  const together = numbers(await model.encode(texts));
  const difference = maxDifference(together, wanted);
  const alone = numbers(await model.encode(texts, { batchSize: 1 }));
  const otherwise = numbers(await model.encode(texts, { batchSize: 200, maxTokensPerBatch: 100_000 }));
  const spread = Math.max(maxDifference(together, alone), maxDifference(together, otherwise));
  console.log(`largest difference to the reference ${difference.toExponential(2)}, between batchings ${spread.toExponential(2)}`);
  assert.ok(difference <= 2e-6, `${difference}`);
  assert.ok(spread <= 1e-6, `${spread}`);
  model.dispose();
});

run('token vectors are the reference\'s', async () => {
  const model = await SentenceEncoder.fromPretrained(folder!);
  const { cases, tensors } = await referenceOf(join(parity, 'minilm'));
  const one = cases.find(({ name }) => name === 'token_embeddings')!;
  const texts = one.texts ?? (JSON.parse(readFileSync(join(parity, 'minilm/texts.json'), 'utf8')) as string[]).slice(0, 2);
  const found = await model.encode(texts, { outputValue: 'token' });
  for (const [i, tokens] of found.entries()) assert.ok(maxDifference(numbers(tokens), numbers(tensors[`token_embeddings/out/text${i}`]!)) <= 2e-5);
  model.dispose();
});

test.run();
