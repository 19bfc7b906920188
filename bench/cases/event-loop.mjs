// The delay of the event loop, at a resolution of 1 ms: first idle, then while texts are embedded.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

async function delays(work) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return { p99: delay.percentile(99) / 1e6, max: delay.max / 1e6 };
}

export async function measure({ encode }, { texts }) {
  await encode(texts.slice(0, 50)); // warms up
  const idle = await delays(() => setTimeout(3000));
  const busy = await delays(() => encode(texts));
  return { idleP99Ms: idle.p99, busyP99Ms: busy.p99, idleMaxMs: idle.max, busyMaxMs: busy.max };
}
