// A step of training: forward in training mode, a linear layer on the mean of the tokens, cross entropy, backward, AdamW. The same in PyTorch is training.py.
let step;

async function begin(sentences, texts, maxLength) {
  const { nn, optim, torch } = await import('torch-encoders');
  const { encoder, tokenizer } = sentences;
  const encodings = await tokenizer.encodeBatch(texts, { padding: true, truncation: true, maxLength });
  const matrix = (key) => torch.tensor(encodings.map((one) => one[key]), { dtype: 'int64' });
  const [ids, mask] = [matrix('inputIds'), matrix('attentionMask')];
  const labels = torch.tensor(texts.map((_, i) => i % 4), { dtype: 'int64' });
  const head = new nn.Linear(encoder.getHiddenSize(), 4);
  encoder.train();
  const optimizer = new optim.AdamW([...encoder.parameters(), ...head.parameters()], { lr: 1e-5 });
  return async () => {
    const loss = nn.functional.crossEntropy(head.forward(await encoder.encode(ids, mask, 'mean')), labels);
    optimizer.zeroGrad();
    await loss.backward();
    await optimizer.step();
    return loss.item();
  };
}

export async function measure({ encoder }, { texts, maxLength }) {
  if (!step) {
    step = await begin(encoder, texts, maxLength);
    await step(); // warms up
  }
  const started = performance.now();
  const loss = await step();
  return { seconds: (performance.now() - started) / 1000, loss };
}
