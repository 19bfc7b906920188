import { Tensor } from '../tensor/tensor.js';

/** What has parameters: encoders, heads, and whatever is built from them. Children and parameters are fields, found by name. */
export abstract class Module {
  #training = false;

  /** Whether dropout and the like are on. Models from `fromPretrained` start in evaluation mode. */
  get training(): boolean {
    return this.#training;
  }

  /** This module's own parameters, not its children's, under their names. */
  protected ownParameters(): Iterable<[string, Tensor]> {
    return Object.entries(this).filter((entry): entry is [string, Tensor] => entry[1] instanceof Tensor && entry[1].requiresGrad);
  }

  /** The modules that this one is built from. */
  *children(): Generator<[string, Module]> {
    for (const [name, value] of Object.entries(this)) if (value instanceof Module) yield [name, value];
  }

  *namedParameters(prefix = ''): Generator<[string, Tensor]> {
    for (const [name, parameter] of this.ownParameters()) yield [prefix + name, parameter];
    for (const [name, child] of this.children()) yield* child.namedParameters(`${prefix}${name}.`);
  }

  *parameters(): Generator<Tensor> {
    for (const [, parameter] of this.namedParameters()) yield parameter;
  }

  /** The parameters under their names, as they are stored in a checkpoint. */
  stateDict(): Record<string, Tensor> {
    return Object.fromEntries(this.namedParameters());
  }

  train(mode = true): this {
    this.#training = mode;
    for (const [, child] of this.children()) child.train(mode);
    return this;
  }

  eval(): this {
    return this.train(false);
  }

  /** Frees the parameters. */
  dispose(): void {
    for (const [, parameter] of this.ownParameters()) parameter.dispose();
    for (const [, child] of this.children()) child.dispose();
  }
  [Symbol.dispose](): void {
    this.dispose();
  }
}
