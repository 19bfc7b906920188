// npm test: set-up, then every test file in a process of its own. `npm test -- tensor` runs the files whose path has
// that in it. The last line of the output is the count, for people and for CI.
import { findDemoModel } from './model.mjs';
import { main } from './setup/main.mjs';
import { filesUnder } from './setup/stamp.mjs';
import { root, setup } from './setup.mjs';
import { runTestFile } from './testing/file.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };
const skips = [];

await main(async () => {
  await setup();
  const env = { ...process.env, ...(await modelForTests()) };
  const patterns = process.argv.slice(2);
  const isAsked = (file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern));
  const files = filesUnder(root, 'dist/test').filter((file) => file.endsWith('.test.js') && isAsked(file));
  for (const file of files) report(file, await runTestFile(file, { root, env }));
  for (const line of skips) console.log(line);
  if (files.length === 0) console.log(`no test file has ${patterns.join(' or ')} in its path`);
});
if (process.exitCode && total.failed === 0) total.failed = 1; // set-up itself failed
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/** Without a network there may be no model: the tests that need it skip themselves, and this says why. */
async function modelForTests() {
  try {
    const { dir } = await findDemoModel({ log: (line) => console.log(`set-up: ${line}`) });
    return { TORCH_ENCODERS_DEMO_MODEL: dir };
  } catch (error) {
    if (process.env.TORCH_ENCODERS_DEMO_MODEL) throw error; // asked for by name, so its absence is no skip
    console.log(`set-up: the tests run without the model. ${error.message}`);
    return {};
  }
}

function report(file, { passed, failed, skipped, trouble, output, reasons, seconds }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  skips.push(...reasons.map((reason) => `${file}: ${reason}`));
  const counts = `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}${skipped > 0 ? `, ${skipped} skipped` : ''}`;
  console.log(`${failed > 0 ? 'FAIL' : 'ok  '} ${file.replace(/^dist\//, '')}: ${counts} (${seconds.toFixed(1)} s)`);
  if (failed === 0) return;
  console.log(output);
  if (trouble) console.log(`${file}: ${trouble}`);
}
