// Starts a program in several processes, as a launcher does.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

export interface Rank { child: ChildProcess; output: () => string; errors: () => string; code: Promise<number | null> }

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** `node args` in so many processes; one alone without a launcher's variables. */
export async function launch(size: number, args: readonly string[], env: Record<string, string> = {}, cwd?: string): Promise<Rank[]> {
  const port = await freePort();
  return Array.from({ length: size }, (_, rank) => {
    const place = size === 1 ? {} : { RANK: String(rank), WORLD_SIZE: String(size), MASTER_ADDR: '127.0.0.1', MASTER_PORT: String(port) };
    const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...place, ...env } });
    let [output, errors] = ['', ''];
    child.stdout.on('data', (text) => (output += text));
    child.stderr.on('data', (text) => (errors += text));
    return { child, output: () => output, errors: () => errors, code: once(child, 'close').then(([code]) => code as number | null) };
  });
}
