// What requests hold: field names and defaults of text-embeddings-inference 1.8, OpenAI and Cohere. Types, checks and the OpenAPI document come from here.
import * as v from 'valibot';

const ids = v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1)));
const input = v.union([v.string(), ids, v.array(v.union([v.string(), ids]))]);
const flag = (fallback: boolean): v.OptionalSchema<v.BooleanSchema<undefined>, boolean> => v.optional(v.boolean(), fallback);
const model = v.nullish(v.pipe(v.string(), v.description('Which of several models. Default: the first that can do it.')));

const text = {
  truncate: v.nullish(v.pipe(v.boolean(), v.description('Whether a text that is too long is cut; else it is refused. Default: as the server was started.'))),
  truncation_direction: v.optional(v.picklist(['left', 'right', 'Left', 'Right']), 'right'),
};
const prompted = { ...text, prompt_name: v.nullish(v.pipe(v.string(), v.description('One of the model\'s prompts, put before each text.'))) };
const dimensions = v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1), v.description('Keep this many first dimensions, before the vector is made to length 1.')));

export const EmbedRequest = v.object({ inputs: input, ...prompted, normalize: flag(true), dimensions, model });
export const EmbedAllRequest = v.object({ inputs: input, ...prompted, model });
export const EmbedSparseRequest = v.object({ inputs: input, ...prompted, model });
export const SimilarityRequest = v.object({
  inputs: v.object({ source_sentence: v.string(), sentences: v.array(v.string()) }),
  parameters: v.nullish(v.object(prompted)),
  model,
});
export const RerankRequest = v.object({ query: v.string(), texts: v.array(v.string()), ...text, raw_scores: flag(false), return_text: flag(false), model });
const pair = v.union([v.strictTuple([v.string()]), v.strictTuple([v.string(), v.string()])]);
export const PredictRequest = v.object({ inputs: v.union([v.string(), pair, v.array(pair)]), ...text, raw_scores: flag(false), model });
export const TokenizeRequest = v.object({ inputs: v.union([v.string(), v.array(v.string())]), add_special_tokens: flag(true), prompt_name: prompted.prompt_name, model });
export const DecodeRequest = v.object({ ids: v.union([ids, v.array(ids)]), skip_special_tokens: flag(true), model });

export const OpenAIEmbeddingRequest = v.object({
  input,
  model: v.nullish(v.string()),
  encoding_format: v.nullish(v.picklist(['float', 'base64']), 'float'),
  dimensions,
  user: v.nullish(v.string()),
});

const document = v.union([v.string(), v.object({ text: v.string() })]);
export const CohereRerankRequest = v.object({
  model: v.nullish(v.string()),
  query: v.string(),
  documents: v.array(document),
  top_n: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(1))),
  return_documents: v.nullish(v.boolean(), false),
});

export type Input = v.InferOutput<typeof input>;
/** How texts are to be read, and by which model. */
export type TextFields = Partial<Omit<v.InferOutput<typeof EmbedAllRequest>, 'inputs'>>;

/** Checks a body. @returns what is wrong, in one line, and where. */
export function check<Schema extends v.GenericSchema>(schema: Schema, body: unknown): { readonly value: v.InferOutput<Schema> } | { readonly problem: string; readonly field: string | undefined } {
  const result = v.safeParse(schema, body, { abortEarly: true });
  if (result.success) return { value: result.output };
  const [issue] = result.issues;
  const field = v.getDotPath(issue) ?? undefined;
  return { field, problem: field === undefined ? issue.message : `\`${field}\`: ${issue.message}` };
}
