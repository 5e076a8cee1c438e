/**
 * Two ways to score a key for a query: the dot product of Vaswani et al. 2017 (section 3.2.1), and the
 * additive score of Bahdanau et al. 2015 (appendix A.1.2), a small network:
 *
 *   q · k ÷ √d        and        w · tanh(W q + U k)
 */
import { gaussian } from '../positions/index.ts';
import { createRng } from '../sampling/index.ts';
import { dot } from './layer.ts';
import { randomMatrix, timesMatrix } from './random.ts';

export interface Scorer {
  readonly d: number;
  /** A query of length √d. */
  readonly query: Float64Array;
  /** The key at an angle (radians) to the query, `length` times as long as the query. */
  readonly key: (angle: number, length: number) => Float64Array;
  readonly product: (key: ArrayLike<number>) => number;
  readonly additive: (key: ArrayLike<number>) => number;
  /** No additive score is larger in size: Σ |w_i|. */
  readonly bound: number;
}

/** A query, a plane for keys to turn in, and the network's random weights. */
export function makeScorer(d: number, seed: number): Scorer {
  const random = createRng(seed);
  const length = (x: ArrayLike<number>): number => Math.sqrt(dot(x, x));
  const first = gaussian(d, random);
  const along = first.map((x) => x / length(first));
  const other = gaussian(d, random);
  const part = dot(other, along);
  const rest = other.map((x, i) => x - part * (along[i] ?? 0));
  const across = rest.map((x) => x / length(rest));
  const [W, U] = [randomMatrix(d, d, random), randomMatrix(d, d, random)];
  const w = gaussian(d, random).map((x) => x / Math.sqrt(d));
  const query = along.map((x) => x * Math.sqrt(d));
  const fromQuery = timesMatrix(query, W);
  return {
    ...{ d, query },
    key: (angle, times) =>
      along.map(
        (x, i) => Math.sqrt(d) * times * (Math.cos(angle) * x + Math.sin(angle) * (across[i] ?? 0)),
      ),
    product: (key) => dot(query, key) / Math.sqrt(d),
    additive: (key) => {
      const fromKey = timesMatrix(key, U);
      return dot(
        w,
        fromQuery.map((x, i) => Math.tanh(x + (fromKey[i] ?? 0))),
      );
    },
    bound: w.reduce((sum, x) => sum + Math.abs(x), 0),
  };
}

/** Arithmetic for the scores of n queries with n keys of d numbers (the network as wide as a key). */
export interface Cost {
  /** Multiplications with their additions. */
  readonly multiplyAdds: number;
  readonly tanhs: number;
  /** Numbers that must be held at once if all scores are made together. */
  readonly held: number;
}

/** Both ways; projections of queries and keys (2 n d²) are needed by both and left out. */
export const scoreCost = (n: number, d: number): { product: Cost; additive: Cost } => ({
  product: { multiplyAdds: n * n * d, tanhs: 0, held: n * n },
  additive: { multiplyAdds: n * n * d, tanhs: n * n * d, held: n * n * d },
});

/** Computes the n² scores of one block of queries both ways; gives milliseconds for each. */
export async function raceScores(
  n: number,
  d: number,
  now: () => number,
  pause: () => Promise<void>,
): Promise<{ product: number; additive: number; sum: number }> {
  const random = createRng(1);
  const [q, k] = [0, 1].map(() => Array.from({ length: n }, () => gaussian(d, random)));
  const w = gaussian(d, random);
  const spent = { product: 0, additive: 0 };
  // What is computed is used, so that no compiler leaves it out.
  let sum = 0;
  for (const query of q ?? []) {
    const began = now();
    for (const key of k ?? []) sum += dot(query, key);
    const between = now();
    for (const key of k ?? []) {
      let score = 0;
      for (let i = 0; i < d; i++) score += (w[i] ?? 0) * Math.tanh((query[i] ?? 0) + (key[i] ?? 0));
      sum += score;
    }
    spent.product += between - began;
    spent.additive += now() - between;
    await pause();
  }
  return { ...spent, sum };
}
