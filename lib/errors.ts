/** The codes that a {@link TorchEncodersError} can carry. */
export type ErrorCode =
  | 'ERR_SHAPE'
  | 'ERR_DTYPE'
  | 'ERR_DEVICE'
  | 'ERR_RANGE'
  | 'ERR_DISPOSED'
  | 'ERR_FILE'
  | 'ERR_CONFIG'
  | 'ERR_UNSUPPORTED'
  | 'ERR_MEMORY'
  | 'ERR_NATIVE';

/**
 * Every error that this package throws. The message is one line: what, the value or shape found,
 * the one wanted, and the cure where there is one.
 *
 * @example
 * try { await SentenceEncoder.fromPretrained('./nowhere') }
 * catch (error) { if (error instanceof TorchEncodersError && error.code === 'ERR_FILE') … }
 */
export class TorchEncodersError extends Error {
  override name = 'TorchEncodersError';
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** What a cancelled call rejects with: `name` is 'AbortError', as the platform's own calls have it. */
export function abortError(signal?: AbortSignal): Error {
  return Object.assign(new Error('The call was cancelled by its signal', { cause: signal?.reason }), { name: 'AbortError' });
}

const said = new Set<string>();

/** A warning of the process, given once: what a caller should know and need not act on. */
export function warnOnce(message: string): void {
  if (said.has(message)) return;
  said.add(message);
  process.emitWarning(message, 'TorchEncodersWarning');
}
