// What routes answer, for the OpenAPI document; the tests hold the answers against it.
import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const vector = v.array(v.number());

export const EmbedResponse = v.array(vector);
export const EmbedAllResponse = v.array(v.array(vector));
export const EmbedSparseResponse = v.array(v.array(v.strictObject({ index: count, value: v.number() })));
export const SimilarityResponse = vector;
export const RerankResponse = v.array(v.strictObject({ index: count, score: v.number(), text: v.optional(v.string()) }));
const predictions = v.array(v.strictObject({ label: v.string(), score: v.number() }));
export const PredictResponse = v.union([predictions, v.array(predictions)]);
export const TokenizeResponse = v.array(v.array(v.strictObject({ id: count, text: v.string(), special: v.boolean(), start: v.nullable(count), stop: v.nullable(count) })));
export const DecodeResponse = v.array(v.string());

const labels = v.strictObject({ id2label: v.record(v.string(), v.string()), label2id: v.record(v.string(), count) });
export const Info = v.strictObject({
  model_id: v.string(), model_sha: v.nullable(v.string()), model_dtype: v.string(),
  model_type: v.union([v.strictObject({ embedding: v.strictObject({ pooling: v.string() }) }), v.strictObject({ reranker: labels }), v.strictObject({ classifier: labels })]),
  max_concurrent_requests: count, max_input_length: count, max_batch_tokens: count, max_batch_requests: v.nullable(count), max_client_batch_size: count,
  auto_truncate: v.boolean(), tokenization_workers: count, version: v.string(), sha: v.nullable(v.string()), docker_label: v.nullable(v.string()),
});

const usage = v.strictObject({ prompt_tokens: count, total_tokens: count });
export const OpenAIEmbeddingResponse = v.strictObject({
  object: v.literal('list'),
  data: v.array(v.strictObject({ object: v.literal('embedding'), embedding: v.union([vector, v.string()]), index: count })),
  model: v.string(), usage,
});
export const OpenAIModel = v.strictObject({ id: v.string(), object: v.literal('model'), created: count, owned_by: v.string() });
export const OpenAIModels = v.strictObject({ object: v.literal('list'), data: v.array(OpenAIModel) });

export const CohereRerankResponse = v.strictObject({
  id: v.string(),
  results: v.array(v.strictObject({ index: count, relevance_score: v.number(), document: v.optional(v.strictObject({ text: v.string() })) })),
  meta: v.strictObject({ api_version: v.strictObject({ version: v.string() }), billed_units: v.strictObject({ search_units: count }) }),
});

export const ErrorResponse = v.strictObject({ error: v.string(), error_type: v.picklist(['Unhealthy', 'Backend', 'Overloaded', 'Validation', 'Tokenizer', 'Empty', 'Unauthorized', 'NotFound']) });
export const OpenAIErrorResponse = v.strictObject({ error: v.strictObject({ message: v.string(), type: v.string(), param: v.nullable(v.string()), code: v.nullable(v.string()) }) });
export const CohereErrorResponse = v.strictObject({ message: v.string() });
