/** Texts in batches of 32, in their order or with the longest first, and a place for each text's vector. */
export async function inBatches(texts, sorted, encode, size = 32) {
  const order = [...texts.keys()];
  if (sorted) order.sort((a, b) => texts[b].length - texts[a].length);
  let output;
  for (let from = 0; from < order.length; from += size) {
    const some = order.slice(from, from + size);
    const vectors = await encode(some.map((i) => texts[i]));
    const dimension = vectors.length / some.length;
    output ??= new Float32Array(texts.length * dimension);
    some.forEach((i, row) => output.set(vectors.subarray(row * dimension, (row + 1) * dimension), i * dimension));
  }
  return output;
}
