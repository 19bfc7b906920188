// Vectors of texts that were embedded before, by the SHA-256 of what makes them: the model, the options, the text. Each process adds to files of its own; all are read.
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fileError } from '../files.js';
import { sha256, type Plan } from './journal.js';

const keySize = 32;

/** The files that this process adds to. */
interface Own { readonly keys: FileHandle; readonly vectors: FileHandle; rows: number }

export class VectorCache {
  readonly #places = new Map<string, { readonly file: FileHandle; readonly at: number }>();
  readonly #rowSize: number;
  readonly #opened: FileHandle[] = [];
  #own: Own | undefined;

  private constructor(private readonly folder: string, rowSize: number) {
    this.#rowSize = rowSize;
  }

  /** @param plan what makes a vector of a text. @param rowSize bytes of a vector. */
  static async open(folder: string, plan: Plan, rowSize: number): Promise<VectorCache> {
    const own = join(folder, sha256(JSON.stringify(plan)).slice(0, 32));
    const cache = new VectorCache(own, rowSize);
    try {
      await mkdir(own, { recursive: true });
      for (const name of (await readdir(own)).filter((one) => one.endsWith('.keys')).sort()) await cache.#read(name.slice(0, -'.keys'.length));
    } catch (error) {
      throw fileError(own, error);
    }
    return cache;
  }

  /** Vectors are written before their keys: what has a key is whole. */
  async #read(name: string): Promise<void> {
    const keys = await readFile(join(this.folder, `${name}.keys`));
    const file = await open(join(this.folder, `${name}.vectors`));
    this.#opened.push(file);
    const rows = Math.min(Math.floor(keys.length / keySize), Math.floor((await stat(join(this.folder, `${name}.vectors`))).size / this.#rowSize));
    for (let row = 0; row < rows; row++) this.#places.set(keys.toString('latin1', row * keySize, (row + 1) * keySize), { file, at: row * this.#rowSize });
  }

  static keyOf(text: string): string {
    return Buffer.from(sha256(text), 'hex').toString('latin1');
  }
  has(key: string): boolean {
    return this.#places.has(key);
  }
  async get(key: string): Promise<Uint8Array> {
    const { file, at } = this.#places.get(key)!;
    const bytes = Buffer.alloc(this.#rowSize);
    await file.read(bytes, 0, bytes.length, at);
    return bytes;
  }

  async add(keys: readonly string[], vectors: Uint8Array): Promise<void> {
    if (keys.length === 0) return;
    const own = (this.#own ??= await this.#begin());
    await own.vectors.appendFile(vectors);
    await own.vectors.datasync();
    await own.keys.appendFile(Buffer.from(keys.join(''), 'latin1'));
    for (const [i, key] of keys.entries()) this.#places.set(key, { file: own.vectors, at: (own.rows + i) * this.#rowSize });
    own.rows += keys.length;
  }
  async #begin(): Promise<Own> {
    const name = join(this.folder, randomBytes(8).toString('hex'));
    return { keys: await open(`${name}.keys`, 'ax'), vectors: await open(`${name}.vectors`, 'ax+'), rows: 0 };
  }

  async close(): Promise<void> {
    for (const file of [...this.#opened, ...(this.#own ? [this.#own.keys, this.#own.vectors] : [])]) await file.close();
  }
}
