/** Curves through measured times: least squares for polynomials of a low degree. */

export type Point = readonly [x: number, y: number];

export interface Fit {
  /** y ≈ Σ coefficients[i] · xⁱ, the constant first. */
  readonly coefficients: readonly number[];
  /** √ of the mean squared distance of the points from the curve, in units of y. */
  readonly error: number;
  /** The part of the points' variance that the curve explains: 1 − residual / total. */
  readonly explained: number;
}

/**
 * The polynomial of `degree` with the least sum of squared distances (normal equations, on x scaled
 * to 1 so that they stay well conditioned). Null for fewer points with different x than coefficients.
 */
export function fitPolynomial(points: readonly Point[], degree: number): Fit | null {
  const size = degree + 1;
  if (new Set(points.map(([x]) => x)).size < size) return null;
  const scale = Math.max(...points.map(([x]) => Math.abs(x))) || 1;
  const rows = points.map(([x]) => powers(x / scale, size));
  const matrix = Array.from({ length: size }, (_, i) => [
    ...Array.from({ length: size }, (_, j) => sum(rows.map((r) => (r[i] ?? 0) * (r[j] ?? 0)))),
    sum(points.map(([, y], n) => y * (rows[n]?.[i] ?? 0))),
  ]);
  const coefficients = solve(matrix).map((c, i) => c / scale ** i);
  const residual = sum(points.map(([x, y]) => (y - valueOf(coefficients, x)) ** 2));
  const mean = sum(points.map(([, y]) => y)) / points.length;
  const total = sum(points.map(([, y]) => (y - mean) ** 2));
  return {
    coefficients,
    error: Math.sqrt(residual / points.length),
    explained: total === 0 ? 1 : 1 - residual / total,
  };
}

/** Σ coefficients[i] · xⁱ */
export function valueOf(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((value, c) => value * x + c, 0);
}

const powers = (x: number, size: number): number[] =>
  Array.from({ length: size }, (_, i) => x ** i);
const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

/** Gaussian elimination with the largest pivot, on rows [A | b]. */
function solve(rows: number[][]): number[] {
  const n = rows.length;
  for (let k = 0; k < n; k++) {
    const pivot = rows.slice(k).reduce((best, row) => (size(row, k) > size(best, k) ? row : best));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(k, 0, pivot);
    for (const row of rows.slice(k + 1)) {
      const factor = (row[k] ?? 0) / (pivot[k] ?? 1);
      for (let j = k; j <= n; j++) row[j] = (row[j] ?? 0) - factor * (pivot[j] ?? 0);
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    const row = rows[k] ?? [];
    const known = sum(x.map((value, j) => (j > k ? value * (row[j] ?? 0) : 0)));
    x[k] = ((row[n] ?? 0) - known) / (row[k] ?? 1);
  }
  return x;
}

const size = (row: readonly number[], k: number): number => Math.abs(row[k] ?? 0);
