import { bar, print } from './console.js';
import { folderOf, type ModelOptions } from './model.js';
import { readRows } from './rows.js';

/** rerank DOCUMENTS QUERY… --model M: the rows of a file that answer each query, by a cross-encoder. */
export async function rerank(documents: string, queries: readonly string[], options: ModelOptions & { readonly field: string; readonly topK: number; readonly batchSize?: number }): Promise<void> {
  const { CrossEncoder } = await import('../sentence/crossencoder.js');
  const rows: { text: string; fields: Readonly<Record<string, unknown>> }[] = [];
  for await (const { text, fields } of readRows(documents, options.field)) rows.push({ text, fields });
  const model = await CrossEncoder.fromPretrained(await folderOf(options), { dtype: options.dtype });
  try {
    const drawn = await bar('rerank', rows.length * queries.length, options);
    const texts = rows.map(({ text }) => text);
    const results: { query: string; hits: ({ row: number; score: number } & Record<string, unknown>)[] }[] = [];
    for (const [i, query] of queries.entries()) {
      const ranked = await model.rank(query, texts, { topK: options.topK, batchSize: options.batchSize, onProgress: ({ done, tokensPerSecond }) => drawn.update(i * rows.length + done, `${Math.round(tokensPerSecond)} tokens/s`) });
      results.push({ query, hits: ranked.map(({ corpusId, score }) => ({ row: corpusId, score, ...rows[corpusId]!.fields })) });
    }
    drawn.stop();
    print(options, { results }, results.map(({ query, hits }) => [query, ...hits.map(({ row, score }) => `  ${score.toFixed(3)}  ${texts[row]}`)].join('\n')).join('\n\n'));
  } finally {
    model.dispose();
  }
}
