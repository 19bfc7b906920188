// Takes jobs of queue-producer.mjs, one at a time: node queue-worker.mjs --model MODEL. Run as many as there are devices, or one for each few cores with OMP_NUM_THREADS.
// A worker that is lost loses its lock on the job, and another takes it up. SIGTERM puts the job back at once.
import { parseArgs } from 'node:util';
import { UnrecoverableError, WaitingError, Worker } from 'bullmq';
import { SentenceEncoder } from 'torch-encoders';
import { InputError, npy, textsOf, write } from './files.mjs';

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    dtype: { type: 'string', default: 'float32' },
    queue: { type: 'string', default: 'embed' },
    lock: { type: 'string', default: '30000' }, // ms after which a worker that does not answer is taken for lost
    redis: { type: 'string', default: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379' },
  },
});
if (!values.model) throw new Error('wanted --model, a folder or an id');
const model = await SentenceEncoder.fromPretrained(values.model, { dtype: values.dtype }); // once, for all jobs

const worker = new Worker(values.queue, embed, {
  connection: { url: values.redis },
  concurrency: 1, // jobs share the device
  lockDuration: Number(values.lock), // renewed meanwhile: encode leaves the event loop free
  stalledInterval: Number(values.lock),
  maxStalledCount: 3, // a job that takes three workers with it has failed
});
worker.on('completed', (job, { rows, seconds }) => console.log(`${job.data.output}: ${rows} rows in ${seconds.toFixed(1)} s`));
worker.on('failed', (job, error) => console.error(`${job?.data.output}, attempt ${job?.attemptsMade}: ${error.message}`));
worker.on('stalled', (id) => console.error(`job ${id} was left behind by its worker`));
worker.on('error', (error) => console.error(error.message)); // Redis is away: it is asked again

async function embed(job, token, signal) {
  const started = performance.now();
  let vectors;
  try {
    const texts = await textsOf(job.data);
    let told = 0;
    vectors = await model.encode(texts, {
      signal,
      onProgress: ({ done, tokensPerSecond }) => {
        if (performance.now() - told < 1000) return;
        told = performance.now();
        job.updateProgress({ rows: done, of: texts.length, tokensPerSecond: Math.round(tokensPerSecond) }).catch(() => undefined); // the lock, not this, tells whether the job is still ours
      },
    });
    await write(job.data.output, npy(await vectors.data(), vectors.shape));
    return { rows: texts.length, seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    if (signal.aborted) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
    throw error instanceof InputError ? new UnrecoverableError(error.message) : error; // what may go by is tried again
  } finally {
    vectors?.dispose();
  }
}

for (const name of ['SIGTERM', 'SIGINT']) {
  process.once(name, async () => {
    const closed = worker.close(); // takes no other job
    worker.cancelAllJobs(name);
    await closed;
    model.dispose();
  });
}
