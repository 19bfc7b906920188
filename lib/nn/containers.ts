import { Module } from './module.js';

/** What can stand in a chain: its input is the result of the one before. */
export interface Layer extends Module {
  forward(x: never): unknown;
}

/** Modules one after another. Where one of them is async, so is the whole. Also used as a list, under the names '0', '1' …  */
export class Sequential extends Module {
  readonly layers: readonly Layer[];
  constructor(...layers: Layer[]) {
    super();
    this.layers = layers;
  }
  override *children(): Generator<[string, Module]> {
    for (const [i, layer] of this.layers.entries()) yield [`${i}`, layer];
  }
  forward<Input>(x: Input): any {
    const from = (i: number, value: unknown): unknown => {
      for (let next = i; next < this.layers.length; next++) {
        if (value instanceof Promise) return value.then((result) => from(next, result));
        value = this.layers[next]!.forward(value as never);
      }
      return value;
    };
    return from(0, x);
  }
}

/** A list of modules, each with its parameters under its place. */
export class ModuleList<Kind extends Module = Module> extends Module implements Iterable<Kind> {
  readonly items: readonly Kind[];
  constructor(items: Iterable<Kind>) {
    super();
    this.items = [...items];
  }
  override *children(): Generator<[string, Module]> {
    for (const [i, item] of this.items.entries()) yield [`${i}`, item];
  }
  get length(): number {
    return this.items.length;
  }
  [Symbol.iterator](): Iterator<Kind> {
    return this.items[Symbol.iterator]();
  }
  forward(): never {
    throw new TypeError('a ModuleList is no layer: call those inside it');
  }
}

/** Modules by name, each with its parameters under it as it is spelled. */
export class ModuleDict<Kind extends Module = Module> extends Module {
  readonly items: ReadonlyMap<string, Kind>;
  constructor(items: Readonly<Record<string, Kind>>) {
    super();
    this.items = new Map(Object.entries(items));
  }
  override *children(): Generator<[string, Module]> {
    yield* this.items;
  }
  forward(): never {
    throw new TypeError('a ModuleDict is no layer: call those inside it');
  }
}
