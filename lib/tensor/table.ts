/**
 * An object of hundreds of properties. It grows without a prototype, so that V8 keeps one table of them from the start: an object literal, a spread and
 * Object.fromEntries leave a shape behind with each property, a megabyte of garbage in every thread.
 */
export function tableOf<Table extends object>(fill: (table: Table) => void, prototype: object | null = Object.prototype): Table {
  const table = Object.create(null) as Table;
  fill(table);
  return Object.setPrototypeOf(table, prototype) as Table;
}
