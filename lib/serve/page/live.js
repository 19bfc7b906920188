// Throughput and queue as they are, from /metrics once a second.
import { byId, make } from './api.js';

const [seconds, width, height] = [120, 240, 60];
const charts = [
  { name: 'Requests per second', unit: '/s', read: (now, before, dt) => (sum(now, 'te_request_success') - sum(before, 'te_request_success')) / dt },
  { name: 'Tokens per second', unit: '/s', read: (now, before, dt) => (sum(now, 'torch_encoders_tokens') - sum(before, 'torch_encoders_tokens')) / dt },
  { name: 'Texts that wait', unit: '', read: (now) => sum(now, 'te_queue_size') },
  { name: 'Texts that are computed', unit: '', read: (now) => sum(now, 'te_batch_current_size') },
  { name: 'Half of the requests took at most', unit: ' ms', read: (now, before) => quantile(now, before, 0.5) },
  { name: '99 of 100 took at most', unit: ' ms', read: (now, before) => quantile(now, before, 0.99) },
  { name: 'Refused or failed per second', unit: '/s', read: (now, before, dt) => (sum(now, 'te_request_failure') - sum(before, 'te_request_failure')) / dt },
  { name: 'Memory', unit: ' MB', read: (now) => sum(now, 'process_resident_memory_bytes') / 2 ** 20 },
];
let [before, at] = [undefined, 0];

for (const chart of charts) {
  chart.history = [];
  chart.output = make('output', {}, '–');
  chart.svg = make('div');
  byId('charts').append(make('figure', {}, make('figcaption', {}, chart.name), chart.output, chart.svg));
}

/** The samples of Prometheus' text form. */
function parse(text) {
  const samples = [];
  for (const line of text.split('\n')) {
    const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name) samples.push({ name, labels, value: Number(value) });
  }
  return samples;
}
const sum = (samples, wanted) => samples.reduce((total, { name, value }) => (name === wanted ? total + value : total), 0);

/** Of the requests between two readings, in milliseconds; undefined without any. */
function quantile(now, before, share) {
  const buckets = (samples) => samples.filter(({ name }) => name === 'te_request_duration_bucket').map(({ labels, value }) => [Number(/le="([^"]+)"/.exec(labels)[1].replace('+Inf', 'Infinity')), value]);
  const older = buckets(before);
  const counts = buckets(now).map(([limit, count], i) => [limit, count - (older[i]?.[1] ?? 0)]);
  const total = counts.at(-1)?.[1] ?? 0;
  return total === 0 ? undefined : 1000 * counts.find(([, count]) => count >= share * total)[0];
}

function show(chart, value) {
  chart.history.push(value);
  if (chart.history.length > seconds) chart.history.shift();
  chart.output.textContent = value === undefined ? '–' : `${value >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString() : value.toFixed(1)}${chart.unit}`;
  const most = Math.max(1e-9, ...chart.history.filter((one) => one !== undefined));
  let path = '';
  chart.history.forEach((one, i) => {
    if (one === undefined) return;
    const isStart = chart.history[i - 1] === undefined;
    path += `${isStart ? 'M' : 'L'}${((i + seconds - chart.history.length) * width / (seconds - 1)).toFixed(1)} ${(height - one / most * height).toFixed(1)}`;
  });
  chart.svg.innerHTML = `<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" role="img" aria-label="the last two minutes"><line x1="0" y1="${height}" x2="${width}" y2="${height}"/><path d="${path}"/></svg>`;
}

async function tick() {
  try {
    const response = await fetch('metrics');
    const now = parse(await response.text());
    const time = performance.now();
    if (before) for (const chart of charts) show(chart, chart.read(now, before, (time - at) / 1000));
    [before, at] = [now, time];
  } catch {
    before = undefined; // the server is away; what comes next is compared with itself
  }
}
setInterval(() => {
  if (!byId('live').hidden && !document.hidden) void tick();
}, 1000);
