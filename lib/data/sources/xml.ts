import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { TorchEncodersError } from '../../errors.js';
import { fileError } from '../../files.js';

/** An element, as the text of each of its children. */
export interface Element {
  readonly children: Readonly<Record<string, string>>;
  readonly line: number;
}

const bareAmpersand = /&(?!#?\w+;)/g; // as in R&D, which the parser would take for the beginning of an entity

/** The elements of one name, wherever they stand. Files of TREC need no root, so the parser is the lenient one, and names are in lower case. */
export async function* elements(path: string, name: string): AsyncGenerator<Element> {
  const { default: sax } = await import('sax');
  const parser = sax.parser(false, { lowercase: true });
  const done: Element[] = [];
  let open: { children: Record<string, string>; line: number } | undefined;
  let child: string | undefined;
  parser.onopentag = (tag) => {
    if (tag.name === name) open = { children: {}, line: parser.line + 1 };
    else if (open && child === undefined) open.children[(child = tag.name)] ??= '';
  };
  const take = (text: string): void => {
    if (open && child !== undefined) open.children[child] += text;
  };
  parser.ontext = take;
  parser.oncdata = (text) => take(text.replaceAll('&amp;', '&'));
  parser.onclosetag = (closed) => {
    if (closed === child) child = undefined;
    if (closed !== name || !open) return;
    done.push(open);
    open = undefined;
  };
  parser.onerror = () => void parser.resume();
  parser.write('<all-of-it>'); // or it would read the first root alone
  try {
    const stream = createReadStream(path);
    let failure: unknown;
    stream.on('error', (error) => (failure = error)); // readline ends quietly then
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
      parser.write(`${line.replace(bareAmpersand, '&amp;')}\n`);
      yield* done.splice(0);
    }
    if (failure) throw failure;
    parser.close();
  } catch (error) {
    throw fileError(path, error);
  }
  yield* done;
  if (open) throw new TorchEncodersError('ERR_FILE', `${path}: the element <${name}> of line ${(open as Element).line} does not end; is the file cut off?`);
}
