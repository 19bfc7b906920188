import { Config } from '../config.js';
import { TorchEncodersError } from '../errors.js';

/** base^(−2i/d) / scale, for the d / 2 pairs of a head of d numbers (Su et al., 2021). */
export const plainFrequencies = (base: number, d: number, scale = 1): number[] => Array.from({ length: d / 2 }, (_, i) => base ** ((-2 * i) / d) / scale);

/** The frequencies that an object of `rope_parameters` names: the types 'default' and 'linear'. */
export function ropeParameters(rope: Config, d: number, fallbackBase?: number): number[] {
  const type = rope.string('rope_type', rope.string('type', 'default'));
  if (type !== 'default' && type !== 'linear') throw new TorchEncodersError('ERR_UNSUPPORTED', `${rope.name}: rope_type '${type}' is not supported; default and linear are`);
  return plainFrequencies(rope.positive('rope_theta', fallbackBase), d, type === 'linear' ? rope.positive('factor') : 1);
}

/** `rope_parameters` of newer files; undefined where there are none. */
export function newerRope(config: Config): Config | undefined {
  return config.has('rope_parameters') ? Config.from(config.json.rope_parameters, `${config.name}: rope_parameters`) : undefined;
}

/** The frequencies of a model without scaling, in the newer spelling or the older. */
export function ropeOf(config: Config, d: number, fallbackBase: number, key = 'rope_theta'): number[] {
  const newer = newerRope(config);
  if (newer) return ropeParameters(newer, d, fallbackBase);
  if (config.has('rope_scaling')) throw new TorchEncodersError('ERR_UNSUPPORTED', `${config.name}: rope_scaling is not supported for model_type '${config.string('model_type')}'`);
  return plainFrequencies(config.positive(key, fallbackBase), d);
}
