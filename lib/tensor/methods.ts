import { call, camelCase, operatorNumber } from './call.js';
import { methodNames } from './generated/names.js';
import { tableOf } from './table.js';

/**
 * Puts LibTorch's operators beneath a class whose objects are tensors; what the class has itself stays. On an object of their own: each property that is added
 * to a class's prototype copies the table of all others, which with a thousand of them left every thread with 10 MB of garbage.
 */
export function installMethods(prototype: object): void {
  const operators = tableOf<object>((table) => {
    for (const name of methodNames) {
      const camel = camelCase(name);
      if (camel in prototype) continue;
      let operator: number | undefined;
      const method = function (this: unknown, ...args: unknown[]): unknown {
        operator ??= operatorNumber(`aten::${name}`);
        return call(operator, [this, ...args]);
      };
      Object.defineProperty(table, camel, { value: method, writable: true, configurable: true });
    }
  }, Object.getPrototypeOf(prototype) as object | null);
  Object.setPrototypeOf(prototype, operators);
}
