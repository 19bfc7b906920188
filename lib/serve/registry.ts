import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { EncoderOptions } from '../encoders/load.js';
import { TorchEncodersError } from '../errors.js';
import { resolveModel } from '../hub/resolve.js';
import { ServeError } from './errors.js';
import { kindOf, loadServedModel, type ModelKind, type ServedModel } from './model.js';

/** A model to serve. */
export interface ModelSpec extends EncoderOptions {
  /** A model folder or a hub id. */
  readonly model: string;
  /** What requests call it. Default: the id, or the folder's own name. */
  readonly name?: string;
}

export interface RegistryLimits {
  /** Bytes of weights, as they lie on disk, that are loaded at one time. */
  readonly maxMemory: number;
  /** Seconds after which a model that nobody asks is unloaded. */
  readonly idleUnload: number;
}

/** A model that is served, loaded or not. */
export interface Place {
  readonly name: string;
  readonly kind: ModelKind;
  readonly bytes: number;
  /** While it is loaded. */
  readonly model: ServedModel | undefined;
}

class Slot implements Place {
  model: ServedModel | undefined;
  loading: Promise<ServedModel> | undefined;
  users = 0;
  lastUsed = performance.now();
  constructor(readonly name: string, readonly folder: string, readonly kind: ModelKind, readonly bytes: number, readonly options: EncoderOptions) {}
}

const notOf: Record<'embedding' | 'sparse' | 'reranker' | 'classifier', string> = {
  embedding: 'Model is not an embedding model',
  sparse: 'Model is not an embedding model with Splade pooling',
  reranker: 'model is not a re-ranker model',
  classifier: 'Model is not a classifier model',
};

/** The models of a server: loaded when they are asked, unloaded when nobody asks or another needs the room. */
export class Registry {
  readonly #slots: readonly Slot[];
  readonly #limits: RegistryLimits;
  readonly #warmUp: (model: ServedModel) => Promise<void>;
  readonly #timer: NodeJS.Timeout | undefined;
  #line: Promise<unknown> = Promise.resolve();
  #onFree: (() => void) | undefined;

  private constructor(slots: readonly Slot[], limits: RegistryLimits, warmUp: (model: ServedModel) => Promise<void>) {
    this.#slots = slots;
    this.#limits = limits;
    this.#warmUp = warmUp;
    if (Number.isFinite(limits.idleUnload)) this.#timer = setInterval(() => this.#unloadIdle(), Math.min(1000, 250 * limits.idleUnload)).unref();
  }

  /** Loads what there is room for. @param warmUp computes something with a model that was just loaded. */
  static async open(specs: readonly ModelSpec[], limits: RegistryLimits, warmUp: (model: ServedModel) => Promise<void>): Promise<Registry> {
    const slots: Slot[] = [];
    for (const { model, name = await servedName(model), ...options } of specs) {
      if (slots.some((slot) => slot.name === name)) throw new TorchEncodersError('ERR_CONFIG', `two models are named '${name}'; give one of them another name`);
      const folder = await resolveModel(model, options);
      const slot = new Slot(name, folder, await kindOf(folder), await weightBytes(folder), options);
      if (slot.bytes > limits.maxMemory) throw new TorchEncodersError('ERR_MEMORY', `${name} has ${slot.bytes} bytes of weights, more than the ${limits.maxMemory} that may be loaded; raise maxMemory`);
      slots.push(slot);
    }
    const registry = new Registry(slots, limits, warmUp);
    try {
      for (const slot of slots) if (registry.#loaded + slot.bytes <= limits.maxMemory) await registry.#ready(slot);
      return registry;
    } catch (error) {
      registry.close();
      throw error;
    }
  }

  get places(): readonly Place[] {
    return this.#slots;
  }
  get #loaded(): number {
    return this.#slots.reduce((sum, { model, loading, bytes }) => sum + (model || loading ? bytes : 0), 0);
  }

  /**
   * The model that a request means: the one it names, else the first of the first kind that there is. Where one alone can do what is wanted any name is taken, as text-embeddings-inference does.
   * @throws ServeError 'notFound' for a name that none of several has, 'backend' where no model can do it.
   */
  find(name: string | null | undefined, kinds: readonly ModelKind[]): Place {
    const able = kinds.flatMap((wanted) => this.#slots.filter(({ kind }) => kind === wanted));
    const named = name ? this.#slots.find((slot) => slot.name === name) : undefined;
    if (named && !able.includes(named)) throw new ServeError('backend', notOf[kinds[0]!]);
    if (named) return named;
    if (able.length === 0) throw new ServeError('backend', notOf[kinds[0]!]);
    if (name && able.length > 1) throw new ServeError('notFound', `The model \`${name}\` does not exist`, { param: 'model', code: 'model_not_found' });
    return able[0]!;
  }

  /** Runs `fn` with a model, which stays loaded meanwhile. */
  async use<Result>(place: Place, fn: (model: ServedModel) => Promise<Result>): Promise<Result> {
    const slot = place as Slot;
    slot.users++;
    try {
      return await fn(slot.model ?? (await this.#ready(slot)));
    } finally {
      slot.users--;
      slot.lastUsed = performance.now();
      this.#onFree?.();
    }
  }

  close(): void {
    clearInterval(this.#timer);
    for (const slot of this.#slots) this.#unload(slot);
  }

  #ready(slot: Slot): Promise<ServedModel> {
    slot.loading ??= this.#inLine(() => this.#load(slot)).finally(() => (slot.loading = undefined));
    return slot.loading;
  }
  #inLine<Result>(fn: () => Promise<Result>): Promise<Result> {
    const next = this.#line.then(fn);
    this.#line = next.catch(() => undefined);
    return next;
  }

  async #load(slot: Slot): Promise<ServedModel> {
    while (this.#inUse() + slot.bytes > this.#limits.maxMemory) {
      const idle = this.#slots.filter(({ model, users }) => model && users === 0).sort((a, b) => a.lastUsed - b.lastUsed)[0];
      if (idle) this.#unload(idle);
      else await new Promise<void>((resolve) => (this.#onFree = resolve));
    }
    const model = await loadServedModel(slot.folder, slot.name, slot.options);
    await this.#warmUp(model);
    slot.lastUsed = performance.now();
    return (slot.model = model);
  }
  #inUse(): number {
    return this.#slots.reduce((sum, { model, bytes }) => sum + (model ? bytes : 0), 0);
  }

  #unloadIdle(): void {
    const before = performance.now() - 1000 * this.#limits.idleUnload;
    for (const slot of this.#slots) if (slot.users === 0 && slot.lastUsed < before) this.#unload(slot);
  }
  #unload(slot: Slot): void {
    slot.model?.dispose();
    slot.model = undefined;
  }
}

/** What a model is called that was given no name. */
export async function servedName(model: string): Promise<string> {
  const isFolder = await stat(model).then((stats) => stats.isDirectory(), () => false);
  return isFolder ? basename(resolve(model)) : model;
}

async function weightBytes(folder: string): Promise<number> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.safetensors'));
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
