// The other engines, in the cache: never among the packages of the repository. What cannot be installed is left out, with the reason.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attempt } from '../../scripts/setup/command.mjs';
import { isOffline } from '../../scripts/setup/offline.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const tail = (output) => output.trim().split('\n').filter(Boolean).at(-1)?.slice(0, 200) ?? '';

const steps = {
  node: { list: 'package.json', async install(folder, log) {
    copyFileSync(here('package.json'), join(folder, 'package.json'));
    // Without scripts: that of onnxruntime-node fetches what only CUDA needs.
    return attempt('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier'], { cwd: folder, log });
  } },
  python: { list: 'requirements.txt', async install(folder, log) {
    const made = await attempt('python3', ['-m', 'venv', folder], { log });
    return made.problem ? made : attempt(join(folder, 'bin/pip'), ['install', '--disable-pip-version-check', '--progress-bar=off', '-r', here('requirements.txt')], { log });
  } },
};

/** Installs for 'node' or 'python' unless the same list is there already. Returns why it could not be done, or undefined. */
export async function install(language, cache, log, env = process.env) {
  const { list, install } = steps[language];
  const folder = join(cache, language);
  const [wanted, stamp] = [readFileSync(here(list), 'utf8'), join(folder, '.installed')];
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return undefined;
  if (isOffline(env)) return `the packages for ${language} are not installed: TORCH_ENCODERS_OFFLINE is 1`;
  log(`installing the packages of ${list} in the cache, once`);
  mkdirSync(folder, { recursive: true });
  const { problem, output } = await install(folder, log);
  if (problem) return `the packages of ${list} could not be installed: ${tail(output) || problem}`;
  writeFileSync(stamp, wanted);
  return undefined;
}

/** Writes what an engine reads beside the model's safetensors, once. Returns why it could not be done, or undefined. */
export async function exported(what, folder, cache, log) {
  const stamp = join(folder, `.exported-${what}`);
  if (existsSync(stamp)) return undefined;
  log(`writing ${what} for ${folder.split('/').at(-1)}, once`);
  const { problem, output } = await attempt(join(cache, 'python/bin/python'), [here('export.py'), folder, what], { log, env: { ...process.env, HF_HUB_OFFLINE: '1' } });
  if (problem) return `${what} could not be written: ${tail(output) || problem}`;
  writeFileSync(stamp, '');
  return undefined;
}
