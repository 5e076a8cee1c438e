import { logRanks } from '../distribution/index.ts';

export { logRanks };

/** A point of a rank curve: the token of this rank (1 is the likeliest) has probability `p`. */
export interface RankPoint {
  readonly rank: number;
  readonly p: number;
}

/**
 * Probabilities in any order → the curve of rank against probability, at most `points` points,
 * spread evenly in log rank: the first ranks are all there, the long tail is thinned. The first and
 * the last rank are always kept. Zeros (cut or underflowed) are left out: a log axis has no zero.
 */
export function rankCurve(probabilities: Float32Array, points = 160): RankPoint[] {
  const sorted = probabilities.slice().sort(); // ascending; a typed array sorts by number
  const count = sorted.length;
  const at = (rank: number): RankPoint => ({ rank, p: sorted[count - rank] ?? 0 });
  return logRanks(count, points)
    .map(at)
    .filter(({ p }) => p > 0);
}
