// Steps of training, one after another: the least time of 25, after 5 to warm up. The same in PyTorch is steps.py.
import { nn, optim, torch } from 'torch-encoders';

/** One step after another of AdamW on the loss of what `begin` made. */
function training(begin, maxNorm) {
  torch.manualSeed(0);
  const { model, lossOf } = begin();
  const optimizer = new optim.AdamW(model.parameters(), { lr: 1e-3 });
  return async () => {
    const loss = lossOf();
    optimizer.zeroGrad();
    await loss.backward();
    nn.utils.clipGradNorm_(model.parameters(), maxNorm);
    await optimizer.step();
    return loss.item();
  };
}

/** `begin` makes a model and the function that gives its loss; gradients are cut to `maxNorm`. */
export function stepsOf(begin, maxNorm, count = 25) {
  let step;
  return async () => {
    if (!step) {
      step = training(begin, maxNorm);
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
