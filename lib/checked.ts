// YAML that people write: parsed with line numbers and checked against a schema, so that an error names the key, its line and the nearest known key.
import type { GenericSchema, InferOutput } from 'valibot';
import { describe } from './config.js';
import { TorchEncodersError } from './errors.js';
import { readText } from './files.js';

export type Valibot = typeof import('valibot');

/** A value in place of what the file says: `a.b=c`. */
export interface Setting {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** The file as the schema gives it, with the schema's defaults. @throws ERR_FILE, ERR_CONFIG. */
export async function readChecked<Schema extends GenericSchema>(path: string, schemaOf: (v: Valibot) => Schema, settings: readonly Setting[] = []): Promise<InferOutput<Schema>> {
  return parseChecked(await readText(path), path, schemaOf, settings);
}

export async function parseChecked<Schema extends GenericSchema>(text: string, name: string, schemaOf: (v: Valibot) => Schema, settings: readonly Setting[] = []): Promise<InferOutput<Schema>> {
  const [{ LineCounter, isMap, isNode, isScalar, parseDocument }, v] = await Promise.all([import('yaml'), import('valibot')]);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const refuse = (where: string, what: string): never => {
    throw new TorchEncodersError('ERR_CONFIG', `${name}${where}: ${what}`);
  };
  const [broken] = document.errors;
  if (broken) refuse(`, line ${lines.linePos(broken.pos[0]).line}`, `it is not YAML: ${broken.message.split(/ at line |\n/)[0]}`);
  if (document.contents === null) document.contents = document.createNode({}) as never;
  if (!isMap(document.contents)) refuse(', line 1', `it holds ${describe(plain())}; wanted keys and values`);
  for (const { path, value } of settings) {
    for (let depth = 1; depth < path.length; depth++) if (!isMap(document.getIn(path.slice(0, depth), true))) document.setIn(path.slice(0, depth), document.createNode({}));
    document.setIn(path, document.createNode(value));
  }

  const schema = schemaOf(v);
  const { success, output, issues } = v.safeParse(schema, plain());
  if (success) return output as InferOutput<Schema>;
  const [issue] = issues;
  const keys = (issue.path ?? []).map(({ key }) => String(key));
  const place = keys.join('.');
  if (issue.type === 'strict_object' && issue.expected === 'never') refuse(whereIs(keys), `unknown key '${place}'${nearestKey(schema, keys)}`);
  if (issue.type === 'strict_object' && issue.expected !== 'Object') refuse(whereIs(keys.slice(0, -1)), `the key '${place}' is missing${issue.message.startsWith('Invalid key') ? '' : `; wanted ${issue.message}`}`);
  return refuse(whereIs(keys), `'${place}' is ${describe(issue.input)}; wanted ${issue.message}`);

  function plain(): unknown {
    try {
      return document.toJS();
    } catch (error) {
      return refuse('', (error as Error).message); // an alias without its anchor, or more of them than a file needs
    }
  }

  /** The setting, or the line, of a key. */
  function whereIs(path: readonly string[]): string {
    const setting = settings.find(({ path: set }) => set.every((key, i) => key === path[i]));
    if (setting) return `, --set ${setting.path.join('.')}`;
    for (let depth = path.length; depth > 0; depth--) {
      const parent: unknown = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
      const key = isMap(parent) ? parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === path[depth - 1])?.key : document.getIn(path.slice(0, depth), true);
      if (isNode(key) && key.range) return `, line ${lines.linePos(key.range[0]).line}`;
    }
    return '';
  }
}

/** The options of a schema, the wrappers around it taken off. */
function entriesOf(schema: unknown): Readonly<Record<string, unknown>> {
  const { entries, wrapped, pipe } = schema as { entries?: Record<string, unknown>; wrapped?: unknown; pipe?: readonly unknown[] };
  return entries ?? (wrapped ? entriesOf(wrapped) : pipe ? entriesOf(pipe[0]) : {});
}

function* pathsOf(schema: unknown, prefix: readonly string[] = []): Generator<readonly string[]> {
  for (const [key, one] of Object.entries(entriesOf(schema))) {
    yield [...prefix, key];
    yield* pathsOf(one, [...prefix, key]);
  }
}

/** '; did you mean …?': the known key that is spelled most like it, in the same place before another. */
function nearestKey(schema: unknown, unknown: readonly string[]): string {
  const isSibling = (path: readonly string[]): boolean => path.slice(0, -1).join('.') === unknown.slice(0, -1).join('.');
  const key = snake(unknown.at(-1)!);
  const isLonger = (path: readonly string[]): boolean => key.startsWith(`${path.at(-1)!}_`) || path.at(-1)!.startsWith(`${key}_`);
  const cost = (path: readonly string[]): number => (isLonger(path) ? 1 : distance(path.at(-1)!, key)) + (isSibling(path) ? 0 : 1.5);
  const paths = [...pathsOf(schema)].sort((a, b) => cost(a) - cost(b));
  return paths[0] ? `; did you mean '${paths[0].join('.')}'?` : '';
}
const snake = (key: string): string => key.replace(/-/g, '_').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Of `words`, the one that is spelled most like `word`. */
export const nearest = (word: string, words: readonly string[]): string | undefined => [...words].sort((a, b) => distance(a, word) - distance(b, word))[0];

/** Levenshtein's: how many letters to add, leave out or change. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1])));
    row = next;
  }
  return row[b.length]!;
}
