/**
 * Rotary position embedding: Su et al. 2021, "RoFormer: Enhanced Transformer with Rotary Position
 * Embedding", section 3.4. Nothing is added to the tokens; queries and keys are turned by an angle
 * that grows with their position, each pair of neighbouring dimensions by ωᵢ a position (equation
 * 15). The score of a query at m and a key at n then depends on m − n alone. (Some code pairs
 * dimension i with i + d/2 instead: the same up to the order of the dimensions.)
 */
import { checkWidth, frequency } from './sinusoids.ts';
import { dot } from './vector.ts';

/** x as it looks at position `pos`, [d]: its length stays, pair i turns by ωᵢ · pos. Throws for odd d. */
export function rotate(x: ArrayLike<number>, pos: number): Float64Array {
  const d = x.length;
  checkWidth(d);
  const turned = new Float64Array(d);
  for (let i = 0; i < d / 2; i++) {
    const angle = pos * frequency(i, d);
    const [a, b] = [x[2 * i] ?? 0, x[2 * i + 1] ?? 0];
    turned[2 * i] = a * Math.cos(angle) - b * Math.sin(angle);
    turned[2 * i + 1] = a * Math.sin(angle) + b * Math.cos(angle);
  }
  return turned;
}

/** rotate(q, m) · rotate(k, n) / √d: the score of a query at position m and a key at n. */
export function ropeScore(
  q: ArrayLike<number>,
  k: ArrayLike<number>,
  m: number,
  n: number,
): number {
  return dot(rotate(q, m), rotate(k, n)) / Math.sqrt(q.length);
}
