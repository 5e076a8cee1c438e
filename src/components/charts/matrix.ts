import { tableIndex } from './colour.ts';

/** A matrix to draw: `values` is row-major, [rows × cols]. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  readonly values: ArrayLike<number>;
}

/** One cell of a matrix. */
export interface Cell {
  readonly row: number;
  readonly col: number;
}

/** Says which cells have no value; they are drawn apart. */
export type Mask = (row: number, col: number) => boolean;

/** The causal mask: a token cannot attend to a later one, so column > row has no value. */
export const causalMask: Mask = (row, col) => col > row;

/** The value of a cell; NaN outside the matrix. */
export function valueAt(matrix: Matrix, { row, col }: Cell): number {
  if (row < 0 || col < 0 || row >= matrix.rows || col >= matrix.cols) return NaN;
  return matrix.values[row * matrix.cols + col] ?? NaN;
}

/**
 * The matrix as RGBA bytes for `putImageData`, [rows × cols × 4], one pixel a cell. Masked cells
 * are transparent, so that the hatching below them shows.
 */
export function paint(
  matrix: Matrix,
  level: (value: number) => number,
  table: Uint8ClampedArray,
  mask?: Mask,
): Uint8ClampedArray<ArrayBuffer> {
  const { rows, cols, values } = matrix;
  const pixels = new Uint8ClampedArray(rows * cols * 4);
  for (let row = 0, i = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++, i++) {
      if (mask?.(row, col)) continue;
      const at = tableIndex(level(values[i] ?? NaN)) * 3;
      pixels[4 * i] = table[at] ?? 0;
      pixels[4 * i + 1] = table[at + 1] ?? 0;
      pixels[4 * i + 2] = table[at + 2] ?? 0;
      pixels[4 * i + 3] = 255;
    }
  }
  return pixels;
}

/** At most `size` rows and columns of a matrix, evenly picked: for pictures of thumbnail size. */
export function thumbnail(matrix: Matrix, size: number): Matrix {
  const rows = Math.min(matrix.rows, size);
  const cols = Math.min(matrix.cols, size);
  const values = new Float32Array(rows * cols);
  for (let row = 0; row < rows; row++) {
    const from = Math.floor(((row + 0.5) * matrix.rows) / rows) * matrix.cols;
    for (let col = 0; col < cols; col++) {
      const at = from + Math.floor(((col + 0.5) * matrix.cols) / cols);
      values[row * cols + col] = matrix.values[at] ?? 0;
    }
  }
  return { rows, cols, values };
}

/** The cell under a point of a box of width × height; null outside. */
export function cellAt(
  x: number,
  y: number,
  box: { readonly width: number; readonly height: number },
  matrix: Matrix,
): Cell | null {
  const row = Math.floor((y / box.height) * matrix.rows);
  const col = Math.floor((x / box.width) * matrix.cols);
  const inside = row >= 0 && col >= 0 && row < matrix.rows && col < matrix.cols;
  return inside ? { row, col } : null;
}

/**
 * The cell that a key moves to: arrows by one, Home and End to the ends of the row, with Ctrl to
 * the corners, PageUp and PageDown by a tenth of the rows. Null for any other key.
 */
export function moveCell(from: Cell, key: string, matrix: Matrix, ctrl = false): Cell | null {
  const { row, col } = from;
  const last = { row: matrix.rows - 1, col: matrix.cols - 1 };
  const page = Math.max(1, Math.round(matrix.rows / 10));
  const to = (r: number, c: number): Cell => ({
    row: Math.min(Math.max(r, 0), last.row),
    col: Math.min(Math.max(c, 0), last.col),
  });
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, col);
    case 'ArrowDown':
      return to(row + 1, col);
    case 'ArrowLeft':
      return to(row, col - 1);
    case 'ArrowRight':
      return to(row, col + 1);
    case 'PageUp':
      return to(row - page, col);
    case 'PageDown':
      return to(row + page, col);
    case 'Home':
      return ctrl ? to(0, 0) : to(row, 0);
    case 'End':
      return ctrl ? last : to(row, last.col);
    default:
      return null;
  }
}

/**
 * Which of `count` labels fit in `length` pixels when each needs `gap`: all, or every second,
 * fifth, tenth, … beginning with the first. Example: thinLabels(10, 100, 20) → [0, 2, 4, 6, 8]
 */
export function thinLabels(count: number, length: number, gap: number): number[] {
  const step = STEPS.find((s) => (length / count) * s >= gap) ?? Math.max(count, 1);
  const shown: number[] = [];
  for (let i = 0; i < count; i += step) shown.push(i);
  return shown;
}

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500];
