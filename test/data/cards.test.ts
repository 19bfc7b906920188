// The cards of this package on the data that they describe.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cardNames, UnifiedDataInterface, type Tensor } from '../../lib/index.js';
import { shared } from '../reference.js';

const dataRoot = join(shared, 'data');
const run = existsSync(dataRoot) ? test : test.skip;
if (!existsSync(dataRoot)) console.log(`SKIPPED: no data sets at ${dataRoot}; set TORCH_ENCODERS_SHARED`);

/** task, outputs, rows of the three parts, and the shape of labels for a batch of 4. */
const wanted: Record<string, readonly [task: string, outputDim: number, rows: readonly number[], labels: string]> = {
  esol: ['regression', 1, [902, 113, 113], 'float32 4'],
  freesolv: ['regression', 1, [514, 64, 64], 'float32 4'],
  lipophilicity: ['regression', 1, [3360, 420, 420], 'float32 4'],
  'pubchem-descriptors': ['multi_target_regression', 199, [799, 100, 100], 'float32 4,199'],
  bbbp: ['binary_classification', 2, [1640, 205, 205], 'int64 4'],
  hiv: ['binary_classification', 2, [32903, 4112, 4112], 'int64 4'],
  clintox: ['multi_label_classification', 2, [1188, 148, 148], 'float32 4,2'],
  sider: ['multi_label_classification', 27, [1141, 143, 143], 'float32 4,27'],
  tox21: ['multi_label_classification', 12, [6265, 783, 783], 'float32 4,12'],
  'stsb-en': ['regression', 1, [5749, 1500, 1379], 'float32 4'],
  'stsb-zh': ['regression', 1, [5749, 1500, 1379], 'float32 4'],
  banking77: ['classification', 77, [8998, 1005, 3080], 'int64 4'],
  agnews: ['classification', 4, [6080, 760, 760], 'int64 4'],
  cranfield: ['retrieval', 1, [1493, 150, 193], 'float32 4'],
  transactions: ['classification', 4, [70, 15, 15], 'int64 4'],
  fsdd: ['classification', 10, [540, 60, 300], 'int64 4'],
};

run('the sixteen cards: task, outputs, rows, batches of one format', async () => {
  assert.equal(await cardNames(), Object.keys(wanted).sort());
  for (const [name, [task, outputDim, rows, labels]] of Object.entries(wanted)) {
    if (name === 'hiv') continue; // 12 s
    const udi = await UnifiedDataInterface.load(name, { dataRoot, cacheDir: null, config: { dataset: { max_length: 128 } } });
    const told = udi.describe();
    assert.equal([told.task, told.outputDim, Object.values(told.rows)], [task, outputDim, rows], name);
    assert.ok(told.licence.length > 3 && told.description!.length > 10);
    for await (const batch of udi.getLoaders({ batchSize: 4, seed: 1 }).train) {
      const { inputIds, attentionMask, inputValues, labels: found } = batch as Record<string, Tensor>;
      assert.is(`${found!.dtype} ${found!.shape}`, labels, name);
      if (inputValues) assert.is(inputValues.shape[0], 4);
      else assert.ok(inputIds!.dtype === 'int64' && attentionMask!.dtype === 'int64' && `${inputIds!.shape}` === `${attentionMask!.shape}` && inputIds!.shape[1]! <= 128);
      break;
    }
  }
});

run('tox21 has missing labels, cranfield its judgements, documents without text and queries by position', async () => {
  const tox = await UnifiedDataInterface.load('tox21', { dataRoot, cacheDir: null });
  assert.equal(tox.describe().labels[0], { name: 'NR-AR', count: 5807, missing: 458, min: 0, max: 1, mean: tox.describe().labels[0]!.mean });
  const { retrieval, describe } = await UnifiedDataInterface.load('cranfield', { dataRoot, cacheDir: null }).then((udi) => ({ retrieval: udi.retrieval!, describe: udi.describe() }));
  assert.equal(describe.retrieval, { documents: 1400, emptyDocuments: 2, queries: 225, judgements: 1837 });
  assert.match(retrieval.queries['3']!, /heat conduction in composite slabs/);
  assert.equal(Object.keys(retrieval.judgements['3']!).slice(0, 2).sort(), ['5', '6']);
});

test.run();
