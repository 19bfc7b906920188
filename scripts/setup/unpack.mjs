import { fileURLToPath } from 'node:url';
import { run } from './command.mjs';

const program = fileURLToPath(new URL('unpack.py', import.meta.url));

/** Unpacks from a zip (a wheel is one) what the rules [pattern, new name] name. */
export async function unpack(archive, folder, rules, { log, env } = {}) {
  await run('unpacking', 'python3', [program, archive, folder, JSON.stringify(rules)], {
    log, env, cure: 'look at the output; a full disk is the usual reason',
  });
}
