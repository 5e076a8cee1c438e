/** Eigenvalues, largest first, with their unit eigenvectors (one array each). */
export interface Eigen {
  readonly values: readonly number[];
  readonly vectors: readonly Float64Array[];
}

/**
 * The eigenvalues and eigenvectors of a small symmetric matrix (row-major, [n × n]) by cyclic
 * Jacobi rotations: Golub and Van Loan, "Matrix Computations", section 8.5. Cubic a sweep, a dozen
 * sweeps at most: for n up to a hundred. Only symmetric input makes sense.
 */
export function symmetricEigen(matrix: ArrayLike<number>, n: number): Eigen {
  const a = Float64Array.from(matrix);
  const v = new Float64Array(n * n);
  for (let i = 0; i < n; i++) v[i * n + i] = 1;
  const size = a.reduce((sum, x) => sum + x * x, 0);
  for (let sweep = 0; sweep < 60 && offDiagonal(a, n) > 1e-32 * size; sweep++) {
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) annihilate(a, v, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i);
  order.sort((i, j) => (a[j * n + j] ?? 0) - (a[i * n + i] ?? 0));
  return {
    values: order.map((i) => a[i * n + i] ?? 0),
    vectors: order.map((i) => Float64Array.from({ length: n }, (_, row) => v[row * n + i] ?? 0)),
  };
}

/** One rotation in the plane (p, q) that makes a[p, q] zero; the vectors turn along. */
function annihilate(a: Float64Array, v: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q] ?? 0;
  if (apq === 0) return;
  const tau = ((a[q * n + q] ?? 0) - (a[p * n + p] ?? 0)) / (2 * apq);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.hypot(1, tau));
  const c = 1 / Math.hypot(1, t);
  const s = t * c;
  for (let i = 0; i < n; i++) turn(a, i * n + p, i * n + q, c, s);
  for (let i = 0; i < n; i++) turn(a, p * n + i, q * n + i, c, s);
  for (let i = 0; i < n; i++) turn(v, i * n + p, i * n + q, c, s);
}

function turn(m: Float64Array, at: number, other: number, c: number, s: number): void {
  const [x, y] = [m[at] ?? 0, m[other] ?? 0];
  m[at] = c * x - s * y;
  m[other] = s * x + c * y;
}

function offDiagonal(a: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) if (i !== j) sum += (a[i * n + j] ?? 0) ** 2;
  return sum;
}
