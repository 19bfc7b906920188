import { TorchEncodersError } from './errors.js';

/** A JSON object read key by key, so that a missing key or a wrong type is an error that names the key, the value found and the one wanted. */
export class Config {
  constructor(
    readonly json: Readonly<Record<string, unknown>>,
    /** For messages: the file. */
    readonly name: string,
  ) {}

  static from(value: unknown, name: string): Config {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return new Config(value as Record<string, unknown>, name);
    throw new TorchEncodersError('ERR_CONFIG', `${name} holds ${describe(value)}, wanted an object`);
  }

  has(key: string): boolean {
    return this.json[key] !== undefined && this.json[key] !== null;
  }

  /** A whole number from `least` to `most`. */
  integer(key: string, fallback?: number, least = 1, most = 2 ** 31): number {
    return this.#read(key, fallback, `a whole number from ${least} to ${most}`, (value) => Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most);
  }
  /** A finite number above 0. */
  positive(key: string, fallback?: number): number {
    return this.#read(key, fallback, 'a number above 0', (value) => typeof value === 'number' && Number.isFinite(value) && value > 0);
  }
  number(key: string, fallback?: number): number {
    return this.#read(key, fallback, 'a number', (value) => typeof value === 'number' && Number.isFinite(value));
  }
  /** A number from 0 to 1, 1 left out. */
  probability(key: string, fallback?: number): number {
    return this.#read(key, fallback, 'a number from 0 to below 1', (value) => typeof value === 'number' && value >= 0 && value < 1);
  }
  string(key: string, fallback?: string): string {
    return this.#read(key, fallback, 'a string', (value) => typeof value === 'string');
  }
  boolean(key: string, fallback?: boolean): boolean {
    return this.#read(key, fallback, 'true or false', (value) => typeof value === 'boolean');
  }
  strings(key: string, fallback?: readonly string[]): readonly string[] {
    return this.#read(key, fallback, 'a list of strings', (value) => Array.isArray(value) && value.every((one) => typeof one === 'string'));
  }
  integers(key: string, fallback?: readonly number[]): readonly number[] {
    return this.#read(key, fallback, 'a list of whole numbers of at least 1', (value) => Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && (one as number) >= 1));
  }
  /** An object of strings, such as prompts. */
  texts(key: string): Record<string, string> {
    return this.#read(key, {}, 'an object of strings', (value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((one) => typeof one === 'string'));
  }

  #read<Value>(key: string, fallback: Value | undefined, wanted: string, fits: (value: unknown) => boolean): Value {
    const value = this.json[key] ?? fallback;
    if (value === undefined) throw new TorchEncodersError('ERR_CONFIG', `${this.name} has no ${key}; wanted ${wanted}`);
    if (!fits(value)) throw new TorchEncodersError('ERR_CONFIG', `${this.name}: ${key} is ${describe(value)}; wanted ${wanted}`);
    return value as Value;
  }
}

/** A value in a few characters, for messages. */
export function describe(value: unknown): string {
  const text = typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
