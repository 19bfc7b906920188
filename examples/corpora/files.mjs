// Files on a disk or in S3 (s3://bucket/key), by ranges of bytes; slices of line files; matrices as npy.
import { createReadStream } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';

const isS3 = (path) => path.startsWith('s3://');
let client;
async function s3(name, path, rest) {
  const aws = await import('@aws-sdk/client-s3');
  client ??= new aws.S3Client({ forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL) }); // MinIO and the like
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(path) ?? refuse(`${path} is no address of S3; wanted s3://bucket/key`);
  return client.send(new aws[name]({ Bucket, Key, ...rest }));
}

/** What trying again does not cure. */
export class InputError extends Error {}
export function refuse(message) {
  throw new InputError(message);
}

/** @param bytes from (inclusive), to (exclusive) */
async function streamOf(path, [begin, end] = [0, Infinity]) {
  if (!isS3(path)) return createReadStream(path, { start: begin, end: end - 1 });
  return (await s3('GetObjectCommand', path, { Range: `bytes=${begin}-${end === Infinity ? '' : end - 1}` })).Body;
}

/** A reader sees the whole file or none: written beside it and renamed; S3 does so by itself. */
export async function write(path, parts) {
  if (isS3(path)) return s3('PutObjectCommand', path, { Body: Buffer.concat(parts) });
  await mkdir(dirname(path), { recursive: true });
  const part = join(dirname(path), `.${basename(path)}.${process.pid}-${Date.now()}.part`);
  const file = await open(part, 'wx');
  try {
    await file.writev(parts);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}

/** Slices of so many lines of a txt or jsonl file: which lines, and which bytes, so that a reader need not begin at the first. */
export async function slicesOf(path, lines) {
  if (!['.txt', '.jsonl'].includes(extname(path))) refuse(`${path} cannot be cut into slices; wanted .txt or .jsonl`);
  const slices = [];
  let [line, at, last] = [0, 0, 10];
  let from = { line, at };
  const cut = (to) => {
    if (to > from.at) slices.push({ path, rows: [from.line, line], bytes: [from.at, to] });
    from = { line, at: to };
  };
  for await (const chunk of await streamOf(path)) {
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, end + 1)) {
      line++;
      if (line - from.line === lines) cut(at + end + 1);
    }
    at += chunk.length;
    last = chunk.at(-1);
  }
  if (last !== 10) line++;
  cut(at);
  return slices;
}

export async function textsOf({ path, rows: [from, to], bytes, field }) {
  const chunks = [];
  for await (const chunk of await streamOf(path, bytes)) chunks.push(chunk);
  const lines = Buffer.concat(chunks).toString().replace(/^\ufeff/, '').replace(/\r?\n$/, '').split(/\r?\n/);
  if (lines.length !== to - from) refuse(`${path} has ${lines.length} lines between bytes ${bytes.join(' and ')}; the job was made for ${to - from}: the file has changed`);
  if (extname(path) === '.txt') return lines;
  return lines.flatMap((line, i) => (line.trim() === '' ? [] : textOf(line, field, `${path}, line ${from + i + 1}`)));
}

function textOf(line, field, where) {
  let text;
  try {
    text = JSON.parse(line)[field];
  } catch (error) {
    refuse(`${where} is not JSON: ${error.message}`);
  }
  return typeof text === 'string' ? text : refuse(`${where} has ${JSON.stringify(text)} as '${field}'; wanted a text`);
}

/** A float32 matrix as the bytes of an npy file. */
export function npy(data, [rows, columns]) {
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${columns}), }`;
  const header = Buffer.from(`\x93NUMPY\x01\x00\x76\x00${text.padEnd(117)}\n`, 'latin1'); // 128 bytes: 118 (0x76) after the first ten
  return [header, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
}

/** The rows of a float32 npy file, so many at a time: a file may be larger than the memory. */
export async function* readNpy(path, rowsAtATime = 2048) {
  const file = await open(path);
  try {
    const start = Buffer.alloc(4096);
    await file.read(start, 0, start.length, 0);
    const end = 10 + start.readUInt16LE(8);
    const [, rows, columns] = /'descr': '<f4', 'fortran_order': False, 'shape': \((\d+), (\d+)\)/.exec(start.toString('latin1', 0, end))?.map(Number) ?? refuse(`${path} is no float32 matrix`);
    for (let row = 0; row < rows; row += rowsAtATime) {
      const data = new Float32Array(Math.min(rowsAtATime, rows - row) * columns);
      const { bytesRead } = await file.read(data, 0, data.byteLength, end + row * columns * 4);
      if (bytesRead !== data.byteLength) refuse(`${path} is cut off: ${rows} rows, as its header says, are ${end + rows * columns * 4} bytes`);
      yield { data, columns };
    }
  } finally {
    await file.close();
  }
}
