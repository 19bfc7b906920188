import { TorchEncodersError, warnOnce } from '../errors.js';
import { buildInfo } from '../info.js';
import { GradScaler } from '../optim/amp.js';
import type { Optimizer } from '../optim/optimizer.js';
import { autocast } from '../tensor/modes.js';
import type { Device } from '../tensor/tensor.js';

/** '32': float32 throughout. The others compute matrix products in float16, with a scaled loss, or in bfloat16; weights, their updates and losses stay float32. */
export type PrecisionMode = '32' | '16-mixed' | 'bf16-mixed';

export const precisions: readonly PrecisionMode[] = ['32', '16-mixed', 'bf16-mixed'];

/** How forward, backward and the step are done in a precision. */
export class Precision {
  readonly #dtype: 'float16' | 'bfloat16' | undefined;
  readonly #scaler: GradScaler;

  /** A CPU without arithmetic of its own for the dtype trains in float32, and says so once, unless `force` is given. */
  constructor(mode: PrecisionMode, device: Device, force: boolean) {
    if (!precisions.includes(mode)) throw new TorchEncodersError('ERR_CONFIG', `precision is '${mode}'; wanted ${precisions.join(', ')}`);
    const dtype = mode === '32' ? undefined : mode === '16-mixed' ? 'float16' : 'bfloat16';
    const isSlow = dtype !== undefined && device === 'cpu' && !buildInfo().nativeHalf.includes(dtype);
    if (isSlow && !force) warnOnce(`precision '${mode}': this CPU has no arithmetic for ${dtype}, so training is in float32; force: true computes in ${dtype} all the same, which is slower`);
    this.#dtype = isSlow && !force ? undefined : dtype;
    this.#scaler = new GradScaler({ enabled: this.#dtype === 'float16' });
  }

  /** What it really computes in. */
  get dtype(): 'float32' | 'float16' | 'bfloat16' {
    return this.#dtype ?? 'float32';
  }
  get scaler(): GradScaler {
    return this.#scaler;
  }
  /** Whether an infinite gradient only makes the scale smaller. */
  get isScaled(): boolean {
    return this.#dtype === 'float16';
  }

  run<Result>(fn: () => Result): Result {
    return this.#dtype ? autocast(this.#dtype, fn) : fn();
  }

  async step(optimizer: Optimizer): Promise<void> {
    await this.#scaler.step(optimizer);
    this.#scaler.update();
  }
}
