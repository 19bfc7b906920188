// Files in object stores, s3://bucket/key, by the AWS SDK's client: its own variables say who asks and where (AWS_ACCESS_KEY_ID, AWS_REGION, AWS_ENDPOINT_URL).
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { TorchEncodersError } from '../errors.js';

export const isRemote = (path: string): boolean => path.startsWith('s3://');

function placeOf(url: string): { Bucket: string; Key: string } {
  const [, Bucket, Key = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(url) ?? [];
  if (!Bucket) throw new TorchEncodersError('ERR_CONFIG', `'${url}' is no address of a bucket; wanted s3://bucket/key`);
  return { Bucket, Key };
}

type Sdk = typeof import('@aws-sdk/client-s3');
let opened: Promise<{ sdk: Sdk; client: S3Client }> | undefined;
function s3(): Promise<{ sdk: Sdk; client: S3Client }> {
  return (opened ??= (async () => {
    const sdk = await import('@aws-sdk/client-s3').catch((error: unknown) => {
      throw new TorchEncodersError('ERR_CONFIG', 's3:// wants the package @aws-sdk/client-s3: npm install @aws-sdk/client-s3', { cause: error });
    });
    // Stores of one's own have their buckets in the path rather than in the host's name.
    const isOwn = process.env.AWS_ENDPOINT_URL !== undefined || process.env.AWS_ENDPOINT_URL_S3 !== undefined;
    return { sdk, client: new sdk.S3Client({ forcePathStyle: isOwn }) };
  })());
}

async function told<Result>(url: string, ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof TorchEncodersError) throw error;
    const { name, message } = error as Error;
    throw new TorchEncodersError('ERR_FILE', `${url}: ${name}${message && message !== name ? `, ${message.split('\n')[0]}` : ''}`, { cause: error });
  }
}

/** The objects under a prefix that ends with a slash, or the one of that name. */
export function listRemote(url: string): Promise<{ path: string; size: number }[]> {
  const { Bucket, Key } = placeOf(url);
  return told(url, async () => {
    const { sdk, client } = await s3();
    const found: { path: string; size: number }[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await client.send(new sdk.ListObjectsV2Command({ Bucket, Prefix: Key, ContinuationToken }));
      for (const { Key: key = '', Size = 0 } of page.Contents ?? []) if (key === Key || Key === '' || Key.endsWith('/')) found.push({ path: `s3://${Bucket}/${key}`, size: Size });
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return found;
  });
}

/** A copy of an object here, as long as it is used. */
export async function withLocalCopy<Result>(url: string, use: (path: string) => AsyncGenerator<Result>): Promise<AsyncGenerator<Result>> {
  const folder = await mkdtemp(join(tmpdir(), 'torch-encoders-'));
  return (async function* () {
    try {
      const path = join(folder, basename(url));
      await told(url, async () => {
        const { sdk, client } = await s3();
        const { Body } = await client.send(new sdk.GetObjectCommand(placeOf(url)));
        await pipeline(Body as NodeJS.ReadableStream, createWriteStream(path));
      });
      yield* use(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  })();
}

/** The text of an object, or undefined where there is none. */
export function readRemote(url: string): Promise<string | undefined> {
  return told(url, async () => {
    const { sdk, client } = await s3();
    try {
      const { Body } = await client.send(new sdk.GetObjectCommand(placeOf(url)));
      return await Body!.transformToString();
    } catch (error) {
      if ((error as Error).name === 'NoSuchKey') return undefined;
      throw error;
    }
  });
}

export function upload(path: string, url: string): Promise<void> {
  return told(url, async () => {
    const { sdk, client } = await s3();
    const { size } = await stat(path);
    await client.send(new sdk.PutObjectCommand({ ...placeOf(url), Body: createReadStream(path), ContentLength: size }));
  });
}
