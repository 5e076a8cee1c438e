/**
 * Where the layer norm stands, in a stack of random sublayers: a matrix W with entries of variance
 * 1 / d in the place of attention and MLP.
 *
 *   post-norm (Vaswani et al. 2017):      x ← LN(x + W x)
 *   pre-norm (Radford et al. 2019):       x ← x + W LN(x), and one LN at the end
 *
 * Two things are measured: how much of the stream is still the embedding itself, and how long the
 * gradient at the last sublayer's weights is (Xiong et al. 2020, theorem 1).
 */
import { EPSILON, moments, normalise } from './norms.ts';

export type Place = 'pre' | 'post';

export interface DepthPoint {
  /** Sublayers so far. */
  readonly depth: number;
  /** ‖x‖ / √d: how long the stream has become. */
  readonly norm: number;
  /** The length of the embedding's own part of the stream, over the length of the stream. */
  readonly kept: number;
  /** ‖∂ loss / ∂ W‖ of sublayer number `depth`, if the stack ended there; the loss is out · LN(x). */
  readonly gradient: number;
}

export interface DepthOptions {
  readonly most: number;
  /** Width; default 48. */
  readonly d?: number;
  /** Stacks that the means are over; default 3. */
  readonly draws?: number;
  readonly seed?: number;
}

/** Means over some stacks, after 1, 2, …, `most` sublayers; both places get the same matrices. */
export function stackDepths({
  most,
  d = 48,
  draws = 3,
  seed = 1,
}: DepthOptions): Readonly<Record<Place, DepthPoint[]>> {
  const empty = (): DepthPoint[] =>
    Array.from({ length: most }, (_, l) => ({ depth: l + 1, norm: 0, kept: 0, gradient: 0 }));
  const sums = { pre: empty(), post: empty() };
  for (let draw = 0; draw < draws; draw++) {
    const number = unitNumbers(1000 * seed + draw);
    const x = normalise(Array.from({ length: d }, number));
    const out = Array.from({ length: d }, number);
    const W = new Float64Array(d * d);
    const stacks: Record<Place, Stack> = { pre: { x, kept: 1 }, post: { x, kept: 1 } };
    for (let l = 0; l < most; l++) {
      for (let i = 0; i < W.length; i++) W[i] = number() / Math.sqrt(d);
      for (const place of ['pre', 'post'] as const) {
        const { next, point } = sublayer(place, stacks[place], W, out);
        stacks[place] = next;
        const sum = sums[place][l] ?? { depth: 0, norm: 0, kept: 0, gradient: 0 };
        sums[place][l] = {
          depth: l + 1,
          norm: sum.norm + point.norm / draws,
          kept: sum.kept + point.kept / draws,
          gradient: sum.gradient + point.gradient / draws,
        };
      }
    }
  }
  return sums;
}

interface Stack {
  readonly x: readonly number[];
  /** What the embedding has been multiplied by. */
  readonly kept: number;
}

function sublayer(place: Place, { x, kept }: Stack, W: Float64Array, out: readonly number[]) {
  const d = x.length;
  const read = place === 'pre' ? normalise(x) : x;
  const sum = x.map((value, i) => {
    let total = value;
    for (let j = 0; j < d; j++) total += (W[i * d + j] ?? 0) * (read[j] ?? 0);
    return total;
  });
  const next: Stack =
    place === 'pre' ? { x: sum, kept } : { x: normalise(sum), kept: kept / deviation(sum) };
  const norm = Math.hypot(...next.x) / Math.sqrt(d);
  const gradient = Math.hypot(...backNorm(sum, out)) * Math.hypot(...read);
  return { next, point: { norm, kept: next.kept / norm, gradient } };
}

/** The gradient of out · LN(x) by x: (out − mean(out) − LN(x) · mean(out · LN(x))) / σ. */
export function backNorm(x: readonly number[], out: readonly number[]): number[] {
  const y = normalise(x);
  const { mean } = moments(out);
  const along = moments(out.map((value, i) => value * (y[i] ?? 0))).mean;
  const σ = deviation(x);
  return out.map((value, i) => (value - mean - (y[i] ?? 0) * along) / σ);
}

const deviation = (x: readonly number[]): number => Math.sqrt(moments(x).variance + EPSILON);

/**
 * Numbers of mean 0 and variance 1, uniform between −√3 and √3, the same for the same seed. A generator
 * of 32 bits (Marsaglia 2003, "Xorshift RNGs"): half a million numbers in a few milliseconds.
 */
function unitNumbers(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.sqrt(3) * ((state >>> 0) / 2 ** 31 - 1);
  };
}
