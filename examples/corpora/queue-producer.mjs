// Puts a job in a queue for each slice of text files: node queue-producer.mjs --out FOLDER [--wait] texts-*.jsonl
// A job is a reference, never a text: which lines and bytes of which file, and where the vectors go. Run again, it adds what is not in the queue yet.
import { createHash } from 'node:crypto';
import { basename, extname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Queue } from 'bullmq';
import { slicesOf } from './files.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' }, // a folder, or s3://bucket/folder
    field: { type: 'string', default: 'text' },
    rows: { type: 'string', default: '10000' }, // of a job: a minute or so of work, for that is what a lost worker costs
    'max-waiting': { type: 'string', default: '1000' },
    attempts: { type: 'string', default: '5' },
    backoff: { type: 'string', default: '5000' }, // ms before the second attempt, then twice as long each time
    queue: { type: 'string', default: 'embed' },
    redis: { type: 'string', default: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379' },
    wait: { type: 'boolean', default: false }, // until every job is done; exit code 1 if one failed
  },
});
if (!values.out || positionals.length === 0) throw new Error('wanted --out FOLDER and files');
const whole = (path) => (path.startsWith('s3://') ? path : resolve(path)); // workers stand elsewhere
const out = whole(values.out);

const queue = new Queue(values.queue, { connection: { url: values.redis } });
const count = (...states) => queue.getJobCountByTypes(...states);
const [ids, waits] = [new Set(), { times: 0 }];
let rows = 0;

for (const path of positionals.map(whole)) {
  for (const slice of await slicesOf(path, Number(values.rows))) {
    const output = `${out}/${basename(path, extname(path))}-${slice.rows.map((row) => String(row).padStart(12, '0')).join('-')}.npy`;
    const jobId = createHash('sha256').update(output).digest('hex');
    if (ids.has(jobId)) throw new Error(`two jobs would write ${output}: give files of one name to two --out folders`);
    for (; (await count('waiting', 'delayed')) >= Number(values['max-waiting']); waits.times++) await sleep(200); // backpressure
    await queue.add('embed', { ...slice, field: values.field, output }, { jobId, attempts: Number(values.attempts), backoff: { type: 'exponential', delay: Number(values.backoff) } });
    ids.add(jobId);
    rows += slice.rows[1] - slice.rows[0];
  }
}
while (values.wait && (await count('waiting', 'delayed', 'active')) > 0) await sleep(500);
const failed = values.wait ? await queue.getFailed() : [];
for (const job of failed) console.error(`${job.data.output}: ${job.failedReason}`);
console.log(JSON.stringify({ jobs: ids.size, rows, waits: waits.times, ...(values.wait && { failed: failed.length }) }));
process.exitCode = failed.length > 0 ? 1 : 0;
await queue.close();
