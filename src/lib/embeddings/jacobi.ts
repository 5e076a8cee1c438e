/** An eigenvalue of a symmetric matrix and its eigenvector, of length 1. */
export interface Eigenpair {
  readonly value: number;
  readonly vector: Float64Array;
}

/**
 * All eigenpairs of a symmetric matrix, the largest first, by cyclic Jacobi rotations (Golub and Van
 * Loan, Matrix Computations, section 8.5): each rotation makes one number off the diagonal 0.
 * The matrix is used up.
 */
export function jacobi(matrix: readonly Float64Array[]): Eigenpair[] {
  const n = matrix.length;
  const vectors = matrix.map((_, i) =>
    Float64Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)),
  );
  const at = (i: number, j: number): number => matrix[i]?.[j] ?? 0;
  const size = matrix.reduce((sum, row) => row.reduce((s, x) => s + x * x, sum), 0);
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) off += at(i, j) ** 2;
    if (off <= 1e-30 * size) break;
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const apq = at(p, q);
        if (Math.abs(apq) < 1e-300) continue;
        const tau = (at(q, q) - at(p, p)) / (2 * apq);
        const t = Math.sign(tau || 1) / (Math.abs(tau) + Math.hypot(1, tau));
        const c = 1 / Math.hypot(1, t);
        rotateColumns(matrix, p, q, c, t * c);
        rotateRows(matrix, p, q, c, t * c);
        rotateColumns(vectors, p, q, c, t * c);
      }
  }
  return matrix
    .map((row, i) => ({
      value: row[i] ?? 0,
      vector: Float64Array.from(vectors, (entries) => entries[i] ?? 0),
    }))
    .sort((a, b) => b.value - a.value);
}

function rotateColumns(
  matrix: readonly Float64Array[],
  p: number,
  q: number,
  c: number,
  s: number,
): void {
  for (const row of matrix) {
    const [x, y] = [row[p] ?? 0, row[q] ?? 0];
    row[p] = c * x - s * y;
    row[q] = s * x + c * y;
  }
}

function rotateRows(
  matrix: readonly Float64Array[],
  p: number,
  q: number,
  c: number,
  s: number,
): void {
  const [rowP, rowQ] = [matrix[p], matrix[q]];
  if (!rowP || !rowQ) return;
  for (let i = 0; i < rowP.length; i++) {
    const [x, y] = [rowP[i] ?? 0, rowQ[i] ?? 0];
    rowP[i] = c * x - s * y;
    rowQ[i] = s * x + c * y;
  }
}
