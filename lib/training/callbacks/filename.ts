// File names of checkpoints, as Lightning makes them of a template and of metrics.
import { TorchEncodersError } from '../../errors.js';

/**
 * `best_{epoch:02d}_{val_acc:.3f}` → `best_epoch=02_val_acc=0.873`; without `autoInsertMetricName` `best_02_0.873`. A metric that is not there counts as 0.
 * The part behind the colon is Python's: width, precision and one of d, f, e, g.
 */
export function formatName(template: string, metrics: Readonly<Record<string, number>>, autoInsertMetricName: boolean): string {
  return template.replace(/\{([^{}:]+)(?::([^{}]*))?\}/g, (_, name: string, spec = '') => {
    const value = formatNumber(metrics[name] ?? 0, spec as string, name === 'epoch' || name === 'step' || metrics[name] === undefined);
    return autoInsertMetricName ? `${name}=${value}` : value;
  });
}

function formatNumber(value: number, spec: string, isCount: boolean): string {
  const match = /^(0?)(\d*)(?:\.(\d+))?([dfeg]?)$/.exec(spec);
  if (!match) throw new TorchEncodersError('ERR_CONFIG', `a checkpoint's name has the format '${spec}'; wanted such as 02d, .3f, .2e`);
  const [, zero, width, precision, kind] = match;
  return text(value, precision, kind!, isCount).padStart(Number(width), zero ? '0' : ' ');
}

function text(value: number, precision: string | undefined, kind: string, isCount: boolean): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  const digits = Number(precision ?? 6);
  switch (kind) {
    case 'd': return String(Math.trunc(value));
    case 'f': return value.toFixed(digits);
    case 'e': return twoDigits(value.toExponential(digits));
    case 'g': return shortest(value, digits);
    default: return precision === undefined ? plain(value, isCount) : shortest(value, digits);
  }
}

/** As Python writes a number: a float with a point or an exponent, a count without. */
function plain(value: number, isCount: boolean): string {
  if (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e16)) return twoDigits(value.toExponential());
  return Number.isInteger(value) && !isCount ? `${value}.0` : String(value);
}

/** Python writes exponents with two digits at least. */
const twoDigits = (exponential: string): string => exponential.replace(/e([+-])(\d)$/, 'e$10$2');

function shortest(value: number, digits: number): string {
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  const trim = (number: string): string => number.replace(/\.?0+(?=$|e)/, '');
  if (exponent < -4 || exponent >= digits) return twoDigits(trim(value.toExponential(Math.max(0, digits - 1))));
  const fixed = value.toFixed(Math.max(0, digits - 1 - exponent));
  return fixed.includes('.') ? trim(fixed) : fixed;
}
