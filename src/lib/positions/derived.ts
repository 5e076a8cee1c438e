/** What a figure shows of a table of learned positions, without the table itself. */
import { principalSteps } from './components.ts';
import { cosineMatrix, evenPositions, norms, type PositionTable } from './table.ts';

/** Principal components, norms and cosines of a table. */
export interface Derived {
  readonly rows: number;
  readonly width: number;
  /** The share of the variance along each of the first components, largest first. */
  readonly shares: readonly number[];
  /** Where each position lies along the first three components, [3] arrays of [rows]. */
  readonly scores: readonly (readonly number[])[];
  /** ‖row‖ of each position, [rows]. */
  readonly norms: readonly number[];
  /** Cosines between the positions of `grid`, row-major [grid × grid]. */
  readonly grid: readonly number[];
  readonly cosines: ArrayLike<number>;
}

/** How many components have their share said, and how many are drawn. */
export const SHARES = 6;
export const DRAWN = 3;

/**
 * Derives a table's figures, a step at a time (see `principalSteps`).
 * @param gridSize at most so many positions, evenly apart, have their cosines taken
 */
export function* deriveSteps(
  table: PositionTable,
  gridSize: number,
): Generator<void, Derived, void> {
  const { variances, total, scores } = yield* principalSteps(table, SHARES);
  yield;
  const grid = evenPositions(table.rows, gridSize);
  return {
    rows: table.rows,
    width: table.width,
    shares: variances.map((variance) => (total > 0 ? variance / total : 0)),
    scores: scores.slice(0, DRAWN).map((along) => [...along]),
    norms: norms(table),
    grid,
    cosines: cosineMatrix(table, grid).values,
  };
}

/** `deriveSteps` in one go. */
export function derive(table: PositionTable, gridSize: number): Derived {
  const steps = deriveSteps(table, gridSize);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
