import { readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { exists, isPickle, refuseForeignLinks, refusePickle } from '../files.js';

/** Where a model comes from when it is no local folder. */
export interface HubOptions {
  /** A branch, a tag or a commit. Default: 'main'. */
  revision?: string;
  /** Default: HF_HUB_CACHE, else HF_HOME/hub, else ~/.cache/huggingface/hub. */
  cacheDir?: string;
  /** Never ask the hub; only what was downloaded before. Default: whether HF_HUB_OFFLINE is 1. */
  localFilesOnly?: boolean;
  /** Told of a download as it goes on. */
  onProgress?: (progress: DownloadProgress) => void;
}

export interface DownloadProgress {
  /** The file that is on its way. */
  readonly file: string;
  /** Bytes, over all files of the model. */
  readonly loaded: number;
  readonly total: number;
}

/** A place in the hub's cache, laid out as the hub's own libraries lay it out, so that they share it. */
export interface CachePlace {
  readonly id: string;
  readonly revision: string;
  /** models--organisation--name, or datasets--organisation--name. */
  readonly folder: string;
  /** A file without which a download is none of its kind. */
  readonly needs?: string;
  /** Which of a data set's files are wanted. */
  readonly wants?: (path: string) => boolean;
}

/** The local folder of a model: the folder itself, or for a hub id the one in the cache, downloaded if it must be. */
export async function resolveModel(model: string, options: HubOptions = {}): Promise<string> {
  if (typeof model !== 'string' || model === '') {
    throw new TorchEncodersError('ERR_CONFIG', `a model is a folder or a hub id such as 'sentence-transformers/all-MiniLM-L6-v2', found ${describe(model)}`);
  }
  const stats = await stat(model).catch(() => undefined);
  if (stats?.isDirectory()) {
    await refuseForeignLinks(model);
    return resolve(model);
  }
  if (stats && isPickle(model)) refusePickle(model);
  if (stats) throw new TorchEncodersError('ERR_FILE', `${model} is a file; wanted the model's folder, with config.json and model.safetensors`);
  return fromHub(model, 'model', { needs: 'config.json' }, options);
}

/** The local folder of a data set: as {@link resolveModel}. */
export async function resolveDataset(dataset: string, options: HubOptions, wants: (path: string) => boolean): Promise<string> {
  return (await stat(dataset).catch(() => undefined))?.isDirectory() ? resolve(dataset) : fromHub(dataset, 'dataset', { wants }, options);
}

async function fromHub(id: string, kind: 'model' | 'dataset', parts: Pick<CachePlace, 'needs' | 'wants'>, options: HubOptions): Promise<string> {
  if (!/^(?!.*\.\.)[\w-][\w.-]*(\/[\w-][\w.-]*)?$/.test(id)) throw new TorchEncodersError('ERR_FILE', `${id}: there is no such folder, and a hub id would be 'organisation/name'`);
  const revision = options.revision ?? 'main';
  if (!/^(?!.*\.\.)[\w-][\w./-]*$/.test(revision)) throw new TorchEncodersError('ERR_CONFIG', `revision is ${describe(revision)}; wanted a branch, a tag or a commit`);
  const place = { id, revision, folder: join(options.cacheDir ?? hubCache(), `${kind}s--${id.replaceAll('/', '--')}`), ...parts };
  if (options.localFilesOnly ?? isOffline()) return cached(place);
  const { download } = await import('./download.js');
  return download(place, options.onProgress);
}

/** The snapshot of an earlier download; ERR_FILE without one. */
export async function cached(place: CachePlace): Promise<string> {
  const commit = await readFile(join(place.folder, 'refs', place.revision), 'utf8').then((text) => text.trim(), () => place.revision);
  const snapshot = join(place.folder, 'snapshots', commit);
  if (/^[\w-][\w.-]*$/.test(commit) && (await exists(place.needs ? join(snapshot, place.needs) : snapshot))) return snapshot;
  throw new TorchEncodersError('ERR_FILE', `${place.id} (${place.revision}) is neither a folder here nor in the cache at ${place.folder}; go online without HF_HUB_OFFLINE and localFilesOnly, or give a model folder`);
}

export function hubCache(): string {
  const { HF_HUB_CACHE, HF_HOME, XDG_CACHE_HOME } = process.env;
  return HF_HUB_CACHE ?? join(HF_HOME ?? join(XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'huggingface'), 'hub');
}

export function isOffline(): boolean {
  return /^(1|on|yes|true)$/i.test(process.env.HF_HUB_OFFLINE ?? '');
}
