import { TorchEncodersError } from '../errors.js';
import { lines, panels } from './charts.js';

/** A value of each name at some steps. */
export type Curves = Readonly<Record<string, readonly (readonly [step: number, value: number])[]>>;

/** Curves of a training: losses, and beside them all else. @throws ERR_RANGE without a curve. */
export function trainingCurves(curves: Curves): string {
  const entries = Object.entries(curves).filter(([, points]) => points.length > 0);
  if (entries.length === 0) throw new TorchEncodersError('ERR_RANGE', 'there is no curve to draw');
  const [losses, others] = [entries.filter(([name]) => /loss/.test(name)), entries.filter(([name]) => !/loss/.test(name))];
  const of = (some: typeof entries, title: string): string[] => (some.length === 0 ? [] : [lines(Object.fromEntries(some), { title, xLabel: 'step' })]);
  return panels(...of(losses, 'Losses'), ...of(others, 'Metrics'));
}

/** The curves of a table such as metrics.csv of {@link CSVLogger}: a row for each step, a column for each name. */
export function curvesOf(rows: readonly Readonly<Record<string, string>>[]): Curves {
  const curves: Record<string, [number, number][]> = {};
  for (const row of rows) {
    const step = row.step === undefined || row.step === '' ? NaN : Number(row.step);
    for (const [name, text] of Object.entries(row)) {
      if (name === 'step' || name === 'epoch' || text === '' || !Number.isFinite(Number(text)) || !Number.isFinite(step)) continue;
      (curves[name] ??= []).push([step, Number(text)]);
    }
  }
  return curves;
}
