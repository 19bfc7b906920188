import type { GenericSchema, InferOutput } from 'valibot';
import type { Call, Reply } from './call.js';
import type { Dialect } from './errors.js';
import type { Service } from './service.js';

/** A route: what it takes, what it gives, and how. The OpenAPI document is made of these. */
export interface Route<Body = unknown> {
  readonly method: 'GET' | 'POST';
  /** The first is the one that the document shows. `{name}` stands for one part of a path. */
  readonly paths: readonly string[];
  readonly summary: string;
  readonly dialect: Dialect;
  /** Answered without a key, and while the server drains. */
  readonly isPublic: boolean;
  /** What its requests count as. */
  readonly task?: 'embed' | 'predict';
  readonly body?: { readonly name: string; readonly schema: GenericSchema };
  readonly response?: { readonly name: string; readonly schema: GenericSchema };
  run(service: Service, call: Call, body: Body, parameter: string): Promise<Reply> | Reply;
}

/** A POST route, whose `run` gets what its schema makes of a body. */
export function post<Schema extends GenericSchema>(
  paths: readonly string[], summary: string, { schema, name, ...route }: { schema: Schema; name: string } & Pick<Route, 'dialect' | 'task' | 'response'>,
  run: (service: Service, call: Call, body: InferOutput<Schema>) => Promise<Reply>,
): Route {
  return { method: 'POST', paths, summary, isPublic: false, body: { name, schema }, ...route, run: (service, call, body) => run(service, call, body as InferOutput<Schema>) };
}
