import { TorchEncodersError } from '../../errors.js';
import { readText } from '../../files.js';
import type { Card } from '../card.js';
import type { Row } from './row.js';
import { elements } from './xml.js';

/** Documents, queries, and which of them belong together, by their ids. */
export interface Retrieval {
  readonly corpus: Readonly<Record<string, string>>;
  readonly queries: Readonly<Record<string, string>>;
  /** The grade of each judged document of a query; 0 is judged not to answer it. */
  readonly judgements: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** How many documents have no text. */
  readonly emptyDocuments: number;
}

/** Documents and queries in XML, judgements as TREC writes them: query, 0, document, grade. */
export async function readTrec(files: ReadonlyMap<string, string>, card: Card): Promise<Retrieval> {
  const layout = card.trec ?? { document: 'doc', id: 'docno', fields: ['title', 'text'], query: 'top', query_id: 'num', query_text: 'title', numbered: 'id' as const };
  const [documents, topics, qrels] = ['documents', 'queries', 'judgements'].map((part) => files.get(part)!) as [string, string, string];
  const corpus: Record<string, string> = {};
  for await (const { children, line } of elements(documents, layout.document)) {
    const id = (children[layout.id] ?? '').trim();
    if (id === '') throw new TorchEncodersError('ERR_CONFIG', `${documents}, line ${line}: <${layout.document}> has no <${layout.id}>; it has ${Object.keys(children).join(', ') || 'nothing'}`);
    if (Object.hasOwn(corpus, id)) throw new TorchEncodersError('ERR_CONFIG', `${documents}, line ${line}: the document ${id} stands twice`);
    corpus[id] = layout.fields.map((field) => clean(children[field])).filter((text) => text !== '').join(' ');
  }
  const queries: Record<string, string> = {};
  let position = 0;
  for await (const { children, line } of elements(topics, layout.query)) {
    position++;
    const text = clean(children[layout.query_text]);
    if (text === '') throw new TorchEncodersError('ERR_CONFIG', `${topics}, line ${line}: <${layout.query}> has no text in <${layout.query_text}>`);
    queries[layout.numbered === 'position' ? String(position) : (children[layout.query_id] ?? '').trim()] = text;
  }
  const judgements: Record<string, Record<string, number>> = {};
  for (const [i, line] of (await readText(qrels)).split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const [query, , document, grade] = line.trim().split(/\s+/);
    const refuse = (what: string): never => {
      throw new TorchEncodersError('ERR_CONFIG', `${qrels}, line ${i + 1}: ${what}`);
    };
    if (document === undefined || !/^-?\d+$/.test(grade ?? '')) refuse(`found '${line.trim()}'; wanted query, 0, document, grade`);
    if (!Object.hasOwn(queries, query!)) refuse(`there is no query '${query}'; there are ${Object.keys(queries).length}, numbered by their ${layout.numbered}`);
    if (!Object.hasOwn(corpus, document!)) refuse(`there is no document '${document}' among ${Object.keys(corpus).length}`);
    (judgements[query!] ??= {})[document!] = Number(grade);
  }
  if (Object.keys(corpus).length === 0) throw new TorchEncodersError('ERR_CONFIG', `${documents} has no <${layout.document}>`);
  return { corpus, queries, judgements, emptyDocuments: Object.values(corpus).filter((text) => text === '').length };
}

/** Each judged pair as a row of `query_id`, `document_id`, `query`, `document` and `grade`. */
export function* judgedPairs({ corpus, queries, judgements }: Retrieval, file: string): Generator<Row> {
  let row = 0;
  for (const [query, judged] of Object.entries(judgements)) {
    for (const [document, grade] of Object.entries(judged)) yield { fields: { query_id: query, document_id: document, query: queries[query], document: corpus[document], grade }, file, row: ++row };
  }
}

const clean = (text = ''): string => text.replace(/\s+/g, ' ').trim();
