import { describe } from '../config.js';
import { TorchEncodersError } from '../errors.js';

const format = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;

/** Seconds since 1970 of a date as a text or a Date; a text without a zone is UTC, as pandas has it. Whole seconds, as pytorch-lifestream's dt_to_timestamp. */
export function timestampOf(value: unknown, where: () => string): number {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return Math.floor(value.getTime() / 1000);
  const parts = typeof value === 'string' ? format.exec(value.trim()) : null;
  if (!parts) throw new TorchEncodersError('ERR_FILE', `${where()} is ${describe(value)}; wanted a date such as 2024-05-31 17:20:00 (eventTimeTransformation: 'none' takes numbers as they are)`);
  const [year, month, day, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map((part) => (part === undefined ? undefined : Number(part))) as [number, number, number];
  const seconds = Date.UTC(year, month - 1, day, hour as number, minute as number, second as number) / 1000;
  const isReal = month >= 1 && month <= 12 && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day && (hour as number) < 24 && (minute as number) < 60 && (second as number) < 60;
  if (!isReal) throw new TorchEncodersError('ERR_FILE', `${where()} is ${describe(value)}, which is no date`);
  const zone = parts[8];
  if (!zone || zone === 'Z') return seconds;
  const digits = zone.replace(':', '');
  return seconds - (digits.startsWith('-') ? -1 : 1) * (Number(digits.slice(1, 3)) * 3600 + Number(digits.slice(3, 5)) * 60);
}
