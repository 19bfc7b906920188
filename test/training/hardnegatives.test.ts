import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mineHardNegatives, SentenceEncoder, torch, TorchEncodersError, type CrossEncoder, type HardNegativeOptions, type Tensor } from '../../lib/index.js';

/** A model of texts that are angles: the cosine of 20 and 50 is that of 30 degrees. */
const encode = async (texts: readonly string[]): Promise<Tensor> => torch.tensor(texts.map((text) => [Math.cos((Number(text) * Math.PI) / 180), Math.sin((Number(text) * Math.PI) / 180)]));
const model = { encodeQuery: encode, encodeDocument: encode } as unknown as SentenceEncoder;
const pairs = [{ anchor: '0', positive: '10' }, { anchor: '0', positive: '5' }, { anchor: '90', positive: '80' }];
const corpus = ['1', '12', '30', '60', '95', '120'];
const mine = (options: HardNegativeOptions): Promise<{ anchor: string; positive: string; negative: string }[]> => mineHardNegatives(model, pairs, { corpus, ...options });
const negativesOf = async (anchor: string, options: HardNegativeOptions = {}): Promise<string[]> => [...new Set((await mine(options)).filter((one) => one.anchor === anchor).map(({ negative }) => negative))];

test('the nearest that are no positives of the anchor', async () => {
  assert.equal(await negativesOf('0'), ['1', '12', '30']);
  assert.equal(await negativesOf('90', { numNegatives: 2 }), ['95', '60']);
  assert.is((await mine({})).length, 9); // each positive of an anchor with each of its negatives
});

test('what is passed over: the first, those that are too like the anchor, or not enough', async () => {
  assert.equal(await negativesOf('0', { rangeMin: 1, numNegatives: 2 }), ['12', '30']);
  assert.equal(await negativesOf('0', { rangeMin: 1, rangeMax: 2, numNegatives: 1 }), ['12']);
  const cos = (degrees: number): number => Math.cos((degrees * Math.PI) / 180);
  assert.equal(await negativesOf('0', { absoluteMargin: cos(10) - cos(29), numNegatives: 2 }), ['30', '60']); // against the least alike positive, 10 degrees
  assert.equal(await negativesOf('0', { relativeMargin: 0.3, numNegatives: 2 }), ['60', '80']);
  assert.equal(await negativesOf('0', { maxScore: cos(20), minScore: cos(70) }), ['30', '60']);
});

test('at random from the range, by a seed; scored again by a cross-encoder', async () => {
  const options = { samplingStrategy: 'random', numNegatives: 2, rangeMax: 5 } as const;
  assert.equal(await negativesOf('0', options), await negativesOf('0', options));
  const seen = new Set<string>();
  for (const seed of [1, 2, 3, 4, 5, 6]) for (const one of await negativesOf('0', { ...options, seed })) seen.add(one);
  assert.ok(seen.size > 2, [...seen].join());
  const crossEncoder = { predict: async (given: readonly [string, string][]) => torch.tensor(given.map(([, text]) => (text === '30' ? 0.1 : 0.9))) } as unknown as CrossEncoder;
  assert.equal(await negativesOf('0', { crossEncoder, absoluteMargin: 0.5 }), ['30']);
});

test('every format', async () => {
  const of = <Format extends 'n-tuple' | 'labeled-pair' | 'labeled-list'>(outputFormat: Format) => mineHardNegatives(model, pairs, { corpus, numNegatives: 2, outputFormat });
  assert.equal((await of('n-tuple'))[0], { anchor: '0', positive: '10', negative_1: '1', negative_2: '12' });
  assert.equal((await of('labeled-pair')).slice(0, 4), [{ anchor: '0', positive: '10', label: 1 }, { anchor: '0', positive: '5', label: 1 }, { anchor: '0', positive: '1', label: 0 }, { anchor: '0', positive: '12', label: 0 }]);
  assert.equal((await of('labeled-list'))[2], { anchor: '90', documents: ['80', '95', '60'], labels: [1, 0, 0] });
  assert.equal(await mineHardNegatives(model, pairs, { corpus, outputFormat: 'n-tuple', maxScore: -2 }), []);
});

test('what cannot be mined is refused', async () => {
  const refused = async (call: Promise<unknown>, message: RegExp): Promise<void> => {
    const error: unknown = await call.catch((e: unknown) => e);
    assert.ok(error instanceof TorchEncodersError && message.test(error.message), String(error));
  };
  await refused(mineHardNegatives(model, []), /no pairs/);
  await refused(mine({ numNegatives: 0 }), /numNegatives is 0/);
  await refused(mine({ rangeMin: 3, rangeMax: 4 }), /rangeMax is 4/);
  await refused(mine({ samplingStrategy: 'worst' as never }), /samplingStrategy is 'worst'/);
  await refused(mine({ outputFormat: 'pairs' as never }), /outputFormat is 'pairs'/);
});

test.run();
