import type { Cell, Mask, Matrix } from './matrix.ts';
import { valueAt } from './matrix.ts';

/** Cells of one colour, as one path in units of cells. */
export interface HeatPath {
  readonly fill: string;
  readonly d: string;
}

/**
 * A matrix as one SVG path a colour: the server's picture of a heat map, before a canvas takes over.
 * `fillOf` gives the CSS colour of a value; masked cells are left out.
 */
export function heatPaths(
  matrix: Matrix,
  fillOf: (value: number) => string,
  mask?: Mask,
): HeatPath[] {
  const paths = new Map<string, string>();
  for (let row = 0; row < matrix.rows; row++) {
    for (let col = 0; col < matrix.cols; col++) {
      if (mask?.(row, col)) continue;
      const at: Cell = { row, col };
      const fill = fillOf(valueAt(matrix, at));
      paths.set(fill, `${paths.get(fill) ?? ''}M${String(col)} ${String(row)}h1v1h-1z`);
    }
  }
  return [...paths].map(([fill, d]) => ({ fill, d }));
}
