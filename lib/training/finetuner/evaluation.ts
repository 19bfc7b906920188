import { BinaryClassificationEvaluator } from '../evaluators/binary.js';
import type { Evaluator } from '../evaluators/evaluator.js';
import { InformationRetrievalEvaluator } from '../evaluators/retrieval.js';
import { EmbeddingSimilarityEvaluator } from '../evaluators/similarity.js';
import { TripletEvaluator } from '../evaluators/triplet.js';
import { drawnTexts, type Records } from './records.js';

/** What measures a model on such rows: how similarities go with scores, how well labels of 0 and 1 are told apart, whether positives are nearer, whether partners are found. */
export function evaluatorOf({ type, rows }: Records, name: string): Evaluator | undefined {
  const texts = rows.map((row, i) => drawnTexts(row, i));
  const column = (i: number): string[] => texts.map((row) => row[i]!);
  const labels = rows.map(({ label }) => label as number);
  switch (type) {
    case 'scored_pair': return labels.every((label) => label === 0 || label === 1)
      ? new BinaryClassificationEvaluator({ sentences1: column(0), sentences2: column(1), labels, name })
      : new EmbeddingSimilarityEvaluator({ sentences1: column(0), sentences2: column(1), scores: labels, name });
    case 'triplet':
    case 'n_tuple': return new TripletEvaluator({ anchors: column(0), positives: column(1), negatives: column(2), name });
    case 'pair': return retrieval(column(0), column(1), name);
    default: return undefined;
  }
}

/** Each text's partners among all partners. */
function retrieval(queries: readonly string[], documents: readonly string[], name: string): Evaluator {
  const idOf = (texts: readonly string[]): Map<string, string> => new Map([...new Set(texts)].map((text, i) => [text, String(i)]));
  const [queryIds, documentIds] = [idOf(queries), idOf(documents)];
  const relevantDocs: Record<string, string[]> = {};
  queries.forEach((query, i) => (relevantDocs[queryIds.get(query)!] ??= []).push(documentIds.get(documents[i]!)!));
  const byId = (ids: Map<string, string>): Record<string, string> => Object.fromEntries([...ids].map(([text, id]) => [id, text]));
  return new InformationRetrievalEvaluator({ queries: byId(queryIds), corpus: byId(documentIds), relevantDocs, name });
}
