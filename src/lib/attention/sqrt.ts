/**
 * Why scores are divided by √d (Vaswani et al. 2017, section 3.2.1, footnote 4): q · k of d independent
 * numbers of variance 1 has variance d, and a softmax of large scores hardly has a slope left.
 *
 * A draw is one query and n keys of standard normal numbers. It is drawn once at the greatest width;
 * the first d numbers are the draw at width d.
 */
import { gaussian } from '../positions/index.ts';
import { createRng } from '../sampling/index.ts';
import { largestSlope, softmax64 } from './softmax.ts';

export interface SlopeOptions {
  readonly seed: number;
  /** Keys that the query is compared with, n. */
  readonly keys: number;
  readonly draws: number;
}

/** Largest entries of the softmax's Jacobian at one width, one a draw, the smallest first. */
export interface SlopesAt {
  readonly d: number;
  readonly plain: Float64Array;
  readonly scaled: Float64Array;
}

/** The widths that are measured: powers of two to 2,048, and the 100 and 1,000 of the text. */
export const WIDTHS: readonly number[] = [
  ...[1, 2, 4, 8, 16, 32, 64, 100, 128, 256, 512, 1000, 1024, 2048],
];

/** Makes all draws; `pause` is awaited between two of them, so that a page can go on meanwhile. */
export async function drawSlopes(
  { seed, keys, draws }: SlopeOptions,
  pause?: (done: number) => Promise<void>,
): Promise<SlopesAt[]> {
  const random = createRng(seed);
  const found = WIDTHS.map((d) => ({
    ...{ d, plain: new Float64Array(draws), scaled: new Float64Array(draws) },
  }));
  for (let draw = 0; draw < draws; draw++) {
    const scores = scoresByWidth(keys, random);
    for (const [i, { d, plain, scaled }] of found.entries()) {
      const at = scores.subarray(i * keys, (i + 1) * keys);
      plain[draw] = largestSlope(softmax64(at));
      scaled[draw] = largestSlope(softmax64(at.map((score) => score / Math.sqrt(d))));
    }
    await pause?.(draw + 1);
  }
  for (const { plain, scaled } of found) {
    plain.sort();
    scaled.sort();
  }
  return found;
}

/** q · k over the first d numbers for each width d and key, [widths, keys]. */
function scoresByWidth(keys: number, random: () => number): Float64Array {
  const most = WIDTHS.at(-1) ?? 0;
  const q = gaussian(most, random);
  const scores = new Float64Array(WIDTHS.length * keys);
  for (let key = 0; key < keys; key++) {
    const k = gaussian(most, random);
    let sum = 0;
    let i = 0;
    for (const [w, d] of WIDTHS.entries()) {
      for (; i < d; i++) sum += (q[i] ?? 0) * (k[i] ?? 0);
      scores[w * keys + key] = sum;
    }
  }
  return scores;
}

/** The value below which the part p of sorted values lies, linear in between (Hyndman and Fan's type 7). */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  const place = p * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? NaN;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}

/** The quantiles that are drawn. */
export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
/** Bins of the distribution: one for each power of ten from 10⁻¹² up; what is smaller falls into the first. */
export const FIRST_POWER = -12;
/** Four bins a power of ten, up to 10⁰. */
export const BINS = -FIRST_POWER * 4;

export interface SlopeSummary {
  readonly d: number;
  readonly plain: Spread;
  readonly scaled: Spread;
}
export interface Spread {
  /** At QUANTILES. */
  readonly quantiles: readonly number[];
  /** Draws in each bin of log₁₀, BINS of them. */
  readonly bins: readonly number[];
}

/** What the figure draws of the draws. */
export const summarize = (slopes: readonly SlopesAt[]): SlopeSummary[] =>
  slopes.map(({ d, plain, scaled }) => ({ d, plain: spread(plain), scaled: spread(scaled) }));

function spread(sorted: Float64Array): Spread {
  const bins = new Array<number>(BINS).fill(0);
  for (const value of sorted) {
    const bin = Math.floor((Math.log10(value) - FIRST_POWER) * 4);
    const at = Math.min(Math.max(value > 0 ? bin : 0, 0), BINS - 1);
    bins[at] = (bins[at] ?? 0) + 1;
  }
  return { quantiles: QUANTILES.map((p) => quantile(sorted, p)), bins };
}
