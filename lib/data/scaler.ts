/** What labels of a regression are made of mean 0 and variance 1 with: one of each for each column. */
export interface LabelScaler {
  readonly mean: readonly number[];
  readonly std: readonly number[];
}

/** Fitted on rows of labels, those that are missing (NaN) left out; a column without variance is only shifted. As scikit-learn's StandardScaler. */
export function fitScaler(rows: readonly (readonly number[])[]): LabelScaler {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, column) => rows.map((row) => row[column]!).filter((value) => !Number.isNaN(value)));
  const mean = columns.map((values) => values.reduce((sum, value) => sum + value / values.length, 0));
  const std = columns.map((values, i) => {
    const variance = values.reduce((sum, value) => sum + (value - mean[i]!) ** 2 / values.length, 0);
    return Math.sqrt(variance) > 10 * Number.EPSILON * Math.max(1, Math.abs(mean[i]!)) ? Math.sqrt(variance) : 1;
  });
  return { mean, std };
}
