/** What a figure shows of a table of learned positions, without the table itself. */
import { principalComponents } from '#lib/embeddings/index.ts';
import { cosineMatrix, evenPositions, norms, type PositionTable } from './table.ts';

/** Principal components, norms and cosines of a table. */
export interface Derived {
  readonly rows: number;
  readonly width: number;
  /** The share of the variance along each of the first components, largest first. */
  readonly shares: readonly number[];
  /** Where each position lies along the first three components, at most [3] arrays of [rows]. */
  readonly scores: readonly (readonly number[])[];
  /** ‖row‖ of each position, [rows]. */
  readonly norms: readonly number[];
  /** Cosines between the positions of `grid`, row-major [grid × grid]. */
  readonly grid: readonly number[];
  readonly cosines: ArrayLike<number>;
}

/** How many components have their share said, and how many are drawn. */
const SHARES = 6;
const DRAWN = 3;

/**
 * Derives a table's figures.
 * @param gridSize at most so many positions, evenly apart, have their cosines taken
 * @param pause awaited between two steps of some milliseconds, so that a page can take a breath
 */
export async function derive(
  table: PositionTable,
  gridSize: number,
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<Derived> {
  const { rows, width } = table;
  const values = Float32Array.from(table.values);
  const { count, coordinates, shares } = await principalComponents(values, width, SHARES, pause);
  await pause();
  const grid = evenPositions(rows, gridSize);
  const cosines = cosineMatrix(table, grid).values;
  await pause();
  return {
    ...{ rows, width, shares, grid, cosines },
    scores: Array.from({ length: Math.min(DRAWN, count) }, (_, i) =>
      Array.from({ length: rows }, (_, pos) => coordinates[pos * count + i] ?? 0),
    ),
    norms: norms(table),
  };
}
