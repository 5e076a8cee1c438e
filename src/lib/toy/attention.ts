/**
 * One head of attention, small enough to read every number of it (Vaswani et al. 2017, section 3.2):
 *
 *   out_t = Σ_s a_ts (W_v x_s),   a_ts = e^(q_t · k_s / √d) / Σ_r e^(q_t · k_r / √d),
 *   q_t = W_q x_t,   k_s = W_k x_s,   x_t = word_t + place_t
 *
 * Words and matrices are drawn with a seed, rounded to two decimals. Sums over tokens are made in an
 * order that is stated, for a sum of floating-point numbers depends on it.
 */
import { sinusoid } from '../positions/index.ts';
import { createRng } from '../sampling/index.ts';

/** Width of the toy's vectors, d. */
export const TOY_WIDTH = 4;

export interface ToyOptions {
  /** Add the sinusoids of a token's place to its word. */
  readonly positions: boolean;
  /** Let a token see only itself and what stands before it. */
  readonly mask: boolean;
  /** How sums over tokens are made: as the tokens stand, or smallest number first. */
  readonly sum: 'as they stand' | 'smallest first';
}

/** One output vector a token, [T, d]. */
export function toyAttention(words: readonly string[], options: ToyOptions): number[][] {
  const x = words.map((word, t) => {
    const place = options.positions ? sinusoid(t, TOY_WIDTH) : null;
    return wordVector(word).map((value, i) => value + (place?.[i] ?? 0));
  });
  const [q, k, v] = [QUERY, KEY, VALUE].map((matrix) => x.map((row) => times(matrix, row)));
  const add = options.sum === 'smallest first' ? sumSorted : sumInOrder;
  return words.map((_, t) => {
    const seen = options.mask ? t + 1 : words.length;
    const scores = (k ?? [])
      .slice(0, seen)
      .map((key) => sumInOrder(key.map((ki, i) => ki * (q?.[t]?.[i] ?? 0))) / Math.sqrt(TOY_WIDTH));
    const largest = Math.max(...scores);
    const weights = scores.map((score) => Math.exp(score - largest));
    const total = add(weights);
    return Array.from({ length: TOY_WIDTH }, (_, i) =>
      add(weights.map((weight, s) => (weight / total) * (v?.[s]?.[i] ?? 0))),
    );
  });
}

/**
 * Reads the words in the order `order` (order[i] is the place at which word i of the original stood)
 * and gives, for each word there, the largest difference of its output from that in the original.
 */
export function toyDifferences(
  words: readonly string[],
  order: readonly number[],
  options: ToyOptions,
): number[] {
  const before = toyAttention(words, options);
  const after = toyAttention(
    order.map((from) => words[from] ?? ''),
    options,
  );
  return order.map((from, at) =>
    Math.max(...(after[at] ?? []).map((y, i) => Math.abs(y - (before[from]?.[i] ?? NaN)))),
  );
}

/** A word's vector: four numbers between −1 and 1 drawn with a seed that its letters give (FNV-1a). */
export function wordVector(word: string): number[] {
  let seed = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(word))
    seed = Math.imul(seed ^ byte, 0x01000193) >>> 0;
  return draw(seed, TOY_WIDTH);
}

const QUERY = matrixOf(1);
const KEY = matrixOf(2);
const VALUE = matrixOf(3);

/** The toy's three matrices, row by row. */
export const TOY_MATRICES = { query: QUERY, key: KEY, value: VALUE } as const;

function matrixOf(seed: number): number[][] {
  const numbers = draw(seed, TOY_WIDTH * TOY_WIDTH);
  return Array.from({ length: TOY_WIDTH }, (_, i) =>
    numbers.slice(i * TOY_WIDTH, (i + 1) * TOY_WIDTH),
  );
}

function draw(seed: number, count: number): number[] {
  const random = createRng(seed);
  return Array.from({ length: count }, () => Math.round(200 * random() - 100) / 100);
}

const times = (matrix: readonly (readonly number[])[], x: readonly number[]): number[] =>
  matrix.map((row) => sumInOrder(row.map((m, i) => m * (x[i] ?? 0))));

const sumInOrder = (terms: readonly number[]): number => terms.reduce((sum, term) => sum + term, 0);

const sumSorted = (terms: readonly number[]): number =>
  sumInOrder([...terms].sort((a, b) => a - b));
