import { logSumExp } from '../sampling/index.ts';

/** A matrix of numbers, row-major: what the engine gives. */
export interface Rows {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * −ln P(next token) in nat at each place but the last, from the logits of all places [T, V]: how
 * surprised the model is by each token after the first.
 */
export function tokenLosses(logits: Rows, ids: readonly number[]): number[] {
  const V = logits.shape[1] ?? 0;
  return ids.slice(1).map((next, t) => {
    const row = logits.data.subarray(t * V, (t + 1) * V);
    return logSumExp(row) - (row[next] ?? NaN);
  });
}

/** The mean; NaN of nothing. */
export const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length;
