import { join } from 'node:path';
import { Config } from '../../config.js';
import type { EncoderOptions } from '../../encoders/load.js';
import { CrossEncoder } from '../../sentence/crossencoder.js';
import type { TextOrPair } from '../../text/tokenizer.js';
import { ServeError } from '../errors.js';
import { checkIds, checkLengths, labelsOf, readable, type ServedModel } from '../model.js';
import { Lane } from '../queue.js';
import { split, TokenPump } from '../tokens.js';

/** A model that gives a text, or a pair of texts, scores. */
export async function loadClassifier(folder: string, name: string, options: EncoderOptions): Promise<ServedModel> {
  const model = await CrossEncoder.fromPretrained(folder, options);
  const maxInputLength = model.maxLength ?? 1_000_000;
  const pump = new TokenPump<TextOrPair>((texts) => model.prepare(texts));
  return {
    kind: model.numLabels === 1 ? 'reranker' : 'classifier',
    dtype: model.model.encoder.dtype,
    maxInputLength,
    tokenizer: model.tokenizer,
    prompts: {},
    labels: labelsOf(Config.from(model.model.config, join(folder, 'config.json'))),
    async prepare(given, options) {
      const texts = given.map((one) => (typeof one === 'string' ? readable([one], maxInputLength, options)[0]! : (readable(one, maxInputLength, options) as readonly [string, string])));
      if (options.truncate && options.side !== 'left') return { sequences: await pump.tokenize(texts), skipTokens: 0 };
      const sequences = split(await model.prepare(texts, { side: options.side, limit: options.truncate ? maxInputLength : Infinity }));
      checkLengths(sequences, maxInputLength, options);
      return { sequences, skipTokens: 0 };
    },
    check: (ids, options) => checkIds(ids, model.tokenizer.vocabSize, maxInputLength, options).map((one) => ({ ...one, tokenTypeIds: new Int32Array(one.ids.length) })),
    scores: new Lane<Float32Array>(name, async (batch, cancel) => (await model.compute(batch, cancel)).map((row) =>
      (row.every(Number.isFinite) ? row : new ServeError('backend', 'score is NaN')))),
    dispose: () => model.dispose(),
  };
}
