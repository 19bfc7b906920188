/** A kind of machine that there is a binary for. The packages of scripts/pack/ are made from this table, and the loader looks for them by it. */
export interface Platform {
  /** `${process.platform}-${process.arch}`. */
  readonly key: string;
  readonly os: string;
  readonly cpu: string;
  readonly libc?: 'glibc';
  /** Whether its packages are published. torch-encoders names no others: `npm ci` fails on a name that npm does not know. */
  readonly isPublished: boolean;
  /** The package of the addon, and that of LibTorch's libraries. */
  readonly addon: string;
  readonly libtorch: string;
  /** In the order in which they are opened: each finds those before it by name. The last brings CUDA in where LibTorch has it. */
  readonly libraries: readonly string[];
  /** Needed by those, and found by them beside themselves. */
  readonly companions: readonly string[];
}

export const platforms: readonly Platform[] = [
  {
    key: 'linux-x64', isPublished: true, os: 'linux', cpu: 'x64', libc: 'glibc', addon: '@torch-encoders/linux-x64-gnu', libtorch: '@torch-encoders/libtorch-linux-x64-gnu',
    libraries: ['libc10.so', 'libtorch_cpu.so', 'libtorch.so'], companions: ['libgomp.so.1'],
  },
  {
    key: 'darwin-arm64', isPublished: false, os: 'darwin', cpu: 'arm64', addon: '@torch-encoders/darwin-arm64', libtorch: '@torch-encoders/libtorch-darwin-arm64',
    libraries: ['libc10.dylib', 'libtorch_cpu.dylib', 'libtorch.dylib'], companions: ['libomp.dylib'],
  },
  {
    key: 'win32-x64', isPublished: false, os: 'win32', cpu: 'x64', addon: '@torch-encoders/win32-x64-msvc', libtorch: '@torch-encoders/libtorch-win32-x64-msvc',
    libraries: ['c10.dll', 'torch_cpu.dll', 'torch.dll'], companions: ['libiomp5md.dll', 'uv.dll'],
  },
];

/** The oldest glibc that LibTorch and Node themselves run on. */
export const oldestGlibc = '2.28';

/** The library whose ABI number tells which LibTorch it is. */
export const coreLibrary = /(^|[\\/])(lib)?torch_cpu\.(so|dylib|dll)$/;
