/** What a grid of cells is drawn with: colours as CSS, and where each cell stands. */
import { tableIndex, type Theme } from './colour.ts';
import { signedLevel, signedTable } from './signed.ts';

/** As many steps to either side of zero: no step is seen, and a page has fewer rules. */
const STEPS = 24;

/** The colour of a number with a sign, in both themes, without a script. */
export function signedCss(value: number, max: number): string {
  const level = Math.round(signedLevel(max)(value) * 2 * STEPS) / (2 * STEPS);
  return `light-dark(${hex('light', level)}, ${hex('dark', level)})`;
}

function hex(theme: Theme, level: number): string {
  const at = tableIndex(level) * 3;
  const rgb = [...signedTable(theme).subarray(at, at + 3)];
  return `#${rgb.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** The largest size among the numbers; 0 of none. */
export const largest = (values: readonly number[]): number =>
  values.reduce((max, x) => (Math.abs(x) > max ? Math.abs(x) : max), 0);

export interface CellLayout {
  readonly left: number;
  readonly width: number;
  readonly height: number;
  /** Left edge of a column. */
  readonly x: (col: number) => number;
  /** The column at a place from the left, within the grid's ends. */
  readonly col: (x: number) => number;
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/**
 * Lays out rows × cols in `width`, row labels at the left; before column `gapAt` a little room is left.
 * Cells are at most 46 wide and from 15 to 30 high.
 */
export function cellLayout(
  rows: number,
  cols: number,
  width: number,
  left: number,
  gapAt: number | null,
): CellLayout {
  const gap = gapAt === null ? 0 : 8;
  const cellWidth = Math.min(46, (width - left - gap - 2) / Math.max(cols, 1));
  const cellHeight = Math.min(30, Math.max(15, cellWidth));
  const x = (col: number): number =>
    left + col * cellWidth + (gapAt !== null && col >= gapAt ? gap : 0);
  return {
    ...{ left, cellWidth, cellHeight, x },
    width: x(cols) + 2,
    height: rows * cellHeight,
    col: (at) => {
      const over = gapAt !== null && at >= x(gapAt) ? gap : 0;
      const col = Math.floor((at - left - over) / cellWidth);
      return Math.min(Math.max(col, 0), cols - 1);
    },
  };
}
