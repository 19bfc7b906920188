// npm test: set-up, then every test file in a process of its own; the last line counts.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setup } from './setup.mjs';

setup();
const files = readdirSync('dist/test', { recursive: true }).filter((name) => name.endsWith('.test.js')).sort();
const count = { passed: 0, failed: 0, skipped: 0 };
for (const file of files) {
  const ran = spawnSync(process.execPath, ['--expose-gc', join('dist/test', file)], { encoding: 'utf8', timeout: 600_000 });
  const said = (word) => Number(new RegExp(`${word}:\\s+(\\d+)`).exec(ran.stdout)?.[1] ?? 0);
  const [total, passed, skipped] = [said('Total'), said('Passed'), said('Skipped')];
  const failed = Math.max(total - passed, ran.status === 0 ? 0 : 1);
  count.passed += passed;
  count.failed += failed;
  count.skipped += skipped;
  console.log(`${file}: ${passed} passed, ${failed} failed`);
  for (const line of ran.stdout.split('\n')) if (line.startsWith('SKIPPED: ')) console.log(line);
  if (failed > 0) console.log(ran.stdout + ran.stderr);
}
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exit(count.failed > 0 || count.passed === 0 ? 1 : 0);
