import { TorchEncodersError } from '../errors.js';
import { colors, frame, grid, legend, picture, round, xScale, yScale, type PictureOptions } from './axes.js';

export type Point = readonly [x: number, y: number];

/**
 * Points of several kinds, a colour for each. @param options.axes whether numbers stand at the sides; they mean nothing in a map. Default: true.
 * @throws ERR_RANGE without a finite point.
 * @example plot.scatter({ cats: [[0, 1], [0.2, 0.9]], dogs: [[3, 2]] }, { title: 'Animals' });
 */
export function scatter(groups: Readonly<Record<string, readonly Point[]>>, { axes = true, ...options }: PictureOptions & { axes?: boolean } = {}): string {
  const entries = Object.entries(groups).map(([name, points]) => ({ name, points: points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y)) }));
  const all = entries.flatMap(({ points }) => points);
  if (all.length === 0) throw new TorchEncodersError('ERR_RANGE', 'a picture of points wants one of finite numbers, found none');
  const extent = (values: readonly number[]): [number, number] => values.reduce<[number, number]>(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
  const [x, y] = [xScale(...extent(all.map(([at]) => at))), yScale(...extent(all.map(([, at]) => at)))];
  const radius = all.length > 2000 ? 1.2 : 2.2;
  const drawn = entries.map(({ points }, i) => `<g fill="${colors[i % colors.length]!}" fill-opacity="0.65">${points.map(([px, py]) => `<circle cx="${round(x.at(px))}" cy="${round(y.at(py))}" r="${radius}"/>`).join('')}</g>`);
  const border = `<rect x="${frame.left}" y="${frame.top}" width="${frame.width}" height="${frame.height}" fill="none" stroke="#ddd"/>`;
  return picture(options, [...(axes ? grid(x, y) : [border]), ...drawn, ...legend(entries.map(({ name }) => name))]);
}

/** How often values of several kinds fall where, as shares of each kind: kinds that are told apart do not overlap. @throws ERR_RANGE without a finite number. */
export function histograms(groups: Readonly<Record<string, readonly number[]>>, { bins = 40, ...options }: PictureOptions & { bins?: number } = {}): string {
  const entries = Object.entries(groups).map(([name, values]) => ({ name, values: values.filter(Number.isFinite) }));
  const all = entries.flatMap(({ values }) => values);
  if (all.length === 0) throw new TorchEncodersError('ERR_RANGE', 'a histogram wants a finite number, found none');
  const [low, high] = all.reduce(([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);
  const step = (high - low) / bins || 1;
  const shares = entries.map(({ values }) => {
    const counts = new Array<number>(bins).fill(0);
    for (const value of values) counts[Math.min(bins - 1, Math.floor((value - low) / step))]! += 1 / values.length;
    return counts;
  });
  const [x, y] = [xScale(low, low + bins * step), yScale(0, Math.max(...shares.flat()))];
  const width = round(x.at(low + step) - x.at(low));
  const drawn = shares.map((counts, i) => `<g fill="${colors[i % colors.length]!}" fill-opacity="0.5">${counts.map((share, bin) => (share === 0 ? '' : `<rect x="${round(x.at(low + bin * step))}" y="${round(y.at(share))}" width="${width}" height="${round(y.at(0) - y.at(share))}"/>`)).join('')}</g>`);
  return picture(options, [...grid(x, y), ...drawn, ...legend(entries.map(({ name }) => name))]);
}
