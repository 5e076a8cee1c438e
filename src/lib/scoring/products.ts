/** Why a text's probability is never computed as a product. */

/** After so many tokens: the product of their probabilities and the sum of their logarithms. */
export interface RunningProduct {
  /** P as a product, rounded to float32 after every step. */
  readonly product32: number;
  readonly product64: number;
  /** Σ ln P, rounded to float32 after every step. */
  readonly sum32: number;
  readonly sum64: number;
}

/** The smallest numbers above 0 that float32 and float64 hold (IEEE 754): 2⁻¹⁴⁹ and 2⁻¹⁰⁷⁴. */
export const SMALLEST = { float32: 2 ** -149, float64: Number.MIN_VALUE } as const;

/** Multiplies and adds token by token, each probability being exp of its log-probability. */
export function runningProducts(logprobs: readonly number[]): RunningProduct[] {
  let [product32, product64, sum32, sum64] = [1, 1, 0, 0];
  return logprobs.map((logprob) => {
    const p = Math.exp(logprob);
    product32 = Math.fround(product32 * Math.fround(p));
    product64 *= p;
    sum32 = Math.fround(sum32 + Math.fround(logprob));
    sum64 += logprob;
    return { product32, product64, sum32, sum64 };
  });
}

/** How many numbers it takes until one is 0; null where none is. Example: untilZero([1, 0, 0]) → 2 */
export function untilZero(values: readonly number[]): number | null {
  const at = values.indexOf(0);
  return at === -1 ? null : at + 1;
}

/**
 * After how many tokens of this mean log-probability a product is 0: when it has fallen below half of the
 * smallest number. Example: of halves, in float32, 150
 */
export const zeroAfter = (mean: number, smallest: number): number =>
  Math.ceil((Math.log(smallest) - Math.LN2) / mean - 1e-9);
