import type { Call } from './call.js';

/** The part of @opentelemetry/api that is used: it is there when the app has it. */
interface Span {
  setAttributes(attributes: Record<string, string | number>): unknown;
  setStatus(status: { code: number; message?: string }): unknown;
  end(): void;
}
interface Api {
  trace: { getTracer(name: string): { startSpan(name: string, options: { attributes: Record<string, string> }): Span } };
}
const failed = 2; // SpanStatusCode.ERROR

/** A span for each request, in the trace that the app has begun. Without @opentelemetry/api, or without an SDK behind it, nothing happens. */
export class Spans {
  readonly #api: Api | undefined;
  private constructor(api: Api | undefined) {
    this.#api = api;
  }

  static async open(): Promise<Spans> {
    const name = '@opentelemetry/api';
    return new Spans(await (import(name) as Promise<Api>).catch(() => undefined));
  }

  start(method: string, route: string): (call: Call, status: number, problem?: string) => void {
    const span = this.#api?.trace.getTracer('torch-encoders').startSpan(`${method} ${route}`, { attributes: { 'http.request.method': method, 'http.route': route } });
    if (!span) return () => undefined;
    return ({ model = '', texts, characters, tokens, tokenization, queue, inference }, status, problem) => {
      span.setAttributes({
        'http.response.status_code': status, 'gen_ai.request.model': model, texts, compute_chars: characters, compute_tokens: tokens,
        tokenization_time_ms: tokenization, queue_time_ms: queue, inference_time_ms: inference,
      });
      if (problem !== undefined) span.setStatus({ code: failed, message: problem });
      span.end();
    };
  }
}
