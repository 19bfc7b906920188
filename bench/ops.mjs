// The overhead of a call: small operators in a loop, disposed of at once. node bench/ops.mjs
import { memory, noGrad, setNumThreads, tidy, torch } from 'torch-encoders';

setNumThreads(1);
const [a, b] = [torch.tensor([1, 2, 3]), torch.tensor([3, 4, 5])];
const [m, w] = [torch.rand(8, 8), torch.ones([3], { requiresGrad: true })];
const cases = {
  'add': () => a.add(b), 'add, options': () => a.add(b, { alpha: 2 }), 'add, gradients': () => w.add(b), 'add, noGrad': () => noGrad(() => w.add(b)), 'torch.add': () => torch.add(a, b), 'relu': () => a.relu(),
  'mul by a number': () => a.mul(2), 'mm 8 × 8': () => m.mm(m), 'index(0)': () => m.index(0), 'sum': () => a.sum(),
};
const rounds = 5;
const calls = 100_000;
for (const [name, run] of Object.entries(cases)) {
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    for (let i = 0; i < calls; i++) run().dispose();
    return ((performance.now() - started) * 1000) / calls;
  }).sort((x, y) => x - y);
  console.log(`${name.padEnd(16)} ${times[0].toFixed(2)} µs (median ${times[rounds >> 1].toFixed(2)})`);
}

const before = memory().tensors;
const megabytes = () => Math.round(process.memoryUsage().rss / 2 ** 20);
const start = megabytes();
for (let i = 0; i < 100_000; i++) tidy(() => void a.add(b).mul(2).sum());
console.log(`100,000 × tidy of three operators: RSS +${megabytes() - start} MB, ${memory().tensors - before} tensors more`);
