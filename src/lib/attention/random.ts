import { gaussian } from '../positions/index.ts';

/** Rows of a random matrix with entries of variance 1 / rows, so that products keep their size. */
export function randomMatrix(rows: number, cols: number, random: () => number): Float64Array[] {
  return Array.from({ length: rows }, () =>
    gaussian(cols, random).map((value) => value / Math.sqrt(rows)),
  );
}

/** x W, [cols] */
export function timesMatrix(x: ArrayLike<number>, W: readonly Float64Array[]): Float64Array {
  const y = new Float64Array(W[0]?.length ?? 0);
  for (const [i, row] of W.entries())
    for (let j = 0; j < y.length; j++) y[j] = (y[j] ?? 0) + (x[i] ?? 0) * (row[j] ?? 0);
  return y;
}
