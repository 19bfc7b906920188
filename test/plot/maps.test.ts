// Points, histograms of several kinds, curves of a training, and maps of vectors, where what is alike stands together.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { plot, TorchEncodersError } from '../../lib/index.js';

const is = (code: string) => (e: unknown): boolean => e instanceof TorchEncodersError && e.code === code;
const count = (svg: string, part: string): number => svg.split(part).length - 1;

test('points of several kinds: a circle each, a legend, nothing that is no number', () => {
  const svg = plot.scatter({ cats: [[0, 1], [1, 2], [NaN, 1]], dogs: [[2, 2]] }, { title: 'Pets' });
  assert.is(count(svg, '<circle'), 3);
  assert.match(svg, />cats<.*\n?.*>dogs</s);
  assert.not.match(svg, /NaN/);
  assert.throws(() => plot.scatter({ none: [] }), is('ERR_RANGE'));
});

test('histograms: shares of each kind', () => {
  const svg = plot.histograms({ near: [0.9, 0.9, 0.5], far: [0.1, 0.6] }, { bins: 4 });
  assert.is(count(svg, '<rect'), 1 + 4); // the background, two bars each
  assert.not.match(svg, /NaN/);
  assert.match(plot.histograms({ one: [1, 1] }), /<svg/);
  assert.throws(() => plot.histograms({ none: [NaN] }), is('ERR_RANGE'));
});

test('curves of a table: losses, and beside them the rest', () => {
  const curves = plot.curvesOf([{ step: '10', train_loss: '2', spearman: '' }, { step: '20', train_loss: '1', spearman: '0.8', epoch: '1' }, { step: '', train_loss: '7', spearman: '' }]);
  assert.equal(curves, { train_loss: [[10, 2], [20, 1]], spearman: [[20, 0.8]] });
  const svg = plot.trainingCurves(curves);
  assert.match(svg, />Losses</);
  assert.match(svg, />Metrics</);
  assert.throws(() => plot.trainingCurves({}), is('ERR_RANGE'));
});

test('a map: neighbours stay neighbours, a seed repeats it', async () => {
  const vectors = Array.from({ length: 60 }, (_, i) => [i % 3 === 0 ? 1 : 0, i % 3 === 1 ? 1 : 0, i % 3 === 2 ? 1 : 0].map((x, d) => x + 0.05 * Math.sin(i * 7 + d)));
  const places = await plot.project(vectors, { nNeighbors: 10 });
  const distance = (i: number, j: number): number => Math.hypot(places[i]![0] - places[j]![0], places[i]![1] - places[j]![1]);
  const nearest = (i: number): number => vectors.map((_, j) => j).filter((j) => j !== i).reduce((best, j) => (distance(i, j) < distance(i, best) ? j : best));
  const kept = vectors.filter((_, i) => nearest(i) % 3 === i % 3).length;
  assert.ok(kept >= 57, `${kept} of 60 stand beside one of their kind`);
  assert.equal(await plot.project(vectors, { nNeighbors: 10 }), places);
  assert.is(count(await plot.embeddingMap(vectors, { labels: vectors.map((_, i) => `k${i % 3}`) }), '<circle'), 60);
  await plot.project(vectors.slice(0, 2)).then(() => assert.unreachable(), (e: unknown) => assert.ok(is('ERR_SHAPE')(e)));
  await plot.embeddingMap(vectors, { labels: ['a'] }).then(() => assert.unreachable(), (e: unknown) => assert.ok(is('ERR_SHAPE')(e)));
});

test.run();
