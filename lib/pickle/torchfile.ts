import { open, type FileHandle } from 'node:fs/promises';
import { TorchEncodersError } from '../errors.js';
import { fileError } from '../files.js';
import { op } from '../tensor/ops.js';
import { tensor, type DType, type Tensor } from '../tensor/tensor.js';
import { Global, Machine, Made, Persistent, type Names } from './machine.js';
import { bytes, entryBytes, readZip, type ZipEntry } from './zip.js';

const dtypeOf: Readonly<Record<string, DType>> = {
  FloatStorage: 'float32', DoubleStorage: 'float64', HalfStorage: 'float16', BFloat16Storage: 'bfloat16', LongStorage: 'int64', IntStorage: 'int32', ShortStorage: 'int16',
  CharStorage: 'int8', ByteStorage: 'uint8', BoolStorage: 'bool', ComplexFloatStorage: 'complex64', ComplexDoubleStorage: 'complex128',
};
const sizeOf: Readonly<Record<DType, number>> = { float32: 4, float64: 8, float16: 2, bfloat16: 2, int64: 8, int32: 4, int16: 2, int8: 1, uint8: 1, bool: 1, complex64: 8, complex128: 16 };
const arrayOf = {
  float32: Float32Array, float64: Float64Array, float16: Uint16Array, bfloat16: Uint16Array, int64: BigInt64Array, int32: Int32Array, int16: Int16Array, int8: Int8Array, uint8: Uint8Array, bool: Uint8Array,
  complex64: Float32Array, complex128: Float64Array,
} as const;

/** A tensor that a file speaks of: a view of one of its storages. */
interface View {
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}
interface Storage {
  readonly dtype: DType;
  readonly key: string;
  /** In elements. */
  readonly numel: number;
}
class TensorOf {
  constructor(readonly view: View) {}
}

/** Names beside tensors that checkpoints hold: left out, never made. */
const harmless = /^(collections\.(OrderedDict|defaultdict|Counter|deque)|torch\.(Size|device|dtype|float\d+|bfloat16|u?int\d+|bool|complex\d+|strided|contiguous_format|Generator)|torch\._utils\.\w+|torch\.serialization\._get_layout|torch\.optim\..+|numpy\.(dtype|ndarray|float\d+|int\d+|bool_?)|numpy\._?core\.multiarray\.(scalar|_reconstruct)|_codecs\.encode|argparse\.Namespace|pathlib\.\w*Path|datetime\.\w+|enum\.\w+|(builtins|__builtin__)\.(set|frozenset|list|dict|tuple|int|float|complex|bool|str|bytes|bytearray|slice|range|object)|copy_reg\._reconstructor|copyreg\._reconstructor|functools\.partial|types\.SimpleNamespace|omegaconf\..+|(pytorch_lightning|lightning|lightning_fabric|torchmetrics)\..+|transformers\.(training_args|trainer_utils|trainer_callback|integrations)\..+|typing\.\w+)$/;

/** What PyTorch's own names give; every other name must be a harmless one. */
class TorchNames implements Names {
  readonly left = new Set<string>();
  readonly #path: string;
  readonly #storageOf: (id: unknown) => Storage;

  constructor(path: string, storageOf: (id: unknown) => Storage) {
    this.#path = path;
    this.#storageOf = storageOf;
  }

  global(path: string): unknown {
    if (/^torch\.(\w+Storage|storage\.\w+)$/.test(path) || path === 'torch.nn.parameter.Parameter' || path === 'torch._tensor._rebuild_from_type_v2' || path === 'torch.Tensor' || harmless.test(path)) return new Global(path);
    throw new TorchEncodersError('ERR_UNSUPPORTED', `${this.#path} names ${path}, which no file of tensors needs; nothing of it was run. If you trust it, load it in Python and save its state_dict with safetensors`);
  }

  call(by: Global, args: readonly unknown[]): unknown {
    switch (by.path) {
      case 'collections.OrderedDict':
      case 'collections.defaultdict':
        return new Map();
      case 'torch.Size':
        return args[0];
      case 'torch._utils._rebuild_tensor':
      case 'torch._utils._rebuild_tensor_v2':
        return this.#tensor(args);
      case 'torch._utils._rebuild_parameter':
      case 'torch._utils._rebuild_parameter_with_state':
        return args[0];
      case 'torch._tensor._rebuild_from_type_v2': { // (how, type, its arguments, state)
        const [how, , inner] = args;
        return how instanceof Global && Array.isArray(inner) ? this.call(how, inner as unknown[]) : new Made(by, args);
      }
      default:
        if (/^torch\._utils\._rebuild_/.test(by.path)) throw new TorchEncodersError('ERR_UNSUPPORTED', `${this.#path} has a tensor of the kind ${by.path.slice(22)}; dense tensors on CPU or CUDA are supported`);
        this.left.add(by.path);
        return new Made(by, args);
    }
  }

  #tensor([storage, offset, shape, strides]: readonly unknown[]): TensorOf {
    const numbers = (value: unknown): value is number[] => Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && one >= 0);
    if (!(storage instanceof Persistent) || !numbers([offset]) || !numbers(shape) || !numbers(strides) || shape.length !== strides.length || shape.length > 64) {
      throw new TorchEncodersError('ERR_FILE', `${this.#path} has a tensor whose shape or storage makes no sense`);
    }
    const found = this.#storageOf(storage.id);
    const isEmpty = shape.includes(0);
    const last = isEmpty ? -1 : (offset as number) + shape.reduce((sum, size, i) => sum + (size - 1) * strides[i]!, 0);
    const elements = shape.reduce((product, size) => product * size, 1);
    if (last >= found.numel || elements > Math.max(found.numel, 1)) throw new TorchEncodersError('ERR_FILE', `${this.#path} has a tensor of the shape [${shape.join(', ')}] in a storage of ${found.numel} elements`);
    return new TensorOf({ storage: found, offset: offset as number, shape, strides });
  }
}

/** What a file of PyTorch holds. */
export interface TorchFile {
  readonly tensors: Record<string, Tensor>;
  /** What is no tensor and was left out, by its Python name. */
  readonly left: readonly string[];
}

/**
 * The tensors of a file that torch.save wrote (`.bin`, `.pt`, `.pth`, `.ckpt`), in its format of today or of before 1.6. Nothing in the file is
 * executed: a small machine builds dictionaries, lists and tensors; whatever else the file names is left out, or refused where no checkpoint has it.
 * Of a dictionary that has them, `state_dict` or the like are taken.
 */
export async function readTorchFile(path: string): Promise<TorchFile> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (error) {
    throw fileError(path, error);
  }
  try {
    const { size } = await file.stat();
    const start = (await bytes(file, path, 0, Math.min(size, legacyMagic.length), size)).toString('latin1');
    if (start.startsWith('PK\x03\x04')) return await readArchive(file, path, size);
    if (start === legacyMagic) return await readLegacy(file, path, size);
    throw new TorchEncodersError('ERR_FILE', `${path} was not written by torch.save`);
  } catch (error) {
    throw fileError(path, error);
  } finally {
    await file.close();
  }
}

async function readArchive(file: FileHandle, path: string, size: number): Promise<TorchFile> {
  const entries = await readZip(file, path);
  const pickle = [...entries.values()].find(({ name }) => /^[^/]+\/data\.pkl$/.test(name));
  if (!pickle) throw new TorchEncodersError('ERR_FILE', `${path} is a zip without data.pkl: ${entries.has('META-INF/MANIFEST.MF') ? 'an archive of something else' : 'not written by torch.save'}`);
  const root = pickle.name.slice(0, -'data.pkl'.length);
  const order = entries.get(`${root}byteorder`);
  if (order && (await entryBytes(file, path, order, size)).toString() !== 'little') throw new TorchEncodersError('ERR_UNSUPPORTED', `${path} was written on a big-endian machine`);
  if (entries.has(`${root}constants.pkl`)) throw new TorchEncodersError('ERR_UNSUPPORTED', `${path} is a TorchScript program; wanted a state_dict: save one with safetensors in Python`);
  const entryOf = (key: string): ZipEntry => entries.get(`${root}data/${key}`) ?? missing(path, key);
  const names = new TorchNames(path, (id) => {
    const storage = storageOf(path, id);
    if (entryOf(storage.key).size !== storage.numel * sizeOf[storage.dtype]) throw new TorchEncodersError('ERR_FILE', `${path}: storage ${storage.key} has ${entryOf(storage.key).size} bytes; ${storage.numel} elements of ${storage.dtype} want ${storage.numel * sizeOf[storage.dtype]}`);
    return storage;
  });
  const value = new Machine(await entryBytes(file, path, pickle, size), names, `${path}/data.pkl`).run();
  return collect(value, names, path, (key) => entryBytes(file, path, entryOf(key), size));
}

const legacyMagic = '\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19'; // the number 0x1950a86a20f9469cfc6c in a pickle of protocol 2

/** Of before PyTorch 1.6: a magic number, a protocol, notes about the system, the object, the storages' keys, the storages. */
async function readLegacy(file: FileHandle, path: string, size: number): Promise<TorchFile> {
  if (size > 2 ** 31 - 1) throw new TorchEncodersError('ERR_UNSUPPORTED', `${path} has ${size} bytes; of the format of before PyTorch 1.6, files of up to 2 GB are supported`);
  const all = await bytes(file, path, 0, size, size);
  const storages = new Map<string, Storage>();
  const names = new TorchNames(path, (id) => {
    const storage = storageOf(path, id);
    storages.set(storage.key, storage);
    return storage;
  });
  let at = 0;
  const next = (): unknown => {
    const machine = new Machine(all, names, path, at);
    const value = machine.run();
    at = machine.position;
    return value;
  };
  next(); // the magic number
  if (next() !== 1001) throw new TorchEncodersError('ERR_UNSUPPORTED', `${path} is of another protocol than 1001`);
  const notes = next();
  if (notes instanceof Map && notes.get('little_endian') === false) throw new TorchEncodersError('ERR_UNSUPPORTED', `${path} was written on a big-endian machine`);
  const value = next();
  const keys = next();
  const places = new Map<string, Buffer>();
  for (const key of Array.isArray(keys) ? keys.map(String) : []) {
    const storage = storages.get(key);
    const numel = at + 8 <= size ? Number(all.readBigInt64LE(at)) : -1;
    if (!storage || numel !== storage.numel) throw new TorchEncodersError('ERR_FILE', `${path}: storage ${key} has ${numel} elements; the object wants ${storage?.numel ?? 'none'}`);
    const begin = at + 8;
    at = begin + numel * sizeOf[storage.dtype];
    if (at > size) throw new TorchEncodersError('ERR_FILE', `${path} ends within storage ${key}; is it cut off?`);
    places.set(key, all.subarray(begin, at));
  }
  return collect(value, names, path, async (key) => places.get(key) ?? missing(path, key));
}

const missing = (path: string, key: string): never => {
  throw new TorchEncodersError('ERR_FILE', `${path} has no storage ${key}; is it cut off?`);
};

/** ('storage', its class, its key, where it was, how many elements). */
function storageOf(path: string, id: unknown): Storage {
  const [kind, type, key, , numel] = Array.isArray(id) ? (id as unknown[]) : [];
  const name = type instanceof Global ? type.path.slice(type.path.lastIndexOf('.') + 1) : '';
  const dtype = Object.hasOwn(dtypeOf, name) ? dtypeOf[name] : undefined;
  if (kind !== 'storage' || typeof key !== 'string' || typeof numel !== 'number' || !Number.isSafeInteger(numel) || numel < 0) throw new TorchEncodersError('ERR_FILE', `${path} names a storage that makes no sense`);
  if (!dtype) throw new TorchEncodersError('ERR_UNSUPPORTED', `${path} has a storage of the kind ${name || 'unknown'}; supported are ${Object.keys(dtypeOf).join(', ')}`);
  return { dtype, key, numel };
}

/** In which entry of a checkpoint the weights are, where they are not at its root. */
const stateKeys = ['state_dict', 'model_state_dict', 'model', 'module', 'net', 'weights'];

async function collect(value: unknown, names: TorchNames, path: string, read: (key: string) => Promise<Buffer>): Promise<TorchFile> {
  const found = new Map<string, View>();
  const root = value instanceof Map ? value : new Map([['tensor', value]]);
  const key = [...root.values()].some((one) => one instanceof TensorOf) ? undefined : stateKeys.find((name) => root.get(name) instanceof Map);
  walk(key === undefined ? root : root.get(key), '', found, new Set());
  if (found.size === 0) throw new TorchEncodersError('ERR_FILE', `${path} holds no tensor`);
  const tensors: Record<string, Tensor> = {};
  try {
    for (const [name, view] of found) tensors[name] = await tensorOf(view, await read(view.storage.key));
    return { tensors, left: [...names.left].sort() };
  } catch (error) {
    for (const one of Object.values(tensors)) one.dispose();
    throw error;
  }
}

/** The tensors of nested dictionaries and lists, under the keys on the way, with dots. */
function walk(value: unknown, prefix: string, found: Map<string, View>, seen: Set<unknown>): void {
  if (value instanceof TensorOf) found.set(prefix || 'tensor', value.view);
  if (!(value instanceof Map || Array.isArray(value)) || seen.has(value) || prefix.length > 4096) return;
  seen.add(value);
  for (const [key, one] of value.entries()) if (typeof key === 'string' || typeof key === 'number') walk(one, prefix === '' ? String(key) : `${prefix}.${key}`, found, seen);
}

/** The elements of a view, laid out anew. */
async function tensorOf({ storage, offset, shape, strides }: View, data: Buffer): Promise<Tensor> {
  const { dtype, numel } = storage;
  const elements = data.buffer.slice(data.byteOffset, data.byteOffset + numel * sizeOf[dtype]) as ArrayBuffer; // a copy begins where its type may
  using flat = tensor(new arrayOf[dtype](elements), { dtype, shape: [numel] });
  using view = op('aten::as_strided', flat, shape, strides, offset);
  return op('aten::clone', view, { memoryFormat: 'contiguous_format' });
}
