// Small models of Transformers that the shared references leave out: CamemBERT, Transformers' own GTE, token classification of every family, DeBERTa's older ways.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { AutoEncoder, AutoModelForMaskedLM, AutoModelForTokenClassification, torch } from '../../lib/index.js';
import { folderOf, modelFixtures, type ModelFixture } from '../fixture.js';
import { close, numbers } from '../reference.js';

const ints = (rows: number[][]): ReturnType<typeof torch.tensor> => torch.tensor(rows.map((row) => row.map(BigInt)));
/** Where the mask says a token is. */
const real = ({ attention_mask: mask }: ModelFixture, width: number) => (i: number): boolean => mask!.flat()[Math.floor(i / width)] === 1;

const transformers = modelFixtures.filter(({ input_ids }) => input_ids);
assert.ok(transformers.length >= 13);

for (const one of transformers) test(`${one.name}: the output and loss of Transformers' ${one.kind}`, async () => {
  const folder = await folderOf(one);
  const inputs = { inputIds: ints(one.input_ids!), attentionMask: ints(one.attention_mask!), ...(one.labels && { labels: ints(one.labels) }) };
  const width = one.output.shape.at(-1)!;
  for (const unpadInputs of [undefined, false]) {
    if (one.labels) {
      const Model = one.kind.endsWith('MaskedLM') ? AutoModelForMaskedLM : AutoModelForTokenClassification;
      const model = await Model.fromPretrained(folder);
      const { loss, logits } = await model.forward(inputs, { unpadInputs });
      close(numbers(logits), one.output.values, { atol: 1e-4, rtol: 1e-4 }, 'logits', real(one, width));
      close([loss!.item()], [one.loss!], { atol: 1e-5, rtol: 1e-5 }, 'loss');
    } else {
      const encoder = await AutoEncoder.fromPretrained(folder);
      close(numbers((await encoder.forward(inputs, { unpadInputs })).lastHiddenState), one.output.values, { atol: 1e-5 }, 'lastHiddenState', real(one, width));
    }
  }
});

test.run();
