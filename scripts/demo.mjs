// npm run demo: set-up, the model, then the example that a new user sees first.
import { spawnSync } from 'node:child_process';
import { findDemoModel } from './model.mjs';
import { main } from './setup/main.mjs';
import { root, setup } from './setup.mjs';

await main(async () => {
  await setup();
  const { dir } = await findDemoModel({ log: (line) => console.log(`set-up: ${line}`) });
  const { status } = spawnSync(process.execPath, ['examples/search.mjs', dir, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
});
