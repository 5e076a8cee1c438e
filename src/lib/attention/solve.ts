/** Solves A X = B by Gaussian elimination with pivots, [n × n] and [n × m]; A and B are used up. */
export function solve(A: Float64Array[], B: Float64Array[]): Float64Array[] {
  const n = A.length;
  for (let col = 0; col < n; col++) {
    let pivot = col;
    for (let row = col + 1; row < n; row++)
      if (Math.abs(A[row]?.[col] ?? 0) > Math.abs(A[pivot]?.[col] ?? 0)) pivot = row;
    swap(A, col, pivot);
    swap(B, col, pivot);
    for (let row = 0; row < n; row++) {
      if (row === col) continue;
      const factor = (A[row]?.[col] ?? 0) / (A[col]?.[col] ?? NaN);
      if (factor === 0) continue;
      subtract(A[row], A[col], factor);
      subtract(B[row], B[col], factor);
    }
  }
  return B.map((row, i) => row.map((value) => value / (A[i]?.[i] ?? NaN)));
}

function swap(rows: Float64Array[], i: number, j: number): void {
  const [a, b] = [rows[i], rows[j]];
  if (a && b) [rows[i], rows[j]] = [b, a];
}

function subtract(from: Float64Array | undefined, row: Float64Array | undefined, by: number): void {
  if (!from || !row) return;
  for (let i = 0; i < from.length; i++) from[i] = (from[i] ?? 0) - by * (row[i] ?? 0);
}
