// What a precision costs in quality: Spearman's correlation with the scores of STS-B, and cosines to float32.
import { stsPairs } from './texts.mjs';

/** Ranks from 1, ties their mean. */
function ranks(values) {
  const order = [...values.keys()].sort((a, b) => values[a] - values[b]);
  const found = new Array(values.length);
  for (let i = 0, j; i < order.length; i = j) {
    for (j = i; j < order.length && values[order[j]] === values[order[i]]; j++);
    for (let k = i; k < j; k++) found[order[k]] = (i + j + 1) / 2;
  }
  return found;
}
function pearson(a, b) {
  const mean = (values) => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) ab += (a[i] - ma) * (b[i] - mb), aa += (a[i] - ma) ** 2, bb += (b[i] - mb) ** 2;
  return ab / Math.sqrt(aa * bb);
}

export async function measure({ encoder }, { model }) {
  const { nn, SentenceEncoder } = await import('torch-encoders');
  const pairs = stsPairs();
  const scores = ranks(pairs.map(({ score }) => score));
  const vectors = async (encoder) => [await encoder.encode(pairs.map(({ a }) => a)), await encoder.encode(pairs.map(({ b }) => b))];
  const spearman = ([a, b]) => 100 * pearson(ranks(Array.from(nn.functional.cosineSimilarity(a, b).dataSync())), scores);
  const [found, whole] = [await vectors(encoder), await vectors(await SentenceEncoder.fromPretrained(model))];
  const cosines = found.flatMap((one, i) => Array.from(nn.functional.cosineSimilarity(one, whole[i]).dataSync()));
  return { spearman: spearman(found), spearmanFp32: spearman(whole), cosineMin: Math.min(...cosines), cosineMean: cosines.reduce((sum, x) => sum + x, 0) / cosines.length };
}
