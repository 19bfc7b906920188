import { readFileSync } from 'node:fs';

/** Bytes that a process has (VmRSS), or had at the most (VmHWM); undefined when it has ended. */
export function memoryOf(pid, name = 'VmRSS') {
  try {
    const kilobytes = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes && 1024 * Number(kilobytes);
  } catch {
    return undefined;
  }
}
