/** exp(z_i) / Σ exp(z_j) in double precision; the largest z is subtracted first. A z of −∞ gives 0. */
export function softmax64(scores: ArrayLike<number>): Float64Array {
  const z = Float64Array.from(scores);
  const largest = z.reduce((a, b) => Math.max(a, b), -Infinity);
  const powers = z.map((score) => Math.exp(score - largest));
  const total = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / total);
}

/** The Jacobian ∂p_i/∂z_j = p_i (δ_ij − p_j) of a softmax with the probabilities p, row by row. */
export function softmaxJacobian(p: ArrayLike<number>): Float64Array[] {
  const probabilities = Float64Array.from(p);
  return [...probabilities].map((pi, i) =>
    probabilities.map((pj, j) => (i === j ? pi * (1 - pi) : -pi * pj)),
  );
}

/**
 * The largest entry of that Jacobian in size: how far any probability can move for a small change of any
 * score. It stands on the diagonal, for p_i p_j ≤ p_i (1 − p_i), and is ¼ at most.
 */
export function largestSlope(p: ArrayLike<number>): number {
  let largest = 0;
  let total = 0;
  for (let i = 0; i < p.length; i++) total += p[i] ?? 0;
  for (let i = 0; i < p.length; i++) {
    // 1 − p_i as the sum of the others, which stays exact where p_i is nearly 1.
    let others = 0;
    for (let j = 0; j < p.length; j++) if (j !== i) others += p[j] ?? 0;
    largest = Math.max(largest, ((p[i] ?? 0) / total) * (others / total));
  }
  return largest;
}
