/** The little linear algebra that a GPT-2 needs, in 64-bit floating point: vectors, and rows of them. */

export type Vector = Float64Array;
/** One vector a row. */
export type Matrix = readonly Vector[];

/** A table stored row after row, cut into rows of `width` numbers. */
export function rowsOf(table: ArrayLike<number>, width: number): Vector[] {
  const all = new Float64Array(table);
  return range(all.length / width).map((i) => all.subarray(i * width, (i + 1) * width));
}

/** x W + b, with W stored [in, out] as GPT-2 does it: input i adds x_i times row i of W. */
export function linear(x: Vector, W: Float32Array, b: Float32Array): Vector {
  const y = Float64Array.from(b);
  for (const [i, xi] of x.entries()) {
    const row = i * y.length;
    for (let j = 0; j < y.length; j++) y[j] = (y[j] ?? 0) + xi * (W[row + j] ?? 0);
  }
  return y;
}

/** Σ a_i b_i */
export function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** a + b, row by row. */
export const add = (a: Matrix, b: Matrix): Vector[] =>
  a.map((row, t) => row.map((x, i) => x + (b[t]?.[i] ?? 0)));

/** Σ p_t rows_t: the mean of the rows, weighted by p. */
export function weightedSum(p: Vector, rows: Matrix): Vector {
  const sum = new Float64Array(rows[0]?.length ?? 0);
  for (const [t, row] of rows.entries())
    for (const [i, x] of row.entries()) sum[i] = (sum[i] ?? 0) + (p[t] ?? 0) * x;
  return sum;
}

/** exp(z_i) / Σ exp(z_j); the largest z is subtracted first, so that nothing overflows. */
export function softmax(z: Vector): Vector {
  const max = Math.max(...z);
  const weights = z.map((zi) => Math.exp(zi - max));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / total);
}

/** The vectors one after the other in one. */
export function concat(parts: Matrix): Vector {
  return Float64Array.from(parts.flatMap((part) => [...part]));
}

/** 0, 1, …, n − 1 */
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
