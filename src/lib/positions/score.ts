import { alibiScore } from './alibi.ts';
import { ropeScore } from './rope.ts';
import { sinusoid } from './sinusoids.ts';
import { dot, sum } from './vector.ts';

/** Four ways to tell a head where its tokens stand. */
export type Scheme = 'none' | 'sinusoid' | 'rope' | 'alibi';
export const SCHEMES: readonly Scheme[] = ['none', 'sinusoid', 'rope', 'alibi'];

/**
 * The score of a query vector q at position m and a key vector k at n, divided by √d, under one
 * scheme. `sinusoid` adds the encodings to q and k themselves: as in a head whose W_Q and W_K are
 * the identity. `slope` is ALiBi's. Throws for odd d where a scheme needs pairs.
 */
export function score(
  scheme: Scheme,
  q: Float64Array,
  k: Float64Array,
  m: number,
  n: number,
  slope: number,
): number {
  const d = q.length;
  switch (scheme) {
    case 'none':
      return dot(q, k) / Math.sqrt(d);
    case 'sinusoid':
      return dot(sum(q, sinusoid(m, d)), sum(k, sinusoid(n, d))) / Math.sqrt(d);
    case 'rope':
      return ropeScore(q, k, m, n);
    case 'alibi':
      return alibiScore(q, k, m, n, slope);
  }
}
