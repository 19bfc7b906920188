/** What one event after another has: an element for each. */
export type SequenceFeature = Float32Array | Float64Array | Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | BigInt64Array;
/** What a client has once: its id, its label. */
export type ClientFeature = number | bigint | string | boolean;

/** The events of one client: arrays of equal length for the events in the order of their time, single values for the client. `event_time` is always of events, what begins with `target` never. */
export interface EventRecord {
  readonly [name: string]: SequenceFeature | ClientFeature;
}

/** pytorch-lifestream's rule for which names are of events. */
export const isSequenceFeature = (name: string, hasPlaces: boolean): boolean => name === 'event_time' || (hasPlaces && !name.startsWith('target'));

export const isArray = (value: unknown): value is SequenceFeature => ArrayBuffer.isView(value) && !(value instanceof DataView);

/** The features of events of a record. */
export function sequenceFeatures(record: EventRecord): [name: string, values: SequenceFeature][] {
  return Object.entries(record).filter((entry): entry is [string, SequenceFeature] => isArray(entry[1]) && isSequenceFeature(entry[0], true));
}

/** How many events a record has; 0 where it has no feature of events. */
export const eventCount = (record: EventRecord): number => (isArray(record.event_time) ? record.event_time.length : (sequenceFeatures(record)[0]?.[1].length ?? 0));

/** The events with these numbers, in this order, without what the client has. */
export function takeEvents(record: EventRecord, places: Int32Array): EventRecord {
  return Object.fromEntries(sequenceFeatures(record).map(([name, values]) => {
    const taken = new (values.constructor as new (length: number) => Int32Array)(places.length);
    for (let i = 0; i < places.length; i++) taken[i] = values[places[i]!] as number;
    return [name, taken];
  }));
}

/** The record with events `from` to `to` alone, as views. */
export function sliceEvents(record: EventRecord, from: number, to?: number): EventRecord {
  return { ...record, ...Object.fromEntries(sequenceFeatures(record).map(([name, values]) => [name, values.subarray(from, to)])) };
}

/** The record with its last `count` events. */
export const lastEvents = (record: EventRecord, count: number): EventRecord => (eventCount(record) <= count ? record : sliceEvents(record, eventCount(record) - count));
