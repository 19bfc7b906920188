// Three lines with a model and a data set of the hub, here a server on this machine that has both under the names of uniem's own example.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FineTuner, loadDataset, SentenceEncoder } from '../../lib/index.js';
import { fixtureOf, folderOf } from '../fixture.js';
import { startHub } from '../hub/server.js';

const scratch = mkdtempSync(join(tmpdir(), 'finetuner-hub-'));
test.after(() => rmSync(scratch, { recursive: true }));

const words = ['dog', 'cat', 'bird', 'tree', 'house', 'night'];
const jsonl = (count: number): Buffer => Buffer.from(words.slice(0, count).flatMap((a) => words.map((b) => `${JSON.stringify({ sentence1: `a ${a} sleeps`, sentence2: `the ${b}`, label: a === b ? 5 : 1 })}\n`)).join(''));

test("loadDataset('shibing624/nli_zh', 'STS-B') and 'moka-ai/m3e-small': fetched, trained, measured, saved", async () => {
  for (const name of ['HF_HOME', 'HF_TOKEN', 'HF_TOKEN_PATH', 'HF_HUB_CACHE', 'HF_HUB_OFFLINE', 'XDG_CACHE_HOME']) delete process.env[name];
  process.env.HF_HUB_CACHE = join(scratch, 'cache');
  const folder = await folderOf(fixtureOf('dense-residual'));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const models = await startHub('moka-ai/m3e-small', new Map(files.map((path) => [path.slice(folder.length + 1), readFileSync(path)])));
  const datasets = await startHub('shibing624/nli_zh', new Map(Object.entries({
    'STS-B/train.jsonl': jsonl(6), 'STS-B/validation.jsonl': jsonl(3), 'STS-B/test.jsonl': jsonl(2), 'BQ/train.jsonl': Buffer.from('{"sentence1": "a", "sentence2": "b", "label": 1}\n'), 'nli_zh.py': Buffer.from('import os'),
  })), 'datasets');
  try {
    process.env.HF_ENDPOINT = datasets.url;
    const dataset = await loadDataset('shibing624/nli_zh', 'STS-B');
    process.env.HF_ENDPOINT = models.url;
    const tuner = await FineTuner.fromPretrained('moka-ai/m3e-small', { dataset: dataset as Required<typeof dataset> & { train: (typeof dataset)[string] } });
    const { before, after, steps } = await tuner.run({ epochs: 1, outputDir: join(scratch, 'run'), onLog: () => undefined, enableProgressBar: false });

    assert.is(steps, 2); // 36 rows, 32 at a time: the configuration STS-B alone
    assert.equal(tuner.datasets.map(({ train, validation, test: measured }) => [train.type, train.rows.length, validation!.rows.length, measured!.rows.length]), [['scored_pair', 36, 18, 12]]);
    assert.ok([before, after].every((metrics) => Math.abs(metrics!.test_spearman_cosine!) <= 1));
    assert.not.ok(datasets.requests.some((path) => /\.py$/.test(path)), 'no code is fetched');
    const saved = await SentenceEncoder.fromPretrained(join(scratch, 'run/model'));
    assert.equal((await saved.encode('a dog sleeps')).toArray(), (await tuner.model.encode('a dog sleeps')).toArray());
    assert.match(readFileSync(join(scratch, 'run/model/README.md'), 'utf8'), /moka-ai\/m3e-small/);
  } finally {
    await models.close();
    await datasets.close();
  }
});

test.run();
