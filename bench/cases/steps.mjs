// Steps of training, one after another: the least time of 25, after 5 to warm up. The same in PyTorch is steps.py.

/** `begin` makes a model and gives a function that takes a step and gives its loss. */
export function stepsOf(begin, count = 25) {
  let step;
  return async () => {
    if (!step) {
      step = await begin();
      for (let i = 0; i < 5; i++) await step(); // warm up
    }
    let [best, loss] = [Infinity, 0];
    for (let i = 0; i < count; i++) {
      const started = performance.now();
      loss = await step();
      best = Math.min(best, (performance.now() - started) / 1000);
    }
    return { seconds: best, loss };
  };
}
