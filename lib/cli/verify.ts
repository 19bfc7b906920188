import type { Check } from '../sentence/verify.js';
import { print, table } from './console.js';
import { folderOf, type ModelOptions } from './model.js';

/** verify MODEL: whether the model does here what it should. The exit code is 0 when all does. */
export async function verifyModel(options: ModelOptions): Promise<number> {
  const { verify } = await import('../sentence/verify.js');
  const folder = await folderOf(options);
  const checks: Check[] = [];
  for await (const check of verify(folder, { dtype: options.dtype })) checks.push(check);
  const passed = checks.every((check) => check.passed);
  const rows = checks.map(({ name, maxAbs, cosine, passed, wanted }) => [`${passed ? 'ok  ' : 'FAIL'} ${name}`, `max abs ${maxAbs.toExponential(1)}, cosine ${cosine.toFixed(7)}${passed ? '' : ` (wanted ${wanted})`}`] as const);
  print(options, { folder, passed, checks }, `${table(rows)}\n${passed ? 'All is as it should be.' : 'Something is wrong: please open an issue with these lines and those of `torch-encoders doctor`.'}`);
  return passed ? 0 : 1;
}
