/** One line of a plot: points in the plot's own units, left to right. NaN breaks the line. */
export interface Line {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Which of the categorical colours, 1 to 6; 0 is faint grey. */
  readonly colour: 0 | 1 | 2 | 3 | 4 | 5 | 6;
  readonly dashed?: boolean;
}

/** A categorical colour by its number, as CSS. */
export const colourOf = (colour: Line['colour']): string =>
  colour === 0 ? 'var(--line-strong)' : `var(--cat-${String(colour)})`;

/** The lowest and the highest y of some lines, a little apart where they are equal; [0, 1] for none. */
export function extentOf(lines: readonly Line[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const { points } of lines) {
    for (const [, y] of points) {
      if (!Number.isFinite(y)) continue;
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
  }
  if (low > high) return [0, 1];
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

/** An SVG path through points, rounded to a tenth of a pixel; points that are no number break it. */
export function brokenPath(points: readonly (readonly [number, number])[]): string {
  let path = '';
  let down = false;
  for (const [x, y] of points) {
    const there = Number.isFinite(x) && Number.isFinite(y);
    if (there) path += `${down ? 'L' : 'M'}${tenth(x)} ${tenth(y)}`;
    down = there;
  }
  return path;
}

/** The ground between points and a level below them as an SVG path; '' where no point is a number. */
export function areaPath(points: readonly (readonly [number, number])[], bottom: number): string {
  const there = points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  const [first, last] = [there[0], there.at(-1)];
  if (!first || !last) return '';
  return `${brokenPath(there)}L${tenth(last[0])} ${tenth(bottom)}L${tenth(first[0])} ${tenth(bottom)}Z`;
}

const tenth = (x: number): string => String(Math.round(x * 10) / 10);
