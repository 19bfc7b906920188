import { TorchEncodersError } from '../errors.js';
import { tensor, type Tensor } from '../tensor/tensor.js';
import { eventCount, isArray, isSequenceFeature, type EventRecord, type SequenceFeature } from './features.js';
import { PaddedBatch, type EventPayload, type PayloadValue } from './paddedbatch.js';

/**
 * Records of clients as one batch: what events have, padded with zeros to the longest; what clients have, one value each
 * (whole numbers int64, others float32, texts a list). All records have the same names.
 * @throws ERR_CONFIG for a name that a record lacks, ERR_SHAPE for features of different lengths in one record.
 */
export function collateFeatureDict(records: readonly EventRecord[]): PaddedBatch<EventPayload> {
  const [first] = records;
  if (!first) throw new TorchEncodersError('ERR_RANGE', 'a batch of no records cannot be made');
  const lengths = records.map(eventCount);
  const longest = Math.max(...lengths);
  const payload = Object.fromEntries(Object.keys(first).map((name): [string, PayloadValue] => {
    const values = records.map((record, i) => {
      if (!(name in record)) throw new TorchEncodersError('ERR_CONFIG', `record ${i} of the batch has no '${name}', which record 0 has`);
      return record[name]!;
    });
    const arrays = values.filter(isArray);
    if (arrays.length === 0) return [name, clientFeature(values as (number | bigint | string | boolean)[])];
    if (arrays.length < values.length) throw new TorchEncodersError('ERR_CONFIG', `'${name}' is an array in some records and a single value in others`);
    if (!isSequenceFeature(name, true)) return [name, padded(name, arrays, arrays.map(() => arrays[0]!.length))];
    return [name, padded(name, arrays, lengths, longest)];
  }));
  return new PaddedBatch(payload, lengths);
}

function padded(name: string, arrays: readonly SequenceFeature[], lengths: readonly number[], longest = Math.max(...lengths)): Tensor {
  const filled = new (arrays[0]!.constructor as new (length: number) => SequenceFeature)(arrays.length * longest);
  arrays.forEach((array, i) => {
    if (array.length !== lengths[i]) throw new TorchEncodersError('ERR_SHAPE', `'${name}' of record ${i} has ${array.length} values; wanted ${lengths[i]}, as many as its events`);
    if (array.constructor !== filled.constructor) throw new TorchEncodersError('ERR_DTYPE', `'${name}' is ${array.constructor.name} in record ${i} and ${filled.constructor.name} in record 0`);
    (filled as Float64Array).set(array as Float64Array, i * longest);
  });
  return tensor(filled as Float64Array, { shape: [arrays.length, longest] });
}

function clientFeature(values: readonly (number | bigint | string | boolean)[]): PayloadValue {
  if (values.some((value) => typeof value === 'string')) return values;
  if (values.every((value) => typeof value === 'boolean')) return tensor(values as boolean[]);
  if (values.every((value) => typeof value === 'bigint' || Number.isSafeInteger(value))) return tensor(BigInt64Array.from(values as number[], BigInt));
  return tensor(Float32Array.from(values as number[], Number));
}
