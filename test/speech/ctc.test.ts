// Decoding and error rates: the reference's, and all alignments of small inputs counted one by one.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nn, speech, torch, TorchEncodersError } from '../../lib/index.js';
import { numbers } from '../reference.js';

const collapse = (path: readonly number[]): number[] => path.filter((symbol, i) => symbol !== 0 && symbol !== path[i - 1]);

test('beam search with room for all finds every sequence with its probability', () => {
  torch.manualSeed(3);
  const [T, C] = [5, 3];
  const logProbs = torch.randn([T, 1, C]).mul(2).logSoftmax(-1);
  const values = numbers(logProbs);
  const exact = new Map<string, number>();
  for (let code = 0; code < C ** T; code++) {
    const path = Array.from({ length: T }, (_, t) => Math.floor(code / C ** t) % C);
    const key = collapse(path).join();
    exact.set(key, (exact.get(key) ?? 0) + Math.exp(path.reduce((sum, symbol, t) => sum + values[t * C + symbol]!, 0)));
  }
  const [found] = speech.ctcBeamDecode(logProbs, undefined, { beamSize: 1000, nbest: 1000 });
  assert.is(found!.length, exact.size);
  for (const { tokens, score } of found!) assert.ok(Math.abs(Math.exp(score) - exact.get(tokens.join())!) < 1e-6, `${tokens}`);
  assert.equal(found!.map(({ score }) => score), found!.map(({ score }) => score).sort((a, b) => b - a));
  const target = torch.tensor(found![0]!.tokens, { dtype: 'int64' });
  const loss = nn.functional.ctcLoss(logProbs, target, [T], [target.numel], { reduction: 'sum' }).item();
  assert.ok(Math.abs(loss + found![0]!.score) < 1e-5);
});

test('the sum of alignments can beat the best one; beams of one clip do not see its padding', () => {
  const p = torch.tensor([[[0.6, 0.4]], [[0.6, 0.4]], [[0, 1]]]).clampMin(1e-9).log();
  assert.equal(speech.ctcGreedyDecode(p, [2]), [[]]);
  assert.equal(speech.ctcBeamDecode(p, [2])[0]![0]!.tokens, [1]);
  assert.equal(speech.ctcGreedyDecode(p), [[1]]);
  assert.equal(speech.ctcBeamDecode(p, torch.tensor([0], { dtype: 'int64' })), [[{ tokens: [], score: 0 }]]);
});

test('a narrow beam over many frames; logits serve as well', () => {
  torch.manualSeed(0);
  const logits = torch.randn([200, 2, 30]);
  const [a, b] = [logits, logits.logSoftmax(-1)].map((x) => speech.ctcBeamDecode(x, [200, 50], { beamSize: 8, blank: 29 }));
  assert.equal(a!.map(([best]) => best!.tokens), b!.map(([best]) => best!.tokens));
  assert.ok(a![0]![0]!.tokens.length > 50 && a![0]![0]!.tokens.every((symbol) => symbol < 29));
});

test('edit distance and character error rate', () => {
  assert.is(speech.editDistance('kitten', 'sitting'), 3);
  assert.is(speech.editDistance([1, 2, 3], []), 3);
  assert.is(speech.characterErrorRate(['sevn', 'two'], ['seven', 'two']), 1 / 8);
  assert.is(speech.characterErrorRate('😀', '😁'), 1); // one character, two code units
  assert.is(speech.characterErrorRate('abcdef', 'a'), 5);
  const code = (fn: () => unknown): string => {
    try {
      fn();
    } catch (error) {
      if (error instanceof TorchEncodersError) return error.code;
    }
    return 'nothing';
  };
  assert.is(code(() => speech.characterErrorRate(['a'], [])), 'ERR_SHAPE');
  assert.is(code(() => speech.characterErrorRate('a', '')), 'ERR_RANGE');
  const x = torch.zeros([4, 2, 3]);
  assert.is(code(() => speech.ctcGreedyDecode(torch.zeros([4, 3]))), 'ERR_SHAPE');
  assert.is(code(() => speech.ctcGreedyDecode(x, [4])), 'ERR_SHAPE');
  assert.is(code(() => speech.ctcGreedyDecode(x, [4, 5])), 'ERR_RANGE');
  assert.is(code(() => speech.ctcBeamDecode(x, [4, 4], { blank: 3 })), 'ERR_RANGE');
  assert.is(code(() => speech.ctcBeamDecode(x, [4, 4], { beamSize: 0 })), 'ERR_CONFIG');
});

test('targets that do not fit their input: infinite, or nothing with zeroInfinity', async () => {
  const logits = torch.randn([3, 2, 4], { requiresGrad: true });
  const targets = torch.tensor([[1, 1, 2], [1, 2, 3]], { dtype: 'int64' }); // 1 1 2 wants four frames, for the blank between
  const losses = (zeroInfinity: boolean): number[] => numbers(nn.functional.ctcLoss(logits.logSoftmax(-1), targets, [3, 3], [3, 3], { reduction: 'none', zeroInfinity }));
  assert.is(losses(false)[0], Infinity);
  assert.ok(Number.isFinite(losses(false)[1]));
  assert.is(losses(true)[0], 0);
  await nn.functional.ctcLoss(logits.logSoftmax(-1), targets, [3, 3], [3, 3], { reduction: 'sum', zeroInfinity: true }).backward();
  const gradient = logits.grad!;
  assert.is(gradient.select(1, 0).abs().sum().item(), 0);
  assert.ok(gradient.select(1, 1).abs().sum().item() > 0);
});

test.run();
