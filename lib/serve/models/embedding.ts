import type { EncoderOptions } from '../../encoders/load.js';
import { SentenceEncoder } from '../../sentence/encoder.js';
import { Pooling } from '../../sentence/modules.js';
import type { Tensor } from '../../tensor/tensor.js';
import type { TextOrPair } from '../../text/tokenizer.js';
import { ServeError } from '../errors.js';
import { checkIds, checkLengths, readable, type ServedModel } from '../model.js';
import { Lane } from '../queue.js';
import { split, TokenPump } from '../tokens.js';

const unlimited = 1_000_000; // what a model without a limit says of itself

/** A model that gives a text a vector. */
export async function loadEmbeddingModel(folder: string, name: string, options: EncoderOptions): Promise<ServedModel> {
  const model = await SentenceEncoder.fromPretrained(folder, options);
  const limit = model.maxSeqLength;
  const maxInputLength = Number.isFinite(limit) ? limit : unlimited;
  const [tokenizer, encoder] = [ifThere(() => model.tokenizer), ifThere(() => model.encoder)];
  const pooling = [...model.children()].flatMap(([, module]) => (module instanceof Pooling ? module.methods : []));
  const { skipTokens: usualSkip } = await model.prepare(['']); // of the model's default prompt
  const lanes = new Map<number, Lane<Float32Array>>();
  const pump = new TokenPump<string>(async (texts) => (await model.prepare(texts)).packed);
  return {
    kind: 'embedding',
    dtype: encoder?.dtype ?? 'float32',
    maxInputLength,
    tokenizer,
    prompts: model.prompts,
    dimension: model.getSentenceEmbeddingDimension(),
    pooling: pooling.join('+') || 'none',
    async prepare(given, options) {
      const texts = readable(onlyTexts(given), maxInputLength, options);
      const { truncate, side, promptName } = options;
      if (truncate && side !== 'left' && promptName === undefined) return { sequences: await pump.tokenize(texts), skipTokens: usualSkip };
      if (promptName !== undefined && !Object.hasOwn(model.prompts, promptName)) throw new ServeError('validation', `\`prompt_name\` is '${promptName}'; the model has ${Object.keys(model.prompts).join(', ') || 'no prompts'}`, { param: 'prompt_name' });
      const { packed, skipTokens } = await model.prepare(texts, { promptName, side, limit: truncate ? limit : Infinity });
      const sequences = split(packed);
      checkLengths(sequences, maxInputLength, options);
      return { sequences, skipTokens };
    },
    check(ids, options) {
      if (!tokenizer) throw new ServeError('validation', 'the model takes texts, not token ids', { param: 'input' });
      return checkIds(ids, tokenizer.vocabSize, maxInputLength, options);
    },
    vectors(skipTokens) {
      let lane = lanes.get(skipTokens);
      if (!lane) lanes.set(skipTokens, (lane = new Lane(name, async (batch, cancel) => {
        using vectors = await model.compute(batch, { skipTokens, raw: true }, cancel);
        return finite(rowsOf(vectors));
      })));
      return lane;
    },
    tokens: new Lane(name, async (batch, cancel) => {
      using vectors = await model.computeTokens(batch, cancel);
      const rows = finite(rowsOf(vectors));
      return batch.indices.map((_, i) => {
        const own = rows.slice(batch.cuSeqlens[i], batch.cuSeqlens[i + 1]);
        return own.find((row) => row instanceof Error) ?? (own as Float32Array[]);
      });
    }),
    dispose: () => model.dispose(),
  };
}

/** A model of whole words has neither tokenizer nor encoder, and says so. */
function ifThere<Part>(get: () => Part): Part | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}

/** [N, D] → N rows, which share their memory. */
function rowsOf(vectors: Tensor): Float32Array[] {
  const data = vectors.dataSync();
  const values = data instanceof Float32Array ? data : Float32Array.from(data as Float64Array);
  const [rows, width] = vectors.shape as [number, number];
  return Array.from({ length: rows }, (_, i) => values.subarray(i * width, (i + 1) * width));
}

/** JSON has no NaN, and nobody can use one. */
const finite = (rows: readonly Float32Array[]): (Float32Array | Error)[] =>
  rows.map((row) => (row.every(Number.isFinite) ? row : new ServeError('backend', 'the vector has values that are no numbers')));

export function onlyTexts(given: readonly TextOrPair[]): readonly string[] {
  if (given.every((text) => typeof text === 'string')) return given as readonly string[];
  throw new ServeError('validation', 'the model takes texts, not pairs of texts');
}
