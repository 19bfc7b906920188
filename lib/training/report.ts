import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { escape, size } from '../plot/axes.js';
import { lines, type Series } from '../plot/charts.js';
import type { Logger } from './loggers/logger.js';

type Values = Readonly<Record<string, number>>;

/** Values with their steps, as a run logged them. */
export interface Run {
  readonly title: string;
  readonly rows: readonly { step: number; metrics: Values }[];
  /** Shown above the curves. */
  readonly hparams?: Readonly<Record<string, unknown>>;
}

/** The curves that belong together, such as train, validation and test of one value, by what they have in common. */
function chartsOf(rows: Run['rows']): Map<string, Record<string, [number, number][]>> {
  const charts = new Map<string, Record<string, [number, number][]>>();
  for (const { step, metrics } of rows) {
    for (const [name, value] of Object.entries(metrics)) {
      if (name === 'epoch' || !Number.isFinite(value)) continue;
      const title = name.replace(/^(train|val|test)[_/]/, '').replace(/_(step|epoch)$/, '');
      const chart = charts.get(title) ?? {};
      (chart[name] ??= []).push([step, value]);
      charts.set(title, chart);
    }
  }
  return charts;
}

/** All curves of a run as SVG, one picture for each value, by its name. */
export const curvesOf = (run: Run): Record<string, string> => Object.fromEntries([...chartsOf(run.rows)].map(([title, series]) => [title, lines(series satisfies Record<string, Series>, { title, xLabel: 'step' })]));

/** One page that needs nothing else: curves, last values, what the run was made with. */
export function reportOf(run: Run): string {
  const last: Record<string, number> = Object.assign({}, ...run.rows.map(({ metrics }) => metrics)) as Record<string, number>;
  const table = (values: Readonly<Record<string, unknown>>): string => `<table>${Object.entries(values).map(([name, value]) => `<tr><td>${escape(name)}</td><td>${escape(typeof value === 'number' ? String(Number(value.toPrecision(6))) : JSON.stringify(value) ?? '')}</td></tr>`).join('')}</table>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(run.title)}</title>
<style>body{font:14px system-ui,sans-serif;margin:24px;color:#111827}h2{font-size:15px}table{border-collapse:collapse}td{border:1px solid #e5e7eb;padding:2px 8px}.charts{display:flex;flex-wrap:wrap;gap:12px}</style>
<h1>${escape(run.title)}</h1>
<div class="charts">${Object.values(curvesOf(run)).join('\n')}</div>
<h2>Last values</h2>${table(last)}
${run.hparams && Object.keys(run.hparams).length > 0 ? `<h2>Made with</h2>${table(run.hparams)}` : ''}
</html>
`;
}

/** Options of {@link TrainingReport}. */
export interface TrainingReportOptions {
  /** The page: report.html, or an .svg with the curves one above the other. */
  path: string;
  /** Default: 'Training'. */
  title?: string;
}

/**
 * A logger that writes a page with the curves when training ends, well or not.
 * @example
 * new Trainer({ maxEpochs: 10, logger: [new CSVLogger({ saveDir: 'runs' }), new TrainingReport({ path: 'runs/report.html' })] });
 */
export class TrainingReport implements Logger {
  readonly #options: TrainingReportOptions;
  #rows: { step: number; metrics: Values }[] = [];
  #hparams: Readonly<Record<string, unknown>> = {};

  constructor(options: TrainingReportOptions) {
    this.#options = options;
  }
  logHyperparams(parameters: Readonly<Record<string, unknown>>): void {
    this.#hparams = parameters;
  }
  logMetrics(metrics: Values, step: number): void {
    this.#rows.push({ step, metrics });
  }
  resume(step: number): void {
    this.#rows = this.#rows.filter((row) => row.step <= step);
  }
  stateDict(): unknown {
    return { rows: this.#rows, hparams: this.#hparams };
  }
  loadStateDict({ rows, hparams }: never): void {
    [this.#rows, this.#hparams] = [rows, hparams];
  }
  async finalize(): Promise<void> {
    if (this.#rows.length === 0) return;
    const { path, title = 'Training' } = this.#options;
    const run: Run = { title, rows: this.#rows, hparams: this.#hparams };
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, path.endsWith('.svg') ? stacked(Object.values(curvesOf(run))) : reportOf(run));
  }
}

/** Pictures one above the other as one. */
function stacked(pictures: readonly string[]): string {
  const height = size.height * pictures.length;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${height}" viewBox="0 0 ${size.width} ${height}">\n${pictures.map((one, i) => one.replace('<svg ', `<svg y="${i * size.height}" `)).join('')}</svg>\n`;
}
