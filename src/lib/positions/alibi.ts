/**
 * Attention with linear biases: Press, Smith and Lewis 2022, "Train Short, Test Long: Attention
 * with Linear Biases Enables Input Length Extrapolation", section 3. No encoding at all: a score
 * loses `slope` for each place between query and key.
 */
import { dot } from './vector.ts';

/**
 * The slopes of the heads, steepest first. For a power of two heads: 2^(−8/n), 2^(−16/n), …, 2^(−8);
 * for 8 heads 1/2, 1/4, …, 1/256. For other counts the authors' code takes those of the next lower
 * power of two and fills up with every other slope of the next higher one (ofirpress/
 * attention_with_linear_biases, `get_slopes`). Throws unless `heads` is a positive whole number.
 */
export function alibiSlopes(heads: number): number[] {
  if (!Number.isInteger(heads) || heads < 1) throw new Error(`there are no ${heads} heads`);
  const lower = 2 ** Math.floor(Math.log2(heads));
  const extra = lower === heads ? [] : series(2 * lower).filter((_, i) => i % 2 === 0);
  return [...series(lower), ...extra.slice(0, heads - lower)];
}

/** What is added to the score of a query at m and a key at n: −slope · |m − n|. */
export const alibiBias = (m: number, n: number, slope: number): number => -slope * Math.abs(m - n);

/** q · k / √d − slope · |m − n|: the score of a query at position m and a key at n. */
export function alibiScore(
  q: ArrayLike<number>,
  k: ArrayLike<number>,
  m: number,
  n: number,
  slope: number,
): number {
  return dot(q, k) / Math.sqrt(q.length) + alibiBias(m, n, slope);
}

/** The geometric series of a power of two heads: first term and ratio are both 2^(−8/n). */
function series(n: number): number[] {
  return Array.from({ length: n }, (_, i) => 2 ** ((-8 * (i + 1)) / n));
}
