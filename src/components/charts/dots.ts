/**
 * Dots as the path of one SVG element, to be drawn with round ends of its stroke: each is a line of no length.
 * Each place is said by how far it is from the one before, which is short. `points` in whole steps; `step`: a
 * step in the units of the picture, 1 or 0.1.
 * Example: dotsPath([[3, 4], [5, 4]]) → 'M3 4h0m2 0h0'
 */
export function dotsPath(points: Iterable<readonly [number, number]>, step: 1 | 0.1 = 1): string {
  const text = (steps: number): string => String(step === 1 ? steps : steps / 10);
  let d = '';
  let last: readonly [number, number] | null = null;
  for (const [x, y] of points) {
    d +=
      last === null ? `M${text(x)} ${text(y)}h0` : `m${text(x - last[0])} ${text(y - last[1])}h0`;
    last = [x, y];
  }
  return d;
}
