// Training against PyTorch: the same small Transformer classifier, in turns. node bench/train.mjs PYTHON [ROUNDS] (a Python with torch 2.13)
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [python = 'python3', rounds = '5'] = process.argv.slice(2);
const here = (name) => fileURLToPath(new URL(`cases/${name}`, import.meta.url));
const run = (program, file, threads) => {
  const { stdout, stderr, status } = spawnSync(program, [here(file), '30', String(threads)], { encoding: 'utf8', env: { ...process.env, OMP_NUM_THREADS: String(threads) } });
  if (status !== 0) throw new Error(stderr);
  const { times, loss } = JSON.parse(stdout);
  return { times: times.slice(5), loss }; // the first steps warm up
};
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

for (const threads of [1, 2]) {
  const ours = [];
  const theirs = [];
  const losses = new Set();
  for (let round = 0; round < Number(rounds); round++) {
    const [a, b] = [run(process.execPath, 'transformer.mjs', threads), run(python, 'transformer.py', threads)];
    ours.push(...a.times);
    theirs.push(...b.times);
    losses.add(`${a.loss.toFixed(6)} / ${b.loss.toFixed(6)}`);
  }
  const ms = (values) => ({ min: Number(Math.min(...values).toFixed(1)), median: Number(median(values).toFixed(1)) });
  console.log(JSON.stringify({ threads, steps: ours.length, oursMs: ms(ours), pytorchMs: ms(theirs), speedOfPytorch: { min: Number((Math.min(...theirs) / Math.min(...ours)).toFixed(3)), median: Number((median(theirs) / median(ours)).toFixed(3)) }, losses: [...losses] }));
}
