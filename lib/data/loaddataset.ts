import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';
import { exists, readText } from '../files.js';
import { resolveDataset, type HubOptions } from '../hub/resolve.js';
import { Dataset } from './dataset.js';
import { delimited } from './sources/delimited.js';
import { jsonl } from './sources/jsonl.js';
import { parquet } from './sources/parquet.js';
import type { Row } from './sources/row.js';

/** A row by the names of its columns. */
export type Fields = Readonly<Record<string, unknown>>;

/** Rows of a table, in memory. */
export class RowDataset extends Dataset<Fields> {
  constructor(private readonly rows: readonly Fields[]) {
    super();
  }
  get length(): number {
    return this.rows.length;
  }
  get(index: number): Fields {
    return this.rows[index]!;
  }
  /** The names of the columns, of the first row. */
  get columns(): string[] {
    return Object.keys(this.rows[0] ?? {});
  }
}

const readers: Readonly<Record<string, (path: string) => AsyncIterable<Row>>> = {
  '.csv': (path) => delimited(',')(path, { header: true }), '.tsv': (path) => delimited('\t')(path, { header: true }), '.jsonl': jsonl, '.parquet': parquet,
};
const isRead = (path: string): boolean => path === 'README.md' || extname(path) in readers;

/** Options of {@link loadDataset}. */
export interface LoadDatasetOptions extends HubOptions {
  /** One part alone, such as 'train'. */
  split?: string;
}

/**
 * The rows of a data set as Hugging Face keeps them: a folder, or a hub id, with csv, tsv, jsonl or Parquet files. Parts are those that the README's `configs` name, else what the
 * files are called ('train.csv', 'data/train-00000-of-00001.parquet'; 'validation' and 'dev' are 'validation'), else all is 'train'.
 * @param config which of several configurations; default: the only one, or 'default'.
 * @returns one part with `split`, else all parts by their names.
 * @throws ERR_FILE without such files, ERR_CONFIG for a part or a configuration that there is not.
 *
 * @example
 * const train = await loadDataset('./my-data', undefined, { split: 'train' });
 * train.get(0); // { text: '…', label: '…' }
 */
export async function loadDataset(folderOrHubId: string, config: string | undefined, options: LoadDatasetOptions & { split: string }): Promise<RowDataset>;
export async function loadDataset(folderOrHubId: string, config?: string, options?: LoadDatasetOptions): Promise<Record<string, RowDataset>>;
export async function loadDataset(folderOrHubId: string, config?: string, { split, ...hub }: LoadDatasetOptions = {}): Promise<RowDataset | Record<string, RowDataset>> {
  const folder = await resolveDataset(folderOrHubId, hub, isRead);
  const files = (await readdir(folder, { recursive: true })).filter((path) => extname(path) in readers).sort();
  if (files.length === 0) throw new TorchEncodersError('ERR_FILE', `${folder} has no ${Object.keys(readers).join(', ')} file`);
  const parts = (await partsOfCard(folder, files, config)) ?? partsByName(files, config, folder);
  if (split === undefined) return Object.fromEntries(await Promise.all([...parts].map(async ([name, paths]) => [name, await read(folder, paths)] as const)));
  const paths = parts.get(split);
  if (!paths) throw new TorchEncodersError('ERR_CONFIG', `${folderOrHubId} has no part ${describe(split)}; it has ${[...parts.keys()].join(', ')}`);
  return read(folder, paths);
}

async function read(folder: string, paths: readonly string[]): Promise<RowDataset> {
  const rows: Fields[] = [];
  for (const path of paths) for await (const { fields } of readers[extname(path)]!(join(folder, path))) rows.push(fields);
  return new RowDataset(rows);
}

interface CardConfig {
  readonly config_name?: string;
  readonly data_files?: string | readonly (string | { readonly split?: string; readonly path?: string | readonly string[] })[];
}

/** As the head of README.md says. */
async function partsOfCard(folder: string, files: readonly string[], config: string | undefined): Promise<Map<string, string[]> | undefined> {
  const path = join(folder, 'README.md');
  const [, head] = (await exists(path)) ? (/^---\r?\n(.*?)\r?\n---/s.exec(await readText(path)) ?? []) : [];
  if (head === undefined) return undefined;
  const { parse } = await import('yaml');
  const { configs } = (parse(head) ?? {}) as { configs?: readonly CardConfig[] };
  if (!Array.isArray(configs) || configs.length === 0) return undefined;
  const names = configs.map(({ config_name: name = 'default' }) => name);
  const found = configs[config !== undefined ? names.indexOf(config) : Math.max(names.indexOf('default'), 0)] as CardConfig | undefined;
  if (!found) throw new TorchEncodersError('ERR_CONFIG', `${folder} has no configuration ${describe(config)}; it has ${names.join(', ')}`);
  const entries = typeof found.data_files === 'string' ? [found.data_files] : (found.data_files ?? []);
  const parts = new Map<string, string[]>();
  for (const entry of entries) {
    const { split = 'train', path: globs = [] } = typeof entry === 'string' ? { path: entry } : entry;
    parts.set(split, [...(parts.get(split) ?? []), ...files.filter((file) => [globs].flat().some((glob) => patternOf(glob).test(file)))]);
  }
  return entries.length === 0 ? undefined : parts;
}

/** `*` stands for anything within a folder, `**` across folders. */
const patternOf = (glob: string): RegExp => new RegExp(`^${glob.replace(/^\.\//, '').replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*\*\/?/g, '\0').replace(/\*/g, '[^/]*').replace(/\0/g, '.*').replace(/\?/g, '[^/]')}$`);

const known: Readonly<Record<string, RegExp>> = { train: /(^|[-_./ ])train(ing)?([-_./ ]|$)/i, validation: /(^|[-_./ ])(validation|valid|val|dev)([-_./ ]|$)/i, test: /(^|[-_./ ])(test|testing|eval|evaluation)([-_./ ]|$)/i };

/** As the files are called; a configuration is a folder. */
function partsByName(files: readonly string[], config: string | undefined, folder: string): Map<string, string[]> {
  const own = config === undefined ? files : files.filter((file) => dirname(file).split('/').includes(config));
  if (own.length === 0) throw new TorchEncodersError('ERR_CONFIG', `${folder} has no configuration ${describe(config)}: no file lies in a folder of that name`);
  const parts = new Map<string, string[]>();
  for (const file of own) {
    const name = Object.keys(known).find((part) => known[part]!.test(basename(file))) ?? Object.keys(known).find((part) => known[part]!.test(file)) ?? 'train';
    parts.set(name, [...(parts.get(name) ?? []), file]);
  }
  return parts;
}
