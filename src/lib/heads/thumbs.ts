/**
 * Patterns as small pictures: each weight as 16 bits, so that colours come from one table and a change
 * of scale repaints without touching the patterns again.
 */

/** Sides of thumbnails, in cells: longer texts are pooled down to this. */
export const THUMB_SIDE = 128;
/** A weight of 1. */
export const FULL = 65_535;

/** How the weights that fall into one cell become one: the largest, or their mean. */
export type Pooling = 'max' | 'mean';

/**
 * A pattern (T, T) as side × side cells of 16 bits, side = min(T, `most`). Cell (i, j) pools rows
 * ⌊i T / side⌋ … and columns ⌊j T / side⌋ …; the mean leaves out what the causal mask hides.
 */
export function pool(
  pattern: ArrayLike<number>,
  T: number,
  how: Pooling = 'max',
  most = THUMB_SIDE,
): Uint16Array {
  const side = Math.min(T, most);
  const cells = new Uint16Array(side * side);
  for (let i = 0; i < side; i++) {
    const [top, bottom] = [start(i, T, side), start(i + 1, T, side)];
    for (let j = 0; j <= i; j++) {
      const [left, right] = [start(j, T, side), start(j + 1, T, side)];
      let [largest, sum, count] = [0, 0, 0];
      for (let t = top; t < bottom; t++) {
        const end = Math.min(right, t + 1);
        for (let s = left; s < end; s++) {
          const weight = pattern[t * T + s] ?? 0;
          if (weight > largest) largest = weight;
          sum += weight;
          count++;
        }
      }
      const weight = how === 'max' ? largest : sum / (count || 1);
      cells[i * side + j] = Math.round(Math.min(Math.max(weight, 0), 1) * FULL);
    }
  }
  return cells;
}

/** The first row (or column) of a cell. */
export const start = (cell: number, T: number, side: number): number =>
  Math.floor((cell * T) / side);

/** The lower triangle of a pattern as bytes of √weight: b stands for (b / 255)². */
export function packTriangle(pattern: ArrayLike<number>, T: number): Uint8Array {
  const bytes = new Uint8Array((T * (T + 1)) / 2);
  let at = 0;
  for (let t = 0; t < T; t++)
    for (let s = 0; s <= t; s++)
      bytes[at++] = Math.round(Math.sqrt(Math.max(pattern[t * T + s] ?? 0, 0)) * 255);
  return bytes;
}

/** The pattern (T, T) that `packTriangle` packed, each row scaled to sum to 1 again. */
export function unpackTriangle(bytes: Uint8Array, T: number): Float32Array {
  const pattern = new Float32Array(T * T);
  let at = 0;
  for (let t = 0; t < T; t++) {
    let sum = 0;
    for (let s = 0; s <= t; s++) {
      const weight = ((bytes[at++] ?? 0) / 255) ** 2;
      pattern[t * T + s] = weight;
      sum += weight;
    }
    if (sum > 0) for (let s = 0; s <= t; s++) pattern[t * T + s] = (pattern[t * T + s] ?? 0) / sum;
  }
  return pattern;
}
