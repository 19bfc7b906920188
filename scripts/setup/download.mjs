import { createWriteStream, mkdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const CONNECT = 5_000; // an unreachable site is normal (no network, a proxy that fetch does not know): fall through soon
const STALL = 30_000;
const BEAT = 5_000;
const megabytes = (bytes) => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);

/** GET url into a file; throws an Error in one line. */
export async function download(url, file, { log = () => {}, connect = CONNECT, stall = STALL } = {}) {
  mkdirSync(dirname(file), { recursive: true });
  const { response, patience } = await request(url, { connect });
  const total = Number(response.headers.get('content-length'));
  let received = 0;
  let shown = Date.now();
  async function* counted(chunks) {
    for await (const chunk of chunks) {
      patience.renew(stall);
      received += chunk.length;
      if (Date.now() - shown > BEAT) {
        shown = Date.now();
        log(`  ${basename(file)}: ${megabytes(received)}${total ? ` of ${megabytes(total)}` : ''} MB`);
      }
      yield chunk;
    }
  }
  try {
    patience.renew(stall);
    await pipeline(Readable.fromWeb(response.body), counted, createWriteStream(file));
  } catch (error) {
    throw new Error(`${url}: ${patience.over() ? `no data for ${stall / 1000} s` : explain(error)}`);
  } finally {
    patience.end();
  }
}

/** Whether a site answers at all, with whatever status. */
export async function answers(url) {
  try {
    const { response, patience } = await request(url, { connect: CONNECT, method: 'HEAD', anyStatus: true });
    patience.end();
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

async function request(url, { connect, method = 'GET', anyStatus = false }) {
  const patience = patient(connect);
  try {
    const response = await fetch(url, { method, signal: patience.signal });
    if (!response.ok && !anyStatus) throw new Error(`HTTP ${response.status}`);
    return { response, patience };
  } catch (error) {
    patience.end();
    throw new Error(`${url}: ${patience.over() ? `no answer in ${connect / 1000} s` : explain(error)}`);
  }
}

/** An abort signal with a time limit that can be renewed. */
function patient(milliseconds) {
  const controller = new AbortController();
  const start = (limit) => setTimeout(() => controller.abort(), limit);
  let timer = start(milliseconds);
  return {
    signal: controller.signal,
    over: () => controller.signal.aborted,
    end: () => clearTimeout(timer),
    renew(limit) {
      clearTimeout(timer);
      timer = start(limit);
    },
  };
}

/** fetch says only "fetch failed" and hides the reason one level down. */
const explain = (error) => error.cause?.message || error.cause?.code || error.message;
