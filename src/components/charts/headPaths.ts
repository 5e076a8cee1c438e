/** Cells of one depth of colour, as one path. */
export interface LevelPath {
  /** 1 to 8, a step of the sequential scale. */
  readonly level: number;
  readonly d: string;
}

/**
 * A causal pattern as few SVG paths, one for each depth of colour.
 * `digits` holds the lower triangle row by row, each weight in 35ths, in base 36: 'z', then 'hi', …
 * Depth grows a little slower than the weight (power 0.7), so that small weights are still seen.
 * Example: headPaths('z0z', 6) → one path of level 8 with the two cells of the diagonal
 */
export function headPaths(digits: string, cell: number): LevelPath[] {
  const levels = new Map<number, string>();
  let row = 0;
  let col = 0;
  for (const digit of digits) {
    const level = Math.round(8 * (parseInt(digit, 36) / 35) ** 0.7);
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
