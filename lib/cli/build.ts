import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TorchEncodersError } from '../errors.js';
import { packageRoot } from '../load/load.js';
import { print, type Output } from './console.js';

/** The scripts that a checkout builds with; they lie in the package, outside of what is compiled. */
interface Scripts {
  findLibtorch(options: { log: (line: string) => void; env: NodeJS.ProcessEnv }): Promise<{ dir: string; version: string; source: string }>;
  buildAddon(options: { root: string; libtorch: { dir: string; version: string }; log: (line: string) => void; env: NodeJS.ProcessEnv }): Promise<void>;
}

/** What compiles an addon: of use to few, so npm does not install them with the package. */
const tools = { 'cmake-js': '8.0.0', 'node-addon-api': '8.9.2' };

/** build: the addon, compiled here with a LibTorch that is here. The loader takes it before any package. */
export async function build(output: Output): Promise<void> {
  const require = createRequire(join(packageRoot, 'package.json'));
  const lacking = Object.entries(tools).filter(([name]) => !resolves(require, name)).map(([name, version]) => `${name}@${version}`);
  if (lacking.length > 0) throw new TorchEncodersError('ERR_CONFIG', `build wants ${lacking.join(' and ')}, which are not installed: run \`npm install --no-save --ignore-scripts ${lacking.join(' ')}\` and build again`);
  const load = async (path: string): Promise<Scripts> => (await import(pathToFileURL(join(packageRoot, 'scripts', path)).href)) as Scripts;
  const log = (line: string): void => { if (!output.json) console.error(line); };
  const env = { ...process.env, TORCH_ENCODERS_OFFLINE: '1' }; // what is not here is asked for in words, never downloaded
  let libtorch;
  try {
    libtorch = await (await load('libtorch.mjs')).findLibtorch({ log, env });
    await (await load('setup/addon.mjs')).buildAddon({ root: packageRoot, libtorch, log, env });
  } catch (error) {
    if ((error as Error).name !== 'Failure') throw error;
    throw new TorchEncodersError('ERR_CONFIG', (error as Error).message);
  }
  const addon = join(packageRoot, 'build', 'Release', 'torch_encoders.node');
  print(output, { addon, libtorch: libtorch.dir, version: libtorch.version }, `${existsSync(addon) ? 'Built' : 'Missing'}: ${addon}, with LibTorch ${libtorch.version} from ${libtorch.source}`);
}

function resolves(require: NodeJS.Require, name: string): boolean {
  try {
    return require.resolve(`${name}/package.json`) !== '';
  } catch {
    return false;
  }
}
