import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { collateFeatureDict, IncrementalEncoder, RnnSeqEncoder, saveSafetensors, torch, TrxEncoder, type EventRecord, type RnnOptions } from '../../lib/index.js';
import { sliceEvents } from '../../lib/sequences/features.js';
import { close, numbers } from '../reference.js';

const scratch = mkdtempSync(join(tmpdir(), 'incremental-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

const encoderOf = (options: Partial<RnnOptions> = {}): RnnSeqEncoder => {
  torch.manualSeed(1);
  return new RnnSeqEncoder(new TrxEncoder({ embeddings: { code: { in: 9, out: 5 } }, numericValues: { amount: 'log' } }), { hiddenSize: 7, ...options }).eval();
};
const client = (id: number | bigint, events: number): EventRecord => ({
  id, event_time: Float64Array.from({ length: events }, (_, t) => t), code: Int32Array.from({ length: events }, (_, t) => 1 + ((t * 5 + Number(BigInt(id) % 7n)) % 8)), amount: Float32Array.from({ length: events }, (_, t) => t * 3 - 4),
});
const clients = [client(1, 12), client(2, 7), client(2n ** 60n, 20)];

for (const options of [{}, { type: 'lstm' }, { numLayers: 2 }, { type: 'lstm', numLayers: 2 }, { trainableStarter: 'none' }] as Partial<RnnOptions>[]) {
  test(`read in parts is as read at once, in any grouping: ${JSON.stringify(options)}`, async () => {
    const encoder = encoderOf(options);
    const whole = await encoder.encode(collateFeatureDict(clients));
    const states = new IncrementalEncoder(encoder, { colId: 'id' });
    await states.update(clients.map((one) => sliceEvents(one, 0, 3)));
    await states.update([sliceEvents(clients[2]!, 3, 4), sliceEvents(clients[0]!, 3, 9)]);
    const path = join(scratch, 'states.safetensors');
    await states.save(path);
    const later = await new IncrementalEncoder(encoder, { colId: 'id' }).load(path);
    assert.is(later.size, 3);
    for (const one of [states, later]) {
      const found = await one.update([sliceEvents(clients[0]!, 9), sliceEvents(clients[1]!, 3), sliceEvents(clients[2]!, 4)]);
      close(numbers(found), numbers(whole), { atol: 1e-5 }, 'embeddings');
    }
  });
}

test('a client that is forgotten begins anew; new ones come in beside known ones', async () => {
  const encoder = encoderOf();
  const states = new IncrementalEncoder(encoder, { colId: 'id' });
  await states.update([clients[0]!]);
  assert.equal([states.has(1), states.has('1'), states.has(2n), states.size], [true, true, false, 1]);
  assert.is(states.forget(1), true);
  const found = await states.update([clients[0]!, clients[1]!]);
  close(numbers(found), numbers((await encoder.encode(collateFeatureDict(clients))).slice(0, 0, 2)), { atol: 1e-6 }, 'as at first');
});

test('refused with one line: two directions, other reducers, training, a client twice, no id, a file of another size or kind', async () => {
  const refused = (promise: Promise<unknown>, message: RegExp): Promise<void> => promise.then(() => assert.unreachable(), (error: Error) => assert.match(error.message, message));
  assert.throws(() => new IncrementalEncoder(encoderOf({ bidir: true }), { colId: 'id' }), /a bidirectional RNN reads from the end too/);
  assert.throws(() => new IncrementalEncoder(encoderOf({ reducer: 'last_max_avg' }), { colId: 'id' }), /its reducer is last_max_avg/);
  const states = new IncrementalEncoder(encoderOf(), { colId: 'id' });
  await refused(states.update([clients[0]!, clients[0]!]), /client 1 stands twice in one update/);
  await refused(states.update([{ event_time: Float64Array.of(1) }]), /record 0 has no id; it has event_time/);
  await refused(new IncrementalEncoder(encoderOf().train(), { colId: 'id' }).update(clients), /in training mode/);
  const path = join(scratch, 'small.safetensors');
  await states.update(clients);
  await states.save(path);
  await refused(new IncrementalEncoder(encoderOf({ hiddenSize: 3 }), { colId: 'id' }).load(path), /remembers 7 numbers of a client; this encoder wants 3/);
  await saveSafetensors(path, { x: torch.ones([1]) });
  await refused(states.load(path), /was not written by IncrementalEncoder.save/);
  await refused(encoderOf().encodeFrom(collateFeatureDict(clients), { h: torch.zeros([1, 2, 7]) }), /the state is of 2 sequences, the batch of 3/);
});

test.run();
