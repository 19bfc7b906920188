import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { oldestGlibc, platforms, type Platform } from './platforms.js';

/** What the loader knows of the machine before it opens anything. */
export interface System {
  readonly platform: string;
  readonly arch: string;
  /** Linux only. */
  readonly libc?: string;
  readonly libcVersion?: string;
  readonly processor: string;
  readonly node: string;
}

export function inspectSystem(): System {
  const { familySync, versionSync } = createRequire(import.meta.url)('detect-libc') as { familySync(): string | null; versionSync(): string | null };
  return {
    platform: process.platform, arch: process.arch, libc: familySync() ?? undefined, libcVersion: versionSync() ?? undefined,
    processor: cpus()[0]?.model.trim() || 'unknown', node: process.version,
  };
}

export const platformOf = ({ platform, arch }: System): Platform | undefined => platforms.find(({ key }) => key === `${platform}-${arch}`);

export function describe({ platform, arch, libc, libcVersion, processor, node }: System): string {
  return `${platform}-${arch}${libc ? `, ${libc}${libcVersion ? ` ${libcVersion}` : ''}` : ''}, Node ${node}, ${processor}`;
}

/** Why nothing of ours can run here, and what helps; none where it can. A build of one's own runs on platforms that we have no binary for. */
export function objection(system: System, isOwnBuild: boolean): { problem: string; cure: string } | undefined {
  const { platform, libc, libcVersion, arch } = system;
  if (libc === 'musl') {
    return { problem: `this system has musl${libcVersion ? ` ${libcVersion}` : ''} (Alpine?), and LibTorch exists for glibc only`, cure: 'use an image with glibc, such as node:20-slim instead of node:20-alpine' };
  }
  if (libc === 'glibc' && libcVersion && isOlder(libcVersion, oldestGlibc)) {
    return { problem: `glibc is ${libcVersion}, and ${oldestGlibc} is the oldest that LibTorch runs on`, cure: 'use a newer system: Debian 10, Ubuntu 18.10, RHEL 8 or later' };
  }
  if (platformOf(system) || isOwnBuild) return undefined;
  return {
    problem: `there is no binary for ${platform}-${arch}: there are ${platforms.map(({ key }) => key).join(', ')}`,
    cure: 'where there is a LibTorch for it, `LIBTORCH=<its folder> npx torch-encoders build` makes one with a C++ compiler',
  };
}

function isOlder(version: string, than: string): boolean {
  const [[major, minor], [wantedMajor, wantedMinor]] = [version, than].map((text) => text.split('.').map(Number)) as [[number, number], [number, number]];
  return major < wantedMajor || (major === wantedMajor && minor < wantedMinor);
}
