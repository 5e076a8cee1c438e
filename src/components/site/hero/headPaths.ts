/** Cells of one depth of colour, as one path. */
export interface LevelPath {
  /** 1 to 8, a step of the sequential scale. */
  readonly level: number;
  readonly d: string;
}

/**
 * A causal pattern as few SVG paths, one for each depth of colour.
 * `digits` holds the lower triangle row by row, each weight in ninths: '9', then '45', then '333', …
 * Depth grows with the square root of the weight, so that a tenth is still seen.
 * Example: headPaths('945', 6) → the diagonal's first cell at level 8, the two below it at 5 and 6
 */
export function headPaths(digits: string, cell: number): LevelPath[] {
  const levels = new Map<number, string>();
  let row = 0;
  let col = 0;
  for (const digit of digits) {
    const level = Math.round(8 * Math.sqrt(Number(digit) / 9));
    if (level > 0) {
      const square = `M${col * cell} ${row * cell}h${cell}v${cell}h-${cell}z`;
      levels.set(level, (levels.get(level) ?? '') + square);
    }
    if (col === row) {
      row += 1;
      col = 0;
    } else col += 1;
  }
  return [...levels].sort(([a], [b]) => a - b).map(([level, d]) => ({ level, d }));
}
