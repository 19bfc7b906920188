/** The first `dimensions` of a vector, then of length 1 where that is wanted: x / max(‖x‖₂, 1e-12), the norm in double precision. */
export function finished(row: Float32Array, normalize: boolean, dimensions = row.length): Float32Array {
  const cut = row.subarray(0, dimensions);
  if (!normalize) return cut;
  let squares = 0;
  for (const x of cut) squares += x * x;
  const norm = Math.max(Math.sqrt(squares), 1e-12);
  return cut.map((x) => x / norm);
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** σ(x), without overflow. */
export const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

export function softmax(row: Float32Array): number[] {
  const most = Math.max(...row);
  const powers = Array.from(row, (x) => Math.exp(x - most));
  const sum = powers.reduce((total, x) => total + x, 0);
  return powers.map((x) => x / sum);
}
