/**
 * Two ways to bring numbers to mean 0 and variance 1. Layer norm (Ba et al. 2016) takes mean and
 * variance over the features of one token; batch norm (Ioffe and Szegedy 2015) over all tokens of the
 * batch, for each feature. Neither learned scales nor shifts here: they start as 1 and 0.
 */

/** GPT-2's ε. */
export const EPSILON = 1e-5;

/** Sentences of tokens of features: [sentence][token][feature]. */
export type Batch = readonly (readonly (readonly number[])[])[];

/** (x − mean) / √(variance + ε), over the numbers given. */
export function normalise(x: readonly number[], epsilon = EPSILON): number[] {
  const { mean, variance } = moments(x);
  return x.map((value) => (value - mean) / Math.sqrt(variance + epsilon));
}

/** Each token by itself, whatever else is in the batch. */
export function layerNorm(batch: Batch): number[][][] {
  return batch.map((sentence) => sentence.map((token) => normalise(token)));
}

/**
 * Each feature over the whole batch. With `padded` the shorter sentences are filled up with zeros to
 * the length of the longest, as a rectangular tensor needs it, and the zeros count; without it they
 * are left out.
 */
export function batchNorm(batch: Batch, padded: boolean): number[][][] {
  const features = batch[0]?.[0]?.length ?? 0;
  const longest = Math.max(...batch.map((sentence) => sentence.length));
  const stats = Array.from({ length: features }, (_, f) => {
    const column = batch.flatMap((sentence) => sentence.map((token) => token[f] ?? 0));
    const missing = batch.reduce((sum, sentence) => sum + longest - sentence.length, 0);
    return moments(padded ? [...column, ...new Array<number>(missing).fill(0)] : column);
  });
  return batch.map((sentence) =>
    sentence.map((token) =>
      token.map((value, f) => {
        const { mean, variance } = stats[f] ?? { mean: 0, variance: 1 };
        return (value - mean) / Math.sqrt(variance + EPSILON);
      }),
    ),
  );
}

/** The mean, and the mean squared distance from it. */
export function moments(x: readonly number[]): { mean: number; variance: number } {
  const mean = x.reduce((a, b) => a + b, 0) / x.length;
  return { mean, variance: x.reduce((a, b) => a + (b - mean) ** 2, 0) / x.length };
}
