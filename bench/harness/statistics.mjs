/** The value below which `share` of the values lie, by the nearest rank. */
export function percentile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** The middle value; of an even number of them the mean of the two in the middle. */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export const summary = (values) => ({ min: Math.min(...values), median: median(values), all: values });

/** The smallest and the mean cosine of the rows of two matrices of one size. */
export function cosines(a, b, dimension) {
  if (a.length !== b.length || a.length === 0 || a.length % dimension !== 0) throw new Error(`${a.length} and ${b.length} numbers are no two matrices of ${dimension} columns`);
  const found = [];
  for (let from = 0; from < a.length; from += dimension) {
    let [ab, aa, bb] = [0, 0, 0];
    for (let i = from; i < from + dimension; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    found.push(ab / Math.sqrt(aa * bb));
  }
  return { min: Math.min(...found), mean: found.reduce((sum, x) => sum + x, 0) / found.length };
}
