import type { ClientFeature, EventRecord, SequenceFeature } from './features.js';

/** A typed array that grows. */
class Column<Values extends Int32Array | Float32Array | Float64Array> {
  #values: Values;
  constructor(private readonly kind: new (length: number) => Values) {
    this.#values = new kind(1024);
  }
  set(at: number, value: number): void {
    if (at >= this.#values.length) {
      const wider = new this.kind(2 * this.#values.length);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[at] = value;
  }
  get(at: number): number {
    return this.#values[at]!;
  }
  /** The values at these places. */
  take(places: Int32Array): Values {
    const taken = new this.kind(places.length);
    for (let i = 0; i < places.length; i++) taken[i] = this.#values[places[i]!]!;
    return taken;
  }
}

/** The names of a table's columns. */
export interface Columns {
  readonly id: string;
  readonly categories: readonly string[];
  readonly numbers: readonly string[];
}
/** One event, in the order of the names. */
export interface EventRow {
  readonly id: string;
  readonly time: number;
  readonly codes: readonly number[];
  readonly numbers: readonly number[];
}

/** Ids are compared as texts; a whole number that JavaScript can hold comes back as a number, a larger one as a bigint. */
export function idOf(text: string): number | bigint | string {
  if (!/^-?(0|[1-9]\d*)$/.test(text) || text === '-0') return text;
  return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text);
}

/** Events in columns, in any order, to be grouped by client. */
export class EventTable {
  readonly #clients = new Map<string, number>();
  readonly #firsts: Readonly<Record<string, ClientFeature>>[] = [];
  readonly #client = new Column(Int32Array);
  readonly #time = new Column(Float64Array);
  readonly #codes: readonly Column<Int32Array>[];
  readonly #numbers: readonly Column<Float32Array>[];
  #length = 0;

  constructor(private readonly columns: Columns) {
    this.#codes = columns.categories.map(() => new Column(Int32Array));
    this.#numbers = columns.numbers.map(() => new Column(Float32Array));
  }

  /** @param first what the client has once, asked for with its first event. */
  add({ id, time, codes, numbers }: EventRow, first?: () => Readonly<Record<string, ClientFeature>>): void {
    let client = this.#clients.get(id);
    if (client === undefined) {
      this.#clients.set(id, (client = this.#clients.size));
      this.#firsts.push(first?.() ?? {});
    }
    const at = this.#length++;
    this.#client.set(at, client);
    this.#time.set(at, time);
    this.#codes.forEach((column, i) => column.set(at, codes[i]!));
    this.#numbers.forEach((column, i) => column.set(at, numbers[i]!));
  }

  /** One record a client, in the order in which they came; its events by time, those of one time in the order in which they came. */
  *records(): Generator<EventRecord> {
    const counts = new Int32Array(this.#clients.size + 1);
    for (let at = 0; at < this.#length; at++) counts[this.#client.get(at) + 1]!++;
    for (let client = 0; client < this.#clients.size; client++) counts[client + 1]! += counts[client]!;
    const begins = counts.slice();
    const sorted = new Int32Array(this.#length);
    for (let at = 0; at < this.#length; at++) sorted[begins[this.#client.get(at)]!++] = at;
    for (const [id, client] of this.#clients) {
      const places = sorted.subarray(counts[client]!, counts[client + 1]!).sort((a, b) => this.#time.get(a) - this.#time.get(b) || a - b);
      const features: [string, SequenceFeature][] = [
        ['event_time', this.#time.take(places)],
        ...this.columns.categories.map((name, i): [string, SequenceFeature] => [name, this.#codes[i]!.take(places)]),
        ...this.columns.numbers.map((name, i): [string, SequenceFeature] => [name, this.#numbers[i]!.take(places)]),
      ];
      yield { [this.columns.id]: idOf(id), ...Object.fromEntries(features), ...this.#firsts[client] };
    }
  }
}
