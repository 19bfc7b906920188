// docs/distributed.md as it is printed, and the commands that train in two processes against one.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { freePort, launch } from './launch.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const main = join(root, 'dist/lib/cli/main.js');
const guide = readFileSync(join(root, 'docs/distributed.md'), 'utf8');
const blocks = (language: string): string[] => [...guide.matchAll(/^```(\w*)\n([^]*?)^```/gm)].filter(([, found]) => found === language).map(([, , block]) => block!);
const scratch = mkdtempSync(join(tmpdir(), 'distributed-guide-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
mkdirSync(join(scratch, 'node_modules'));
symlinkSync(root, join(scratch, 'node_modules/torch-encoders'));

const rows = Array.from({ length: 60 }, (_, i) => {
  const smiles = Array.from({ length: 4 + (i % 5) }, (_, at) => ((i * 7 + at * 3) % 3 === 0 ? 'O' : 'C')).join('');
  return `${smiles},${smiles.split('O').length - 1}`;
});
writeFileSync(join(scratch, 'd.csv'), `smiles,count\n${rows.join('\n')}\n`);
writeFileSync(join(scratch, 'count.yml'), 'name: count\nlicence: none\nfiles: d.csv\ntext: smiles\ntokenize: smiles\ntask: regression\nlabel: count\n');
writeFileSync(join(scratch, 'run.yml'), `encoder_type: bert
reset_weights: true
bert: { architecture: { hidden_size: 16, num_hidden_layers: 1, num_attention_heads: 2, intermediate_size: 32, max_position_embeddings: 32, pooling_method: mean } }
dataset: { name: ./count.yml, data_root: . }
training: { epochs: 6, batch_size: 16, lr: 2.0e-3, logger: [csv] }
output_dir: two
`);
const results = (name: string): Record<'before' | 'after', Record<string, number>> & { steps: number } => JSON.parse(readFileSync(join(scratch, name, 'results.json'), 'utf8')) as never;
test('the shell\'s two processes learn, and leave what one leaves', async () => {
  const [, block] = blocks('sh');
  const script = block!.replaceAll('npx torch-encoders', `"${process.execPath}" "${main}"`).replace('29500', String(await freePort()));
  const { status, stdout, stderr } = spawnSync('bash', ['-ec', script], { cwd: scratch, encoding: 'utf8' });
  assert.is(status, 0, stdout + stderr);
  assert.is(stdout.match(/trained/g)?.length, 1, 'rank 0 tells, alone');
  const alone = spawnSync(process.execPath, [main, 'finetune', '--config', 'run.yml', '--set', 'output_dir=one'], { cwd: scratch, encoding: 'utf8' });
  assert.is(alone.status, 0, alone.stderr);
  assert.is(results('two').steps, results('one').steps);
  assert.ok(Math.abs(results('two').before.rmse! - results('one').before.rmse!) <= 1e-5, 'the same rows, the same weights');
  assert.ok(results('two').after.rmse! < results('two').before.rmse!); // with dropout, so not to the digit: distributed.test.ts has that
  const files = (name: string): string[] => readdirSync(join(scratch, name), { recursive: true, encoding: 'utf8' }).filter((file) => !/events\.out|val_rmse/.test(file)).sort();
  assert.equal(files('two'), files('one'));
});

test('pretrain in two processes: masked words and texts told from each other', async () => {
  const settings = ['--config', 'run.yml', '--set', 'pretraining.contrastive=0.5', '--set', 'training.epochs=1'];
  for (const [size, name] of [[1, 'p1'], [2, 'p2']] as const) {
    for (const { code, errors } of await launch(size, [main, 'pretrain', ...settings, '--set', `output_dir=${name}`], {}, scratch)) assert.is(await code, 0, errors());
  }
  assert.is(results('p2').steps, results('p1').steps);
  assert.ok(existsSync(join(scratch, 'p2/encoder/model.safetensors')));
});

test('the programs', async () => {
  const [first, second] = blocks('js');
  writeFileSync(join(scratch, 'first.mjs'), first!);
  const ranks = await launch(2, [join(scratch, 'first.mjs')]);
  for (const [i, { code, output, errors }] of ranks.entries()) {
    assert.is(await code, 0, errors());
    assert.is(output(), `rank ${i} of 2: 3\n`);
  }
  writeFileSync(join(scratch, 'second.mjs'), `import { losses, nn, optim, torch, Trainer, TrainerModule } from 'torch-encoders';
${second}
torch.manualSeed(1);
const module = new Contrastive();
module.net = new nn.Linear(3, 3);
module.embed = (x) => module.net.forward(x);
module.loss = new losses.MultipleNegativesRankingLoss();
module.configureOptimizers = () => new optim.SGD(module.net.parameters(), { lr: 0.1 });
const x = torch.randn([6, 3]);
await new Trainer({ maxEpochs: 1 }).fit(module, [{ anchors: x, positives: x.add(0.1) }]);
console.log(JSON.stringify(module.net.weight.toArray()));
`);
  const weights: number[][][] = [];
  for (const size of [1, 2]) for (const { code, output, errors } of await launch(size, [join(scratch, 'second.mjs')])) {
    assert.is(await code, 0, errors());
    weights.push(JSON.parse(output()) as number[][]);
  }
  for (const found of weights.slice(1)) found.flat().forEach((value, i) => assert.ok(Math.abs(value - weights[0]!.flat()[i]!) <= 1e-6));
});

test.run();
