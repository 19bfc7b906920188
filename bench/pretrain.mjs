// What MLM pretraining is worth: a small BERT on esol and bbbp, from lipophilicity's molecules read without their labels, and from nothing; three seeds.
// node bench/pretrain.mjs DATA
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultConfiguration, finetune, pretrain, setNumThreads } from '../dist/lib/index.js';

const [dataRoot] = process.argv.slice(2);
if (!dataRoot) throw new Error('wanted the folder of the data sets: node bench/pretrain.mjs DATA');
setNumThreads(1);
const scratch = mkdtempSync(join(tmpdir(), 'pretrain-'));
const configuration = (name, outputDir, settings) => defaultConfiguration(JSON.stringify({
  reset_weights: true, bert: { architecture: { hidden_size: 128, num_hidden_layers: 2, num_attention_heads: 4, intermediate_size: 256, max_position_embeddings: 128 } },
  dataset: { name, data_root: dataRoot, max_length: 128 }, output_dir: join(scratch, outputDir), training: { batch_size: 32, lr: 1e-3, logger: [] },
}), 'the bench', settings);
const quiet = { enableProgressBar: false };

try {
  const { outputDir, before, after, seconds } = await pretrain(await configuration('lipophilicity', 'pretrained', ['training.epochs=6']), quiet);
  console.log(JSON.stringify({ perplexity: [before.perplexity, after.perplexity], seconds }));
  for (const [name, metric] of [['esol', 'rmse'], ['bbbp', 'auc']]) {
    const found = { fresh: [], pretrained: [] };
    for (const seed of [1, 2, 3]) {
      for (const [way, settings] of [['fresh', []], ['pretrained', [`pretrained=${outputDir}`]]]) {
        const result = await finetune(await configuration(name, `${name}-${way}-${seed}`, ['training.epochs=5', `training.seed=${seed}`, ...settings]), quiet);
        found[way].push(result.after[metric]);
      }
    }
    const mean = (values) => values.reduce((sum, value) => sum + value / values.length, 0);
    console.log(JSON.stringify({ name, metric, ...found, means: { fresh: mean(found.fresh), pretrained: mean(found.pretrained) } }));
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
