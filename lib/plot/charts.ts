import { TorchEncodersError } from '../errors.js';
import { colors, frame, grid, label, legend, picture, round, size, text, ticks, xScale, yScale, type PictureOptions } from './axes.js';

export type { PictureOptions } from './axes.js';

/** One line: its values at 0, 1, 2 …, or its points. What is no finite number is a gap. */
export type Series = readonly number[] | readonly (readonly [x: number, y: number])[];

/**
 * Lines over a number, such as losses over steps, as an SVG picture.
 *
 * @example
 * await writeFile('loss.svg', plot.lines({ train: [2.3, 1.1, 0.7], val: [2.1, 1.3, 1] }, { title: 'Loss', xLabel: 'epoch' }));
 * @throws ERR_RANGE without a finite point.
 */
export function lines(series: Readonly<Record<string, Series>>, options: PictureOptions = {}): string {
  const all = Object.entries(series).map(([name, values]) => ({ name, points: values.map((value, i): readonly [number, number] => (typeof value === 'number' ? [i, value] : (value as readonly [number, number]))) }));
  const finite = all.flatMap(({ points }) => points).filter(isFinitePoint);
  if (finite.length === 0) throw new TorchEncodersError('ERR_RANGE', 'a picture of lines wants a point of finite numbers, found none');
  const [x, y] = [xScale(...extent(finite.map(([at]) => at))), yScale(...extent(finite.map(([, value]) => value)))];
  const drawn = all.map(({ points }, i) => {
    const path = points.map((point, j) => (isFinitePoint(point) ? `${j > 0 && isFinitePoint(points[j - 1]!) ? 'L' : 'M'}${round(x.at(point[0]))} ${round(y.at(point[1]))}` : '')).join('');
    const dots = finite.length <= 60 ? points.filter(isFinitePoint).map(([at, value]) => `<circle cx="${round(x.at(at))}" cy="${round(y.at(value))}" r="2" fill="${colorOf(i)}"/>`).join('') : '';
    return `<path d="${path}" fill="none" stroke="${colorOf(i)}" stroke-width="1.5"/>${dots}`;
  });
  return picture(options, [...grid(x, y), ...drawn, ...legend(all.map(({ name }) => name))]);
}

/** A bar for each name. @throws ERR_RANGE without a bar. @example plot.bars({ World: 1506, Sports: 1503 }, { title: 'Labels' }); */
export function bars(values: Readonly<Record<string, number>>, options: PictureOptions = {}): string {
  const entries = Object.entries(values);
  if (entries.length === 0) throw new TorchEncodersError('ERR_RANGE', 'a picture of bars wants at least one, found none');
  const y = yScale(Math.min(0, ...entries.map(([, value]) => value)), Math.max(0, ...entries.map(([, value]) => value)) || 1);
  const step = frame.width / entries.length;
  const drawn = entries.map(([name, value], i) => {
    const x = frame.left + i * step;
    const [top, bottom] = [Math.min(y.at(value), y.at(0)), Math.max(y.at(value), y.at(0))];
    return `<rect x="${round(x + step * 0.1)}" y="${round(top)}" width="${round(step * 0.8)}" height="${round(bottom - top)}" fill="${colors[0]}"/>${text(x + step / 2, top - 4, label(value), 'text-anchor="middle"')}${text(x + step / 2, frame.top + frame.height + 15, name, 'text-anchor="middle"')}`;
  });
  return picture(options, [...grid(undefined, y), ...drawn]);
}

/** How often values fall into intervals of one width. @param options.bins about how many; their borders are round numbers. Default: 20. */
export function histogram(values: readonly number[], { bins = 20, ...options }: PictureOptions & { bins?: number } = {}): string {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) throw new TorchEncodersError('ERR_RANGE', 'a histogram wants a finite number, found none');
  const [low, high] = extent(finite);
  const borders = ticks(low, high, bins);
  const step = borders.length > 1 ? borders[1]! - borders[0]! : 1;
  const first = Math.floor(low / step);
  const counts = Array.from({ length: Math.floor(high / step) - first + 1 }, () => 0);
  for (const value of finite) counts[Math.floor(value / step) - first]!++;
  const x = xScale(first * step, (first + counts.length) * step);
  const y = yScale(0, Math.max(...counts));
  const drawn = counts.map((count, i) => `<rect x="${round(x.at((first + i) * step) + 0.5)}" y="${round(y.at(count))}" width="${round(x.at(step) - x.at(0) - 1)}" height="${round(y.at(0) - y.at(count))}" fill="${colors[0]}"/>`);
  return picture(options, [...grid(x, y), ...drawn]);
}

/** Numbers as shades, with rows and columns named: a confusion matrix, weights of attention. @example plot.heatmap([[9, 1], [2, 8]], { rows: ['a', 'b'], columns: ['a', 'b'] }); */
export function heatmap(matrix: readonly (readonly number[])[], { rows = [], columns = [], ...options }: PictureOptions & { rows?: readonly string[]; columns?: readonly string[] } = {}): string {
  const width = matrix[0]?.length ?? 0;
  if (width === 0 || matrix.some((row) => row.length !== width)) throw new TorchEncodersError('ERR_SHAPE', 'a heat map wants rows of one length, and at least one number');
  const [low, high] = extent(matrix.flat());
  const [across, down] = [frame.width / width, frame.height / matrix.length];
  const isRoomy = across >= 24 && down >= 14;
  const cells = matrix.flatMap((row, i) => row.map((value, j) => {
    const part = high === low ? 0 : (value - low) / (high - low);
    const [x, y] = [frame.left + j * across, frame.top + i * down];
    const number = isRoomy ? text(x + across / 2, y + down / 2 + 4, label(value), `text-anchor="middle" fill="${part > 0.5 ? 'white' : 'black'}"`) : '';
    return `<rect x="${round(x)}" y="${round(y)}" width="${round(across)}" height="${round(down)}" fill="${colors[0]}" fill-opacity="${(0.04 + 0.96 * part).toFixed(2)}"/>${number}`;
  }));
  const names = [
    ...rows.map((name, i) => text(frame.left - 4, frame.top + (i + 0.5) * down + 4, name, 'text-anchor="end"')),
    ...columns.map((name, j) => text(frame.left + (j + 0.5) * across, frame.top + frame.height + 15, name, 'text-anchor="middle"')),
  ];
  return picture(options, [...cells, ...names]);
}

/** Pictures side by side as one. */
export function panels(...pictures: string[]): string {
  const width = size.width * pictures.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${size.height}" viewBox="0 0 ${width} ${size.height}">\n${pictures.map((one, i) => one.replace('<svg ', `<svg x="${i * size.width}" `)).join('')}</svg>\n`;
}

const isFinitePoint = ([x, y]: readonly [number, number]): boolean => Number.isFinite(x) && Number.isFinite(y);
const colorOf = (i: number): string => colors[i % colors.length]!;
const extent = (values: readonly number[]): [number, number] => values.reduce<[number, number]>(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
