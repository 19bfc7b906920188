// embed over corpora: tables in and out, folders, shards of files, what is known already, one writer at a time, Arrow's stream, an object store.
import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RecordBatchReader, RecordBatchStreamWriter, RecordBatch, tableFromArrays, tableFromIPC, tableToIPC, Utf8, vectorFromArray, type Table } from 'apache-arrow';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readNpy } from '../../lib/cli/npy.js';
import { parity, referenceTest } from '../reference.js';

const main = fileURLToPath(new URL('../../lib/cli/main.js', import.meta.url));
const bert = resolve(parity, 'models/bert');
const scratch = mkdtempSync(join(tmpdir(), 'corpora-'));
test.after(() => rmSync(scratch, { recursive: true }));
const at = (name: string): string => join(scratch, name);

const env = { ...process.env, OMP_NUM_THREADS: '1' };
const run = (args: string[], more: Record<string, string> = {}): SpawnSyncReturns<string> => spawnSync(process.execPath, [main, 'embed', ...args, '--model', bert, '--json'], { encoding: 'utf8', env: { ...env, ...more } });
function embed(args: string[], more?: Record<string, string>): Record<string, unknown> {
  const { status, stdout, stderr } = run(args, more);
  assert.is(status, 0, stdout + stderr);
  return JSON.parse(stdout) as Record<string, unknown>;
}
function refused(args: string[], message: RegExp, code = 2): void {
  const { status, stdout } = run(args);
  assert.is(status, code, stdout);
  assert.match(stdout, message);
}

interface Said { text: string; n?: number | null; score?: number; tags?: string[]; seen?: boolean }
const rows: Said[] = Array.from({ length: 50 }, (_, i) => ({ text: `a dog ${'barks '.repeat(i % 5)}${i % 10}`, n: i % 7 === 0 ? null : i, score: i / 3, tags: ['a', `${i}`], seen: i % 2 === 0 }));
writeFileSync(at('in.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
async function wanted(): Promise<number[][]> {
  if (!existsSync(at('plain.npy'))) embed([at('in.jsonl'), '--out', at('plain.npy')]);
  const { data, shape: [count, size] } = await readNpy(at('plain.npy'));
  return Array.from({ length: count }, (_, i) => Array.from(data.subarray(i * size, (i + 1) * size)));
}
const near = (found: number[], right: number[]): boolean => found.length === right.length && found.every((value, i) => Math.abs(value - right[i]!) <= 2e-6);

async function parquetRows(path: string): Promise<Record<string, unknown>[]> {
  const { asyncBufferFromFile, parquetReadObjects } = await import('hyparquet');
  return parquetReadObjects({ file: await asyncBufferFromFile(path) });
}

referenceTest('Parquet: rows keep their fields and gain embedding; read again, it is an input', async () => {
  const right = await wanted();
  const told = embed([at('in.jsonl'), '--out', at('out.parquet')]);
  assert.is(told.rows, 50);
  assert.equal(readdirSync(scratch).filter((name) => name.startsWith('out.parquet')), ['out.parquet']);
  const found = await parquetRows(at('out.parquet'));
  for (const [i, row] of found.entries()) {
    assert.equal([row.text, row.n, row.score, row.tags, row.seen], [rows[i]!.text, rows[i]!.n === null ? null : BigInt(rows[i]!.n!), rows[i]!.score, JSON.stringify(rows[i]!.tags), rows[i]!.seen]);
    assert.ok((row.embedding as number[]).every((value, k) => value === right[i]![k]));
  }
  embed([at('out.parquet'), '--out', at('again.npy')]);
  assert.ok(readFileSync(at('again.npy')).equals(readFileSync(at('plain.npy'))));
  embed([at('out.parquet'), '--out', at('bits.parquet'), '--precision', 'ubinary']);
  const [bits] = await parquetRows(at('bits.parquet'));
  assert.is((bits!.embedding as number[]).length, 6);
});

referenceTest('Arrow: a file with the same rows, that Arrow reads', async () => {
  const right = await wanted();
  embed([at('in.jsonl'), '--out', at('out.arrow'), '--resume']);
  const table = tableFromIPC(readFileSync(at('out.arrow')));
  assert.equal(table.schema.fields.map(({ name, type }) => `${name} ${type}`), ['text Utf8', 'n Int64', 'score Float64', 'tags Utf8', 'seen Bool', 'embedding FixedSizeList[48]<Float32>']);
  for (const i of [0, 13, 49]) {
    const row = table.get(i)!.toJSON();
    assert.equal([row.text, row.n, row.seen], [rows[i]!.text, rows[i]!.n === null ? null : BigInt(rows[i]!.n!), rows[i]!.seen]);
    assert.equal(Array.from(row.embedding as Iterable<number>), right[i]);
  }
  assert.is(embed([at('in.jsonl'), '--out', at('out.arrow'), '--resume']).embedded, 0);
});

referenceTest('a table that is killed goes on, to the same bytes', async () => {
  const many = at('many.txt');
  writeFileSync(many, Array.from({ length: 7000 }, (_, i) => `a dog and ${i}\n`).join(''));
  embed([many, '--out', at('undisturbed.parquet')]);
  const child = spawn(process.execPath, [main, 'embed', many, '--model', bert, '--out', at('killed.parquet'), '--resume', '--json'], { env });
  const watch = setInterval(() => {
    if (existsSync(at('killed.parquet.journal')) && readFileSync(at('killed.parquet.journal'), 'utf8').split('\n').length > 2) child.kill('SIGKILL');
  }, 2);
  await once(child, 'close');
  clearInterval(watch);
  assert.ok(!existsSync(at('killed.parquet')));
  const told = embed([many, '--out', at('killed.parquet'), '--resume']);
  assert.ok((told.embedded as number) < 7000);
  assert.ok(readFileSync(at('killed.parquet')).equals(readFileSync(at('undisturbed.parquet'))));
  assert.equal(readdirSync(scratch).filter((name) => name.startsWith('killed')).sort(), ['killed.parquet', 'killed.parquet.done.json']);
});

referenceTest('folders, in the order of their names; a shard is whole files where there are enough', async () => {
  mkdirSync(at('folder/deeper'), { recursive: true });
  const parts = [['a.jsonl', rows.slice(0, 20)], ['b.txt', rows.slice(20, 30)], ['deeper/c.jsonl', rows.slice(30)]] as const;
  for (const [name, some] of parts) writeFileSync(join(at('folder'), name), some.map((row) => `${name.endsWith('.txt') ? row.text : JSON.stringify(row)}\n`).join(''));
  writeFileSync(join(at('folder'), 'README.md'), 'no rows');
  assert.is(embed([at('folder'), '--out', at('folder.npy')]).rows, 50);
  const right = await wanted();
  const { data } = await readNpy(at('folder.npy'));
  right.forEach((row, i) => assert.ok(near(Array.from(data.subarray(i * 48, (i + 1) * 48)), row), `row ${i}`));
  const counts = [0, 1].map((i) => embed([at('folder'), '--out', at('files.npy'), '--shard', `${i}/2`]).rows);
  assert.equal(counts, [40, 10]);
  assert.is(embed([join(at('folder'), 'b.txt'), join(at('folder'), 'a.jsonl'), '--out', at('two.npy')]).rows, 30);
  refused([at('nowhere'), '--out', at('x.npy')], /nowhere/, 1);
  mkdirSync(at('empty'));
  refused([at('empty'), '--out', at('x.npy')], /has no file to read; wanted \.txt, \.csv, \.jsonl, \.parquet/, 1);
});

referenceTest('a cache: no text is computed twice, in a run or in the next', async () => {
  const right = await wanted();
  writeFileSync(at('twice.jsonl'), [...rows, ...rows.slice(0, 10), { text: 'something new' }].map((row) => `${JSON.stringify(row)}\n`).join(''));
  assert.is(embed([at('in.jsonl'), '--out', at('c1.npy'), '--cache', at('cache')]).computed, new Set(rows.map(({ text }) => text)).size);
  assert.is(embed([at('twice.jsonl'), '--out', at('c2.jsonl'), '--cache', at('cache')]).computed, 1);
  const lines = readFileSync(at('c2.jsonl'), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { embedding: number[] }).embedding);
  assert.is(lines.length, 61);
  right.forEach((row, i) => assert.ok(near(lines[i]!, row), `row ${i}`));
  assert.is(embed([at('in.jsonl'), '--out', at('c3.npy'), '--cache', at('cache'), '--normalize']).computed, 50 - (50 - new Set(rows.map(({ text }) => text)).size), 'other options are other vectors');
  // A process that is killed between a vector and its key leaves a vector that nobody knows.
  const [folder] = readdirSync(at('cache'));
  const vectors = readdirSync(join(at('cache'), folder!)).find((name) => name.endsWith('.vectors'))!;
  writeFileSync(join(at('cache'), folder!, vectors), 'half', { flag: 'a' });
  assert.is(embed([at('in.jsonl'), '--out', at('c4.npy'), '--cache', at('cache')]).computed, 0);
});

referenceTest('one writer at a time', async () => {
  writeFileSync(at('held.npy.lock'), JSON.stringify({ pid: process.pid, host: hostname() }));
  const touch = setInterval(() => utimesSync(at('held.npy.lock'), new Date(), new Date()), 1000);
  const child = spawn(process.execPath, [main, 'embed', at('in.jsonl'), '--out', at('held.npy'), '--resume', '--model', bert, '--json'], { env });
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  assert.equal(await once(child, 'close'), [1, null]);
  clearInterval(touch);
  assert.match(said, new RegExp(`is being written by process ${process.pid} on`));
  writeFileSync(at('held.npy.lock'), JSON.stringify({ pid: 4_194_303, host: hostname() })); // that has ended
  assert.is(embed([at('in.jsonl'), '--out', at('held.npy'), '--resume']).rows, 50);
  assert.ok(!existsSync(at('held.npy.lock')));
});

referenceTest('Arrow\'s stream: a batch out for each batch in, at once; what does not fit is said', async () => {
  const right = await wanted();
  const child = spawn(process.execPath, [main, 'embed', '-', '--model', bert, '--out', '-'], { env });
  let errors = '';
  child.stderr.on('data', (text) => (errors += text));
  const tables = [rows.slice(0, 3), rows.slice(3, 4), rows.slice(4, 30)].map((some) => tableFromArrays({ id: Int32Array.from(some.map((_, i) => i)), text: vectorFromArray(some.map(({ text }) => text), new Utf8()) as never }));
  const writer = new RecordBatchStreamWriter();
  writer.toNodeStream().pipe(child.stdin);
  const reader = RecordBatchReader.from(child.stdout); // waits for the first bytes
  let seen = 0;
  for (const table of tables as Table[]) {
    writer.write(table.batches[0] as RecordBatch);
    const { value } = (await (await reader).next()) as { value: RecordBatch }; // before the next is sent
    assert.is(value.numRows, table.numRows);
    for (let i = 0; i < value.numRows; i++) {
      const row = value.get(i)!.toJSON() as { id: number; text: string; embedding: Iterable<number> };
      assert.equal([row.id, row.text], [i, rows[seen]!.text]);
      assert.ok(near(Array.from(row.embedding), right[seen++]!));
    }
  }
  writer.finish();
  assert.ok(((await (await reader).next()) as { done: boolean }).done);
  assert.equal(await once(child, 'close'), [0, null], errors);

  const given = (table: Table): SpawnSyncReturns<Buffer> => spawnSync(process.execPath, [main, 'embed', '-', '--model', bert, '--out', '-'], { env, input: tableToIPC(table, 'stream') });
  const other = given(tableFromArrays({ words: ['a'] }));
  assert.is(other.status, 2);
  assert.match(other.stderr.toString(), /stdin has the columns words, and no 'text'; name the column of the texts with --field/);
  assert.is(spawnSync(process.execPath, [main, 'embed', '-', '--model', bert, '--out', '-'], { env, input: 'no stream' }).status, 1);
  refused(['-', '--out', at('x.npy')], /`embed - --out -`/);
});

/** As much of S3 as embed asks for. */
async function objectStore(): Promise<{ objects: Map<string, Buffer>; url: string; close: () => void }> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://s3');
    const key = decodeURIComponent(pathname.split('/').slice(2).join('/'));
    if (request.method === 'PUT') {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        let body: Buffer = Buffer.concat(chunks);
        if (/aws-chunked/.test(request.headers['content-encoding'] ?? '') || request.headers['x-amz-decoded-content-length']) body = Buffer.from(unchunked(body));
        objects.set(key, body);
        response.setHeader('etag', '"x"').end();
      });
    } else if (searchParams.get('list-type') === '2') {
      const prefix = searchParams.get('prefix') ?? '';
      const found = [...objects].filter(([name]) => name.startsWith(prefix)).map(([name, { length }]) => `<Contents><Key>${name}</Key><Size>${length}</Size></Contents>`);
      response.setHeader('content-type', 'application/xml').end(`<?xml version="1.0"?><ListBucketResult>${found.join('')}<IsTruncated>false</IsTruncated></ListBucketResult>`);
    } else if (objects.has(key)) response.end(objects.get(key));
    else response.writeHead(404, { 'content-type': 'application/xml' }).end('<?xml version="1.0"?><Error><Code>NoSuchKey</Code><Message>there is none</Message></Error>');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { objects, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
/** Chunks with their sizes in hexadecimal, as the SDK sends streams. */
function unchunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const end = body.indexOf('\r\n', at);
    const size = parseInt(body.toString('latin1', at, end), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

referenceTest('an object store: from a prefix, into an object, with its marker; done is done', async () => {
  await wanted();
  const store = await objectStore();
  try {
    store.objects.set('texts/a.jsonl', readFileSync(at('in.jsonl')));
    store.objects.set('texts/.keep', Buffer.from(''));
    const variables = { AWS_ENDPOINT_URL: store.url, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'us-east-1' };
    const run = (args: string[]): Promise<{ code: number; stdout: string }> => new Promise((settle) => {
      const child = spawn(process.execPath, [main, 'embed', ...args, '--model', bert, '--json', '--work-dir', at('work')], { env: { ...env, ...variables } });
      let stdout = '';
      child.stdout.on('data', (text) => (stdout += text));
      child.on('close', (code) => settle({ code: code!, stdout }));
    });
    const first = await run(['s3://bucket/texts/', '--out', 's3://bucket/vectors.npy', '--resume']);
    assert.is(first.code, 0, first.stdout);
    assert.ok(store.objects.get('vectors.npy')!.equals(readFileSync(at('plain.npy'))));
    assert.is((JSON.parse(store.objects.get('vectors.npy.done.json')!.toString()) as { rows: number }).rows, 50);
    assert.equal(readdirSync(at('work')), []);
    const again = await run(['s3://bucket/texts/', '--out', 's3://bucket/vectors.npy', '--resume']);
    assert.is((JSON.parse(again.stdout) as { embedded: number }).embedded, 0);
    const nothing = await run(['s3://bucket/none/', '--out', at('x.npy')]);
    assert.is(nothing.code, 1);
    assert.match(nothing.stdout, /s3:\/\/bucket\/none\/ has no file to read/);
  } finally {
    store.close();
  }
});

test.run();
