// Servers in processes of their own, and loads on them.
import { spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { memoryOf } from '../harness/memory.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const json = { 'content-type': 'application/json' };
export const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Starts a server that writes {"url"} as its first line. */
export async function start(args, env = {}) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } });
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([new Promise((resolve) => lines.once('line', (text) => resolve([text]))), new Promise((_, reject) => child.once('close', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`))))]);
  const { url } = JSON.parse(line);
  return {
    url,
    /** Bytes. */
    rss: () => memoryOf(child.pid),
    stop: () => new Promise((resolve) => { child.once('close', resolve); child.kill('SIGTERM'); }),
  };
}
const quiet = here('serve.mjs');
export const startOurs = (model, options = {}) => start([quiet, model, JSON.stringify(options)]);
export const startRival = (model, options = {}) => start([here('rival.mjs'), model, JSON.stringify(options)], { OMP_WAIT_POLICY: 'PASSIVE' });

export const bodiesOf = (texts) => texts.map((text) => Buffer.from(JSON.stringify({ inputs: text })));

/** One request; never throws. `milliseconds` from the moment it was due. */
export function post(url, body, { agent, headers = json, path = '/embed', due = performance.now() } = {}) {
  return new Promise((resolve) => {
    const done = (status, text) => resolve({ status, text, milliseconds: performance.now() - due });
    const call = request(url + path, { method: 'POST', agent, headers: { ...headers, 'content-length': body.length } }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk)).on('end', () => done(response.statusCode, Buffer.concat(chunks))).on('error', () => done(0));
    });
    call.on('error', (error) => done(0, Buffer.from(error.code ?? '')));
    call.end(body);
  });
}
export const newAgent = () => new Agent({ keepAlive: true, maxSockets: Infinity, scheduling: 'fifo' });

/** `callers` of whom each asks again when it was answered. */
export async function closedLoop(url, bodies, { callers, seconds, first = 0 }) {
  const agent = newAgent();
  const until = performance.now() + 1000 * seconds;
  const began = performance.now();
  const answers = [];
  let next = first;
  await Promise.all(Array.from({ length: callers }, async () => {
    while (performance.now() < until) {
      const i = next++ % bodies.length;
      answers.push({ i, ...(await post(url, bodies[i], { agent })) });
    }
  }));
  agent.destroy();
  return { answers, seconds: (performance.now() - began) / 1000 };
}

/** Requests at random times, `rate` a second on the average, whether or not others were answered (Poisson). */
export async function openLoop(url, bodies, { rate, seconds, onAnswer, first = 0 }) {
  const agent = newAgent();
  const random = generator(11 + first);
  const [began, pending] = [performance.now(), new Set()];
  let [due, next] = [began, first];
  while (due < began + 1000 * seconds) {
    const wait = due - performance.now();
    if (wait > 1) await sleep(wait);
    const i = next++ % bodies.length;
    const call = post(url, bodies[i], { agent, due }).then((answer) => {
      pending.delete(call);
      onAnswer({ i, ...answer });
    });
    pending.add(call);
    due += (-Math.log(1 - random()) * 1000) / rate;
  }
  await Promise.all(pending);
  agent.destroy();
  return { sent: next - first, seconds: (performance.now() - began) / 1000 };
}

export const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];
export const round = (value, digits = 1) => Number(value.toFixed(digits));

/** Requests a second that are answered when there are always enough of them. */
export async function capacity(url, bodies, { callers = 32, seconds = 20 } = {}) {
  await closedLoop(url, bodies, { callers, seconds: 5 });
  const { answers, seconds: took } = await closedLoop(url, bodies, { callers, seconds });
  return answers.filter(({ status }) => status === 200).length / took;
}

function generator(seed) {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
