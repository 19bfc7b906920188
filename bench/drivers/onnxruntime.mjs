// onnxruntime-node with the tokenizer that we use ourselves, the fastest there is for Node; mean pooling and normalisation in a plain loop.
import { createRequire } from 'node:module';
import { tokenizerOf } from '../harness/tokens.mjs';
import { inBatches } from './batches.mjs';

export async function load({ model, rivals, driver, threads, maxLength }) {
  const require = createRequire(`${rivals}/node/package.json`);
  const ort = require('onnxruntime-node');
  const tokenizer = tokenizerOf(model, maxLength);
  const file = driver.precision === 'int8' ? 'model_quantized.onnx' : 'model.onnx';
  const session = await ort.InferenceSession.create(`${model}/onnx/${file}`, { intraOpNumThreads: threads, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all' });

  async function encodeBatch(texts) {
    const rows = (await tokenizer.encodeBatch(texts, { addSpecialTokens: true })).map((one) => one.getIds());
    const length = Math.max(...rows.map((row) => row.length));
    const [ids, mask] = [new BigInt64Array(rows.length * length), new BigInt64Array(rows.length * length)];
    rows.forEach((row, i) => row.forEach((id, j) => {
      ids[i * length + j] = BigInt(id);
      mask[i * length + j] = 1n;
    }));
    const tensor = (data) => new ort.Tensor('int64', data, [rows.length, length]);
    const given = { input_ids: tensor(ids), attention_mask: tensor(mask), token_type_ids: tensor(new BigInt64Array(ids.length)) };
    const { last_hidden_state: states } = await session.run(given);
    return normalizedMeans(states.data, rows.map((row) => row.length), length, states.dims[2]);
  }

  return { version: require('onnxruntime-node/package.json').version, encode: (texts) => inBatches(texts, driver.batches === 'sorted', encodeBatch) };
}

function normalizedMeans(states, lengths, padded, dimension) {
  const means = new Float32Array(lengths.length * dimension);
  lengths.forEach((length, i) => {
    const mean = means.subarray(i * dimension, (i + 1) * dimension);
    for (let token = 0, at = i * padded * dimension; token < length; token++) for (let k = 0; k < dimension; k++) mean[k] += states[at++];
    const norm = Math.sqrt(mean.reduce((total, x) => total + x * x, 0));
    for (let k = 0; k < dimension; k++) mean[k] /= norm;
  });
  return means;
}
