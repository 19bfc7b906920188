import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { datasetInfo, downloadFile, HubApiError, listFiles, modelInfo, type ListFileEntry } from '@huggingface/hub';
import { TorchEncodersError } from '../errors.js';
import { exists, fileError, inside, readJson } from '../files.js';
import { cached, type CachePlace, type DownloadProgress } from './resolve.js';

type Progress = (progress: DownloadProgress) => void;

/**
 * Brings a model into the cache, each file under the hash of its content (blobs/) and by name in a snapshot of the commit, as the hub's own
 * libraries do. Only what an encoder reads is fetched; what came is checked against size and hash before it has its name.
 */
export async function download(place: CachePlace, onProgress: Progress = () => {}): Promise<string> {
  const hub = await hubOf(place);
  let commit: string;
  let files: ListFileEntry[];
  try {
    const asked = { ...hub, name: place.id, revision: place.revision };
    commit = (await (hub.repo.type === 'dataset' ? datasetInfo({ ...asked, additionalFields: ['sha'] }) : modelInfo({ ...asked, additionalFields: ['sha'] }))).sha;
    if (!/^[0-9a-f]{7,64}$/.test(commit)) throw new TorchEncodersError('ERR_FILE', `${hub.hubUrl} gives ${place.id} no commit`);
    files = [];
    for await (const entry of listFiles({ ...hub, revision: commit, recursive: true })) if (entry.type === 'file') files.push(entry);
  } catch (error) {
    if (error instanceof TorchEncodersError) throw error;
    if (error instanceof HubApiError) throw refusal(error, place, hub.hubUrl);
    // No answer at all: what an earlier download left is as good as what was there then.
    return cached(place).catch(() => {
      throw new TorchEncodersError('ERR_FILE', `${place.id} is no folder here, and ${hub.hubUrl} did not answer (${reason(error)}); give a model folder, or set HF_ENDPOINT to a mirror`, { cause: error });
    });
  }
  const snapshot = join(place.folder, 'snapshots', commit);
  const names = new Set(files.map(({ path }) => path));
  if (place.needs && !names.has(place.needs)) throw new TorchEncodersError('ERR_FILE', `${place.id} has no ${place.needs} on ${hub.hubUrl}; is it a model of Transformers?`);
  const fetchAll = async (wanted: ListFileEntry[]): Promise<void> => {
    const total = wanted.reduce((sum, { size }) => sum + size, 0);
    let before = 0;
    for (const entry of wanted) {
      await bring(entry, (loaded) => onProgress({ file: entry.path, loaded: before + loaded, total }));
      before += entry.size;
    }
  };
  const bring = async (entry: ListFileEntry, told: (loaded: number) => void): Promise<void> => {
    const name = inside(snapshot, entry.path);
    const blob = inside(join(place.folder, 'blobs'), entry.lfs?.oid ?? entry.oid ?? '');
    if (!(await exists(name))) {
      if (!(await exists(blob))) await fetchBlob(entry, blob, { ...hub, revision: commit }, told);
      await link(blob, name);
    }
    told(entry.size);
  };
  const modules = files.filter(({ path }) => path === 'modules.json');
  await fetchAll(modules);
  const folders = modules.length === 0 ? [] : foldersOf(await readJson(join(snapshot, 'modules.json')));
  await fetchAll(files.filter(({ path }) => place.wants?.(path) ?? isRead(path, folders, names)));
  const ref = join(place.folder, 'refs', place.revision);
  await mkdir(dirname(ref), { recursive: true });
  await writeFile(ref, commit);
  return snapshot;
}

interface Hub {
  repo: { type: 'model' | 'dataset'; name: string };
  hubUrl: string;
  accessToken?: string;
}

async function hubOf({ id, wants }: CachePlace): Promise<Hub> {
  const { HF_ENDPOINT, HF_TOKEN, HF_TOKEN_PATH, HF_HOME } = process.env;
  const file = HF_TOKEN_PATH ?? join(HF_HOME ?? join(homedir(), '.cache', 'huggingface'), 'token');
  const accessToken = HF_TOKEN ?? (await readFile(file, 'utf8').catch(() => '')).trim();
  return { repo: { type: wants ? 'dataset' : 'model', name: id }, hubUrl: (HF_ENDPOINT ?? 'https://huggingface.co').replace(/\/+$/, ''), ...(accessToken && { accessToken }) };
}

/** Configurations, vocabularies and safetensors, of the model folder and of the folders of its modules. Shards only where there is no whole. */
function isRead(path: string, folders: readonly string[], names: ReadonlySet<string>): boolean {
  const folder = dirname(path);
  if (folder !== '.' && !folders.includes(folder)) return false;
  if (path.endsWith('.safetensors')) {
    return /(^|\/)model\.safetensors$/.test(path) || (/^model-\d+-of-\d+\.safetensors$/.test(path) && !names.has('model.safetensors'));
  }
  return /\.(json|txt|model)$/.test(path);
}

function foldersOf(modules: unknown): string[] {
  return (Array.isArray(modules) ? modules : []).map((entry: { path?: unknown }) => entry?.path).filter((path): path is string => typeof path === 'string' && path !== '');
}

async function fetchBlob(entry: ListFileEntry, blob: string, hub: Hub & { revision: string }, told: (loaded: number) => void): Promise<void> {
  const part = `${blob}.${process.pid}.${Date.now()}.incomplete`;
  try {
    await mkdir(dirname(blob), { recursive: true });
    const content = await downloadFile({ ...hub, path: entry.path });
    if (!content) throw new TorchEncodersError('ERR_FILE', `${hub.repo.name}: ${entry.path} is listed on ${hub.hubUrl} and not there`);
    const hash = entry.lfs ? createHash('sha256') : createHash('sha1').update(`blob ${entry.size}\0`); // git's own hash of a file
    let size = 0;
    const watch = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
      for await (const chunk of chunks) {
        hash.update(chunk);
        told((size += chunk.length));
        yield chunk;
      }
    };
    await pipeline(Readable.fromWeb(content.stream() as Parameters<typeof Readable.fromWeb>[0]), watch, createWriteStream(part));
    if (size !== entry.size) throw new TorchEncodersError('ERR_FILE', `${hub.repo.name}: ${entry.path} came with ${size} bytes, wanted ${entry.size}; try again`);
    const [found, wanted] = [hash.digest('hex'), entry.lfs?.oid ?? entry.oid];
    if (found !== wanted) throw new TorchEncodersError('ERR_FILE', `${hub.repo.name}: ${entry.path} came with the hash ${found}, wanted ${wanted}; it was damaged on its way or the mirror holds another file`);
    await rename(part, blob);
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof TorchEncodersError) throw error;
    if ((error as NodeJS.ErrnoException).code !== undefined && (error as NodeJS.ErrnoException).syscall !== undefined) throw fileError(part, error);
    throw new TorchEncodersError('ERR_FILE', `${hub.repo.name}: ${entry.path} could not be fetched from ${hub.hubUrl} (${reason(error)}); try again`, { cause: error });
  }
}

async function link(blob: string, name: string): Promise<void> {
  await mkdir(dirname(name), { recursive: true });
  await symlink(relative(dirname(name), blob), name).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw fileError(name, error); // another process linked it meanwhile
  });
}

function refusal(error: HubApiError, { id, revision, wants }: CachePlace, hubUrl: string): TorchEncodersError {
  const why = error.statusCode === 401 || error.statusCode === 403 ? 'it is private, gated or not there; set HF_TOKEN to a token that may read it'
    : error.statusCode === 404 ? `there is no such ${wants ? 'data set' : 'model'} or revision; a local one is given by its folder` : `status ${error.statusCode}; try again later`;
  return new TorchEncodersError('ERR_FILE', `${id} (${revision}) on ${hubUrl}: ${why}`, { cause: error });
}

function reason(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string };
  return String(cause?.code ?? cause?.message ?? message ?? error).split('\n')[0]!;
}
