// Ten thousand requests that are wrong, with slow and vanishing clients among them, beside callers who do nothing wrong: node bench/serve/malformed.mjs MODEL [--count 10000] [--seconds 20]
import { connect } from 'node:net';
import { parseArgs } from 'node:util';
import { mixed } from '../cases/texts.mjs';
import { bodiesOf, capacity, newAgent, openLoop, post, quantile, round, sleep, startOurs } from './harness.mjs';

const { values: given, positionals: [model] } = parseArgs({ allowPositionals: true, options: { count: { type: 'string', default: '10000' }, seconds: { type: 'string', default: '20' } } });
const bodies = bodiesOf(mixed(1000));
const server = await startOurs(model, { serve: { bodyTimeout: 2 } });
const agent = newAgent();
const json = { 'content-type': 'application/json' };
const deep = (open, count) => Buffer.from(open.repeat(count));
const kinds = [
  ['/embed', Buffer.from('{"inputs": ')], ['/embed', Buffer.from('')], ['/embed', Buffer.from('null')], ['/embed', Buffer.from('{"inputs": 5}')], ['/embed', Buffer.from('{"inputs": {"a": 1}}')],
  ['/embed', Buffer.from('{"inputs": []}')], ['/embed', Buffer.from(JSON.stringify({ inputs: Array(40).fill('a') }))], ['/embed', Buffer.from('{"inputs": [[99999999]]}')], ['/embed', Buffer.from('{"inputs": [[-1]]}')],
  ['/embed', Buffer.from([0x22, 0xff, 0xfe])], ['/embed', Buffer.from('{"inputs": "a", "normalize": 3}')], ['/embed', Buffer.from('{"inputs": "a", "dimensions": 1e9}')], ['/embed', Buffer.from('{"inputs": "a", "prompt_name": "x"}')],
  ['/embed', deep('[', 100_000)], ['/embed', deep('{"a":', 50_000)], ['/embed', Buffer.from(JSON.stringify({ inputs: 'x'.repeat(2_100_000) })), { rare: true }], ['/embed', Buffer.from('a=b'), { headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ['/embed', Buffer.from('{"inputs":"a"}'), { headers: { ...json, 'content-encoding': 'gzip' } }], ['/v1/embeddings', Buffer.from('{"input": 1.5}')], ['/v1/embeddings', Buffer.from('{"input": "a", "encoding_format": "x"}')],
  ['/v1/embeddings', Buffer.from('[')], ['/v2/rerank', Buffer.from('{"query": 1}')], ['/rerank', Buffer.from('{"query": "a", "texts": ["b"]}')], ['/predict', Buffer.from('{"inputs": ["a", "b", "c"]}')], ['/nowhere', Buffer.from('{}')], ['/embed%00', Buffer.from('{}')],
  ['/decode', Buffer.from('{"ids": ["a"]}')], ['/tokenize', Buffer.from('{"inputs": 1}')], ['/similarity', Buffer.from('{"inputs": {"source_sentence": "a"}}')],
];
const shapes = { '/v1': ({ error }) => typeof error?.message === 'string' && typeof error.type === 'string', '/v2': ({ message }) => typeof message === 'string' };
const inShape = (path, text) => {
  try {
    return (shapes[path.slice(0, 3)] ?? (({ error, error_type }) => typeof error === 'string' && typeof error_type === 'string'))(JSON.parse(text));
  } catch {
    return false;
  }
};

/** Raw connections: cut off, slow, or no HTTP at all. What is answered, if anything. */
function rude(kind) {
  const { hostname, port } = new URL(server.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.on('data', (chunk) => (text += chunk)).on('error', () => undefined).on('close', () => resolve(text));
    const head = 'POST /embed HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"inp';
    if (kind === 'gone') socket.write(head, () => setTimeout(() => socket.destroy(), 20));
    else if (kind === 'slow') socket.write(head);
    else if (kind === 'headers') socket.write(`GET / HTTP/1.1\r\nx: ${'y'.repeat(30_000)}\r\n\r\n`);
    else socket.write('NOT HTTP AT ALL\r\n\r\n');
  });
}

try {
  const rate = 0.3 * (await capacity(server.url, bodies, { seconds: 8 }));
  const others = async (seconds) => {
    const times = [];
    let failed = 0;
    await openLoop(server.url, bodies, { rate, seconds, onAnswer({ status, milliseconds }) { times.push(milliseconds); if (status !== 200) failed++; } });
    return { p50: round(quantile(times, 0.5)), p99: round(quantile(times, 0.99)), requests: times.length, failed };
  };
  const seconds = Number(given.seconds);
  const before = await others(seconds);
  const [statuses, bad, count] = [{}, [], Number(given.count)];
  const began = performance.now();
  const attack = (async () => {
    const pending = new Set();
    for (let n = 0; n < count; n++) {
      const due = began + (1000 * seconds * n) / count;
      if (due > performance.now() + 1) await sleep(due - performance.now());
      const call = (async () => {
        if (n % 50 === 49) {
          const kind = ['gone', 'slow', 'headers', 'garbage'][Math.floor(n / 50) % 4];
          const text = await rude(kind);
          const [, status = kind === 'gone' ? 'gone' : 'none'] = /^HTTP\/1\.1 (\d+)/.exec(text) ?? [];
          statuses[status] = (statuses[status] ?? 0) + 1;
          if (kind !== 'gone' && !(status >= 400 && status < 500 && /"error_type"/.test(text))) bad.push([kind, text.slice(0, 100)]);
          return;
        }
        let [path, body, { headers = json, rare = false } = {}] = kinds[n % kinds.length];
        if (rare && n % 5 !== 0) [path, body] = kinds[0];
        const { status, text } = await post(server.url, body, { path, headers, agent });
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (!(status >= 400 && status < 500) || !inShape(path, text)) bad.push([path, body.subarray(0, 40).toString(), status, String(text).slice(0, 100)]);
      })();
      pending.add(call.finally(() => pending.delete(call)));
    }
    await Promise.all(pending);
  })();
  const during = await others(seconds);
  await attack;
  const after = await others(10);
  console.log(JSON.stringify({ wrong: count, took: round((performance.now() - began) / 1000), statuses, notIn4xxOrShape: bad.length, examples: bad.slice(0, 5), others: { rate: round(rate), before, during, after }, p99ratio: round(during.p99 / before.p99, 2) }));
} finally {
  agent.destroy();
  await server.stop();
}
