/** One head seen in other ways than by its pattern. T tokens, width d of a head. */

/** What of a head a figure needs, each of [T, d], row-major. */
export interface HeadVectors {
  readonly q: Float32Array;
  readonly k: Float32Array;
  readonly v: Float32Array;
  /** What q · k is divided by: √d, or (layer + 1) √d in models that scale by layer too. */
  readonly scale: number;
}

/** Rows `from` … `to` − 1 of the scores q · k / scale before the mask, written into `scores` (T, T). */
export function fillScores(
  scores: Float32Array,
  { q, k, scale }: HeadVectors,
  from: number,
  to: number,
): void {
  const T = Math.round(Math.sqrt(scores.length));
  const d = q.length / T;
  for (let t = from; t < to; t++) {
    for (let s = 0; s < T; s++) {
      let dot = 0;
      for (let i = 0; i < d; i++) dot += (q[t * d + i] ?? 0) * (k[s * d + i] ?? 0);
      scores[t * T + s] = dot / scale;
    }
  }
}

/** The terms of one score: q_i k_i / scale for each dimension, [d]; their sum is the score. */
export function scoreTerms({ q, k, scale }: HeadVectors, d: number, t: number, s: number) {
  return Float32Array.from(
    { length: d },
    (_, i) => ((q[t * d + i] ?? 0) * (k[s * d + i] ?? 0)) / scale,
  );
}

/** ‖v_s‖ of each key, [T]. */
export function valueNorms(v: Float32Array, T: number): Float32Array {
  const d = v.length / T;
  return Float32Array.from({ length: T }, (_, s) => Math.hypot(...v.subarray(s * d, (s + 1) * d)));
}

/**
 * Value-weighted attention A[t, s] ‖v_s‖: how long a vector the head takes from s to t (before W_O).
 * A large weight on a short vector moves little (Kobayashi et al. 2020, "Attention is Not Only a Weight").
 */
export function valueWeighted(pattern: ArrayLike<number>, norms: Float32Array): Float32Array {
  const T = norms.length;
  return Float32Array.from({ length: T * T }, (_, at) => (pattern[at] ?? 0) * (norms[at % T] ?? 0));
}
