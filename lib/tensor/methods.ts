import { call, camelCase, operatorNumber } from './call.js';
import { methodNames } from './generated/names.js';

/** Puts LibTorch's operators on a class whose objects are tensors; what the class has itself stays. */
export function installMethods(prototype: object): void {
  for (const name of methodNames) {
    const camel = camelCase(name);
    if (camel in prototype) continue;
    let operator: number | undefined;
    const method = function (this: unknown, ...args: unknown[]): unknown {
      operator ??= operatorNumber(`aten::${name}`);
      return call(operator, [this, ...args]);
    };
    Object.defineProperty(prototype, camel, { value: method, writable: true, configurable: true });
  }
}
