import { TorchEncodersError } from '../errors.js';
import { loadSafetensors } from '../tensor/files.js';
import type { Tensor } from '../tensor/tensor.js';
import type { SeqEncoder } from './seqencoder.js';

/** How a file fitted an encoder, by the encoder's names of weights. */
export interface EncoderLoading {
  /** What was loaded. */
  readonly matched: readonly string[];
  /** What the encoder has and the file does not. */
  readonly missing: readonly string[];
  /** What the file has and the encoder does not: heads too. */
  readonly unexpected: readonly string[];
  /** With the shape found and the one wanted. */
  readonly mismatched: readonly string[];
}

/** @internal See {@link CoLESFinetuneModule.loadPretrainedEncoder}. */
export async function loadEncoderWeights(encoder: SeqEncoder, path: string, { strict = false }: { strict?: boolean } = {}): Promise<EncoderLoading> {
  const found = encoderNames(await loadSafetensors(path));
  const own = encoder.stateDict();
  const shared = Object.keys(own).filter((name) => name in found);
  const fits = (name: string): boolean => `${found[name]!.shape}` === `${own[name]!.shape}`;
  const matched = shared.filter(fits);
  const missing = Object.keys(own).filter((name) => !(name in found));
  const unexpected = Object.keys(found).filter((name) => !(name in own));
  const mismatched = shared.filter((name) => !fits(name)).map((name) => `${name} [${found[name]!.shape.join(', ')}], wanted [${own[name]!.shape.join(', ')}]`);
  if (matched.length === 0) throw new TorchEncodersError('ERR_CONFIG', `nothing in ${path} is of this encoder: it has ${some(Object.keys(found))}; the encoder has ${some(Object.keys(own))}${mismatched.length > 0 ? `; of other shapes: ${some(mismatched)}` : ''}`);
  if (strict && missing.length + mismatched.length > 0) throw new TorchEncodersError('ERR_CONFIG', `${path} does not fit the encoder: missing ${some(missing)}; of other shapes ${some(mismatched)}; strict: false loads what fits`);
  encoder.loadStateDict(Object.fromEntries(matched.map((name) => [name, found[name]!])), { strict: false });
  return { matched, missing, unexpected, mismatched };
}

/** The encoder's names in a file: of the encoder itself, of a module around it, or of the module for masked events, which holds the encoder's halves. */
function encoderNames(weights: Record<string, Tensor>): Record<string, Tensor> {
  const names = Object.keys(weights);
  const prefix = ['_seq_encoder.', 'seq_encoder.'].find((one) => names.some((name) => name.startsWith(`${one}trx_encoder.`)));
  const rename = (name: string): string => {
    if (prefix) return name.startsWith(prefix) ? name.slice(prefix.length) : name;
    return name.startsWith('_seq_encoder.') ? name.slice(1) : name;
  };
  return Object.fromEntries(names.filter((name) => !name.startsWith('trainer/')).map((name) => [rename(name), weights[name]!]));
}

const some = (names: readonly string[]): string => (names.length === 0 ? 'none' : names.slice(0, 3).join(', ') + (names.length > 3 ? ` and ${names.length - 3} more` : ''));
