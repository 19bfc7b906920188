// Automatic mixed precision: torch.amp.
import { autocast as inPrecision } from '../tensor/modes.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { queued } from '../tensor/ops.js';
import type { Tensor } from '../tensor/tensor.js';
import type { AnyOptimizer } from './optimizer.js';

/**
 * Runs `fn` with matrix products and the like in a lower precision and with sensitive operators in float32.
 * @example
 * const loss = amp.autocast(() => model.forward(x).mean());
 * @param options.dtype default: 'bfloat16'.
 */
export function autocast<Result>(fn: () => Result, { dtype = 'bfloat16', enabled = true }: { dtype?: 'bfloat16' | 'float16'; enabled?: boolean } = {}): Result {
  return inPrecision(enabled ? dtype : undefined, fn);
}

/** Keeps float16 gradients from vanishing: the loss is scaled up, the gradients down again, and a step with an infinity is left out. */
export class GradScaler {
  #scale: number;
  #goodSteps = 0;
  readonly #foundInf = new WeakMap<object, boolean>();
  #isStepped: object[] = [];

  constructor(private readonly options: { initScale?: number; growthFactor?: number; backoffFactor?: number; growthInterval?: number; enabled?: boolean } = {}) {
    this.#scale = options.initScale ?? 65536;
  }

  getScale(): number {
    return this.#isEnabled ? this.#scale : 1;
  }
  scale(loss: Tensor): Tensor {
    return this.#isEnabled ? loss.mul(this.#scale) : loss;
  }

  /** Divides the gradients by the scale, for those who look at them before the step: clipping. */
  async unscale_(optimizer: AnyOptimizer): Promise<void> {
    if (!this.#isEnabled || this.#foundInf.has(optimizer)) return;
    using found = F.zeros([]);
    using inverse = F.full([], 1 / this.#scale, { dtype: 'float32' });
    const gradients = optimizer.paramGroups.flatMap(({ params }) => params).flatMap((parameter) => parameter.grad ?? []);
    if (gradients.length > 0) await queued('aten::_amp_foreach_non_finite_check_and_unscale_', gradients, found, inverse);
    this.#foundInf.set(optimizer, found.item() !== 0);
  }

  /** `optimizer.step()`, unless a gradient is infinite or no number. */
  async step(optimizer: AnyOptimizer): Promise<void> {
    if (!this.#isEnabled) return void (await optimizer.step());
    await this.unscale_(optimizer);
    if (!this.#foundInf.get(optimizer)) await optimizer.step();
    this.#isStepped.push(optimizer);
  }

  /** Once after each step: a smaller scale where a step was left out, a larger one after `growthInterval` (2,000) good ones. */
  update(newScale?: number): void {
    if (!this.#isEnabled) return;
    const { growthFactor = 2, backoffFactor = 0.5, growthInterval = 2000 } = this.options;
    const isBad = this.#isStepped.some((optimizer) => this.#foundInf.get(optimizer));
    if (newScale !== undefined) {
      this.#scale = newScale;
    } else if (isBad) {
      this.#scale *= backoffFactor;
      this.#goodSteps = 0;
    } else if (++this.#goodSteps === growthInterval) {
      this.#scale *= growthFactor;
      this.#goodSteps = 0;
    }
    for (const optimizer of this.#isStepped) this.#foundInf.delete(optimizer);
    this.#isStepped = [];
  }

  stateDict(): { scale: number; growthTracker: number } {
    return { scale: this.#scale, growthTracker: this.#goodSteps };
  }
  loadStateDict({ scale, growthTracker }: { scale: number; growthTracker: number }): void {
    this.#scale = scale;
    this.#goodSteps = growthTracker;
  }

  get #isEnabled(): boolean {
    return this.options.enabled ?? true;
  }
}
