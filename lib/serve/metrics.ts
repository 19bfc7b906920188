import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Call } from './call.js';
import type { ServeError } from './errors.js';
import type { BatchObserver } from './scheduler.js';
import type { Service } from './service.js';

const times = (first: number, factor: number, count: number): number[] => Array.from({ length: count }, (_, i) => first * factor ** (i + 1));
const powers = (count: number): number[] => Array.from({ length: count }, (_, i) => 2 ** i);

/** What is counted, under text-embeddings-inference's names; what it has no name for begins with torch_encoders. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = this.#counter('te_request_count', 'Requests that were let in', ['method']);
  readonly #successes = this.#counter('te_request_success', 'Requests that got a result', ['method']);
  readonly #failures = this.#counter('te_request_failure', 'Requests that did not, by what went wrong', ['err']);
  readonly #tokens = this.#counter('torch_encoders_tokens', 'Tokens that were computed', ['model']);
  readonly #byTask = (['embed', 'predict'] as const).map((task) => [task, {
    count: this.#counter(`te_${task}_count`, 'Texts'),
    success: this.#counter(`te_${task}_success`, 'Texts that got a result'),
    durations: this.#durations(`te_${task}`),
  }] as const);
  readonly #ofRequests = this.#durations('te_request');
  readonly inputLength = this.#histogram('te_request_input_length', 'Tokens of a text', powers(20));
  readonly #batchSize = this.#histogram('te_batch_next_size', 'Texts of a batch', powers(13));
  readonly #batchTokens = this.#histogram('te_batch_next_tokens', 'Tokens of a batch', powers(21));
  readonly #batchDuration = this.#histogram('te_batch_inference_duration', 'Seconds that a batch took', times(1e-5, 1.5, 35));

  get contentType(): string {
    return this.#registry.contentType;
  }
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** Gauges are read when they are asked for. */
  watch({ scheduler, admission, registry }: Service): void {
    this.#gauge('te_queue_size', 'Texts that wait', () => scheduler.waiting);
    this.#gauge('te_batch_current_size', 'Texts that are computed now', () => scheduler.computing);
    this.#gauge('torch_encoders_requests', 'Requests that are answered now', () => admission.requests);
    this.#gauge('torch_encoders_queue_seconds', 'Seconds that a request would wait', () => admission.wait);
    this.#gauge('torch_encoders_loaded_models', 'Models that are loaded', () => registry.places.filter(({ model }) => model).length);
    this.#gauge('process_resident_memory_bytes', 'Resident memory', () => process.memoryUsage.rss());
  }

  batch: BatchObserver = ({ model, texts, tokens, seconds }) => {
    this.#tokens.inc({ model }, tokens);
    this.#batchSize.observe(texts);
    this.#batchTokens.observe(tokens);
    this.#batchDuration.observe(seconds);
  };

  /** A request that computes and got its result. */
  success(call: Call, task: 'embed' | 'predict', milliseconds: number): void {
    this.#requests.inc({ method: call.method });
    this.#successes.inc({ method: call.method });
    const own = this.#byTask.find(([name]) => name === task)![1];
    own.count.inc(call.texts);
    own.success.inc(call.texts);
    for (const { total, tokenization, queue, inference } of [this.#ofRequests, own.durations]) {
      total.observe(milliseconds / 1000);
      tokenization.observe(call.tokenization / 1000);
      queue.observe(call.queue / 1000);
      inference.observe(call.inference / 1000);
    }
  }
  failure(call: Call, { kind }: ServeError): void {
    this.#requests.inc({ method: call.method });
    this.#failures.inc({ err: kind });
  }

  #counter<Label extends string = string>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.#registry] });
  }
  #gauge(name: string, help: string, read: () => number): void {
    new Gauge({ name, help, registers: [this.#registry], collect() { this.set(read()); } });
  }
  #histogram(name: string, help: string, buckets: number[]): Histogram {
    return new Histogram({ name, help, buckets, registers: [this.#registry] });
  }
  #durations(prefix: string): { total: Histogram; tokenization: Histogram; queue: Histogram; inference: Histogram } {
    const buckets = times(1e-5, 1.5, 35);
    return {
      total: this.#histogram(`${prefix}_duration`, 'Seconds from the request to its answer', buckets),
      tokenization: this.#histogram(`${prefix}_tokenization_duration`, 'Seconds of tokenizing, the mean over the texts', buckets),
      queue: this.#histogram(`${prefix}_queue_duration`, 'Seconds of waiting, the mean over the texts', buckets),
      inference: this.#histogram(`${prefix}_inference_duration`, 'Seconds of computing, the mean over the texts', buckets),
    };
  }
}
