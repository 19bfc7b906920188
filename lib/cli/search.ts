import { TorchEncodersError } from '../errors.js';
import type { Tensor } from '../tensor/tensor.js';
import { bar, print } from './console.js';
import { encodeOptions, load, type EmbedOptions } from './model.js';
import { readNpy } from './npy.js';
import { readRows } from './rows.js';

/** search CORPUS QUERY… --model M: the rows of a file that are most like each query. */
export async function search(corpus: string, queries: readonly string[], options: EmbedOptions & { readonly topK: number; readonly vectors?: string }): Promise<void> {
  const { semanticSearch } = await import('../sentence/similarity.js');
  const rows: { text: string; fields: Readonly<Record<string, unknown>> }[] = [];
  for await (const { text, fields } of readRows(corpus, options.field)) rows.push({ text, fields });
  const model = await load(options);
  try {
    const drawn = await bar('embed', rows.length, options);
    using vectors = options.vectors
      ? await stored(options.vectors, corpus, rows.length)
      : await model.encodeDocument(rows.map(({ text }) => text), { ...encodeOptions(options), onProgress: ({ done, tokensPerSecond }) => drawn.update(done, `${done} texts, ${Math.round(tokensPerSecond)} tokens/s`) });
    drawn.stop();
    using asked = await model.encodeQuery(queries, encodeOptions(options));
    const found = await semanticSearch(asked, vectors, { topK: options.topK });
    const results = queries.map((query, i) => ({ query, hits: found[i]!.map(({ corpusId, score }) => ({ row: corpusId, score, ...rows[corpusId]!.fields })) }));
    const text = queries.map((query, i) => [query, ...found[i]!.map(({ corpusId, score }) => `  ${score.toFixed(3)}  ${rows[corpusId]!.text}`)].join('\n'));
    print(options, { results }, text.join('\n\n'));
  } finally {
    model.dispose();
  }
}

/** Vectors that `embed` wrote. */
async function stored(path: string, corpus: string, rows: number): Promise<Tensor> {
  const { data, shape } = await readNpy(path);
  if (shape[0] !== rows) throw new TorchEncodersError('ERR_CONFIG', `${path} has ${shape[0]} vectors, ${corpus} has ${rows} texts; embed it again`);
  const { tensor } = await import('../tensor/tensor.js');
  return tensor(data, { shape });
}
