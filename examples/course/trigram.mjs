// A 3-gram model with interpolated Kneser-Ney smoothing (Chen and Goodman, 1998): what MiniGPT has to beat.

/** Counts of a table's keys, and for each beginning the sum of counts and how many ends there are. */
function tableOf(ngrams) {
  const counts = new Map();
  for (const ngram of ngrams) counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
  return counts;
}
const totalsOf = (counts, beginningOf) => {
  const totals = new Map();
  for (const [key, count] of counts) {
    const one = totals.get(beginningOf(key)) ?? { sum: 0, ends: 0 };
    totals.set(beginningOf(key), { sum: one.sum + count, ends: one.ends + 1 });
  }
  return totals;
};

/** exp of the mean of −log p(token | the two before it) over `test`, learned from `train`: lists of numbers below `vocabSize`. */
export function trigramPerplexity(train, test, vocabSize, discount = 0.75) {
  const V = vocabSize;
  const three = tableOf(train.slice(2).map((token, i) => (train[i] * V + train[i + 1]) * V + token));
  const two = tableOf([...three.keys()].map((key) => key % (V * V))); // in how many contexts a pair continues, not how often it occurs
  const one = tableOf([...two.keys()].map((key) => key % V));
  const levels = [one, two, three].map((counts) => ({ counts, totals: totalsOf(counts, (key) => Math.floor(key / V)) }));
  const probability = (a, b, c) => levels.reduce((lower, { counts, totals }, level) => {
    const beginning = [0, b, a * V + b][level];
    const total = totals.get(beginning);
    return total ? (Math.max((counts.get(beginning * V + c) ?? 0) - discount, 0) + discount * total.ends * lower) / total.sum : lower;
  }, 1 / V);
  let sum = 0;
  for (let i = 2; i < test.length; i++) sum -= Math.log(probability(test[i - 2], test[i - 1], test[i]));
  return Math.exp(sum / (test.length - 2));
}
