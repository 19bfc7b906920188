import type { FileHandle } from 'node:fs/promises';
import { TorchEncodersError } from '../errors.js';

/** A file inside a zip: where its bytes are. */
export interface ZipEntry {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
  /** Why its bytes are not those of the file. */
  readonly packed?: 'compressed' | 'encrypted';
}

const most = 1 << 20; // entries; PyTorch writes one for each storage
const bad = (path: string, why: string): TorchEncodersError => new TorchEncodersError('ERR_FILE', `${path} is no sound zip: ${why}; is it cut off?`);

/**
 * The files of a zip, each within it (PKWARE's APPNOTE 6.3, zip64 too).
 * @throws ERR_FILE for a directory that contradicts the file.
 */
export async function readZip(file: FileHandle, path: string): Promise<Map<string, ZipEntry>> {
  const { size } = await file.stat();
  const { count, offset, length } = await endRecord(file, path, size);
  if (count > most || offset + length > size) throw bad(path, `its directory of ${count} entries and ${length} bytes does not fit`);
  const directory = await bytes(file, path, offset, length, size);
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 46 > length || directory.readUInt32LE(at) !== 0x02014b50) throw bad(path, `entry ${i} of its directory is not there`);
    const [flags, method] = [directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)];
    const [nameLength, extraLength, commentLength] = [directory.readUInt16LE(at + 28), directory.readUInt16LE(at + 30), directory.readUInt16LE(at + 32)];
    if (at + 46 + nameLength + extraLength + commentLength > length) throw bad(path, `entry ${i} of its directory is cut off`);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength);
    const wide = wideNumbers(directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength), [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)]);
    const [plain, stored, header] = wide as [number, number, number];
    const packed = flags & 1 ? 'encrypted' : method !== 0 ? 'compressed' : undefined;
    if (!packed && plain !== stored) throw bad(path, `${name} has two sizes`);
    if (entries.has(name)) throw bad(path, `${name} is there twice`);
    const local = await bytes(file, path, header, 30, size);
    if (local.readUInt32LE(0) !== 0x04034b50) throw bad(path, `${name} is not where its directory says`);
    const begin = header + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
    if (begin + stored > size) throw bad(path, `${name} ends after the file`);
    entries.set(name, { name, offset: begin, size: stored, ...(packed && { packed }) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/** The bytes of an entry. @throws ERR_UNSUPPORTED for compression and encryption, which PyTorch does not use. */
export async function entryBytes(file: FileHandle, path: string, { name, offset, size, packed }: ZipEntry, whole: number): Promise<Buffer> {
  if (packed) throw new TorchEncodersError('ERR_UNSUPPORTED', `${path}: ${name} is ${packed}; PyTorch stores its files as they are`);
  return bytes(file, path, offset, size, whole);
}

export async function bytes(file: FileHandle, path: string, offset: number, length: number, size: number): Promise<Buffer> {
  if (!Number.isSafeInteger(offset) || !Number.isSafeInteger(length) || offset < 0 || length < 0 || offset + length > size) throw bad(path, `${length} bytes at ${offset} are not there`);
  const buffer = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const { bytesRead } = await file.read(buffer, done, Math.min(length - done, 1 << 30), offset + done);
    if (bytesRead === 0) throw bad(path, 'it became shorter while it was read');
    done += bytesRead;
  }
  return buffer;
}

async function endRecord(file: FileHandle, path: string, size: number): Promise<{ count: number; offset: number; length: number }> {
  const tail = await bytes(file, path, Math.max(0, size - 66_000), Math.min(size, 66_000), size);
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (at < 0 || at + 22 > tail.length) throw bad(path, 'its end record is missing');
  const narrow = { count: tail.readUInt16LE(at + 10), length: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) };
  const locator = at - 20;
  if (locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50) return narrow;
  const record = await bytes(file, path, Number(tail.readBigUInt64LE(locator + 8)), 56, size);
  if (record.readUInt32LE(0) !== 0x06064b50) throw bad(path, 'its zip64 record is not where it should be');
  return { count: Number(record.readBigUInt64LE(32)), length: Number(record.readBigUInt64LE(40)), offset: Number(record.readBigUInt64LE(48)) };
}

/** The numbers of a directory entry; those that did not fit are in its zip64 field, in this order. */
function wideNumbers(extra: Buffer, narrow: readonly number[]): number[] {
  let field: Buffer | undefined;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === 1) field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  let next = 0;
  return narrow.map((value) => {
    if (value !== 0xffffffff || !field || next + 8 > field.length) return value;
    next += 8;
    return Number(field.readBigUInt64LE(next - 8));
  });
}
