import { Admission } from './admission.js';
import type { Call } from './call.js';
import { ServeError } from './errors.js';
import type { Metrics } from './metrics.js';
import type { ModelKind, Prepared, ServedModel, TextOptions } from './model.js';
import type { ServeLimits } from './options.js';
import type { Lane, Sequence } from './queue.js';
import { Registry, type ModelSpec, type Place } from './registry.js';
import { Scheduler } from './scheduler.js';
import type { Input, TextFields } from './schemas.js';
import { newCaller } from './work.js';

/** What is asked of a model: some texts, pairs of texts, or ids. */
export interface Asked<Value> {
  readonly place: Place;
  readonly inputs: readonly (string | readonly number[] | readonly [string, string])[];
  readonly options: TextOptions;
  /** Of the model, which has it: its kind was asked for. */
  lane(model: ServedModel, skipTokens: number): Lane<Value>;
}

/** The way of every request that computes: let in, tokenized, scheduled, computed. */
export class Service {
  readonly limits: ServeLimits;
  readonly registry: Registry;
  readonly scheduler: Scheduler;
  readonly admission: Admission;
  readonly metrics: Metrics;

  private constructor(limits: ServeLimits, registry: Registry, scheduler: Scheduler, metrics: Metrics) {
    this.limits = limits;
    this.registry = registry;
    this.scheduler = scheduler;
    this.admission = new Admission(limits, () => scheduler.slots);
    this.metrics = metrics;
  }

  static async open(specs: readonly ModelSpec[], limits: ServeLimits, metrics: Metrics): Promise<Service> {
    const scheduler = new Scheduler(limits, (batch) => metrics.batch(batch));
    const registry = await Registry.open(specs, limits, (model) => warmUp(model, scheduler));
    const service = new Service(limits, registry, scheduler, metrics);
    metrics.watch(service);
    return service;
  }

  find(name: string | null | undefined, ...kinds: readonly ModelKind[]): Place {
    return this.registry.find(name, kinds);
  }

  /** The values of what is asked, in its order; the call learns what it took. */
  async compute<Value>(call: Call, { place, inputs, options, lane }: Asked<Value>): Promise<readonly Value[]> {
    call.model = place.name;
    call.texts = inputs.length;
    call.characters = inputs.reduce((sum, one) => sum + charactersOf(one), 0);
    // Before tokens are counted: four characters each, and the special ones.
    const guess = (call.characters / 4 + 2 * inputs.length) * secondsPerToken(place, lane);
    const admitted = this.admission.enter(guess);
    try {
      return await this.registry.use(place, async (model) => {
        const began = performance.now();
        const { sequences, skipTokens } = await prepare(model, inputs, options);
        call.tokenization = (performance.now() - began) / Math.max(1, inputs.length);
        for (const { ids } of sequences) {
          call.tokens += ids.length;
          this.metrics.inputLength.observe(ids.length);
        }
        const own = lane(model, skipTokens);
        admitted.costs(call.tokens * own.secondsPerToken);
        const { values, queueTime, computeTime } = await this.scheduler.run(own, sequences, call.caller);
        [call.queue, call.inference] = [queueTime, computeTime];
        return values;
      });
    } finally {
      admitted.release();
    }
  }

  /** How a request's fields say that its texts are to be read. */
  textOptions({ truncate, truncation_direction = 'right', prompt_name }: TextFields): TextOptions {
    return {
      truncate: truncate ?? this.limits.autoTruncate,
      ...(truncation_direction.toLowerCase() === 'left' && { side: 'left' }),
      ...(typeof prompt_name === 'string' && { promptName: prompt_name }),
    };
  }

  /** The texts of a request, one or several. @throws ServeError for none, or more than `most`. */
  listOf(call: Call, input: Input, most = this.limits.maxClientBatchSize): readonly (string | readonly number[])[] {
    if (typeof input === 'string') return [input];
    if (input.length > 0 && input.every((one) => typeof one === 'number')) return [input as readonly number[]];
    call.method = 'batch';
    return this.checkCount(input as readonly (string | readonly number[])[], most);
  }
  checkCount<Item>(list: readonly Item[], most = this.limits.maxClientBatchSize, name = 'inputs'): readonly Item[] {
    if (list.length === 0) throw new ServeError('empty', `\`${name}\` cannot be empty`, { param: name });
    if (list.length > most) throw new ServeError('validation', `batch size ${list.length} > maximum allowed batch size ${most}`, { param: name });
    return list;
  }
}

/** Texts by the tokenizer, ids as they are, each in its place. */
async function prepare(model: ServedModel, inputs: Asked<unknown>['inputs'], options: TextOptions): Promise<Prepared> {
  const isIds = (one: Asked<unknown>['inputs'][number]): one is readonly number[] => typeof one !== 'string' && typeof one[0] !== 'string';
  if (!inputs.some(isIds)) return model.prepare(inputs as readonly (string | readonly [string, string])[], options);
  const given = inputs.filter(isIds);
  const ids = model.check(given, options);
  const texts = inputs.filter((one) => !isIds(one)) as readonly string[];
  const { sequences, skipTokens } = texts.length > 0 ? await model.prepare(texts, options) : { sequences: [], skipTokens: 0 };
  if (skipTokens > 0) throw new ServeError('validation', 'texts and token ids cannot be mixed where the model leaves a prompt out of its pooling');
  let [nextIds, nextText] = [0, 0];
  return { sequences: inputs.map((one) => (isIds(one) ? ids[nextIds++]! : sequences[nextText++]!)), skipTokens };
}

function charactersOf(one: Asked<unknown>['inputs'][number]): number {
  if (typeof one === 'string' || typeof one[0] !== 'string') return one.length;
  return one[0].length + (one[1] as string).length;
}

function secondsPerToken<Value>({ model }: Place, lane: Asked<Value>['lane']): number {
  return model ? lane(model, 0).secondsPerToken : 0;
}

/** The first batch of a model pays for what later ones have: pages of weights, threads, buffers. */
async function warmUp(model: ServedModel, scheduler: Scheduler): Promise<void> {
  await model.prepare(['warm'], { truncate: true });
  for (const texts of [1, 4, 8, 8]) await scheduler.run(laneOf(model), Array.from({ length: texts }, () => trial(Math.min(128, model.maxInputLength))), newCaller());
}

/** What a model computes first of all. */
export const laneOf = (model: ServedModel): Lane => (model.vectors?.(0) ?? model.sparse ?? model.scores!) as Lane;

/** Some tokens that every model has. */
export const trial = (tokens: number): Sequence => ({ ids: new Int32Array(tokens), tokenTypeIds: new Int32Array(tokens) });
