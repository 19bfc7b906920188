// The overhead of a call across N-API: small operators in a loop, disposed of at once, in µs; and whether loops of them leave anything behind.
const calls = 100_000;

export async function measure() {
  const { memory, noGrad, setNumThreads, tidy, torch } = await import('torch-encoders');
  setNumThreads(1);
  const [a, b] = [torch.tensor([1, 2, 3]), torch.tensor([3, 4, 5])];
  const [m, w] = [torch.rand(8, 8), torch.ones([3], { requiresGrad: true })];
  const operators = {
    'add': () => a.add(b), 'add, options': () => a.add(b, { alpha: 2 }), 'add, gradients': () => w.add(b), 'add, noGrad': () => noGrad(() => w.add(b)), 'torch.add': () => torch.add(a, b), 'relu': () => a.relu(),
    'mul by a number': () => a.mul(2), 'mm 8 × 8': () => m.mm(m), 'index(0)': () => m.index(0), 'sum': () => a.sum(),
  };
  const found = {};
  for (const [name, run] of Object.entries(operators)) {
    const started = performance.now();
    for (let i = 0; i < calls; i++) run().dispose();
    found[`${name}, µs`] = ((performance.now() - started) * 1000) / calls;
  }
  const [tensors, rss] = [memory().tensors, process.memoryUsage().rss];
  for (let i = 0; i < calls; i++) tidy(() => void a.add(b).mul(2).sum());
  found['tensors left by tidy'] = memory().tensors - tensors;
  found['RSS growth of tidy, MB'] = (process.memoryUsage().rss - rss) / 2 ** 20;
  return found;
}
