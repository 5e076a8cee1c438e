import type { Cell, Mask, Matrix } from './matrix.ts';
import { valueAt } from './matrix.ts';

/**
 * The `count` cells of a matrix whose values lie farthest from zero, the farthest first; of equals, the
 * one that is read first. Cells that are masked or have no value are left out, and so are rows that
 * leave no choice: with a causal mask the first token attends to itself whatever the head does.
 */
export function strongestCells(matrix: Matrix, count: number, mask?: Mask): Cell[] {
  const best: (Cell & { size: number })[] = [];
  for (let row = 0; row < matrix.rows; row++) {
    const least = best.length < count ? -1 : (best.at(-1)?.size ?? -1);
    const found: (Cell & { size: number })[] = [];
    let open = 0;
    for (let col = 0; col < matrix.cols; col++) {
      if (mask?.(row, col)) continue;
      const size = Math.abs(valueAt(matrix, { row, col }));
      if (Number.isNaN(size)) continue;
      open++;
      if (size > least) found.push({ row, col, size });
    }
    if ((open < 2 && matrix.cols > 1) || found.length === 0) continue;
    best.push(...found);
    best.sort((a, b) => b.size - a.size || a.row - b.row || a.col - b.col);
    best.length = Math.min(best.length, count);
  }
  return best.map(({ row, col }) => ({ row, col }));
}
