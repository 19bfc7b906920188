// Pictures are SVG that an XML reader takes, with what was given in them.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { plot, TorchEncodersError } from '../../lib/index.js';

/** Every tag is closed, every attribute quoted, no number is NaN. */
function check(svg: string): void {
  assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" /);
  assert.not.match(svg, /NaN|Infinity|undefined/);
  const open: string[] = [];
  for (const [, end, name, , self] of svg.matchAll(/<(\/?)([a-z]+)((?: [\w:-]+="[^"<]*")*) ?(\/?)>/g)) {
    if (end) assert.is(open.pop(), name);
    else if (!self) open.push(name!);
  }
  assert.equal(open, []);
  assert.not.match(svg.replace(/<[^<>]*>/g, '').replace(/&(amp|lt|gt|quot);/g, ''), /[<>&]/);
}
const code = (fn: () => unknown): string => {
  try {
    fn();
  } catch (error) {
    if (error instanceof TorchEncodersError) return error.code;
  }
  return 'nothing';
};

test('lines: values and points, gaps, a legend, one point, names that are no XML', () => {
  const svg = plot.lines({ 'a<b': [3, NaN, 1, 0.5], b: [[0, 1], [3, 2]] }, { title: 'R & D "x"', xLabel: 'epoch', yLabel: 'loss' });
  check(svg);
  assert.match(svg, /a&lt;b/);
  assert.match(svg, /R &amp; D &quot;x&quot;/);
  assert.match(svg, /d="M[\d. ]+M[\d. ]+L/); // the gap
  check(plot.lines({ one: [5] }));
  check(plot.lines({ many: Array.from({ length: 10000 }, (_, i) => Math.sin(i / 100) * 1e-6) }));
  assert.is(code(() => plot.lines({ none: [] })), 'ERR_RANGE');
  assert.is(code(() => plot.lines({ none: [NaN, Infinity] })), 'ERR_RANGE');
});

test('bars, a histogram whose bars hold every value, a heat map, panels', () => {
  check(plot.bars({ 好评: 101, 差评: 99, minus: -5 }, { title: 'labels' }));
  check(plot.bars({ a: 0 }));
  const histogram = plot.histogram([1, 2, 2, 3, 10, 11.5, NaN], { bins: 5 });
  check(histogram);
  assert.is(histogram.match(/fill="#1f77b4"/g)!.length, 3); // 0–5, 5–10, 10–15
  check(plot.histogram([7]));
  check(plot.heatmap([[9, 1], [0, 5]], { rows: ['a', 'b'], columns: ['a', 'b'], xLabel: 'found', yLabel: 'true' }));
  check(plot.heatmap([[1]]));
  check(plot.panels(plot.bars({ a: 1 }), plot.lines({ a: [1, 2] })));
  assert.is(code(() => plot.bars({})), 'ERR_RANGE');
  assert.is(code(() => plot.histogram([])), 'ERR_RANGE');
  assert.is(code(() => plot.heatmap([[1, 2], [3]])), 'ERR_SHAPE');
});

test.run();
