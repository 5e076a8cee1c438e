/** A point of a rank curve: the token of this rank (1 is the likeliest) has probability `p`. */
export interface RankPoint {
  readonly rank: number;
  readonly p: number;
}

/**
 * Probabilities in any order → the curve of rank against probability, at most about `points` points,
 * spread evenly in log rank: the first ranks are all there, the long tail is thinned. The first and
 * the last rank are always kept. Zeros (cut or underflowed) are left out: a log axis has no zero.
 */
export function rankCurve(probabilities: Float32Array, points = 160): RankPoint[] {
  const sorted = probabilities.slice().sort(); // ascending, in place of the copy, numeric
  const count = sorted.length;
  const at = (rank: number): RankPoint => ({ rank, p: sorted[count - rank] ?? 0 });
  return logRanks(count, points)
    .map(at)
    .filter(({ p }) => p > 0);
}

/** Whole ranks from 1 to `count`, evenly apart in log rank. Example: logRanks(100, 3) → [1, 10, 100] */
export function logRanks(count: number, points: number): number[] {
  if (count < 1) return [];
  const ranks = new Set<number>();
  const steps = Math.max(points - 1, 1);
  for (let i = 0; i <= steps; i++) ranks.add(Math.round(count ** (i / steps)));
  return [...ranks].sort((a, b) => a - b);
}

/** Powers of ten from the one at or below `min` to the one at or above `max`. */
export function decades(min: number, max: number): number[] {
  const from = Math.floor(Math.log10(min) + 1e-9);
  const to = Math.ceil(Math.log10(max) - 1e-9);
  return Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
}

/** Points → an SVG path through them. Example: linePath([[0, 1], [2, 3]]) → 'M0,1L2,3' */
export function linePath(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], i) => `${i ? 'L' : 'M'}${round(x)},${round(y)}`).join('');
}

function round(x: number): number {
  return Math.round(x * 100) / 100;
}
