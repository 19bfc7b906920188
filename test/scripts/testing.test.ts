// The runner of the tests, tested: what it counts when a file goes wrong in each of the ways it can.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { scratch, script } from './harness.js';

interface Result { passed: number; failed: number; skipped: number; trouble?: string; output: string; reasons: string[] }
const { readSummary, runTestFile } = await script<{
  readSummary(output: string): { passed: number; failed: number; skipped: number } | undefined;
  runTestFile(file: string, options: { root: string; limit?: number }): Promise<Result>;
}>('testing/file.mjs');

const uvu = pathToFileURL(resolve('node_modules/uvu/dist/index.mjs')).href;
const run = (body: string, limit?: number): Promise<Result> =>
  runTestFile('a.test.mjs', { root: scratch({ 'a.test.mjs': `import { test } from '${uvu}';\n${body}` }), ...(limit ? { limit } : {}) });
const counts = ({ passed, failed, skipped }: Result): number[] => [passed, failed, skipped];

test('a summary is read; a skipped test is not in its total', () => {
  assert.equal(readSummary('• •\n  Total:     3\n  Passed:    2\n  Skipped:   4\n  Duration:  1ms\n'), { passed: 2, failed: 1, skipped: 4 });
  assert.is(readSummary('Total: 3'), undefined);
});

test('passed, failed and skipped tests are counted, and the reasons of skips kept', async () => {
  const result = await run("console.log('SKIPPED: no data'); test('a', () => {}); test('b', () => { throw new Error('found bad'); }); test.skip('c', () => {}); test.run();");
  assert.equal(counts(result), [1, 1, 1]);
  assert.equal(result.reasons, ['SKIPPED: no data']);
  assert.match(result.output, 'found bad');
});

test('a crash, an early end, a missing test.run and a hang are one failure each', async () => {
  for (const [body, said, limit] of [
    ["throw new Error('at the top');", 'exit code 1', undefined],
    ["test('a', () => process.exit(0)); test.run();", 'exit code 1', undefined],
    ["test('a', () => process.kill(process.pid, 'SIGSEGV')); test.run();", 'SIGSEGV', undefined],
    ["test('a', () => {});", 'without a summary', undefined],
    ["test('a', () => {}); test.run(); setInterval(() => {}, 1000);", 'did not end', 500],
  ] as const) {
    const result = await run(body, limit);
    assert.is(result.failed, 1, body);
    assert.match(result.trouble ?? '', said);
  }
});

test('a file whose tests pass but which ends badly fails', async () => {
  const result = await run("test('a', () => {}); test.run(); process.on('exit', () => { process.exitCode = 3; });");
  assert.equal(counts(result), [1, 1, 0]);
  assert.match(result.trouble ?? '', 'exit code 3');
});

test.run();
