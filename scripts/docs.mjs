// npm run docs: build/docs, the pages of all public names by typedoc with README and the guides. It fails where a link inside the site leads nowhere.
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { run } from './setup/command.mjs';
import { Failure } from './setup/failure.mjs';
import { isMain, main } from './setup/main.mjs';
import { filesUnder } from './setup/stamp.mjs';
import { installFolder } from './tools.mjs';
import { root } from './setup.mjs';

/** The links of these pages that lead nowhere: `page: link`. Links to elsewhere are not asked for. */
export function deadLinks(site) {
  const pages = new Map(filesUnder(site, '.').filter((file) => file.endsWith('.html')).map((file) => [resolve(site, file), readFileSync(join(site, file), 'utf8')]));
  const names = new Map([...pages].map(([page, html]) => [page, new Set([...html.matchAll(/\s(?:id|name)="([^"]*)"/g)].map(([, name]) => name))]));
  const dead = new Set();
  for (const [page, html] of pages) {
    for (const [, link] of html.matchAll(/\s(?:href|src)="([^"]+)"/g)) {
      if (/^([a-z]+:|\/\/)/.test(link)) continue;
      const [path, anchor] = link.replaceAll('&amp;', '&').split('#').map(decodeURIComponent);
      const target = path === '' ? page : resolve(dirname(page), path);
      const isThere = existsSync(target) && statSync(target).isFile() && (!anchor || !names.has(target) || names.get(target).has(anchor));
      if (!isThere) dead.add(`${page.slice(resolve(site).length + 1)}: ${link}`);
    }
  }
  return [...dead];
}

export async function docs({ log = console.log } = {}) {
  const tools = await installFolder('packaging/tools', log);
  const site = join(root, 'build', 'docs');
  rmSync(site, { recursive: true, force: true });
  log('docs: typedoc, half a minute');
  await run('making the pages', process.execPath, [join(tools, 'node_modules/typedoc/bin/typedoc'), '--options', join(tools, 'typedoc.json'), '--out', site], { log, cure: 'mend the comment that it names' });
  const dead = deadLinks(site);
  if (dead.length > 0) throw new Failure('looking for links that lead nowhere', { cause: `${dead.length} of them: ${dead.slice(0, 10).join('; ')}`, cure: 'mend them in docs/ or in the comments' });
  log(`docs: ${filesUnder(site, '.').filter((file) => file.endsWith('.html')).length} pages in build/docs, no dead link inside`);
}

if (isMain(import.meta.url)) await main(() => docs());
