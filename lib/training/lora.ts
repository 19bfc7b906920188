import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe } from '../config.js';
import type { BaseEncoder } from '../encoders/base.js';
import { TorchEncodersError } from '../errors.js';
import { fileError, readJson, writeJson } from '../files.js';
import { Module, Parameter } from '../nn/module.js';
import { within } from '../sentence/limits.js';
import { loadSafetensors, saveSafetensors } from '../tensor/files.js';
import { torchFunctions as F } from '../tensor/functions.js';
import { noGrad } from '../tensor/modes.js';
import { tidy } from '../tensor/scope.js';
import type { Tensor } from '../tensor/tensor.js';

export interface LoraOptions {
  /** The rank of the matrices. Default: 8. */
  rank?: number;
  /** What B · A is multiplied by, times the rank. Default: 16. */
  alpha?: number;
  /** Of what goes into A. Default: 0. */
  dropout?: number;
  /** Which matrices, by the last part of their names, such as ['query', 'value']. Default: those that make queries, keys and values. */
  targetModules?: readonly string[];
}

/** What is read of PEFT's adapter_config.json. */
interface PeftConfig {
  peft_type?: string;
  r: number;
  lora_alpha?: number;
  lora_dropout?: number;
  use_rslora?: boolean;
  use_dora?: boolean;
  fan_in_fan_out?: boolean;
  rank_pattern?: object;
  alpha_pattern?: object;
  modules_to_save?: readonly string[] | null;
  bias?: string;
}

const attention = ['query', 'key', 'value', 'q_proj', 'k_proj', 'v_proj', 'qkv_proj', 'Wqkv', 'q_lin', 'k_lin', 'v_lin', 'q', 'k', 'v', 'query_proj', 'key_proj', 'value_proj'];

/**
 * Matrices of low rank beside an encoder's own (Hu et al., 2022): x Wᵀ + (alpha / rank) · (x Aᵀ) Bᵀ, of which A and B learn. The encoder computes with them from here
 * on, until {@link merge}; it is for the caller to freeze the encoder's own parameters.
 *
 * @example
 * encoder.requiresGrad_(false);
 * const lora = new Lora(encoder, { rank: 8 });
 * const optimizer = new optim.AdamW(lora.parameters(), { lr: 5e-4 });
 */
export class Lora extends Module {
  readonly #encoder: BaseEncoder;
  readonly #adapters: ReadonlyMap<string, { readonly a: Parameter; readonly b: Parameter }>;
  readonly #options: Required<LoraOptions>;

  constructor(encoder: BaseEncoder, { rank = 8, alpha = 16, dropout = 0, targetModules = attention }: LoraOptions = {}) {
    super();
    within('rank', rank, 1);
    const weights = encoder.stateDict();
    const chosen = encoder.adaptable.filter((name) => targetModules.includes(name.split('.').at(-1)!) && weights[`${name}.weight`]);
    if (chosen.length === 0) throw new TorchEncodersError('ERR_CONFIG', `no matrix of the encoder is one of ${targetModules.join(', ')}; it has ${[...new Set(encoder.adaptable.map((name) => name.split('.').at(-1)!))].join(', ')}`);
    this.#encoder = encoder;
    this.#options = { rank, alpha, dropout, targetModules: [...new Set(chosen.map((name) => name.split('.').at(-1)!))] };
    this.#adapters = new Map(chosen.map((name) => {
      const [out, into] = weights[`${name}.weight`]!.shape as [number, number];
      const drawn = tidy(() => F.rand([rank, into]).mul(2).sub(1).div(Math.sqrt(into))); // Kaiming's uniform, as PEFT begins
      const adapter = { a: new Parameter(drawn), b: new Parameter(F.zeros([out, rank])) };
      encoder.adapt(name, { ...adapter, scale: alpha / rank, dropout });
      return [name, adapter];
    }));
  }

  /**
   * An adapter that {@link savePretrained} or PEFT has written, beside an encoder that is what it was trained on.
   * @param folder with adapter_config.json and adapter_model.safetensors.
   * @throws ERR_UNSUPPORTED for what is more than two matrices (DoRA, biases, ranks that differ, whole modules), ERR_CONFIG for matrices that the encoder has no place for.
   */
  static async fromPretrained(encoder: BaseEncoder, folder: string): Promise<Lora> {
    const path = join(folder, 'adapter_config.json');
    const { peft_type, r, lora_alpha = r, lora_dropout = 0, use_rslora = false, ...more } = (await readJson(path)) as PeftConfig;
    if (peft_type !== 'LORA' || !Number.isSafeInteger(r)) throw new TorchEncodersError('ERR_UNSUPPORTED', `${path}: peft_type is ${describe(peft_type)} and r is ${describe(r)}; wanted LORA and a rank`);
    for (const name of ['use_dora', 'fan_in_fan_out', 'rank_pattern', 'alpha_pattern', 'modules_to_save', 'bias'] as const) {
      const value = more[name];
      if (value && value !== 'none' && !(typeof value === 'object' && Object.keys(value).length === 0)) throw new TorchEncodersError('ERR_UNSUPPORTED', `${path}: ${name} is ${describe(value)}; only the two matrices of plain LoRA are read`);
    }
    const file = join(folder, 'adapter_model.safetensors');
    const left = await loadSafetensors(file);
    // PEFT's names begin with where the encoder is in its model: base_model.model.bert.encoder.layer.0 …
    const found = new Map(encoder.adaptable.flatMap((name) => {
      const keyOf = (which: string): string | undefined => Object.keys(left).find((key) => key.startsWith('base_model.model.') && key.endsWith(`.${name}.${which}.weight`));
      const [a, b] = [keyOf('lora_A'), keyOf('lora_B')];
      if (!a || !b) return [];
      const pair = [left[a]!, left[b]!] as const;
      delete left[a];
      delete left[b];
      return [[name, pair] as const];
    }));
    const [foreign] = Object.keys(left);
    if (foreign) throw new TorchEncodersError('ERR_CONFIG', `${file}: the encoder has no place for ${foreign}; wanted matrices of ${encoder.adaptable.slice(0, 3).join(', ')} …`);
    const lora = new Lora(encoder, { rank: r, alpha: use_rslora ? lora_alpha * Math.sqrt(r) : lora_alpha, dropout: lora_dropout, targetModules: [...new Set([...found.keys()].map((name) => name.split('.').at(-1)!))] });
    noGrad(() => {
      for (const [name, [a, b]] of found) {
        const own = lora.#adapters.get(name)!;
        for (const [to, from] of [[own.a, a], [own.b, b]] as const) {
          if (`${to.shape}` !== `${from.shape}`) throw new TorchEncodersError('ERR_CONFIG', `${file}: ${name} has a matrix of [${from.shape}]; wanted [${to.shape}]`);
          to.detach().copy_(from);
        }
      }
    });
    return lora;
  }

  forward(): never {
    throw new TorchEncodersError('ERR_UNSUPPORTED', 'Lora has no forward of its own: its encoder computes with it');
  }
  protected override ownParameters(): Iterable<[string, Tensor]> {
    return [...this.#adapters].flatMap(([name, { a, b }]): [string, Tensor][] => [[`${name}.lora_A.weight`, a], [`${name}.lora_B.weight`, b]]);
  }

  /** Adds what was learned to the encoder's matrices, which are alone again. */
  merge(): void {
    const weights = this.#encoder.stateDict();
    noGrad(() => tidy(() => {
      for (const [name, { a, b }] of this.#adapters) {
        weights[`${name}.weight`]!.detach().addmm_(b, a, { alpha: this.#options.alpha / this.#options.rank });
        this.#encoder.adapt(name);
      }
    }));
  }

  /** Writes adapter_config.json and adapter_model.safetensors, which PEFT reads. */
  async savePretrained(folder: string, { baseModel }: { baseModel?: string } = {}): Promise<void> {
    const { rank, alpha, dropout, targetModules } = this.#options;
    try {
      await mkdir(folder, { recursive: true });
      await writeJson(join(folder, 'adapter_config.json'), { peft_type: 'LORA', task_type: 'FEATURE_EXTRACTION', base_model_name_or_path: baseModel ?? null, r: rank, lora_alpha: alpha, lora_dropout: dropout, bias: 'none', target_modules: targetModules, inference_mode: true });
      await saveSafetensors(join(folder, 'adapter_model.safetensors'), Object.fromEntries([...this.namedParameters()].map(([name, tensor]) => [`base_model.model.${name}`, tensor])), { format: 'pt' });
    } catch (error) {
      throw fileError(folder, error);
    }
  }
}
