import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadSafetensors, PaddedBatch, RnnSeqEncoder, torch, TransformerSeqEncoder, TrxEncoder, type RnnOptions, type TransformerOptions } from '../../lib/index.js';
import type { SeqEncoder } from '../../lib/sequences/seqencoder.js';
import type { Tensor } from '../../lib/tensor/tensor.js';
import { checkGradients, close, numbers, places, referenceOf, referenceTest, type Case } from '../reference.js';
import { batchOf, configOf, encoderOf, ptls } from './support.js';

const tolerance = { atol: 1e-5 };

for (const folder of ['coles-transformer', 'coles-transformer-options', 'coles-gru']) {
  referenceTest(`${folder}: events, sequence and embedding equal pytorch-lifestream's, in evaluation and in training, and their gradients`, async () => {
    const { cases, tensors } = await referenceOf(join(ptls, folder));
    const config = configOf(folder);
    const caseOf = (name: string): Case => cases.find((one) => one.name === name)!;
    const load = async (changes?: Parameters<typeof encoderOf>[1]): Promise<SeqEncoder> => {
      const encoder = encoderOf(config, changes);
      encoder.loadStateDict(await loadSafetensors(join(ptls, folder, 'model.safetensors')));
      return encoder;
    };
    const main = caseOf('eval');
    const batch = batchOf(Object.fromEntries(Object.entries(main.inputs).map(([name, key]) => [name, tensors[key]!])));
    const compare = (found: Tensor, one: Case, name: string): number =>
      close(numbers(found), numbers(tensors[one.outputs[name]!.tensor!]!), tolerance, `${folder}/${one.name}/${name}`, places(one, batch.seqLenMask, found.shape));

    const encoder = (await load()).eval() as SeqEncoder;
    compare((await encoder.trxEncoder.forward(batch)).payload, main, 'trx');
    compare((await encoder.getSequenceOutput(batch)).payload, main, 'sequence');
    compare(await encoder.encode(batch), main, 'embedding');
    await torch.noGrad(async () => compare(await encoder.encode(batch), caseOf('eval_no_grad'), 'embedding'));

    const grad = caseOf('grad');
    const loss = (await encoder.encode(batch)).mul(tensors[grad.inputs.W!]!).sum();
    close([loss.item()], [grad.outputs.loss!.value!], tolerance, 'loss');
    await loss.backward();
    checkGradients(encoder, grad, tensors);

    const train = caseOf('train_no_dropout');
    const trained = await load({ trx: { embeddingsNoise: 0, useBatchNormWithLens: false }, seq: { dropout: 0, useStartRandomShift: false } });
    compare(await trained.encode(batch), train, 'embedding');
    for (const name of Object.keys(train.outputs).filter((one) => one.startsWith('after.'))) compare(trained.stateDict()[name.slice('after.'.length)]!, train, name);
  });
}

interface Fixture {
  code: number[][];
  amount: number[][];
  cases: { name: string; kind: 'rnn' | 'transformer'; options: RnnOptions & { scaler?: 'log' }; weights: Record<string, { shape: number[]; values: number[] }>; embedding: number[][]; sequence: number[][][] }[];
}
const fixture = JSON.parse(readFileSync(fileURLToPath(new URL('../../../test/fixtures/sequences/encoders.json', import.meta.url)), 'utf8')) as Fixture;
for (const { name, kind, options: { scaler = 'log', ...options }, weights, embedding, sequence } of fixture.cases) {
  test(`as pytorch-lifestream on sequences without padding: ${name}`, async () => {
    const trxEncoder = new TrxEncoder({ embeddings: { code: { in: 8, out: 3 } }, numericValues: { amount: scaler } });
    const encoder = (kind === 'rnn' ? new RnnSeqEncoder(trxEncoder, options) : new TransformerSeqEncoder(trxEncoder, options as TransformerOptions)).eval();
    encoder.loadStateDict(Object.fromEntries(Object.entries(weights).map(([key, { shape, values }]) => [key, torch.tensor(values, { shape })])));
    const batch = new PaddedBatch({ code: torch.tensor(fixture.code, { dtype: 'int64' }), amount: torch.tensor(fixture.amount) }, fixture.code.map((row) => row.length));
    close(numbers(await encoder.encode(batch)), embedding.flat(), tolerance, 'embedding');
    close(numbers((await encoder.getSequenceOutput(batch)).payload), sequence.flat(2), tolerance, 'sequence');
  });
}

const features = (rows: number[][]): PaddedBatch<Record<string, Tensor>> => {
  const longest = Math.max(...rows.map((row) => row.length));
  const padded = rows.map((row) => [...row, ...Array<number>(longest - row.length).fill(0)]);
  return new PaddedBatch({ code: torch.tensor(padded, { dtype: 'int64' }), amount: torch.tensor(padded.map((row) => row.map((value) => value * 1.5))) }, rows.map((row) => row.length));
};
const ragged = [[1, 2, 3], [4, 5, 6, 7, 8], [2], [3, 1, 4, 1, 5]];
const trxOf = (options = {}): TrxEncoder => new TrxEncoder({ embeddings: { code: { in: 10, out: 7 } }, numericValues: { amount: 'identity' }, ...options });

const kinds: [name: string, make: () => SeqEncoder][] = [
  ['transformer', () => new TransformerSeqEncoder(trxOf(), { nHeads: 2, dimHidden: 16, nLayers: 2, maxSeqLen: 40 })],
  ['transformer that looks back', () => new TransformerSeqEncoder(trxOf(), { nHeads: 2, dimHidden: 16, nLayers: 2, maxSeqLen: 40, useAfterMask: true })],
  ['GRU', () => new RnnSeqEncoder(trxOf(), { hiddenSize: 6 })],
  ['GRU in both directions, two layers', () => new RnnSeqEncoder(trxOf(), { hiddenSize: 6, bidir: true, numLayers: 2 })],
  ['LSTM', () => new RnnSeqEncoder(trxOf(), { hiddenSize: 6, type: 'lstm' })],
  ['GRU, last, greatest and mean state', () => new RnnSeqEncoder(trxOf(), { hiddenSize: 6, reducer: 'last_max_avg' })],
  ['GRU, first state', () => new RnnSeqEncoder(trxOf(), { hiddenSize: 6, reducer: 'first_step' })],
];
for (const [name, make] of kinds) {
  test(`${name}: a sequence alone is the same as in a batch, in any order; padding and what stands in it have no part`, async () => {
    torch.manualSeed(1);
    const encoder = make().eval();
    const together = await encoder.encode(features(ragged));
    assert.equal(together.shape, [4, encoder.embeddingSize]);
    const turned = await encoder.encode(features([...ragged].reverse()));
    close(numbers(turned.flip([0])), numbers(together), { atol: 1e-6 }, 'order');
    for (const [i, row] of ragged.entries()) {
      close(numbers(await encoder.encode(features([row]))), numbers(together.index(i)), { atol: 1e-6 }, `alone ${i}`);
      close(numbers((await encoder.getSequenceOutput(features([row]))).payload.squeeze(0)), numbers((await encoder.getSequenceOutput(features(ragged))).payload.index(i, `:${row.length}`)), { atol: 1e-6 }, `events ${i}`);
    }
    const filled = features(ragged);
    for (const value of Object.values(filled.payload)) value.set([filled.seqLenMask.eq(0)], 9);
    close(numbers(await encoder.encode(filled)), numbers(together), { atol: 0 }, 'padding');
  });
}

test('last_max_avg is of real events alone, where pytorch-lifestream pools over padding', async () => {
  const encoder = new RnnSeqEncoder(trxOf(), { hiddenSize: 6, reducer: 'last_max_avg' }).eval();
  const batch = features(ragged);
  const found = await encoder.encode(batch);
  const states = (await encoder.getSequenceOutput(batch)).payload;
  for (const [i, row] of ragged.entries()) {
    const own = states.index(i, `:${row.length}`);
    close(numbers(found.index(i)), numbers(torch.cat([own.index(-1), own.amax([0]), own.mean([0])])), { atol: 1e-6 }, `sequence ${i}`);
  }
});

test('every scaler, sigmoid too, has a size that fits what it gives', async () => {
  for (const [scaler, size] of [['identity', 1], ['log', 1], ['year', 1], ['sigmoid', 1], ['periodic', 16], ['periodic_mlp', 16]] as const) {
    const encoder = new TrxEncoder({ numericValues: { amount: scaler }, useBatchNorm: false });
    assert.is(encoder.outputSize, size);
    assert.equal((await encoder.forward(features(ragged))).payload.shape, [4, 5, size], scaler);
  }
  const sigmoid = new TrxEncoder({ numericValues: { amount: 'sigmoid' }, useBatchNorm: false });
  close(numbers((await sigmoid.forward(features([[1, 2]]))).payload), [1.5, 3].map((x) => 1 / (1 + Math.exp(-x))), { atol: 1e-6 }, 'sigmoid');
  const log = new TrxEncoder({ numericValues: { amount: 'log' }, useBatchNorm: false });
  const batch = new PaddedBatch({ amount: torch.tensor([[-3, 0, NaN, 100]]) }, [4]);
  close(numbers((await log.forward(batch)).payload), [-Math.log(4), 0, 0, Math.log(101)], { atol: 1e-6 }, 'log; NaN counts as 0');
});

test('batch norm takes its statistics from real events alone', async () => {
  const encoder = new TrxEncoder({ numericValues: { amount: 'identity' } });
  const amounts = ragged.flat().map((value) => value * 1.5);
  const mean = amounts.reduce((sum, value) => sum + value) / amounts.length;
  await encoder.forward(features(ragged));
  close(numbers(encoder.stateDict()['custom_embedding_batch_norm.bn.running_mean']!), [0.1 * mean], { atol: 1e-6 }, 'running mean');
});

test('noise is another one for each event, dropout of a dimension one for a whole sequence; both in training alone', async () => {
  torch.manualSeed(0);
  const batch = new PaddedBatch({ code: torch.tensor([[5, 5, 5, 5]], { dtype: 'int64' }) }, [4]);
  const noisy = new TrxEncoder({ embeddings: { code: { in: 10, out: 3 } }, embeddingsNoise: 0.1 });
  const [first] = (await noisy.forward(batch)).payload.toArray() as unknown as [number[][]];
  assert.is(new Set(first.map((vector) => vector[0])).size, 4);
  const spatial = new TrxEncoder({ embeddings: { code: { in: 10, out: 40 } }, embDropout: 0.5, spatialDropout: true });
  const [dropped] = (await spatial.forward(batch)).payload.toArray() as unknown as [number[][]];
  assert.equal(dropped[0], dropped[3]);
  const zeros = dropped[0]!.filter((value) => value === 0).length;
  assert.ok(zeros > 5 && zeros < 35, `${zeros} of 40 dimensions dropped`);
  spatial.eval();
  assert.is((await spatial.forward(batch)).payload.eq(0).sum().item(), 0);
});

test('orthogonalInit: rows of codes that stand at right angles, padding apart; a projection with orthonormal rows', () => {
  const encoder = new TrxEncoder({ embeddings: { code: { in: 6, out: 8 } }, linearProjectionSize: 4, orthogonalInit: true });
  const weights = encoder.stateDict();
  for (const rows of [weights['embeddings.code.weight']!.index('1:'), weights['linear_projection_head.weight']!]) {
    close(numbers(rows.matmul(rows.t())), numbers(torch.eye(rows.shape[0]!)), { atol: 1e-5 }, 'orthonormal');
  }
  assert.is(weights['embeddings.code.weight']!.index(0).abs().sum().item(), 0);
});

test('codes beyond the dictionary become its last, or are refused', async () => {
  const batch = features([[1, 12, 9]]);
  const clipped = new TrxEncoder({ embeddings: { code: { in: 10, out: 3 } } });
  const vectors = (await clipped.forward(batch)).payload;
  assert.equal(vectors.index(0, 1).toArray(), vectors.index(0, 2).toArray());
  const strict = new TrxEncoder({ embeddings: { code: { in: 10, out: 3 } }, outOfIndex: 'assert' });
  await strict.forward(batch).then(() => assert.unreachable(), (error: Error) => assert.match(error.message, /code has the code 12; the dictionary ends at 9/));
});

test('random shift of places: training draws them, evaluation does not, and the longest sequence has room for none', async () => {
  torch.manualSeed(3);
  const encoder = new TransformerSeqEncoder(trxOf(), { nHeads: 2, dimHidden: 16, nLayers: 1, maxSeqLen: 40, dropout: 0 });
  const batch = features(ragged);
  const [a, b] = [numbers(await encoder.encode(batch)), numbers(await encoder.encode(batch))];
  assert.is.not(a[0], b[0]);
  encoder.eval();
  assert.equal(numbers(await encoder.encode(batch)), numbers(await encoder.encode(batch)));
  const tight = new TransformerSeqEncoder(trxOf(), { nHeads: 2, dimHidden: 16, nLayers: 1, maxSeqLen: 5, dropout: 0, useStartRandomShift: true });
  assert.equal(numbers(await tight.encode(batch)), numbers(await tight.encode(batch)));
});

const refused: [what: string, run: () => unknown, message: RegExp][] = [
  ['heads that do not divide', () => new TransformerSeqEncoder(trxOf(), { nHeads: 3 }), /has 8 numbers, which 3 heads cannot share/],
  ['a sequence that is too long', () => new TransformerSeqEncoder(trxOf(), { nHeads: 2, maxSeqLen: 4 }).encode(features(ragged)), /5 events, more than maxSeqLen 4; cut it with lastEvents/],
  ['an empty sequence', () => new TransformerSeqEncoder(trxOf(), { nHeads: 2 }).encode(new PaddedBatch({ code: torch.zeros([2, 2], { dtype: 'int64' }), amount: torch.zeros([2, 2]) }, [2, 0])), /sequence 1 of the batch has length 0/],
  ['a length beyond the padding', () => trxOf().forward(new PaddedBatch({ code: torch.zeros([1, 2], { dtype: 'int64' }), amount: torch.zeros([1, 2]) }, [3])), /length 3; wanted 1 to 2/],
  ['a column that is missing', () => trxOf().forward(new PaddedBatch({ code: torch.zeros([1, 2], { dtype: 'int64' }) }, [2])), /no events' column 'amount'.*it has code/],
  ['lengths of another number', () => new PaddedBatch({ code: torch.zeros([2, 2]) }, [2]), /code is of 2 sequences, length of 1/],
  ['features of different paddings', () => new PaddedBatch({ a: torch.zeros([1, 2]), b: torch.zeros([1, 3]) }, [2]), /different lengths: 2, 3/],
  ['an unknown scaler', () => new TrxEncoder({ numericValues: { amount: 'exp' as never } }), /numericValues.amount is "exp"; wanted one of identity, log/],
  ['a dictionary too small', () => new TrxEncoder({ embeddings: { code: { in: 2, out: 3 } } }), /in of at least 3/],
  ['no columns', () => new TrxEncoder({}), /has no column to encode/],
  ['an unknown cell', () => new RnnSeqEncoder(trxOf(), { hiddenSize: 4, type: 'rnn' as never }), /type is "rnn"/],
];
for (const [what, run, message] of refused) {
  test(`refused with one line: ${what}`, async () => {
    try {
      await run();
    } catch (error) {
      return assert.match((error as Error).message, message);
    }
    assert.unreachable('it was taken');
  });
}

test.run();
