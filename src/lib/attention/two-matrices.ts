/**
 * Why a head has one matrix for queries and another for keys. With one matrix for both, the scores are
 * X W Wᵀ Xᵀ: symmetric, and s_ij ≤ (s_ii + s_jj) / 2, so that no two tokens can prefer each other to
 * themselves.
 */
import { createRng } from '../sampling/index.ts';
import { dot } from './layer.ts';
import { randomMatrix, timesMatrix } from './random.ts';
import { softmax64 } from './softmax.ts';
import { gaussian } from '../positions/index.ts';

const WIDTH = 8;
const HEAD = 4;

export interface TwoMatrices {
  /** q_i · k_j ÷ √d, [T][T] */
  readonly scores: readonly Float64Array[];
  /** The softmax of each row, nothing masked. */
  readonly pattern: readonly Float64Array[];
  /** The largest |s_ij − s_ji|. */
  readonly asymmetry: number;
  /** Tokens whose highest score is their own. */
  readonly selfish: number;
  /** Pairs of which each gives the other a higher score than itself. */
  readonly mutual: number;
}

/**
 * A head over words whose vectors, like layer norm's, all have the length √8; the same word has the same
 * vector. `shared`: keys are made by the matrix of the queries.
 */
export function headOver(words: readonly string[], shared: boolean, seed: number): TwoMatrices {
  const random = createRng(seed);
  const [W_Q, own] = [randomMatrix(WIDTH, HEAD, random), randomMatrix(WIDTH, HEAD, random)];
  const x = words.map((word) => unit(word, seed));
  const q = x.map((row) => timesMatrix(row, W_Q));
  const k = x.map((row) => timesMatrix(row, shared ? W_Q : own));
  const scores = q.map((qi) => Float64Array.from(k, (kj) => dot(qi, kj) / Math.sqrt(HEAD)));
  const at = (i: number, j: number): number => scores[i]?.[j] ?? NaN;
  const pairs = words.flatMap((_, i) => words.slice(0, i).map((_, j) => [i, j] as const));
  return {
    scores,
    pattern: scores.map((row) => softmax64(row)),
    asymmetry: pairs.reduce((most, [i, j]) => Math.max(most, Math.abs(at(i, j) - at(j, i))), 0),
    selfish: scores.filter((row, i) => at(i, i) >= Math.max(...row) - 1e-12).length,
    mutual: pairs.filter(([i, j]) => at(i, j) > at(i, i) + 1e-12 && at(j, i) > at(j, j) + 1e-12)
      .length,
  };
}

/** A word's vector, drawn with a seed that its letters give, of length √8. */
function unit(word: string, seed: number): Float64Array {
  let hash = 0x811c9dc5 ^ seed;
  for (const byte of new TextEncoder().encode(word)) hash = Math.imul(hash ^ byte, 0x01000193);
  const vector = gaussian(WIDTH, createRng(hash >>> 0));
  const length = Math.sqrt(dot(vector, vector));
  return vector.map((value) => (value / length) * Math.sqrt(WIDTH));
}
