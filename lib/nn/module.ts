import { TorchEncodersError } from '../errors.js';
import { noGrad } from '../tensor/modes.js';
import { op } from '../tensor/ops.js';
import { handleOf, Tensor, type Device, type DType } from '../tensor/tensor.js';

/** A tensor that a module learns: part of its state dict. */
export class Parameter extends Tensor {
  constructor(tensor: Tensor, { requiresGrad = true }: { requiresGrad?: boolean } = {}) {
    super(handleOf(tensor));
    this.requiresGrad = requiresGrad;
  }
}

/** A tensor that belongs to a module and is not learned, such as a running mean: part of its state dict unless it is not persistent. */
export class Buffer extends Tensor {
  readonly persistent: boolean;
  constructor(tensor: Tensor, { persistent = true }: { persistent?: boolean } = {}) {
    super(handleOf(tensor));
    this.persistent = persistent;
  }
}

/**
 * What has parameters: layers, models, encoders. Parameters, buffers and modules are fields, found by their names, which in a state dict are
 * written as PyTorch writes them: the field `selfAttn` is `self_attn`.
 *
 * @example
 * class Net extends nn.Module {
 *   fc1 = new nn.Linear(4, 8);
 *   fc2 = new nn.Linear(8, 1);
 *   forward(x: Tensor) { return this.fc2.forward(this.fc1.forward(x).relu()); }
 * }
 */
export abstract class Module {
  /** Whether dropout and the like are on. New modules are in training mode; those from `fromPretrained` in evaluation mode. */
  training = true;

  /** Gives the module's result, or a promise of it. */
  abstract forward(...inputs: never[]): unknown;

  /** This module's own parameters, not its children's, under their names. */
  protected ownParameters(): Iterable<[string, Tensor]> {
    return Object.entries(this).filter((entry): entry is [string, Tensor] => entry[1] instanceof Parameter).map(([name, value]) => [snakeCase(name), value]);
  }
  protected ownBuffers(): Iterable<[string, Buffer]> {
    return Object.entries(this).filter((entry): entry is [string, Buffer] => entry[1] instanceof Buffer).map(([name, value]) => [snakeCase(name), value]);
  }

  /** The modules that this one is built from. */
  *children(): Generator<[string, Module]> {
    for (const [name, value] of Object.entries(this)) if (value instanceof Module) yield [snakeCase(name), value];
  }

  /** This module and all inside it. */
  *modules(): Generator<Module> {
    yield this;
    for (const [, child] of this.children()) yield* child.modules();
  }

  *namedParameters(prefix = ''): Generator<[string, Tensor]> {
    for (const [name, parameter] of this.ownParameters()) yield [prefix + name, parameter];
    for (const [name, child] of this.children()) yield* child.namedParameters(`${prefix}${name}.`);
  }

  /** Each once, also where modules share one. */
  *parameters(): Generator<Tensor> {
    yield* new Set([...this.namedParameters()].map(([, parameter]) => parameter));
  }

  *namedBuffers(prefix = ''): Generator<[string, Buffer]> {
    for (const [name, buffer] of this.ownBuffers()) yield [prefix + name, buffer];
    for (const [name, child] of this.children()) yield* child.namedBuffers(`${prefix}${name}.`);
  }

  /** Parameters and persistent buffers under their names, as they are stored in a checkpoint: not copies. */
  stateDict(): Record<string, Tensor> {
    return Object.fromEntries<Tensor>([...this.namedParameters(), ...[...this.namedBuffers()].filter(([, { persistent }]) => persistent)]);
  }

  /**
   * Copies tensors into the parameters and buffers of the same names.
   * @param options.strict refuse names that are missing or too many (default true).
   * @throws ERR_CONFIG for names, ERR_SHAPE for shapes that do not fit.
   */
  loadStateDict(state: Readonly<Record<string, Tensor>>, { strict = true }: { strict?: boolean } = {}): { missingKeys: string[]; unexpectedKeys: string[] } {
    const own = this.stateDict();
    const missingKeys = Object.keys(own).filter((name) => !(name in state));
    const unexpectedKeys = Object.keys(state).filter((name) => !(name in own));
    if (strict && missingKeys.length + unexpectedKeys.length > 0) {
      throw new TorchEncodersError('ERR_CONFIG', `the state dict does not fit: missing ${some(missingKeys)}; unexpected ${some(unexpectedKeys)}; strict: false loads what fits`);
    }
    const shared = Object.entries(own).filter(([name]) => name in state);
    for (const [name, tensor] of shared) {
      const [found, wanted] = [state[name]!.shape, tensor.shape];
      if (`${found}` !== `${wanted}`) throw new TorchEncodersError('ERR_SHAPE', `${name} has shape [${found.join(', ')}] in the state dict; wanted [${wanted.join(', ')}]`);
    }
    noGrad(() => shared.forEach(([name, tensor]) => tensor.copy_(state[name]!)));
    return { missingKeys, unexpectedKeys };
  }

  train(mode = true): this {
    this.training = mode;
    for (const [, child] of this.children()) child.train(mode);
    return this;
  }
  eval(): this {
    return this.train(false);
  }
  /** Sets whether the parameters collect gradients: false freezes the module. */
  requiresGrad_(value = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad = value;
    return this;
  }
  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.grad = undefined;
  }
  /** Calls `fn` with this module and all inside it, those inside first. */
  apply(fn: (module: Module) => void): this {
    for (const [, child] of this.children()) child.apply(fn);
    fn(this);
    return this;
  }

  /** Moves the parameters and buffers to a device, or floating ones to a dtype; they stay the same tensors. */
  to(target: DType | Device): this {
    noGrad(() => {
      for (const tensor of Object.values({ ...this.stateDict(), ...Object.fromEntries(this.namedBuffers()) })) {
        if (!/float/.test(target) || /float/.test(tensor.dtype)) op('aten::set_data', tensor, tensor.to(target));
      }
    });
    return this;
  }

  /** Frees the parameters and buffers. */
  dispose(): void {
    for (const [, tensor] of [...this.ownParameters(), ...this.ownBuffers()]) tensor.dispose();
    for (const [, child] of this.children()) child.dispose();
  }
  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** selfAttn → self_attn; a name with a capital in front stays, as LayerNorm does. */
const snakeCase = (name: string): string => (/^[a-z]/.test(name) ? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : name);
const some = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.slice(0, 3).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : ''));

/** A module with parameters and buffers of its own, equal to those of `module`. As Python's copy.deepcopy. */
export function copyModule<Kind extends Module>(module: Kind): Kind {
  const copy = Object.create(Object.getPrototypeOf(module)) as Record<string, unknown>;
  for (const [name, value] of Object.entries(module)) copy[name] = copyOf(value);
  return copy as unknown as Kind;
}

function copyOf(value: unknown): unknown {
  if (value instanceof Module) return copyModule(value);
  if (value instanceof Parameter) return new Parameter(value.detach().clone(), { requiresGrad: value.requiresGrad });
  if (value instanceof Buffer) return new Buffer(value.clone(), { persistent: value.persistent });
  if (Array.isArray(value)) return value.map(copyOf);
  return value;
}
