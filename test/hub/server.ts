// A hub of one model, or of one data set, on this machine, with the answers of the real one that a download needs.
import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeHub {
  readonly url: string;
  /** Each request's path. */
  readonly requests: string[];
  readonly files: Map<string, Buffer>;
  /** Sent instead of a file's true content. */
  readonly damaged: Map<string, Buffer>;
  token?: string;
  commit: string;
  close(): Promise<void>;
}

export async function startHub(id: string, files: Map<string, Buffer>, kind: 'models' | 'datasets' = 'models'): Promise<FakeHub> {
  const requests: string[] = [];
  const hub: FakeHub = { url: '', requests, files, damaged: new Map(), commit: 'a'.repeat(40), close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }) };
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url!, 'http://hub');
    requests.push(url.pathname);
    const json = (status: number, value: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (hub.token && request.headers.authorization !== `Bearer ${hub.token}`) return json(401, { error: 'Invalid username or password.' });
    const path = decodeURIComponent(url.pathname);
    if (path === `/api/${kind}/${id}/revision/main` || path === `/api/${kind}/${id}/revision/${hub.commit}`) return json(200, { _id: '1', id, sha: hub.commit, lastModified: '2024-01-01T00:00:00.000Z' });
    if (path === `/api/${kind}/${id}/tree/${hub.commit}`) {
      return json(200, [...files].map(([name, content]) => ({
        type: 'file', path: name, size: content.length, oid: createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex'),
        ...(/\.(safetensors|bin|onnx)$/.test(name) && { lfs: { oid: createHash('sha256').update(content).digest('hex'), size: content.length, pointerSize: 130 } }),
      })));
    }
    const base = `${kind === 'models' ? '' : '/datasets'}/${id}/resolve/${hub.commit}/`;
    const name = path.startsWith(base) ? path.slice(base.length) : undefined;
    const content = name === undefined ? undefined : (hub.damaged.get(name) ?? files.get(name));
    if (!content) return json(404, { error: 'Repository not found' });
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    if (from === undefined) return void response.writeHead(200, { etag: '"x"', 'content-length': content.length }).end(content);
    const part = content.subarray(Number(from), to ? Number(to) + 1 : undefined);
    response.writeHead(206, { etag: '"x"', 'content-length': part.length, 'content-range': `bytes ${from}-${Number(from) + part.length - 1}/${content.length}` }).end(part);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(hub, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}
