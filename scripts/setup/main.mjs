import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { Failure } from './failure.mjs';

/** Runs a script's main function. A Failure is printed as it is; anything else is our own mistake and keeps its stack. */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}

/** Whether `url` (an `import.meta.url`) is the script that node was started with. */
export const isMain = (url) => Boolean(process.argv[1]) && url === pathToFileURL(realpathSync(process.argv[1])).href;
