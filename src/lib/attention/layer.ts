/**
 * One layer of attention, number by number (Vaswani et al. 2017, section 3.2; Radford et al. 2019):
 *
 *   x_t = ln1(resid_t),  q_t = x_t W_Q + b_Q,  k_s = x_s W_K + b_K,  v_s = x_s W_V + b_V  for each head,
 *   a_ts = softmax_s(q_t · k_s / √d) for s ≤ t,  z_t = Σ_s a_ts v_s,
 *   out_t = [z_t of head 0, …, z_t of head H − 1] W_O + b_O
 *
 * T tokens, width D, H heads of size d = D / H.
 */
import { softmax64 } from './softmax.ts';

/** What a model computed for one text in one layer, as it came from there. */
export interface LayerNumbers {
  readonly tokens: readonly string[];
  readonly layer: number;
  readonly layers: number;
  readonly heads: number;
  readonly width: number;
  /** What scores are divided by: √d. */
  readonly scale: number;
  /** (x − mean) / standard deviation of the residual stream, [T, D]. */
  readonly normalized: Float32Array;
  /** Gain and bias of the layer norm, [D] each. */
  readonly gain: Float32Array;
  readonly bias: Float32Array;
  /** [T, H, d] each. */
  readonly q: Float32Array;
  readonly k: Float32Array;
  readonly v: Float32Array;
  /** What the layer adds to the residual stream at a place, [D]; null where it is not known. */
  readonly out: (t: number) => ArrayLike<number> | null;
  /**
   * A column of a weight matrix with its bias: what makes number j of the head's q, k or v, or
   * (`o`, whatever the head) number j of the output. Null where it is not at hand.
   */
  readonly column: (matrix: Weights, head: number, j: number) => Column | null;
}
export type Weights = 'q' | 'k' | 'v' | 'o';

export interface Column {
  /** [D] */
  readonly weights: ArrayLike<number>;
  readonly bias: number;
}

/** Which head of it, from which token, to which token. */
export interface Choice {
  readonly head: number;
  readonly query: number;
  readonly key: number;
}

/** The size of a head, d = D / H. */
export const headSize = ({ width, heads }: LayerNumbers): number => width / heads;

/** The layer norm's output at a place: normalized · gain + bias, [D]. */
export function inputAt(of: LayerNumbers, t: number): Float64Array {
  const row = of.normalized.subarray(t * of.width, (t + 1) * of.width);
  return Float64Array.from(row, (value, i) => value * (of.gain[i] ?? 0) + (of.bias[i] ?? 0));
}

/** q, k or v of a head at a place, [d]. */
export function vectorAt(
  of: LayerNumbers,
  which: 'q' | 'k' | 'v',
  head: number,
  t: number,
): Float32Array {
  const d = headSize(of);
  const at = (t * of.heads + head) * d;
  return of[which].subarray(at, at + d);
}

/** q_t · k_s for every s, those after t too, [T]. */
export function productsAt(of: LayerNumbers, head: number, t: number): Float64Array {
  const q = vectorAt(of, 'q', head, t);
  return Float64Array.from(of.tokens, (_, s) => dot(q, vectorAt(of, 'k', head, s)));
}

/** softmax of the scaled scores up to t; zero beyond, [T]. */
export function patternAt(of: LayerNumbers, head: number, t: number): Float64Array {
  const scores = productsAt(of, head, t).subarray(0, t + 1);
  const pattern = new Float64Array(of.tokens.length);
  pattern.set(softmax64(scores.map((score) => score / of.scale)));
  return pattern;
}

/** z_t = Σ_s a_ts v_s of a head, [d]. */
export function mixedAt(of: LayerNumbers, head: number, t: number): Float64Array {
  const z = new Float64Array(headSize(of));
  const pattern = patternAt(of, head, t);
  for (let s = 0; s <= t; s++) {
    const v = vectorAt(of, 'v', head, s);
    const weight = pattern[s] ?? 0;
    for (let i = 0; i < z.length; i++) z[i] = (z[i] ?? 0) + weight * (v[i] ?? 0);
  }
  return z;
}

/** The heads' z side by side, [D]. */
export function concatAt(of: LayerNumbers, t: number): Float64Array {
  const all = new Float64Array(of.width);
  for (let head = 0; head < of.heads; head++) all.set(mixedAt(of, head, t), head * headSize(of));
  return all;
}

/** Σ a_i b_i */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
