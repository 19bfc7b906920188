/**
 * Arithmetic of a token in a forward pass: F = L · [2 · (4H² + g·H·I) + 4 · S · H], S = Σs² / Σs over the texts,
 * g = 2, or 3 where the feed-forward is gated (GTE). Embeddings and pooling are left out. Padding never counts.
 */
export function flopsPerToken({ num_hidden_layers: L, hidden_size: H, intermediate_size: I, model_type: type }, lengths) {
  const gated = type === 'new' || type === 'gte';
  return L * (2 * (4 * H * H + (gated ? 3 : 2) * H * I) + 4 * effectiveLength(lengths) * H);
}

export const sum = (values) => values.reduce((total, x) => total + x, 0);
const squares = (values) => values.reduce((total, x) => total + x * x, 0);
export const effectiveLength = (lengths) => squares(lengths) / sum(lengths);

/** How much more is computed than the texts hold, in the linear layers (B·max / Σs) and in attention (B·max² / Σs²), of batches of `size` texts in the given order. */
export function paddingWaste(lengths, size) {
  let [padded, paddedSquares] = [0, 0];
  for (let from = 0; from < lengths.length; from += size) {
    const batch = lengths.slice(from, from + size);
    const longest = Math.max(...batch);
    padded += batch.length * longest;
    paddedSquares += batch.length * longest * longest;
  }
  return { linear: padded / sum(lengths), attention: paddedSquares / squares(lengths) };
}

/** What one text of T tokens may take at most beyond the program, in bytes: 1.2 × weights + 64 MB + 4 · T · (8H + 2I). */
export const memoryBound = ({ hidden_size: H, intermediate_size: I }, tokens, weights) => 1.2 * weights + 64 * 2 ** 20 + 4 * tokens * (8 * H + 2 * I);
