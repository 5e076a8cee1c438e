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

/** A coarse picture of many dots, given in parts of the whole: a path for each group, on a grid of 320 × 240. */
export function gridPaths(dots: Float32Array, groups: Uint8Array, count: number): string[] {
  return Array.from({ length: count }, (_, group) => {
    const taken = new Uint8Array(321 * 241);
    for (let i = 0; i < groups.length; i++) {
      if (groups[i] !== group) continue;
      const x = Math.round((dots[2 * i] ?? 0) * 320);
      const y = Math.round((dots[2 * i + 1] ?? 0) * 240);
      taken[y * 321 + x] = 1;
    }
    const places = [...taken.keys()].filter((place) => taken[place] === 1);
    return dotsPath(places.map((place) => [place % 321, Math.floor(place / 321)]));
  });
}
