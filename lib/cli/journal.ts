// An output that outlives its writer. `out.part` is only added to; a line of `out.journal` says of each block in it how many rows it has, where it ends, and the SHA-256
// of its bytes and its texts. A block counts when its line is on the disk. `out` and `out.done.json` are there when everything is. A format that is no more than its blocks is the
// part itself, under its name; another is made of the part at the end, and the part goes when the rest is there.
import { createHash } from 'node:crypto';
import { open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { TorchEncodersError } from '../errors.js';
import { exists, readJson } from '../files.js';
import type { BlockPlace } from './columns.js';

/** What must be the same for a run to go on. */
export type Plan = Readonly<Record<string, string | number | boolean | null>>;
interface Block { readonly rows: number; readonly end: number; readonly sha256: string; readonly texts: string }
export interface Done { readonly plan: Plan; readonly rows: number; readonly bytes: number; readonly sha256: string }

export const sha256 = (...parts: readonly (string | Uint8Array)[]): string => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
const namesOf = (out: string): { part: string; journal: string; done: string } => ({ part: `${out}.part`, journal: `${out}.journal`, done: `${out}.done.json` });

/** What a run that came to its end has said, if it did. @throws ERR_CONFIG when it had another plan, ERR_FILE when its output is not as it was. */
export async function readDone(out: string, plan: Plan): Promise<Done | undefined> {
  const { done } = namesOf(out);
  if (!(await exists(done))) return undefined;
  const found = (await readJson(done)) as Done;
  samePlan(done, found.plan, plan);
  if (!(await exists(out)) || (await hashOfFile(out)) !== found.sha256) throw new TorchEncodersError('ERR_FILE', `${out} is not what ${done} tells of; remove ${done} to write it again`);
  for (const name of [namesOf(out).part, namesOf(out).journal]) await rm(name, { force: true }); // of a run that was killed behind its end
  return found;
}

export class Journal {
  readonly #out: string;
  readonly #plan: Plan;
  readonly #file: FileHandle;
  readonly #journal: FileHandle;
  readonly #blocks: Block[];
  readonly #headerSize: number;

  private constructor(out: string, plan: Plan, headerSize: number, file: FileHandle, journal: FileHandle, blocks: Block[]) {
    [this.#out, this.#plan, this.#headerSize, this.#file, this.#journal, this.#blocks] = [out, plan, headerSize, file, journal, blocks];
  }

  /** Goes on with what stands, or begins anew. @throws ERR_CONFIG when what stands was begun with another plan. */
  static async open(out: string, plan: Plan, headerSize: number, resume: boolean): Promise<Journal> {
    const names = namesOf(out);
    if (!resume) for (const name of [names.done, names.journal, names.part]) await rm(name, { force: true });
    const lines = await linesOf(names.journal);
    if (lines.length > 0) samePlan(names.journal, lines[0] as Plan, plan);
    const ended = (lines.at(-1) as { final?: string } | undefined)?.final;
    if (ended !== undefined && !(await exists(names.part)) && (await exists(out)) && (await hashOfFile(out)) === ended) await rename(out, names.part); // killed after its last rename
    const file = await open(names.part, 'r+').catch(() => open(names.part, 'w+'));
    const blocks = await wholeBlocks(file, headerSize, lines.slice(1) as Block[]);
    await file.truncate(blocks.at(-1)?.end ?? headerSize);
    const journal = await rewritten(names.journal, [plan, ...blocks]);
    return new Journal(out, plan, headerSize, file, journal, blocks);
  }

  get blocks(): number {
    return this.#blocks.length;
  }
  get rows(): number {
    return this.#blocks.reduce((sum, { rows }) => sum + rows, 0);
  }

  /** @throws ERR_CONFIG when a block was made of other texts than these. */
  check(block: number, texts: readonly string[]): void {
    const { rows, texts: hash } = this.#blocks[block]!;
    if (rows !== texts.length || hash !== hashOfTexts(texts)) throw new TorchEncodersError('ERR_CONFIG', `${this.#out}: block ${block} was made of other texts than the input has now; leave --resume out to begin anew`);
  }

  async append(texts: readonly string[], bytes: Uint8Array): Promise<void> {
    const begin = this.#blocks.at(-1)?.end ?? this.#headerSize;
    await writeAll(this.#file, bytes, begin);
    await this.#file.datasync();
    const block = { rows: texts.length, end: begin + bytes.length, sha256: sha256(bytes), texts: hashOfTexts(texts) };
    await this.#journal.appendFile(`${JSON.stringify(block)}\n`);
    await this.#journal.datasync();
    this.#blocks.push(block);
  }

  /** Gives the output its name, then says that it is whole. @param finish makes the output of the blocks, where it is not these one after another. */
  async end(header: Uint8Array, finish?: (file: FileHandle, blocks: readonly BlockPlace[], out: string) => Promise<void>): Promise<Done> {
    const names = namesOf(this.#out);
    await writeAll(this.#file, header, 0);
    await this.#file.sync();
    const whole = finish ? `${this.#out}.whole` : names.part;
    if (finish) await finish(this.#file, this.#blocks.map(({ rows, end }, i) => ({ rows, begin: i === 0 ? this.#headerSize : this.#blocks[i - 1]!.end, end })), whole);
    const done = { plan: this.#plan, rows: this.rows, bytes: (await stat(whole)).size, sha256: await hashOfFile(whole) };
    if (!finish) {
      await this.#journal.appendFile(`${JSON.stringify({ final: done.sha256 })}\n`);
      await this.#journal.datasync();
    }
    await this.close();
    await rename(whole, this.#out);
    await syncFolder(this.#out);
    await (await rewritten(names.done, [done])).close();
    for (const name of [names.part, names.journal]) await rm(name, { force: true });
    return done;
  }

  async close(): Promise<void> {
    await this.#file.close();
    await this.#journal.close();
  }
}

const hashOfTexts = (texts: readonly string[]): string => sha256(...texts.map((text) => `${text.length} ${text}\n`));

/** @throws ERR_CONFIG for another plan. */
export function samePlan(path: string, found: Plan, wanted: Plan): void {
  const key = [...new Set([...Object.keys(found), ...Object.keys(wanted)])].find((name) => !isDeepStrictEqual(found[name], wanted[name]));
  if (key !== undefined) throw new TorchEncodersError('ERR_CONFIG', `${path} was begun with ${key} ${JSON.stringify(found[key]) ?? 'missing'}, and now it is ${JSON.stringify(wanted[key]) ?? 'missing'}; leave --resume out to begin anew`);
}

/** The lines that are whole: the last may have been cut off. */
async function linesOf(path: string): Promise<unknown[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines: unknown[] = [];
  for (const line of text.split('\n').slice(0, -1)) {
    try {
      lines.push(JSON.parse(line));
    } catch {
      break;
    }
  }
  return lines;
}

/** The first blocks whose bytes are in the file as they were written. */
async function wholeBlocks(file: FileHandle, headerSize: number, blocks: readonly Block[]): Promise<Block[]> {
  const whole: Block[] = [];
  let begin = headerSize;
  const { size } = await file.stat();
  for (const block of blocks) {
    if (block.end === undefined || block.end > size) break;
    const bytes = Buffer.alloc(block.end - begin);
    await file.read(bytes, 0, bytes.length, begin);
    if (sha256(bytes) !== block.sha256) break;
    whole.push(block);
    begin = block.end;
  }
  return whole;
}

/** A file with these lines, in one step for whoever looks; open to be added to. */
async function rewritten(path: string, lines: readonly object[]): Promise<FileHandle> {
  const file = await open(`${path}.new`, 'w');
  await file.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  await file.sync();
  await rename(`${path}.new`, path);
  await syncFolder(path);
  return file;
}

async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path)).catch(() => undefined); // Windows opens no folders
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path);
  for await (const chunk of file.createReadStream()) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
