/** A point of a rank curve: the token of this rank (1 is the likeliest) has probability `p`. */
export interface RankPoint {
  readonly rank: number;
  readonly p: number;
}

/** Powers of ten from the one at or below `min` to the one at or above `max`. */
export function decades(min: number, max: number): number[] {
  const from = Math.floor(Math.log10(min) + 1e-9);
  const to = Math.ceil(Math.log10(max) - 1e-9);
  return Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
}

/**
 * Powers of ten in a range, thinned to at most so many, the largest always among them.
 * Example: powersWithin([1e-4, 1], 3) → [0.0001, 0.01, 1]
 */
export function powersWithin([low, high]: readonly [number, number], most: number): number[] {
  const all = decades(low, high).filter((p) => p >= low * 0.999 && p <= high * 1.001);
  const step = Math.ceil(all.length / most);
  return all.filter((_, i) => (all.length - 1 - i) % step === 0);
}

/** Points → an SVG path through them. Example: linePath([[0, 1], [2, 3]]) → 'M0,1L2,3' */
export function linePath(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], i) => `${i ? 'L' : 'M'}${round(x)},${round(y)}`).join('');
}

function round(x: number): number {
  return Math.round(x * 100) / 100;
}
