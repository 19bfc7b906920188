import { TorchEncodersError } from '../errors.js';
import { scatter, type Point } from './scatter.js';
import type { PictureOptions } from './axes.js';

export interface ProjectionOptions {
  /** How many neighbours of a point shape its place. Default: 15. */
  nNeighbors?: number;
  /** How near each other points may come. Default: 0.1. */
  minDist?: number;
  /** The same seed gives the same places. Default: 42. */
  seed?: number;
}

/**
 * Vectors on a plane, where neighbours by the cosine stay neighbours (UMAP, McInnes et al., 2018).
 * @throws ERR_SHAPE for fewer than 3 vectors, ERR_UNSUPPORTED where the package umap-js is not installed.
 */
export async function project(vectors: readonly ArrayLike<number>[], { nNeighbors = 15, minDist = 0.1, seed = 42 }: ProjectionOptions = {}): Promise<Point[]> {
  if (vectors.length < 3) throw new TorchEncodersError('ERR_SHAPE', `a map wants at least 3 vectors, found ${vectors.length}`);
  const { UMAP } = await import('umap-js').catch((cause: unknown) => {
    throw new TorchEncodersError('ERR_UNSUPPORTED', 'maps of vectors want the package umap-js, which is not installed: npm install umap-js', { cause });
  });
  const umap = new UMAP({ nComponents: 2, nNeighbors: Math.min(nNeighbors, vectors.length - 1), minDist, random: randomOf(seed), distanceFn: cosineDistance });
  return (await umap.fitAsync(vectors.map((vector) => Array.from(vector)))) as [number, number][];
}

/** The map of {@link project} as an SVG picture. @param options.labels what each vector is: those of one label have one colour. */
export async function embeddingMap(vectors: readonly ArrayLike<number>[], { labels, title = 'Embeddings', xLabel, yLabel, ...options }: PictureOptions & ProjectionOptions & { labels?: readonly string[] } = {}): Promise<string> {
  if (labels && labels.length !== vectors.length) throw new TorchEncodersError('ERR_SHAPE', `${labels.length} labels for ${vectors.length} vectors`);
  const points = await project(vectors, options);
  const groups: Record<string, Point[]> = {};
  points.forEach((point, i) => (groups[labels?.[i] ?? ''] ??= []).push(point));
  return scatter(groups, { title, xLabel, yLabel, axes: false });
}

function cosineDistance(a: readonly number[], b: readonly number[]): number {
  let [dot, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    dot += a[i]! * b[i]!;
    squaresA += a[i]! * a[i]!;
    squaresB += b[i]! * b[i]!;
  }
  return squaresA === 0 || squaresB === 0 ? 1 : 1 - dot / Math.sqrt(squaresA * squaresB);
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
