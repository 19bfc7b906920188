import { mixSeeds } from '../data/random.js';

/** Numbers from 0 to below 1, one after another. */
export type Random = () => number;

/** The stream that a seed gives. */
export function randomOf(seed: number): Random {
  let count = 0;
  return () => mixSeeds(seed, count++) / 2 ** 32;
}

/** A whole number from `low` to below `high`; `low` where there is none. */
export const drawInteger = (random: Random, low: number, high: number): number => low + Math.floor(random() * Math.max(0, high - low));

/** 0 … n − 1 in a random order (Fisher and Yates). */
export function shuffledPlaces(random: Random, n: number): Int32Array {
  const places = range(0, n);
  for (let i = n - 1; i > 0; i--) {
    const j = drawInteger(random, 0, i + 1);
    [places[i], places[j]] = [places[j]!, places[i]!];
  }
  return places;
}

/** from … to − 1. */
export const range = (from: number, to: number): Int32Array => Int32Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
