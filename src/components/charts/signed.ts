/**
 * Colours for numbers with a sign: the site's diverging scale, `--div-0` to `--div-8`, orange for
 * negative, the ground of the page for zero, blue for positive.
 */
import { lab, rgb, interpolateLab, piecewise } from 'd3';
import { TABLE_SIZE, type Theme } from './colour.ts';
import type { Matrix } from './matrix.ts';

/** From the most negative to the most positive; zero in the middle. */
export const SIGNED_STOPS: Readonly<Record<Theme, readonly string[]>> = {
  light: [
    ...['#8a3d00', '#c4690f', '#e9a45c', '#f6d8b4', '#fcfdfd'],
    ...['#c3dcf0', '#7fb2dc', '#3a7fbd', '#174a80'],
  ],
  dark: [
    ...['#ffc98a', '#ee9a45', '#b56a1f', '#5d3a17', '#131b1a'],
    ...['#1b3c5c', '#2f6ea8', '#64a6e0', '#b5dbff'],
  ],
};

const tables = new Map<Theme, Uint8ClampedArray>();

/** The table of a theme: 256 colours of three bytes, [256 × 3], made once; zero lies between 127 and 128. */
export function signedTable(theme: Theme): Uint8ClampedArray {
  const made = tables.get(theme);
  if (made) return made;
  const mix = piecewise(
    interpolateLab,
    SIGNED_STOPS[theme].map((stop) => lab(stop)),
  );
  const table = new Uint8ClampedArray(TABLE_SIZE * 3);
  for (let i = 0; i < TABLE_SIZE; i++) {
    const { r, g, b } = rgb(mix(i / (TABLE_SIZE - 1)));
    table.set([r, g, b], i * 3);
  }
  tables.set(theme, table);
  return table;
}

/** −max → 0, 0 → ½, max → 1; beyond it the ends. */
export function signedLevel(max: number): (value: number) => number {
  const span = max > 0 ? max : 1;
  return (value) => Math.min(Math.max(0.5 + value / (2 * span), 0), 1);
}

/** A CSS gradient of the whole scale, that follows the theme. */
export const SIGNED_GRADIENT = `linear-gradient(to right, ${SIGNED_STOPS.light
  .map((_, i) => `var(--div-${String(i)})`)
  .join(', ')})`;

/** A run of cells of one row whose colour is nearest the same stop. */
export interface LevelPath {
  readonly stop: number;
  readonly d: string;
}

/**
 * The matrix as one SVG path a stop, in units of cells: the picture in the server's HTML, until a
 * canvas takes over. Cells that are no number are left out.
 */
export function signedPaths(matrix: Matrix, max: number): LevelPath[] {
  const level = signedLevel(max);
  const paths = SIGNED_STOPS.light.map(() => ({ d: '', at: [0, 0] }));
  const stopOf = (row: number, col: number): number => {
    const value = matrix.values[row * matrix.cols + col] ?? NaN;
    return Number.isNaN(value) ? -1 : Math.round(level(value) * (paths.length - 1));
  };
  for (let row = 0; row < matrix.rows; row++) {
    for (let col = 0, end = 0; col < matrix.cols; col = end) {
      const stop = stopOf(row, col);
      for (end = col + 1; end < matrix.cols && stopOf(row, end) === stop;) end++;
      if (stop < 0) continue;
      const run = String(end - col);
      const path = paths[stop];
      if (path === undefined) continue;
      // From where the run before began: short, and much the same from run to run.
      const [x = 0, y = 0] = path.at;
      path.d += `${path.d === '' ? 'M' : 'm'}${String(col - x)} ${String(row - y)}h${run}v1h-${run}z`;
      path.at = [col, row];
    }
  }
  return paths.map(({ d }, stop) => ({ stop, d })).filter(({ d }) => d !== '');
}
