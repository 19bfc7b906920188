import { call, camelCase, operatorNumber } from './call.js';
import { methodNames } from './generated/names.js';

/**
 * Puts LibTorch's operators beneath a class whose objects are tensors; what the class has itself stays. On an object of their own: each property that is added
 * to a class's prototype copies the table of all others, which with a thousand of them left every thread with 10 MB of garbage.
 */
export function installMethods(prototype: object): void {
  const operators = Object.create(null) as object;
  for (const name of methodNames) {
    const camel = camelCase(name);
    if (camel in prototype) continue;
    let operator: number | undefined;
    const method = function (this: unknown, ...args: unknown[]): unknown {
      operator ??= operatorNumber(`aten::${name}`);
      return call(operator, [this, ...args]);
    };
    Object.defineProperty(operators, camel, { value: method, writable: true, configurable: true });
  }
  Object.setPrototypeOf(operators, Object.getPrototypeOf(prototype) as object);
  Object.setPrototypeOf(prototype, operators);
}
