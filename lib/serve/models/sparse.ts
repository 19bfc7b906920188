import type { EncoderOptions } from '../../encoders/load.js';
import { SparseEncoder, type SparseVector } from '../../sentence/sparse.js';
import { ServeError } from '../errors.js';
import { checkIds, checkLengths, readable, type ServedModel } from '../model.js';
import { Lane } from '../queue.js';
import { split } from '../tokens.js';
import { onlyTexts } from './embedding.js';

/** SPLADE: a model that gives a text weights of words. */
export async function loadSparseModel(folder: string, name: string, options: EncoderOptions): Promise<ServedModel> {
  const model = await SparseEncoder.fromPretrained(folder, options);
  const maxInputLength = model.maxLength ?? 1_000_000;
  return {
    kind: 'sparse',
    dtype: model.model.encoder.dtype,
    maxInputLength,
    tokenizer: model.tokenizer,
    prompts: {},
    pooling: 'splade',
    async prepare(given, options) {
      if (options.promptName !== undefined) throw new ServeError('validation', `\`prompt_name\` is '${options.promptName}'; the model has no prompts`);
      const sequences = split(await model.prepare(readable(onlyTexts(given), maxInputLength, options), { side: options.side, limit: options.truncate ? maxInputLength : Infinity }));
      checkLengths(sequences, maxInputLength, options);
      return { sequences, skipTokens: 0 };
    },
    check: (ids, options) => checkIds(ids, model.tokenizer.vocabSize, maxInputLength, options),
    sparse: new Lane<SparseVector>(name, async (batch, cancel) => (await model.compute(batch, cancel)).map((vector) =>
      (vector.values.every(Number.isFinite) ? vector : new ServeError('backend', 'the weights have values that are no numbers')))),
    dispose: () => model.dispose(),
  };
}
