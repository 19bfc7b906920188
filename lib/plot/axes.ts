/** The room of a picture inside its margins, in pixels, and what its axes mean. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface PictureOptions {
  title?: string;
  xLabel?: string;
  yLabel?: string;
}

export const size = { width: 480, height: 300 };
export const colors = ['#1f77b4', '#d62728', '#2ca02c', '#9467bd', '#ff7f0e', '#17becf', '#8c564b', '#7f7f7f'];
export const frame: Frame = { left: 56, top: 34, width: size.width - 56 - 16, height: size.height - 34 - 44 };

/** A number with as few digits as tell it from its neighbours in a picture. */
export const label = (value: number): string => (value === 0 ? '0' : Math.abs(value) >= 1e5 || Math.abs(value) < 1e-3 ? value.toExponential(1).replace('.0', '') : String(Number(value.toPrecision(4))));

/** Round numbers from `low` to `high`: steps of 1, 2 or 5 times a power of ten. */
export function ticks(low: number, high: number, count = 5): number[] {
  const rough = (high - low || Math.abs(high) || 1) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10);
  const found: number[] = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) found.push(i * step);
  return found;
}

export const escape = (text: string): string => text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter]!);

export const text = (x: number, y: number, content: string, attributes = ''): string => `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escape(content)}</text>`;

export const round = (value: number): number => Math.round(value * 10) / 10;

/** A picture: its title, the labels of its axes, and what is drawn inside. */
export function picture({ title, xLabel, yLabel }: PictureOptions, content: readonly string[]): string {
  const middle = frame.left + frame.width / 2;
  const labels = [
    title === undefined ? '' : text(middle, 20, title, 'text-anchor="middle" font-size="14"'),
    xLabel === undefined ? '' : text(middle, size.height - 8, xLabel, 'text-anchor="middle"'),
    yLabel === undefined ? '' : text(0, 0, yLabel, `text-anchor="middle" transform="translate(13 ${frame.top + frame.height / 2}) rotate(-90)"`),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="11">
<rect width="100%" height="100%" fill="white"/>
${[...labels, ...content].filter(Boolean).join('\n')}
</svg>
`;
}

/** Horizontal lines at round values, with their numbers; upright ones too where the x axis has numbers. */
export function grid(x: Scale | undefined, y: Scale): string[] {
  const { left, top, width, height } = frame;
  const across = y.ticks.map((value) => `<line x1="${left}" x2="${left + width}" y1="${round(y.at(value))}" y2="${round(y.at(value))}" stroke="#ddd"/>${text(left - 5, y.at(value) + 4, label(value), 'text-anchor="end"')}`);
  const upright = (x?.ticks ?? []).map((value) => `<line x1="${round(x!.at(value))}" x2="${round(x!.at(value))}" y1="${top}" y2="${top + height}" stroke="#eee"/>${text(x!.at(value), top + height + 15, label(value), 'text-anchor="middle"')}`);
  return [...upright, ...across];
}

export interface Scale {
  readonly ticks: readonly number[];
  /** The pixel of a value. */
  at(value: number): number;
}

export function scale(low: number, high: number, begin: number, end: number): Scale {
  const [from, to] = low === high ? [low - 0.5, high + 0.5] : [low, high];
  return { ticks: ticks(from, to), at: (value) => begin + ((value - from) / (to - from)) * (end - begin) };
}

export const xScale = (low: number, high: number): Scale => scale(low, high, frame.left, frame.left + frame.width);
export const yScale = (low: number, high: number): Scale => scale(low, high, frame.top + frame.height, frame.top);

/** The names of what is drawn, in its colours; none where there is one alone. */
export function legend(names: readonly string[]): string[] {
  if (names.length < 2) return [];
  const right = frame.left + frame.width - 6;
  return names.map((name, i) => text(right, frame.top + 14 + i * 14, name, `text-anchor="end" fill="${colors[i % colors.length]!}" font-weight="bold"`));
}
