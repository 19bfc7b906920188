// A population whose structure is known: five behaviours that differ in the order of what clients buy, and little in how much of what.
// Rows: { client_id, time (days), category, amount }; the behaviour of each client is its label.

const categories = ['grocery', 'fuel', 'cafe', 'pharmacy', 'clothes', 'travel', 'books', 'sport', 'garden', 'cinema', 'phone', 'gifts'];
const behaviours = 5;

/** Numbers from 0 to below 1 that a seed gives (mulberry32). */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}
const normal = (random) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
const pick = (random, weights) => {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  return Math.max(0, weights.findIndex((weight) => (left -= weight) < 0));
};
const shuffled = (random, list) => list.map((one) => [random(), one]).sort(([a], [b]) => a - b).map(([, one]) => one);

/**
 * @param options.clients how many; each has 20 to 60 events. @param options.seed another population of the same five behaviours.
 * @returns rows of events, and labels: [{ client_id, behaviour }].
 */
export function population({ clients = 5000, seed = 0 } = {}) {
  const world = randomOf(12345); // the behaviours themselves do not depend on the seed
  const routines = Array.from({ length: behaviours }, () => {
    const cycle = shuffled(world, categories.map((_, i) => i));
    return categories.map((_, i) => cycle[(cycle.indexOf(i) + 1) % cycle.length]); // what follows each category
  });
  const favourites = Array.from({ length: behaviours }, () => shuffled(world, categories.map((_, i) => i)).slice(0, 3));
  const random = randomOf(1 + seed * 7919);
  const [rows, labels] = [[], []];
  for (let client = 1; client <= clients; client++) {
    const behaviour = Math.floor(random() * behaviours);
    labels.push({ client_id: client, behaviour });
    const taste = categories.map((_, i) => (0.6 + 0.8 * random()) * (favourites[behaviour].includes(i) ? 1.6 : 1));
    const wealth = 0.2 * normal(random);
    const pace = 0.5 + 2 * random();
    let [time, category] = [random() * 30, pick(random, taste)];
    for (let left = 20 + Math.floor(random() * 41); left > 0; left--) {
      time -= Math.log(1 - random()) * pace;
      const follows = random() < 0.5;
      category = follows ? routines[behaviour][category] : pick(random, taste);
      const amount = Math.exp(3 + wealth + 0.15 * category + 0.5 * normal(random));
      rows.push({ client_id: client, time: Math.round(time * 1000) / 1000, category: categories[category], amount: Math.round(amount * 100) / 100 });
    }
  }
  return { rows, labels };
}
