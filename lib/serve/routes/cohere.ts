// Cohere's route; Jina and others speak the same.
import { randomUUID } from 'node:crypto';
import { json } from '../call.js';
import * as responses from '../responses.js';
import { post, type Route } from '../route.js';
import { CohereRerankRequest } from '../schemas.js';
import { sigmoid } from '../vectors.js';
import { scoresOf } from './tei.js';

const mostDocuments = 1000; // as Cohere advises

export const cohereRoutes: readonly Route[] = [
  post(['/v2/rerank', '/v1/rerank'], 'Cohere: documents by how well they answer a query, best first', { dialect: 'cohere', task: 'predict', name: 'CohereRerankRequest', schema: CohereRerankRequest, response: { name: 'CohereRerankResponse', schema: responses.CohereRerankResponse } },
    async (service, call, body) => {
      call.method = 'batch';
      const texts = service.checkCount(body.documents, mostDocuments, 'documents').map((one) => (typeof one === 'string' ? one : one.text));
      const rows = await scoresOf(service, call, texts.map((text) => [body.query, text] as const), 'reranker', { model: body.model });
      const results = rows.map(([logit], index) => ({ index, relevance_score: sigmoid(logit!), ...(body.return_documents && { document: { text: texts[index]! } }) }))
        .sort((a, b) => b.relevance_score - a.relevance_score || a.index - b.index)
        .slice(0, body.top_n ?? undefined);
      return json({ id: randomUUID(), results, meta: { api_version: { version: '2' }, billed_units: { search_units: Math.ceil(texts.length / 100) } } });
    }),
];
