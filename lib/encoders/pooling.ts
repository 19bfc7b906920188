import { join } from 'node:path';
import { Config, describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { exists, inside, readJson } from '../files.js';

/** How the vectors of a text's tokens become one. Names and formulas: sentence-transformers' Pooling; `pooler` is the model's own. */
export type PoolingMethod = 'mean' | 'cls' | 'max' | 'mean_sqrt_len_tokens' | 'weightedmean' | 'lasttoken' | 'pooler';

/** The flags of older files, in the order in which their vectors are joined. */
const flags: readonly [flag: string, method: PoolingMethod][] = [
  ['pooling_mode_cls_token', 'cls'],
  ['pooling_mode_max_tokens', 'max'],
  ['pooling_mode_mean_tokens', 'mean'],
  ['pooling_mode_mean_sqrt_len_tokens', 'mean_sqrt_len_tokens'],
  ['pooling_mode_weightedmean_tokens', 'weightedmean'],
  ['pooling_mode_lasttoken', 'lasttoken'],
];

/** The methods of a Pooling module's config.json: a flag each in older files, `pooling_mode` in newer ones. */
export function poolingMethods(config: Config): readonly PoolingMethod[] {
  const methods = config.has('pooling_mode') ? named(config) : flags.filter(([flag]) => config.boolean(flag, false)).map(([, method]) => method);
  if (methods.length === 0) throw new TorchEncodersError('ERR_CONFIG', `${config.name} asks for no pooling; wanted one of ${flags.map(([flag]) => flag).join(', ')}`);
  return methods;
}

function named(config: Config): readonly PoolingMethod[] {
  const given = config.json.pooling_mode;
  const names: readonly string[] = typeof given === 'string' ? [given] : config.strings('pooling_mode');
  for (const name of names) {
    if (!flags.some(([, method]) => method === name)) {
      throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: pooling_mode '${name}' is not known; known are ${flags.map(([, method]) => method).join(', ')}`);
    }
  }
  return flags.map(([, method]) => method).filter((method) => names.includes(method));
}

/** A line of modules.json. `kind` is the last part of the type, as both old and new files have it. */
export interface ModuleEntry {
  readonly kind: string;
  readonly type: string;
  /** Of the module's files; the model folder itself for ''. */
  readonly folder: string;
}

/** modules.json of a model folder; undefined without one. */
export async function readModules(folder: string): Promise<readonly ModuleEntry[] | undefined> {
  const path = join(folder, 'modules.json');
  if (!(await exists(path))) return undefined;
  const list = await readJson(path);
  if (!Array.isArray(list)) throw new TorchEncodersError('ERR_CONFIG', `${path} holds ${describe(list)}, wanted a list`);
  return list.map((value, i) => {
    const entry = Config.from(value, `${path}, entry ${i}`);
    const type = entry.string('type');
    return { type, kind: type.slice(type.lastIndexOf('.') + 1), folder: inside(folder, entry.string('path', '')) };
  });
}

/** How a model folder's own modules pool; undefined where they do not say. */
export async function folderPooling(folder: string): Promise<readonly PoolingMethod[] | undefined> {
  const entry = (await readModules(folder))?.find(({ kind }) => kind === 'Pooling');
  if (!entry) return undefined;
  const path = join(entry.folder, 'config.json');
  return poolingMethods(Config.from(await readJson(path), path));
}
