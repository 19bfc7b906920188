import { native } from '../native.js';
import { call, callQueued, camelCase, operatorNumber } from './call.js';
import type { AsyncFunctions } from './generated/async.js';
import type { FftFunctions } from './generated/fft.js';
import type { TorchFunctions } from './generated/functions.js';
import type { LinalgFunctions } from './generated/linalg.js';
import { factoryNames, fftNames, functionNames, linalgNames, specialNames } from './generated/names.js';
import type { SpecialFunctions } from './generated/special.js';
import { tableOf } from './table.js';
import { Tensor } from './tensor.js';

type Call = (...args: unknown[]) => unknown;

/** A function for each name, found in LibTorch when it is first called. */
function functions(names: readonly string[], prefix: string, make: (name: string) => Call): Record<string, Call> {
  return tableOf((table) => {
    for (const name of names) table[camelCase(name.slice(prefix.length))] = make(name);
  });
}

function atOnce(name: string): Call {
  let operator: number | undefined;
  const run: Call = (...args) => call((operator ??= operatorNumber(`aten::${name}`)), args);
  return factoryNames.has(name) ? withRequiresGrad(run) : run;
}

function later(name: string): Call {
  let operator: number | undefined;
  return (...args) => callQueued((operator ??= operatorNumber(`aten::${name}`)), args);
}

/** `requiresGrad` is no argument of LibTorch's factories; PyTorch adds it too. */
function withRequiresGrad(run: Call): Call {
  return (...args) => {
    const options = args.at(-1);
    if (!isPlain(options) || !('requiresGrad' in options)) return run(...args);
    const { requiresGrad, ...rest } = options;
    const made = run(...args.slice(0, -1), rest);
    if (made instanceof Tensor && requiresGrad === true) made.requiresGrad = true;
    return made;
  };
}

const isPlain = (value: unknown): value is object => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** LibTorch's operators as functions: `torch.add(x, y)`. */
export const torchFunctions = functions(functionNames, '', atOnce) as unknown as TorchFunctions;
/** The same, queued: `await torch.async.mm(x, y)`. The event loop stays free. */
export const asyncFunctions = functions(functionNames, '', later) as unknown as AsyncFunctions;
export const linalg = functions(linalgNames, 'linalg_', atOnce) as unknown as LinalgFunctions;
export const fft = functions(fftNames, 'fft_', atOnce) as unknown as FftFunctions;
export const special = functions(specialNames, 'special_', atOnce) as unknown as SpecialFunctions;

/**
 * Every operator of the dispatcher by namespace and name, also those that begin with an underscore and those of other libraries.
 * @example
 * torch.ops.aten._softmax(x, -1, false);
 */
export const ops: Record<string, Record<string, (...args: unknown[]) => any>> = new Proxy({}, {
  get: (_, namespace: string) => new Proxy({}, { get: (__, name: string) => (...args: unknown[]) => call(operatorNumber(`${namespace}::${name}`), args) }),
});

/** The schemas of all operators, as LibTorch prints them. */
export const schemas = (): string[] => native.opSchemas();
