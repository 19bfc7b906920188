import { TorchEncodersError } from '../errors.js';
import { native } from '../native.js';
import type { TensorHandle } from '../native.generated.js';
import { applyModes, enableGrad, noGrad } from './modes.js';
import { defaultGenerator } from './random.js';
import { handleOf, Tensor } from './tensor.js';

export interface GradOptions {
  /** The gradients of the outputs; needed for those with more than one element. */
  gradOutputs?: readonly (Tensor | undefined)[];
  /** Keep the graph for another backward. Default: createGraph. */
  retainGraph?: boolean;
  /** Record the gradients' own computation, for gradients of gradients. Default: false. */
  createGraph?: boolean;
  /** Give undefined for an input that was not used, instead of an error. Default: false. */
  allowUnused?: boolean;
}

const handles = (tensors: readonly (Tensor | undefined)[]): TensorHandle[] => tensors.map((one) => one && handleOf(one)) as TensorHandle[];
const lift = (found: readonly (TensorHandle | undefined)[]): (Tensor | undefined)[] => found.map((handle) => handle && new Tensor(handle));

/**
 * The gradients of the outputs with respect to the inputs; `grad` of no tensor changes. As torch.autograd.grad.
 * @example
 * const [dx] = await torch.autograd.grad([x.mul(x).sum()], [x]);
 */
export async function grad(outputs: readonly Tensor[], inputs: readonly Tensor[], options: GradOptions = {}): Promise<(Tensor | undefined)[]> {
  applyModes();
  return lift(await native.grad(handles(outputs), handles(inputs), gradientsOf(outputs, options), backwardOptions(options)));
}

const gradientsOf = (outputs: readonly Tensor[], { gradOutputs }: GradOptions): TensorHandle[] => handles(outputs.map((_, i) => gradOutputs?.[i]));
const backwardOptions = ({ retainGraph, createGraph = false, allowUnused = false }: GradOptions) => ({ retainGraph, createGraph, allowUnused });

/** What `forward` leaves for `backward`. */
export interface FunctionContext {
  /** Tensors and whatever else backward needs. */
  saved: Record<string, unknown>;
}

export interface FunctionDefinition<Inputs extends readonly unknown[], Output extends Tensor | readonly Tensor[]> {
  /** For `gradFn` and messages. */
  name?: string;
  /** Runs without gradients. */
  forward(context: FunctionContext, ...inputs: Inputs): Output;
  /** The gradients of the outputs → those of the inputs, in their order; undefined for an input that is no tensor or needs none. At once: it cannot be async. */
  backward(context: FunctionContext, ...gradients: Tensor[]): Tensor | undefined | readonly (Tensor | undefined)[];
}

/**
 * A function with a backward of its own, as torch.autograd.Function.
 * @example
 * const square = torch.autograd.customFunction({
 *   forward(context, x: Tensor) { context.saved.x = x; return x.mul(x); },
 *   backward(context, dy) { return (context.saved.x as Tensor).mul(2).mul(dy); },
 * });
 * square(torch.tensor([3], { requiresGrad: true }));
 */
export function customFunction<Inputs extends readonly unknown[], Output extends Tensor | readonly Tensor[]>(
  { name = 'CustomFunctionBackward', forward, backward }: FunctionDefinition<Inputs, Output>): (...inputs: Inputs) => Output {
  return (...inputs) => {
    const context: FunctionContext = { saved: {} };
    const result = noGrad(() => forward(context, ...inputs));
    const outputs = result instanceof Tensor ? [result] : (result as readonly Tensor[]);
    if (!outputs.every((one) => one instanceof Tensor)) throw new TorchEncodersError('ERR_DTYPE', `${name}: forward gives a tensor or a list of tensors`);
    const places = inputs.flatMap((input, i) => (input instanceof Tensor ? [i] : []));
    applyModes();
    const made = native.attachBackward(handles(places.map((i) => inputs[i] as Tensor)), handles(outputs), name, (...gradients) => {
      const found = backward(context, ...gradients.map((one) => new Tensor(one!)));
      if (found instanceof Promise) throw new TorchEncodersError('ERR_CONFIG', `${name}: backward cannot be async`);
      const all = Array.isArray(found) ? (found as readonly (Tensor | undefined)[]) : [found as Tensor | undefined];
      return handles(all.length === inputs.length ? places.map((i) => all[i]) : all);
    });
    const tensors = made.map((handle) => new Tensor(handle));
    return (result instanceof Tensor ? tensors[0]! : tensors) as Output;
  };
}

/**
 * Runs `fn` without keeping what its backward needs, and runs it again in backward: less memory, more time. Random numbers are the same in both runs.
 * `fn` is synchronous. As torch.utils.checkpoint.
 */
export function checkpoint<Output extends Tensor | readonly Tensor[]>(fn: (...inputs: Tensor[]) => Output, ...inputs: Tensor[]): Output {
  const state = defaultGenerator.getState();
  return customFunction<Tensor[], Output>({
    name: 'CheckpointBackward',
    forward: (_, ...given) => fn(...given),
    backward: (_, ...gradients) => {
      const after = defaultGenerator.getState();
      defaultGenerator.setState(state);
      try {
        const again = inputs.map((input) => {
          const copy = input.detach();
          if (input.requiresGrad) copy.requiresGrad = true;
          return copy;
        });
        const result = enableGrad(() => fn(...again));
        const outputs = result instanceof Tensor ? [result] : (result as readonly Tensor[]);
        return throughInputs(outputs, gradients, again);
      } finally {
        defaultGenerator.setState(after);
      }
    },
  })(...inputs);
}

/** The gradients of the inputs; parameters that `fn` uses besides collect theirs in `grad`, as in PyTorch. */
function throughInputs(outputs: readonly Tensor[], gradients: readonly Tensor[], inputs: readonly Tensor[]): (Tensor | undefined)[] {
  applyModes();
  native.backwardNow(handles(outputs), handles(gradients), { createGraph: false, allowUnused: true });
  return inputs.map((input) => (input.requiresGrad ? input.grad : undefined));
}

/** Finds where a NaN comes from: inside `fn`, a backward whose gradients become NaN rejects, and names the operation. Slow; for the whole process. */
export async function detectAnomaly<Result>(fn: () => Promise<Result>): Promise<Result> {
  const before = native.anomalyDetection();
  native.setAnomalyDetection(true);
  try {
    return await fn();
  } finally {
    native.setAnomalyDetection(before);
  }
}
